import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useEffectEvent, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import classes from './dialog.module.css';
import { icon20 } from './icon.ts';

/** Open dialogs, the topmost last; only that one listens to Escape. */
const stack: HTMLElement[] = [];

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])';

/** Everything behind the topmost dialog is out of reach for keys, pointer and readers; floats of other libraries stay reachable. */
function refresh(): void {
  const top = stack.at(-1);
  const page = document.documentElement;
  // The place of the scrollbar stays empty while it is hidden, so nothing moves behind the veil.
  if (top !== undefined && page.style.paddingRight === '') page.style.paddingRight = `${window.innerWidth - page.clientWidth}px`;
  if (top === undefined) page.style.paddingRight = '';
  page.classList.toggle(classes.locked ?? '', top !== undefined);
  for (const element of [document.getElementById('root'), ...stack]) if (element) element.inert = top !== undefined && element !== top;
}

/** Makes an element modal while it is mounted: focus goes in, Escape closes, focus returns where it was. */
export function useModal(onClose: () => void): (node: HTMLElement | null) => void {
  const ref = useRef<HTMLElement | null>(null);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const node = ref.current;
    if (!node) return;
    const before = document.activeElement;
    stack.push(node);
    refresh();
    const first =
      node.querySelector<HTMLElement>('[data-autofocus]') ?? node.querySelector<HTMLElement>('[data-dialog-body] :is(input, select, textarea)') ?? node;
    first.focus({ preventScroll: true });
    const onKey = (event: KeyboardEvent) => {
      if (stack.at(-1) !== node || event.defaultPrevented) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        close();
      }
      if (event.key === 'Tab') keepInside(node, event);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      stack.splice(stack.indexOf(node), 1);
      refresh();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (node) => {
    if (node) ref.current = node;
  };
}

function keepInside(node: HTMLElement, event: KeyboardEvent): void {
  const reachable = [...node.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => element.offsetParent !== null);
  const first = reachable[0];
  const last = reachable.at(-1);
  if (!first || !last || !node.contains(document.activeElement)) return;
  if (event.shiftKey && (document.activeElement === first || document.activeElement === node)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first.focus();
  }
}

export interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  /** A press beside the dialog, where it is to do something else than close. */
  readonly onVeil?: () => void;
  readonly closeLabel: string;
  readonly children: ReactNode;
  /** Buttons at the bottom: the main one last. */
  readonly footer?: ReactNode;
  /** Where it comes from; `center` on a phone comes from the bottom; `top` keeps its upper edge while its height changes. */
  readonly side?: 'center' | 'top' | 'left' | 'right';
  readonly width?: number;
  /** Hides the title bar; the title stays the accessible name. */
  readonly bare?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
}

/** Render it while it is open: `{open ? <Dialog .../> : null}`. */
export function Dialog({
  title,
  onClose,
  onVeil = onClose,
  closeLabel,
  children,
  footer,
  side = 'center',
  width,
  bare = false,
  role = 'dialog',
}: DialogProps): ReactNode {
  const titleId = useId();
  const modal = useModal(onClose);
  return createPortal(
    <div className={cx(classes.veil, classes[side])} onPointerDown={(event) => event.target === event.currentTarget && onVeil()}>
      <div
        ref={modal}
        role={role}
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        className={cx(classes.panel, bare && classes.bare)}
        style={width === undefined ? undefined : { maxWidth: width }}
      >
        <div className={cx(classes.head, bare && 'y-hidden')}>
          <h2 id={titleId} className={classes.title}>
            {title}
          </h2>
          {bare ? null : (
            <IconButton label={closeLabel} onClick={onClose} className={classes.close}>
              <IconX {...icon20} />
            </IconButton>
          )}
        </div>
        <div className={classes.body} data-dialog-body>
          {children}
        </div>
        {footer ? <div className={classes.foot}>{footer}</div> : null}
      </div>
    </div>,
    document.body,
  );
}
