import type { CellAt } from '@yarmarka/taxonomy/schemas';
import type { GridPosition } from '@yarmarka/ui';
import { addressOf } from './plan-edits.ts';

/** A cell that did not take an edit, or not all of it, and why, ready for the reader. */
export type Refusal = { readonly at: CellAt; readonly reason: string };
/** Address -> the refusal. */
export type Refusals = ReadonlyMap<string, Refusal>;
export const NO_REFUSALS: Refusals = new Map();

/** What is marked after another edit: only its own refusals, but one stroke of a brush adds to what it has met before. */
export function markRefusals(before: Refusals, refused: readonly Refusal[], sameGesture: boolean): Refusals {
  if (refused.length === 0) return sameGesture ? before : NO_REFUSALS;
  return new Map([...(sameGesture ? before : NO_REFUSALS), ...refused.map((one) => [addressOf(one.at), one] as const)]);
}

/** The refused cell after a position in reading order, from the first one again after the last; undefined when none is in the view. */
export function nextRefused(
  refusals: Refusals,
  from: GridPosition,
  lines: { readonly rowOf: ReadonlyMap<number, number>; readonly columnOf: ReadonlyMap<number, number> },
): GridPosition | undefined {
  const places = [...refusals.values()].flatMap(({ at: [id, no] }) => {
    const [row, col] = [lines.rowOf.get(id), lines.columnOf.get(no)];
    return row === undefined || col === undefined ? [] : [{ row, col }];
  });
  const order = (a: GridPosition, b: GridPosition) => a.row - b.row || a.col - b.col;
  places.sort(order);
  return places.find((place) => order(place, from) > 0) ?? places[0];
}
