import { type QueryClient, type QueryFilters, useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { type CellAt, type Change, targetOf } from '@yarmarka/taxonomy/schemas';
import { toast } from '@yarmarka/ui/plain';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { sendEdit } from './draft-send.ts';
import type { AttributeType, Draft, DraftCells, RuleChange } from './types.ts';
import type { Label } from './label.ts';

/** My open change-set; null when there is none. */
export function useDraft(): Draft | null {
  return useQuery(useTRPC().operations.myDraft.queryOptions()).data ?? null;
}

/** The cells that my open change-set edits, without words: as light as the grid needs it. Undefined while it is read. */
export function useDraftCells(): DraftCells | null | undefined {
  return useQuery(useTRPC().taxonomy.draftCells.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY })).data;
}

export type NewNames = {
  readonly categories?: Readonly<Record<string, Label>>;
  readonly attributes?: Readonly<Record<string, Label & { readonly type: AttributeType; readonly unitFamily: string | null; readonly unit: string | null }>>;
};
export type DraftEdit = { readonly save?: readonly Change[]; readonly remove?: readonly string[]; readonly names?: NewNames };

const EMPTY: Draft = {
  id: 0,
  title: '',
  note: '',
  status: 'draft',
  author: '',
  authorName: null,
  imported: null,
  baseVersion: 0,
  publishAt: null,
  publishedVersion: null,
  undoes: null,
  approvedBy: null,
  approvedAt: null,
  approvalRequestedAt: null,
  scheduledBy: null,
  trouble: null,
  createdAt: '',
  updatedAt: '',
  changes: [],
  cells: {},
  categories: {},
  attributes: {},
  options: {},
  entries: {},
  approvedByName: null,
  scheduledByName: null,
  returned: null,
  returnedByName: null,
  editors: [],
  stamp: '',
  comments: [],
};

/** The draft as it will be once the server has taken the edit. */
export function withEdit(draft: Draft | null, { save = [], remove = [], names = {} }: DraftEdit): Draft {
  const before = draft ?? EMPTY;
  const gone = new Set([...remove, ...save.map(targetOf)]);
  const kept = before.changes.filter((one) => !gone.has(one.target));
  const bases = new Map(before.changes.map((one) => [one.target, one]));
  const added = save.map((change) => {
    const target = targetOf(change);
    return { target, change, base: bases.get(target)?.base ?? null, editedAt: '' };
  });
  return {
    ...before,
    changes: [...kept, ...added] as Draft['changes'],
    categories: { ...before.categories, ...names.categories },
    attributes: { ...before.attributes, ...names.attributes },
  };
}

const NO_CELLS: DraftCells = { id: 0, title: '', status: 'draft', baseVersion: 0, updatedAt: '', cells: [], helps: [], stale: [], others: 0, structure: null };

const withoutUndefined = ({ pin, ...edit }: RuleChange['edit']): DraftCells['cells'][number] => ({ ...edit, ...(pin ? { pin } : {}) });

/** The draft's cells as they will be once the server has taken the edit. */
export function withCellEdit(draft: DraftCells | null, { save = [], remove = [] }: DraftEdit): DraftCells {
  const before = draft ?? NO_CELLS;
  const cells = new Map(before.cells.map((edit) => [`rule:${edit.categoryId}:${edit.attributeNo}`, edit]));
  const helps = new Map(before.helps.map((help) => [targetOf({ kind: 'help', help }), help]));
  for (const target of remove) {
    cells.delete(target);
    helps.delete(target);
  }
  for (const change of save) {
    if (change.kind === 'rule') cells.set(targetOf(change), withoutUndefined(change.edit));
    if (change.kind === 'help') helps.set(targetOf(change), change.help);
  }
  return { ...before, cells: [...cells.values()], helps: [...helps.values()] };
}

const onlyCells = ({ save = [], remove = [] }: DraftEdit): boolean =>
  save.every((change) => change.kind === 'rule' || change.kind === 'help') && remove.every((target) => /^(?:rule|help):/.test(target));

/** When this tab last sent an edit: its own news need not be read again. */
let sentAt = 0;
export const sentWithin = (ms: number): boolean => performance.now() - sentAt < ms;

/** The edit of a cell that the server did not take while it took the others, and why, in the reader's words. */
export type RefusedCell = { readonly at: CellAt; readonly reason: string };
/** Told of refused cells once the server has answered; a screen that has no way to show them leaves it out. */
type OnRefused = (refused: readonly RefusedCell[]) => void;

/** An edit on its way; `shown`: the screens show it as done already. */
type Sent = { readonly edit: DraftEdit; readonly shown: boolean; readonly onRefused?: OnRefused | undefined };

const SCOPE = 'matrix-draft';
const REASONS_SHOWN = 3;
/** News came while edits were on their way: what is in sight is read again once the server has them, not before. */
let newsCame = false;

