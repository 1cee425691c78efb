import { createStore, type Store, useStore } from '@yarmarka/ui/plain';

/** `accept` or `refuse` of one field of a card (by its action's number) or one row of a seller's checklist (by its key). */
export interface RowDraft {
  readonly verdict: 'accept' | 'refuse';
  readonly reasonCode?: string;
  readonly note?: string;
}
/** `null`: by field; what is not marked is accepted. */
export type Whole = 'changes' | 'reject' | null;
export interface Draft {
  readonly rows: Readonly<Record<string, RowDraft>>;
  readonly whole: Whole;
  readonly reasonCode: string | null;
  readonly note: string;
}

export const EMPTY_DRAFT: Draft = { rows: {}, whole: null, reasonCode: null, note: '' };

/** Verdicts that are being put together, by task: they outlive a glance at another task and a verdict taken back. */
const drafts: Store<ReadonlyMap<number, Draft>> = createStore<ReadonlyMap<number, Draft>>(new Map());

export const draftOf = (taskId: number): Draft => drafts.get().get(taskId) ?? EMPTY_DRAFT;
export const useDraft = (taskId: number): Draft => useStore(drafts).get(taskId) ?? EMPTY_DRAFT;
export const changeDraft = (taskId: number, change: (draft: Draft) => Draft): void => drafts.set((all) => new Map(all).set(taskId, change(draftOf(taskId))));
export const dropDraft = (taskId: number): void =>
  drafts.set((all) => {
    const next = new Map(all);
    next.delete(taskId);
    return next;
  });

export const setRow = (draft: Draft, key: string, row: RowDraft | null): Draft => {
  const { [key]: _before, ...rows } = draft.rows;
  return { ...draft, rows: row === null ? rows : { ...rows, [key]: row } };
};

/** Reasons that say "see the note" are worth nothing without one. */
export const needsNote = (code: string | null | undefined): boolean => code?.endsWith('other') ?? false;

export type Gap = 'reasons' | 'note' | 'reason' | 'changes';

/** What a verdict still lacks; null = it can be sent. `strict`: a seller's changes need a refused row, a reason for the whole is not enough. */
export function gapOf(draft: Draft, strict: boolean): Gap | null {
  const refused = Object.values(draft.rows).filter((row) => row.verdict === 'refuse');
  if (refused.some((row) => row.reasonCode === undefined)) return 'reasons';
  if (refused.some((row) => needsNote(row.reasonCode) && !row.note?.trim())) return 'note';
  if (draft.whole === 'changes' && refused.length === 0 && (strict || draft.reasonCode === null)) return 'changes';
  if (draft.whole === 'reject' && draft.reasonCode === null) return 'reason';
  if (draft.whole !== null && needsNote(draft.reasonCode) && draft.note.trim() === '') return 'note';
  return null;
}
