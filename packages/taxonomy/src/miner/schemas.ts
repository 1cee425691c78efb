import type { LeafMove } from './find-leaf-moves.ts';
import type { IdleCategory, MoveUp } from './find-repeats.ts';
import type { SameAttributes } from './find-same.ts';
import type { Unused } from './find-unused.ts';

export const SUGGESTION_KINDS = ['move_up', 'idle_category', 'leaf_move', 'same', 'unused'] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];
/** Why something is suggested, in facts; the screen says it in words. */
export type Evidence =
  | ({ readonly kind: 'move_up' } & MoveUp)
  | ({ readonly kind: 'idle_category' } & IdleCategory)
  | ({ readonly kind: 'leaf_move' } & LeafMove)
  | ({ readonly kind: 'same' } & SameAttributes)
  | ({ readonly kind: 'unused' } & Unused);
