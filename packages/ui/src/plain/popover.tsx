import { type ReactNode, type RefObject, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { floatRoot, useFloat } from './float.ts';
import classes from './popover.module.css';

export interface PopoverTriggerProps {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly id: string;
  readonly 'aria-haspopup': 'dialog';
  readonly 'aria-expanded': boolean;
  readonly onClick: () => void;
}

export interface PopoverProps {
  readonly trigger: (props: PopoverTriggerProps) => ReactNode;
  /** Accessible name of the panel. */
  readonly label: string;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly align?: 'start' | 'end';
  readonly width?: number;
}

/** A small panel under a button, for what is more than a menu and less than a dialog. */
export function Popover({ trigger, label, children, align = 'start', width = 320 }: PopoverProps): ReactNode {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };
  return (
    <>
      {trigger({ ref: button, id, 'aria-haspopup': 'dialog', 'aria-expanded': open, onClick: () => setOpen(!open) })}
      {open ? (
        <Panel button={button} label={label} align={align} width={width} close={close}>
          {children}
        </Panel>
      ) : null}
    </>
  );
}

function Panel({
  button,
  label,
  align,
  width,
  close,
  children,
}: {
  button: RefObject<HTMLButtonElement | null>;
  label: string;
  align: 'start' | 'end';
  width: number;
  close: (refocus: boolean) => void;
  children: PopoverProps['children'];
}): ReactNode {
  const panel = useRef<HTMLDivElement>(null);
  useFloat(panel, button, align, close);
  useEffect(() => {
    const first = panel.current?.querySelector<HTMLElement>('[data-autofocus], input, select, textarea');
    (first ?? panel.current)?.focus({ preventScroll: true });
  }, []);
  const leave = useEffectEvent(() => close(true));
  const wander = useEffectEvent((next: EventTarget | null) => {
    if (next instanceof Element && !panel.current?.contains(next) && !next.closest('[role="menu"]') && next !== button.current) close(false);
  });
  useEffect(() => {
    const node = panel.current;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    };
    const onOut = (event: FocusEvent) => wander(event.relatedTarget);
    node?.addEventListener('keydown', onKey);
    node?.addEventListener('focusout', onOut);
    return () => {
      node?.removeEventListener('keydown', onKey);
      node?.removeEventListener('focusout', onOut);
    };
  }, []);
  return createPortal(
    <div ref={panel} role="dialog" aria-label={label} tabIndex={-1} className={classes.panel} style={{ width }}>
      {typeof children === 'function' ? children(() => close(true)) : children}
    </div>,
    floatRoot(button.current),
  );
}
