import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { cx } from './cx.ts';
import { floatRoot, useFloat } from './float.ts';
import { icon16 } from './icon.ts';
import { Kbd } from './kbd.tsx';
import { Anchor } from './link.tsx';
import classes from './menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly hint?: ReactNode;
  readonly keys?: string;
  /** A place to go to; else `onSelect` does something. */
  readonly href?: string;
  readonly onSelect?: () => void;
  /** The place where one is already. */
  readonly current?: boolean;
  /** Makes it one of several choices. */
  readonly checked?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
}

export interface MenuGroup {
  readonly id: string;
  readonly label?: string;
  readonly items: readonly MenuItem[];
}

export interface MenuTriggerProps {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly id: string;
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-expanded': boolean;
  readonly 'aria-controls': string | undefined;
  readonly onClick: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export interface MenuProps {
  /** Draws the button; spread the given props onto it. */
  readonly trigger: (props: MenuTriggerProps) => ReactNode;
  readonly groups: readonly MenuGroup[];
  readonly align?: 'start' | 'end';
  readonly width?: number;
}

const ITEMS = '[role^="menuitem"]:not([aria-disabled="true"])';

/** A list of actions or places under a button: arrows, Home, End, first letters, Escape. */
export function Menu({ trigger, groups, align = 'start', width = 220 }: MenuProps): ReactNode {
  const [open, setOpen] = useState<false | 'first' | 'last'>(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };
  return (
    <>
      {trigger({
        ref: button,
        id: `${id}-button`,
        'aria-haspopup': 'menu',
        'aria-expanded': open !== false,
        'aria-controls': open ? `${id}-menu` : undefined,
        onClick: () => setOpen(open ? false : 'first'),
        onKeyDown(event) {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(event.key === 'ArrowUp' ? 'last' : 'first');
        },
      })}
      {open ? <MenuList id={id} button={button} groups={groups} align={align} width={width} start={open} close={close} /> : null}
    </>
  );
}

interface ListProps extends Pick<MenuProps, 'groups'> {
  readonly id: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly align: 'start' | 'end';
  readonly width: number;
  readonly start: 'first' | 'last';
  readonly close: (refocus: boolean) => void;
}

function MenuList({ id, button, groups, align, width, start, close }: ListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });

  useFloat(list, button, align, close);

  useEffect(() => {
    const items = list.current?.querySelectorAll<HTMLElement>(ITEMS);
    if (!items) return;
    const chosen = list.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    (start === 'last' ? items.item(items.length - 1) : (chosen ?? items.item(0)))?.focus();
  }, [start]);

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const go = (to: number) => {
      event.preventDefault();
      items[(to + items.length) % items.length]?.focus();
    };
    event.stopPropagation();
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(items.length - 1);
    else if (event.key === 'Tab') close(true);
    else if (event.key === 'Escape') {
      event.preventDefault();
      close(true);
    } else if (event.key.length === 1 && event.key !== ' ') {
      const now = event.timeStamp;
      typed.current = { text: (now - typed.current.at < 700 ? typed.current.text : '') + event.key.toLowerCase(), at: now };
      const found = items.find((item) => item.textContent?.trim().toLowerCase().startsWith(typed.current.text));
      found?.focus();
    }
  };

  return createPortal(
    <div
      ref={list}
      id={`${id}-menu`}
      role="menu"
      tabIndex={-1}
      aria-labelledby={`${id}-button`}
      className={classes.menu}
      style={{ minWidth: width }}
      onKeyDown={onKeyDown}
    >
      {groups.map((group) => (
        <div key={group.id} role="group" aria-label={group.label} className={classes.group}>
          {group.label ? <div className={classes.heading}>{group.label}</div> : null}
          {group.items.map((item) => (
            <Item key={item.id} item={item} close={close} />
          ))}
        </div>
      ))}
    </div>,
    floatRoot(button.current),
  );
}

function Item({ item, close }: { item: MenuItem; close: (refocus: boolean) => void }): ReactNode {
  const inside = (
    <>
      <span className={classes.icon}>{item.checked || item.current ? <IconCheck {...icon16} /> : item.icon}</span>
      <span className={classes.label}>
        {item.label}
        {item.hint ? <span className={classes.hint}>{item.hint}</span> : null}
      </span>
      {item.keys ? <Kbd keys={item.keys} /> : null}
    </>
  );
  const shared = { tabIndex: -1, className: cx(classes.item, item.danger && classes.danger), 'aria-disabled': item.disabled || undefined };
  if (item.href !== undefined && !item.disabled) {
    return (
      <Anchor {...shared} role="menuitem" aria-current={item.current ? 'page' : undefined} href={item.href} onClick={() => close(false)}>
        {inside}
      </Anchor>
    );
  }
  return (
    <button
      {...shared}
      type="button"
      role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={item.checked}
      onClick={() => {
        if (item.disabled) return;
        close(true);
        item.onSelect?.();
      }}
    >
      {inside}
    </button>
  );
}