/** Reads the draft's cells again, at once or as soon as no edit is on its way any more. */
export function readCellsAgain(queryClient: QueryClient, filter: QueryFilters): void {
  newsCame = queryClient.isMutating({ mutationKey: [SCOPE] }) > 0;
  if (!newsCame) void queryClient.invalidateQueries(filter);
}

/** Whether edits of the draft are on their way, whichever screen sent them. */
export const useDraftSaving = (): boolean => useIsMutating({ mutationKey: [SCOPE] }) > 0;

/**
 * Edits of the draft: shown at once, sent one after another in the order they were made; the first one opens the change-set. While the server cannot be reached they stay in sight and
 * are sent again (`draft-send.ts`). Of an edit of many cells the server takes the good ones: `onRefused` hears of the others, without it a message tells them; the draft is read anew then, and when
 * the server refuses an edit as a whole. `create` is for what takes a key of its own (a category, an attribute, an
 * option): nothing of it is shown before the server has taken it, and a refusal is thrown for the form to tell.
 */
export function useDraftEdits(): { edit: (edit: DraftEdit, onRefused?: OnRefused) => void; create: (edit: DraftEdit) => Promise<void> } {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const words = useErrorWords();
  const t = useTranslations('admin.draft');
  const format = useFormats();
  const locale = useLocale();
  const key = trpc.operations.myDraft.queryKey();
  const cellsKey = trpc.taxonomy.draftCells.queryKey();
  const openSet = async (again: boolean): Promise<number> => {
    const known = queryClient.getQueryData(cellsKey)?.id || queryClient.getQueryData(key)?.id;
    if (known) return known;
    // Its answer may have been lost: then the change-set is there.
    const made = again ? (await client.taxonomy.draftCells.query())?.id : undefined;
    const id = made ?? (await client.taxonomy.createChangeSet.mutate({ title: t('name', { date: format.dateTime(new Date()) }), unnamed: true })).id;
    queryClient.setQueryData(key, (draft) => (draft ? { ...draft, id } : draft));
    queryClient.setQueryData(cellsKey, (draft) => (draft ? { ...draft, id } : draft));
    return id;
  };
  const mutation = useMutation({
    mutationKey: [SCOPE],
    scope: { id: SCOPE },
    // Without a network, too, the edit is on its way: `sendEdit` says so and tries again.
    networkMode: 'always',
    mutationFn: async ({ edit }: Sent) => {
      const refused = await sendEdit(edit, openSet, async (changeSetId, { save, remove }) => {
        const answer = await client.taxonomy.saveChanges.mutate({ changeSetId, changes: [...save], ...(remove.length > 0 ? { remove: [...remove] } : {}) });
        return answer.refused;
      });
      sentAt = performance.now();
      return refused.map(
        ({ categoryId, attributeNo, problems }): RefusedCell => ({
          at: [categoryId, attributeNo],
          reason: problems.map((problem) => problem[locale]).join(' · '),
        }),
      );
    },
    onSuccess: (refused, { onRefused }) => {
      if (refused.length === 0) return;
      onRefused?.(refused);
      const detail = [...new Set(refused.map((one) => one.reason))].slice(0, REASONS_SHOWN).join(' · ');
      toast({ tone: 'danger', topic: 'draft.refused', timeMs: 15_000, text: t('refused', { count: refused.length }), detail });
    },
    onError: (error, { shown }) => {
      if (shown) words.toast(error);
    },
    onSettled: async (refused, error, { edit }) => {
      // Cells are in the cache as they were sent; what was refused, or is more than cells, is read again.
      const last = queryClient.isMutating({ mutationKey: [SCOPE] }) <= 1;
      const wrong = error !== null || (refused?.length ?? 0) > 0;
      if (wrong || !onlyCells(edit) || (last && newsCame)) await queryClient.invalidateQueries(trpc.taxonomy.draftCells.queryFilter());
      // What was read then lacks the edits still on their way.
      newsCame = !last && (newsCame || wrong);
      if (!last) return;
      await queryClient.invalidateQueries(trpc.operations.myDraft.queryFilter());
    },
  });
  return {
    edit(edit, onRefused) {
      void queryClient.cancelQueries(trpc.operations.myDraft.queryFilter());
      void queryClient.cancelQueries(trpc.taxonomy.draftCells.queryFilter());
      // The described draft is large: it follows only where a screen shows it.
      if (queryClient.getQueryData(key) !== undefined) queryClient.setQueryData(key, (draft) => withEdit(draft ?? null, edit));
      queryClient.setQueryData(cellsKey, (draft) => withCellEdit(draft ?? null, edit));
      sentAt = performance.now();
      mutation.mutate({ edit, shown: true, onRefused });
    },
    create: async (edit) => void (await mutation.mutateAsync({ edit, shown: false })),
  };
}
