import { useTranslations } from '@yarmarka/i18n/react';
import { type Shortcut, toast, useShortcuts } from '@yarmarka/ui/plain';
import { useEffect, useEffectEvent, useState } from 'react';
import { changeDraft, draftOf, needsNote, type RowDraft, setRow, type Whole } from './draft.ts';
import type { ReasonCode } from './types.ts';
import type { ClaimControl } from './use-claim.ts';
import type { RowActions } from './verdict-row.tsx';

export interface RowSpec {
  readonly key: string;
  readonly codes: readonly ReasonCode[];
  readonly judged: boolean;
}
export interface RowsInput {
  readonly taskId: number;
  readonly rows: readonly RowSpec[];
  readonly wholeCodes: readonly ReasonCode[];
  readonly control: ClaimControl;
  readonly onSend: () => void;
  readonly onNext: () => void;
  readonly onClose: () => void;
  readonly onUndo: () => void;
  /** To the neighbour in the queue. */
  readonly onMove: (step: 1 | -1) => void;
  readonly onPictures?: () => void;
}
export interface Rows {
  readonly cursor: string | null;
  readonly actions: RowActions;
  readonly setWhole: (whole: Whole) => void;
  readonly setReason: (code: string) => void;
  readonly setNote: (text: string) => void;
  readonly focusRow: (key: string) => void;
}

const find = (attribute: string, key: string) => document.querySelector<HTMLElement>(`[data-${attribute}="${CSS.escape(key)}"]`);
const INTERACTIVE = 'a, button, input, textarea, select, summary, [role="menuitem"], [contenteditable="true"]';
/** After React has drawn what a key has just brought up. */
const soon = (run: () => void) => setTimeout(run);

