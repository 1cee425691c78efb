import { createGrid } from '@yarmarka/taxonomy/schemas';
import { expect, test } from 'vitest';
import { addressOf, paint, type PaintContext, paintTargets } from './plan-edits.ts';
import { markRefusals, NO_REFUSALS, nextRefused } from './refusals.ts';

const [LIST, NUMBER, NAME] = [100, 101, 1];
const bits = 3;
const grid = createGrid([{ id: 1, parentId: null }], [[1, NAME, bits, LIST, bits, NUMBER, bits]]);
const context: PaintContext = { base: grid, grid, draft: new Map(), parentOf: () => null, typeOf: (no) => (no === LIST ? 'list' : 'number') };

test('a key tells which cells it cannot change and why, and changes exactly the others', () => {
  const cells = [[1, NAME] as const, [1, LIST] as const, [1, NUMBER] as const];
  expect(paintTargets('a', cells, context).refused).toEqual([
    { at: [1, NAME], why: 'axisOfList' },
    { at: [1, NUMBER], why: 'axisOfList' },
  ]);
  expect(paintTargets('x', cells, context).refused).toEqual([{ at: [1, NAME], why: 'everyProduct' }]);
  expect(paintTargets('r', cells, context).refused).toEqual([]);
  for (const key of ['a', 'x', 'r'] as const) expect(paint(key, cells, context).map((one) => one.at)).toEqual(paintTargets(key, cells, context).cells);
  expect(paintTargets('x', [[1, 500]], context), 'an empty cell has nothing to exclude').toEqual({ cells: [], refused: [] });
});

test('a mark stays until its own cell is edited, whatever is edited elsewhere', () => {
  const one = { at: [1, NAME] as const, reason: 'a' };
  const two = { at: [1, NUMBER] as const, reason: 'b' };
  const first = markRefusals(NO_REFUSALS, [one.at], [one]);
  const both = markRefusals(first, [two.at], [two]);
  expect([...both.values()]).toEqual([one, two]);
  expect([...markRefusals(both, [one.at]).values()], 'put right').toEqual([two]);
  expect(markRefusals(both, [one.at], [{ ...one, reason: 'c' }]).get(addressOf(one.at))?.reason, 'refused anew').toBe('c');
  expect(markRefusals(first, [[1, LIST]])).toBe(first);
});

test('the next refused cell is found in reading order, round the end, and only in the view', () => {
  const lines = {
    rowOf: new Map([
      [7, 0],
      [8, 1],
    ]),
    columnOf: new Map([
      [100, 0],
      [101, 5],
    ]),
  };
  const refusals = markRefusals(
    NO_REFUSALS,
    [],
    [
      { at: [8, 100], reason: '' },
      { at: [7, 101], reason: '' },
      { at: [9, 100], reason: '' },
    ],
  );
  expect(nextRefused(refusals, { row: 0, col: 0 }, lines)).toEqual({ row: 0, col: 5 });
  expect(nextRefused(refusals, { row: 0, col: 5 }, lines)).toEqual({ row: 1, col: 0 });
  expect(nextRefused(refusals, { row: 1, col: 0 }, lines)).toEqual({ row: 0, col: 5 });
  expect(nextRefused(NO_REFUSALS, { row: 0, col: 0 }, lines)).toBeUndefined();
});
