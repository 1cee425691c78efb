import { keepPreviousData, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { createGrid, EDITED, type Grid, type NodeChange, sortSiblings, unpackTree, withStructure } from '@yarmarka/taxonomy/schemas';
import { useEffect, useMemo, useRef } from 'react';
import { useLive } from '../../../lib/live.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import type { GridAttribute } from '../parts/types.ts';
import { CHANGED, cellPainter, CONFLICT, OTHER, type StateWords } from './draw.ts';
import { addressOf, type DraftMap } from './plan-edits.ts';
import { helpAddressOf } from '../parts/cell-help.ts';
import type { HelpMap } from './transfer.ts';
import { gridQueries } from './queries.ts';
import { indexTree, type TreeIndex } from './tree-index.ts';
import type { Figures } from './view.ts';

const OTHERS_WAIT_MS = 300;

export type Matrix = {
  readonly version: number;
  /** Siblings as the reader of this language sees them. */
  readonly tree: TreeIndex;
  /** As published; with what my draft makes of tree and dictionary; with its cells as well. */
  readonly published: Grid;
  readonly base: Grid;
  readonly grid: Grid;
  readonly draft: DraftMap;
  readonly drafted: Drafted;
  /** Help texts that my draft changes. */
  readonly draftHelps: HelpMap;
  readonly attributes: ReadonlyMap<number, GridAttribute>;
  readonly groups: readonly { readonly key: string; readonly ru: string; readonly en: string }[];
  readonly figures: Figures;
  /** Cells that other people edit now -> their names. */
  readonly others: ReadonlyMap<string, readonly string[]>;
  readonly stale: ReadonlySet<string>;
};

/** What my draft does to rows and columns, and why it cannot be shown whole. */
export type Drafted = {
  readonly rows: ReadonlyMap<number, NodeChange>;
  readonly columns: ReadonlyMap<number, 'new' | 'edited'>;
  readonly problem: { readonly ru: string; readonly en: string } | null;
  /** Whether a category stands elsewhere, or has other rules above it, than published. */
  readonly restructures: (path: readonly number[]) => boolean;
  readonly stamp: string | null;
};
const UNTOUCHED: Drafted = { rows: new Map(), columns: new Map(), problem: null, restructures: () => false, stamp: null };

const pairs = (flat: readonly number[]): string[] => {
  const out: string[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) out.push(addressOf([flat[i] ?? 0, flat[i + 1] ?? 0]));
  return out;
};

/** The whole matrix of the screen, kept up to date: the published one by live events, my draft as it is edited, what others edit a moment later. */
export function useMatrix(): Matrix {
  const trpc = useTRPC();
  const locale = useLocale();
  const queryClient = useQueryClient();
  const queries = gridQueries(trpc);
  const { data: loaded } = useSuspenseQuery(queries.grid);
  const { data: draftCells } = useSuspenseQuery(queries.draft);
  const stamp = draftCells?.structure ?? null;
  const { data: made } = useQuery({ ...queries.structure(stamp), enabled: stamp !== null, placeholderData: keepPreviousData });
  const structure = stamp === null ? null : (made ?? null);
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
  const published = useMemo(() => createGrid(nodes, loaded.rules), [nodes, loaded]);
  const parts = useMemo(() => {
    const plain = { nodes, rules: loaded.rules, attributes: loaded.attributes };
    return structure === null ? plain : withStructure(plain, structure);
  }, [nodes, loaded, structure]);
  const tree = useMemo(() => indexTree(sortSiblings(parts.nodes, locale)), [parts, locale]);
  const base = useMemo(() => (parts.nodes === nodes ? published : createGrid(parts.nodes, parts.rules)), [parts, nodes, published]);
  const attributes = useMemo(() => new Map(parts.attributes.map((a) => [a.no, a])), [parts]);
  const drafted = useMemo<Drafted>(() => {
    if (structure === null) return UNTOUCHED;
    const rows = new Map(structure.nodes.flatMap((node) => (node.is === null ? [] : [[node.id, node.is] as const])));
    const touched = new Set([...[...rows].flatMap(([id, is]) => (is === 'renamed' ? [] : [id])), ...structure.rules.map((row) => row[0] ?? 0)]);
    const columns = new Map(structure.attributes.map((one) => [one.no, one.is]));
    const dictionary = columns.size + structure.goneAttributes.length > 0;
    return { rows, columns, problem: structure.problem, restructures: (path) => dictionary || path.some((id) => touched.has(id)), stamp };
  }, [structure, stamp]);
  const figures = useMemo<Figures>(
    () => new Map(figureRows.map(([id, cards, completeness, incomplete]) => [id, { cards, completeness, incomplete }])),
    [figureRows],
  );
  const draft = useMemo<DraftMap>(() => new Map(draftCells?.cells.map((edit) => [addressOf([edit.categoryId, edit.attributeNo]), edit])), [draftCells]);
  const draftHelps = useMemo<HelpMap>(() => new Map(draftCells?.helps.map((one) => [helpAddressOf([one.categoryId, one.attributeNo]), one])), [draftCells]);
  const grid = useMemo(() => (draft.size === 0 ? base : base.withEdits(draft.values())), [base, draft]);
  const stale = useMemo(() => new Set(pairs(draftCells?.stale ?? [])), [draftCells]);
  const others = useMemo(() => {
    const names = new Map<string, string[]>();
    for (const one of otherDrafts ?? [])
      for (const address of pairs(one.cells)) names.set(address, [...(names.get(address) ?? []), one.authorName ?? one.author]);
    return names;
  }, [otherDrafts]);
  return { version: loaded.version, tree, published, base, grid, draft, draftHelps, drafted, attributes, groups: loaded.groups, figures, others, stale };
}

/** Draws one cell of the matrix: the draft's state, framed where the draft or what it does from above has changed it, or its help text. */
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
    const { grid, published, others, stale, draftHelps } = matrix;
    return (categoryId, no) => {
      const bits = grid.cell(categoryId, no);
      let marks = 0;
      if ((bits & EDITED) !== 0 || (grid !== published && (bits & ~EDITED) !== published.cell(categoryId, no))) marks |= CHANGED;
      if (draftHelps.size > 0 && draftHelps.has(helpAddressOf([categoryId, no]))) marks |= CHANGED;
      if (others.size + stale.size > 0) {
        const address = addressOf([categoryId, no]);
        if (others.has(address)) marks |= OTHER;
        if (stale.has(address)) marks |= CONFLICT;
      }
      return paint(bits, marks);
    };
  }, [matrix, paint]);
}
