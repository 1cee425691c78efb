import { createStore, type Store } from '@yarmarka/ui/plain';
import type { DraftCells } from './types.ts';

/** In how many categories the cells of the draft change something, those below included: the sheet counts it in its folded matrix, the pill says it on every screen. */
export const draftReach: Store<{ readonly cells: DraftCells['cells']; readonly categories: number } | null> = createStore<{
  readonly cells: DraftCells['cells'];
  readonly categories: number;
} | null>(null);
