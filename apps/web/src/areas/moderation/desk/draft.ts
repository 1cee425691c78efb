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

/** Where the marks of each open task are kept: in the tab, so that a reload loses nothing and a closed tab leaves nothing behind. */
const places = new Map<number, string>();

/** What was kept, read with distrust: another version may have written it. */
function parseDraft(kept: string | null): Draft | null {
  try {
    const value: unknown = JSON.parse(kept ?? 'null');
    if (typeof value !== 'object' || value === null || !('rows' in value) || typeof value.rows !== 'object' || value.rows === null) return null;
    return { ...EMPTY_DRAFT, ...value } as Draft;
  } catch {
    return null;
  }
}

/** Brings back what this reader has marked in this tab before a reload. `subject`: what is judged; marks on an older state of it are not brought back. */
export function restoreDraft(reader: string, taskId: number, subject: string): void {
  const place = `yarmarka.moderation.draft:${reader}:${taskId}:${subject}`;
  places.set(taskId, place);
  if (drafts.get().has(taskId)) return;
  const kept = parseDraft(sessionStorage.getItem(place));
  if (kept) drafts.set((all) => new Map(all).set(taskId, kept));
}

export const draftOf = (taskId: number): Draft => drafts.get().get(taskId) ?? EMPTY_DRAFT;
export const useDraft = (taskId: number): Draft => useStore(drafts).get(taskId) ?? EMPTY_DRAFT;
export function changeDraft(taskId: number, change: (draft: Draft) => Draft): void {
  const next = change(draftOf(taskId));
  drafts.set((all) => new Map(all).set(taskId, next));
  const place = places.get(taskId);
  if (place === undefined) return;
  try {
    sessionStorage.setItem(place, JSON.stringify(next));
  } catch {
    // A full or forbidden storage costs the marks at a reload and nothing else.
  }
}
/** Forgets the marks: the verdict has gone out, or the task was given back. */
export function dropDraft(taskId: number): void {
  drafts.set((all) => {
    const next = new Map(all);
    next.delete(taskId);
    return next;
  });
  const place = places.get(taskId);
  if (place !== undefined) sessionStorage.removeItem(place);
}

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
