import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { type ShownCell, shownCells } from '../parts/cell-model.ts';
import type { CategoryInfo } from '../parts/types.ts';
import { withDraftAbove } from './draft-above.ts';
import type { Matrix } from './use-matrix.ts';

/** One category with all its cells, my draft laid over them and over what stands above. Undefined while it is read. */
export function useCategoryCells(matrix: Matrix, categoryId: number): { category: CategoryInfo; cells: readonly ShownCell[]; current: boolean } | undefined {
  const trpc = useTRPC();
  const { data: category } = useQuery(trpc.taxonomy.category.queryOptions({ id: categoryId }, { placeholderData: keepPreviousData }));
  const { data: cells } = useQuery(trpc.taxonomy.effectiveCells.queryOptions({ categoryId }, { placeholderData: keepPreviousData }));
  const { data: parentCells } = useQuery(
    trpc.taxonomy.effectiveCells.queryOptions({ categoryId: category?.parentId ?? 0 }, { enabled: typeof category?.parentId === 'number' }),
  );
  const { draft, attributes } = matrix;
  return useMemo(() => {
    if (!category || !cells) return undefined;
    const pseudo = {
      changes: [...draft.values()].filter((edit) => edit.categoryId === category.id).map((edit) => ({ change: { kind: 'rule' as const, edit } })),
      attributes: Object.fromEntries([...attributes].map(([no, a]) => [no, { ru: a.ru, en: a.en, type: a.type, unitFamily: a.unitFamily, unit: null }])),
    };
    const above = withDraftAbove(cells, category.trail, draft);
    const parents = category.parentId === null ? [] : parentCells && withDraftAbove(parentCells, category.trail.slice(0, -1), draft);
    return { category, cells: shownCells(category.id, above, parents, pseudo), current: category.id === categoryId };
  }, [category, cells, parentCells, draft, attributes, categoryId]);
}
