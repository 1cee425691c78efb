import { decisionsMissing, reasonMissing } from '../errors.ts';
import type { ApplyChangeSetInput, ChangeSetStatus, Verdict } from '../schemas.ts';
import type { Action } from './live-card.ts';

export type Judged<A extends Action = Action> = A & { readonly verdict: Verdict; readonly reasonCode: string | null; readonly reasonNote: string | null };
export type Decisions = Pick<ApplyChangeSetInput, 'decisions' | 'rest' | 'outcome' | 'reasonCode' | 'note'>;

/** These are final: applying again answers with what was decided. */
export const isDecided = (status: ChangeSetStatus): boolean => status === 'applied' || status === 'partly_applied' || status === 'declined';

/**
 * Joins actions and decisions. Every action needs one, unless `rest` says what to do with the others or nothing is applied anyway. Whoever refuses gives a reason: at the field, or
 * for the whole. Errors: `catalog.decisions_missing`, `catalog.reason_missing`.
 */
export function judge<A extends Action>(actions: readonly A[], input: Decisions): Judged<A>[] {
  const byNo = new Map((input.decisions ?? []).map((d) => [d.no, d]));
  const whole = (input.outcome ?? 'decide') !== 'decide';
  const fallback: Verdict | undefined = whole ? 'accept' : input.rest;
  const undecided = actions.filter((a) => !byNo.has(a.no) && fallback === undefined).map((a) => a.no);
  if (undecided.length > 0) throw decisionsMissing(undecided);
  const judged = actions.map((a): Judged<A> => {
    const decision = byNo.get(a.no);
    const verdict = decision?.verdict ?? fallback ?? 'refuse';
    if (verdict === 'accept') return { ...a, verdict, reasonCode: null, reasonNote: decision?.note ?? null };
    return { ...a, verdict, reasonCode: decision?.reasonCode ?? input.reasonCode ?? null, reasonNote: decision?.note ?? input.note ?? null };
  });
  const refused = judged.filter((a) => a.verdict === 'refuse');
  if (refused.some((a) => a.reasonCode === null)) throw reasonMissing();
  if (whole && input.reasonCode === undefined && refused.length === 0) throw reasonMissing();
  return judged;
}
