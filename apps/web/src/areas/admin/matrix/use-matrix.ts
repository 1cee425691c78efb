import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { createGrid, EDITED, type Grid, unpackTree } from '@yarmarka/taxonomy/schemas';
import { useEffect, useMemo, useRef } from 'react';
import { useLive } from '../../../lib/live.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import type { GridAttribute } from '../parts/types.ts';
import { CHANGED, cellPainter, CONFLICT, OTHER, type StateWords } from './draw.ts';
import { addressOf, type DraftMap } from './plan-edits.ts';
import { gridQueries } from './queries.ts';
import { indexTree, type TreeIndex } from './tree-index.ts';
import type { Figures } from './view.ts';

const OTHERS_WAIT_MS = 300;

export type Matrix = {
  readonly version: number;
  readonly tree: TreeIndex;
  /** As published, and with my draft over it. */
  readonly base: Grid;
  readonly grid: Grid;
  readonly draft: DraftMap;
  readonly attributes: ReadonlyMap<number, GridAttribute>;
  readonly groups: readonly { readonly key: string; readonly ru: string; readonly en: string }[];
  readonly figures: Figures;
  /** Cells that other people edit now -> their names. */
  readonly others: ReadonlyMap<string, readonly string[]>;
  readonly stale: ReadonlySet<string>;
};

const pairs = (flat: readonly number[]): string[] => {
  const out: string[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) out.push(addressOf([flat[i] ?? 0, flat[i + 1] ?? 0]));
  return out;
};

/** The whole matrix of the screen, kept up to date: the published one by live events, my draft as it is edited, what others edit a moment later. */
export function useMatrix(): Matrix {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const queries = gridQueries(trpc);
  const { data: loaded } = useSuspenseQuery(queries.grid);
  const { data: draftCells } = useSuspenseQuery(queries.draft);
  const { data: figureRows } = useSuspenseQuery(queries.figures);
  const { data: otherDrafts } = useQuery(queries.others);
  const timer = useRef<number>(undefined);

  useLive('matrix.published.v1', () => {
    for (const filter of [trpc.taxonomy.tree, trpc.taxonomy.effectiveCells, trpc.taxonomy.draftFormSchema])
      void queryClient.invalidateQueries(filter.pathFilter());
  });
  useLive(['dictionary.*', 'matrix.published.v1'], () => void queryClient.invalidateQueries({ queryKey: queries.grid.queryKey }));
  useLive(['change_set.*', 'matrix.published.v1'], () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void queryClient.invalidateQueries(trpc.operations.othersDrafts.pathFilter()), OTHERS_WAIT_MS);
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const nodes = useMemo(() => unpackTree(loaded.tree), [loaded]);
  const tree = useMemo(() => indexTree(nodes), [nodes]);
  const base = useMemo(() => createGrid(nodes, loaded.rules), [nodes, loaded]);
  const attributes = useMemo(() => new Map(loaded.attributes.map((a) => [a.no, a])), [loaded]);
  const figures = useMemo<Figures>(
    () => new Map(figureRows.map(([id, cards, completeness, incomplete]) => [id, { cards, completeness, incomplete }])),
    [figureRows],
  );
  const draft = useMemo<DraftMap>(() => new Map(draftCells?.cells.map((edit) => [addressOf([edit.categoryId, edit.attributeNo]), edit])), [draftCells]);
  const grid = useMemo(() => (draft.size === 0 ? base : base.withEdits(draft.values())), [base, draft]);
  const stale = useMemo(() => new Set(pairs(draftCells?.stale ?? [])), [draftCells]);
  const others = useMemo(() => {
    const names = new Map<string, string[]>();
    for (const one of otherDrafts ?? [])
      for (const address of pairs(one.cells)) names.set(address, [...(names.get(address) ?? []), one.authorName ?? one.author]);
    return names;
  }, [otherDrafts]);
  return { version: loaded.version, tree, base, grid, draft, attributes, groups: loaded.groups, figures, others, stale };
}

/** Draws one cell of the matrix: the draft's state, framed where the draft or what it does from above has changed it. */
export function useCellDrawing(matrix: Matrix): (categoryId: number, no: number) => ReturnType<ReturnType<typeof cellPainter>> {
  const t = useTranslations('admin.grid.states');
  const taxonomy = useTranslations('taxonomy.requirement');
  const paint = useMemo(() => {
    const words: StateWords = {
      requirement: (value) => taxonomy(value),
      filter: t('filter'),
      axis: t('axis'),
      variant: t('variant'),
      offer: t('offer'),
      narrowed: t('narrowed'),
      own: t('own'),
      inherited: t('inherited'),
      excluded: t('excluded'),
      gone: t('gone'),
    };
    return cellPainter(words);
  }, [t, taxonomy]);
  return useMemo(() => {
    const { grid, base, others, stale } = matrix;
    return (categoryId, no) => {
      const bits = grid.cell(categoryId, no);
      let marks = 0;
      if ((bits & EDITED) !== 0 || (grid !== base && (bits & ~EDITED) !== base.cell(categoryId, no))) marks |= CHANGED;
      if (others.size + stale.size > 0) {
        const address = addressOf([categoryId, no]);
        if (others.has(address)) marks |= OTHER;
        if (stale.has(address)) marks |= CONFLICT;
      }
      return paint(bits, marks);
    };
  }, [matrix, paint]);
}
