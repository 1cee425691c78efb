import type { CellAt } from '@yarmarka/taxonomy/schemas';
import type { GridPosition } from '@yarmarka/ui';
import { addressOf } from './plan-edits.ts';

/** A cell that did not take an edit, or not all of it, and why, ready for the reader. */
export type Refusal = { readonly at: CellAt; readonly reason: string };
/** Address -> the refusal. */
export type Refusals = ReadonlyMap<string, Refusal>;
export const NO_REFUSALS: Refusals = new Map();

/** What is marked after another edit: cells that it tried are put right or refused anew, the others stay marked until they are. */
export function markRefusals(before: Refusals, tried: readonly CellAt[], refused: readonly Refusal[] = []): Refusals {
  if (refused.length === 0 && !tried.some((at) => before.has(addressOf(at)))) return before;
  const after = new Map(before);
  for (const at of tried) after.delete(addressOf(at));
  for (const one of refused) after.set(addressOf(one.at), one);
  return after;
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
