import { useEffect, useRef } from 'react';
import { draftReach } from '../parts/draft-reach.ts';
import { useDraftCells } from '../parts/draft.ts';
import { countReach } from './reach.ts';
import type { Matrix } from './use-matrix.ts';

/** A moment after the last edit: strokes of a brush are not held up. */
const RESTS_MS = 200;

/** Keeps the pill told how far the draft reaches; until an edit is counted the number before it stands. */
export function useReach({ tree, grid, base, draft }: Pick<Matrix, 'tree' | 'grid' | 'base' | 'draft'>): void {
  const cells = useDraftCells()?.cells;
  const waits = useRef(false);
  useEffect(() => {
    if (cells === undefined || cells.length === 0) {
      waits.current = false;
      return draftReach.set(null);
    }
    waits.current = true;
    draftReach.set((before) => before && { ...before, cells });
    const timer = setTimeout(() => {
      waits.current = false;
      draftReach.set({ cells, categories: countReach(tree, grid, base, draft.values()) });
    }, RESTS_MS);
    return () => clearTimeout(timer);
  }, [cells, tree, grid, base, draft]);
  useEffect(
    () => () => {
      if (waits.current) draftReach.set(null);
    },
    [],
  );
}