/** The rows of a verdict under the keys: J and K move, A accepts, R refuses, digits give the reason, D and X judge the whole, Enter sends. */
export function useRows(input: RowsInput): Rows {
  const { taskId, rows, wholeCodes, control } = input;
  const t = useTranslations('moderation');
  const [at, setAt] = useState<string | null>(null);
  const cursor = at !== null && rows.some((row) => row.key === at) ? at : (rows[0]?.key ?? null);
  const [digitsFor, setDigitsFor] = useState<'row' | 'whole'>('row');

  const focusRow = (key: string) => {
    const row = find('row', key);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  const step = (by: 1 | -1) => {
    const index = rows.findIndex((row) => row.key === cursor);
    // The first press goes to the first row, wherever the focus has been.
    const start = document.activeElement?.closest('[data-row]') ? index + by : index;
    const next = rows[Math.max(0, Math.min(rows.length - 1, start))];
    if (next) focusRow(next.key);
  };
  const mayJudge = async (): Promise<boolean> => {
    if (control.holding.by === 'other' || control.holding.by === 'closed') {
      toast({ text: control.holding.by === 'closed' ? t('desk.gone') : t('verdict.takeFirst') });
      return false;
    }
    return control.claim();
  };
  const write = async (key: string, change: (row: RowDraft | undefined) => RowDraft | null): Promise<boolean> => {
    if (!rows.some((row) => row.key === key && row.judged) || !(await mayJudge())) return false;
    changeDraft(taskId, (draft) => setRow(draft, key, change(draft.rows[key])));
    return true;
  };
  const openNote = (key: string) => {
    find('add-note', key)?.click();
    soon(() => find('note', key)?.focus());
  };

  const accept = (key: string) => write(key, (row) => (row?.verdict === 'accept' ? null : { ...row, verdict: 'accept' }));
  const refuse = async (key: string) => {
    const done = await write(key, (row) => ({ ...row, verdict: 'refuse' }));
    if (done) soon(() => focusRow(key));
    return done;
  };
  const reason = async (key: string, code: string) => {
    const done = await write(key, (row) => ({ ...row, verdict: 'refuse', reasonCode: code }));
    if (done && needsNote(code)) soon(() => openNote(key));
    return done;
  };
  const setWhole = async (whole: Whole) => {
    if (whole !== null && !(await mayJudge())) return;
    setDigitsFor(whole === null ? 'row' : 'whole');
    // Severe reasons and mild ones differ: what was chosen for one does not pass to the other.
    changeDraft(taskId, (draft) => ({ ...draft, whole, reasonCode: draft.whole === whole ? draft.reasonCode : null }));
  };
  const setReason = (code: string) => {
    changeDraft(taskId, (draft) => ({ ...draft, reasonCode: draft.reasonCode === code ? null : code }));
    if (needsNote(code)) soon(() => find('note', 'whole')?.focus());
  };

  const keyed = (what: 'accept' | 'refuse' | 'note' | number): void => {
    if (typeof what === 'number' && digitsFor === 'whole' && draftOf(taskId).whole !== null) {
      const code = wholeCodes[what - 1];
      if (code) setReason(code.code);
      return;
    }
    const row = rows.find((one) => one.key === cursor);
    if (!row) return;
    if (what === 'note') {
      void (draftOf(taskId).rows[row.key]?.verdict === 'refuse' ? openNote(row.key) : refuse(row.key).then((done) => done && soon(() => openNote(row.key))));
    } else if (what === 'accept') {
      void write(row.key, (before) => ({ ...before, verdict: 'accept' })).then((done) => done && soon(() => step(1)));
    } else if (what === 'refuse') void refuse(row.key);
    else {
      const code = row.codes[what - 1];
      if (code) void reason(row.key, code.code).then((done) => done && !needsNote(code.code) && soon(() => step(1)));
    }
  };
  const acceptAll = async () => {
    if (!(await mayJudge())) return;
    changeDraft(taskId, (draft) => ({ ...draft, whole: null, reasonCode: null, rows: {} }));
  };
  const leave = () => {
    if (draftOf(taskId).whole !== null) void setWhole(null);
    else input.onClose();
  };

  const k = (keys: string, label: string, run: () => void, more: Partial<Shortcut> = {}): Shortcut => ({ keys, label, run, ...more });
  useShortcuts(t('keys.title'), [
    k('c', t('keys.claim'), () => void control.claim(), { disabled: control.holding.by !== 'nobody' }),
    k('n', t('keys.next'), input.onNext),
    k('j', t('keys.fieldNext'), () => step(1)),
    k('k', t('keys.fieldPrevious'), () => step(-1)),
    k('a', t('keys.accept'), () => keyed('accept')),
    k('r', t('keys.refuse'), () => keyed('refuse')),
    k('1…9', t('keys.reason'), () => undefined, { local: true }),
    k('m', t('keys.note'), () => keyed('note')),
    k('shift+a', t('keys.acceptAll'), () => void acceptAll()),
    k('d', t('keys.changes'), () => void setWhole('changes')),
    k('x', t('keys.reject'), () => void setWhole('reject')),
    k('space', t('keys.pictures'), () => undefined, { local: true }),
    k('enter', t('keys.send'), () => undefined, { local: true }),
    k('mod+enter', t('keys.send'), input.onSend, { inFields: true }),
    k('u', t('keys.undo'), input.onUndo),
    k('shift+j', t('keys.taskNext'), () => input.onMove(1)),
    k('shift+k', t('keys.taskPrevious'), () => input.onMove(-1)),
    k('escape', t('keys.close'), leave),
  ]);

  // Enter, Space and digits only where nothing else wants them: a focused button keeps its own Enter and Space.
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('[aria-modal="true"]')) return;
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === 'Escape' && target?.closest('textarea[data-note]')) {
      event.preventDefault();
      const row = target.closest('[data-row]');
      if (row instanceof HTMLElement) row.focus();
      else if (cursor !== null) focusRow(cursor);
      return;
    }
    const typing = target?.closest('input, textarea, select, [contenteditable="true"]');
    if (!typing && /^Digit[1-9]$/.test(event.code) && !event.shiftKey) {
      event.preventDefault();
      keyed(Number(event.code.slice(5)));
      return;
    }
    if (target?.closest(INTERACTIVE) || event.shiftKey) return;
    if (event.key === ' ' && input.onPictures) input.onPictures();
    else if (event.key === 'Enter') {
      if (control.holding.by === 'me') input.onSend();
      else if (control.holding.by === 'nobody') void control.claim();
    } else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  const actions: RowActions = {
    focus: (key) => {
      setAt(key);
      setDigitsFor('row');
    },
    accept: (key) => void accept(key),
    refuse: (key) => void refuse(key),
    reason: (key, code) => void reason(key, code),
    note: (key, text) => changeDraft(taskId, (draft) => setRow(draft, key, { verdict: 'refuse', ...draft.rows[key], note: text })),
  };
  return {
    cursor,
    actions,
    setWhole: (whole) => void setWhole(whole),
    setReason,
    setNote: (note) => changeDraft(taskId, (draft) => ({ ...draft, note })),
    focusRow,
  };
}
