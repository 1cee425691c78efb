import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { type ReactNode, useEffect, useState } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { icon16 } from './icon.ts';
import { createStore, useStore } from './store.ts';
import classes from './toast.module.css';

export interface ToastInput {
  readonly text: ReactNode;
  readonly tone?: 'plain' | 'success' | 'danger';
  /** Small print under the text, such as the request id. */
  readonly detail?: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** How long it stays, in ms; 0 keeps it until it is closed. Errors stay by default. */
  readonly timeMs?: number;
  /** A message takes the place of the one before with the same topic: what has been overtaken does not pile up. */
  readonly topic?: string;
}

interface Toast extends ToastInput {
  readonly id: number;
  readonly undo?: boolean;
  readonly until: number;
}

const toasts = createStore<readonly Toast[]>([]);
let lastId = 0;

const drop = (id: number): void => toasts.set((list) => list.filter((item) => item.id !== id));

function push(input: ToastInput & { undo?: boolean }): () => void {
  lastId += 1;
  const id = lastId;
  const timeMs = input.timeMs ?? (input.tone === 'danger' ? 0 : 5_000);
  toasts.set((list) => [
    ...list.filter((item) => input.topic === undefined || item.topic !== input.topic).slice(-3),
    { ...input, id, until: timeMs === 0 ? Number.POSITIVE_INFINITY : Date.now() + timeMs },
  ]);
  return () => drop(id);
}

/** Says what has just happened. Returns a function that takes the message away. */
export const toast = (input: ToastInput): (() => void) => push(input);

/** How long an action can be taken back, in ms. */
export const UNDO_MS = 10_000;

/** Says what was done and offers to take it back for ten seconds, instead of asking beforehand. */
export function undoToast({ text, undo, label }: { text: ReactNode; undo: () => void; label: string }): () => void {
  return push({ text, undo: true, timeMs: UNDO_MS, action: { label, run: undo } });
}

/** The corner where messages appear. Mount it once per application. */
export function Toasts(): ReactNode {
  const t = useTranslations('common.toast');
  const list = useStore(toasts);
  return (
    <section className={classes.region} aria-label={t('region')} aria-live="polite" aria-relevant="additions">
      {list.map((item) => (
        <Message key={item.id} item={item} closeLabel={t('close')} />
      ))}
    </section>
  );
}

function Message({ item, closeLabel }: { item: Toast; closeLabel: string }): ReactNode {
  const [held, setHeld] = useState(false);
  const finite = Number.isFinite(item.until);
  useEffect(() => {
    if (!finite || held) return;
    const timer = setTimeout(() => drop(item.id), Math.max(1_500, item.until - Date.now()));
    return () => clearTimeout(timer);
  }, [finite, held, item.id, item.until]);
  return (
    <div
      role={item.tone === 'danger' ? 'alert' : 'status'}
      className={cx(classes.toast, item.tone && classes[item.tone])}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {item.tone === 'danger' ? <IconAlertTriangle {...icon16} className={classes.sign} /> : null}
      {item.tone === 'success' ? <IconCheck {...icon16} className={classes.sign} /> : null}
      <div className={classes.text}>
        {item.text}
        {item.detail ? <div className={classes.detail}>{item.detail}</div> : null}
      </div>
      {item.action ? (
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            drop(item.id);
            item.action?.run();
          }}
        >
          {item.action.label}
          {item.undo ? <Countdown until={item.until} held={held} /> : null}
        </button>
      ) : null}
      <IconButton label={closeLabel} size="s" className={classes.close} onClick={() => drop(item.id)}>
        <IconX {...icon16} />
      </IconButton>
    </div>
  );
}

/** Seconds left to take it back, drawn as a closing ring with the figure inside. */
function Countdown({ until, held }: { until: number; held: boolean }): ReactNode {
  const [left, setLeft] = useState(() => Math.ceil((until - Date.now()) / 1000));
  useEffect(() => {
    if (held) return;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 250);
    return () => clearInterval(timer);
  }, [until, held]);
  return (
    <span className={classes.count} aria-hidden="true" style={{ '--left': left / (UNDO_MS / 1000) } as React.CSSProperties}>
      {left}
    </span>
  );
}
