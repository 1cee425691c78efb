import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { EXCLUDED, PRESENT } from '@yarmarka/taxonomy/schemas';
import { useMemo } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { type ShownCell, shownCells } from '../parts/cell-model.ts';
import type { CategoryInfo } from '../parts/types.ts';
import { withDraftAbove } from '../parts/draft-above.ts';
import { trailOf } from './tree-index.ts';
import type { Matrix } from './use-matrix.ts';

/** One category with all its cells, my draft laid over them and over what stands above. Undefined while it is read. */
export function useCategoryCells(matrix: Matrix, categoryId: number): { category: CategoryInfo; cells: readonly ShownCell[]; current: boolean } | undefined {
  const trpc = useTRPC();
  const { stamp, restructures } = matrix.drafted;
  const elsewhere = stamp !== null && restructures(trailOf(matrix.tree, categoryId).map((node) => node.id));
  const { data: made } = useQuery(
    trpc.taxonomy.draftCategory.queryOptions(
      { id: categoryId, stamp: stamp ?? '' },
      { enabled: elsewhere, staleTime: 300_000, placeholderData: keepPreviousData },
    ),
  );
  const { data: published } = useQuery(trpc.taxonomy.category.queryOptions({ id: categoryId }, { enabled: !elsewhere, placeholderData: keepPreviousData }));
  const { data: publishedCells } = useQuery(
    trpc.taxonomy.effectiveCells.queryOptions({ categoryId }, { enabled: !elsewhere, placeholderData: keepPreviousData }),
  );
  const { data: above } = useQuery(
    trpc.taxonomy.effectiveCells.queryOptions({ categoryId: published?.parentId ?? 0 }, { enabled: !elsewhere && typeof published?.parentId === 'number' }),
  );
  const [category, cells, parentCells] = elsewhere ? [made?.category, made?.cells, made?.parentCells] : [published, publishedCells, above];
  const { draft, attributes, grid } = matrix;
  return useMemo(() => {
    if (!category || !cells) return undefined;
    const pseudo = {
      changes: [...draft.values()].filter((edit) => edit.categoryId === category.id).map((edit) => ({ change: { kind: 'rule' as const, edit } })),
      attributes: Object.fromEntries([...attributes].map(([no, a]) => [no, { ru: a.ru, en: a.en, type: a.type, unitFamily: a.unitFamily, unit: null }])),
    };
    const reaches = (id: number) => (no: number) => (grid.cell(id, no) & (PRESENT | EXCLUDED)) !== 0;
    const laid = withDraftAbove(cells, category.trail, draft, pseudo.attributes, reaches(category.id));
    const { parentId, trail } = category;
    const parents = parentId === null ? [] : parentCells && withDraftAbove(parentCells, trail.slice(0, -1), draft, pseudo.attributes, reaches(parentId));
    return { category, cells: shownCells(category.id, laid, parents, pseudo), current: category.id === categoryId };
  }, [category, cells, parentCells, draft, attributes, grid, categoryId]);
}
