import type { SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import type { LaneKey } from '../schemas.ts';

export type SubmittedAction = { readonly target: string; readonly attributeNo: number | null };
export type Submission = {
  readonly kind: 'create' | 'update';
  /** Null: the platform's own card. */
  readonly sellerId: number | null;
  /** Whether a card of this seller has ever been live. */
  readonly sellerHasLive: boolean;
  readonly actions: readonly SubmittedAction[];
  readonly attributes: readonly Pick<SchemaAttribute, 'no' | 'requirement'>[];
};

/**
 * The lane of a card's change-set. A new card goes by whether its seller has ever had a live one. An edit is a required one when it touches the category, the placements, a whole variant
 * or an attribute that the category requires (also under a condition); everything else is cosmetic.
 */
export function laneOf(s: Submission): LaneKey {
  if (s.kind === 'create') return s.sellerId !== null && !s.sellerHasLive ? 'new_seller_first_card' : 'new_card';
  const required = new Set(s.attributes.filter((a) => a.requirement === 'required' || a.requirement === 'required_if').map((a) => a.no));
  return s.actions.some((a) => a.attributeNo === null || required.has(a.attributeNo)) ? 'required_edit' : 'cosmetic_edit';
}

/** When a task that came at `came` is due. Minutes of the clock: promises hold day and night. */
export const dueAt = (came: Date, promiseMinutes: number): Date => new Date(came.getTime() + promiseMinutes * 60_000);
