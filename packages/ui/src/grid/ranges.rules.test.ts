import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addRange,
  clampSelection,
  coveredCells,
  EMPTY_SELECTION,
  extendTo,
  fillSource,
  fillTarget,
  rangeOf,
  rangesHave,
  selectCell,
  selectLines,
} from './ranges.ts';

const at = fc.record({ row: fc.nat(7), col: fc.nat(7) });
const ranges = fc.array(
  fc.tuple(at, at).map(([a, b]) => rangeOf(a, b)),
  { maxLength: 5 },
);

test('cells under several ranges count once', () => {
  fc.assert(
    fc.property(ranges, (all) => {
      let count = 0;
      for (let row = 0; row < 8; row += 1) for (let col = 0; col < 8; col += 1) if (rangesHave(all, row, col)) count += 1;
      expect(coveredCells(all)).toBe(count);
    }),
  );
});

test('extending keeps the active cell and replaces only the last range', () => {
  const first = selectCell(2, 2);
  const two = addRange(first, { row: 5, col: 5 });
  const grown = extendTo(two, { row: 3, col: 7 });
  expect(grown.active).toEqual({ row: 5, col: 5 });
  expect(grown.ranges).toEqual([
    { row: 2, col: 2, toRow: 2, toCol: 2 },
    { row: 3, col: 5, toRow: 5, toCol: 7 },
  ]);
});

test('a header reached by keys selects nothing, so no single key can change a whole line by mistake', () => {
  expect(selectCell(4, -1).ranges).toEqual([]);
  expect(selectCell(-1, 4).ranges).toEqual([]);
});

test('whole lines span the sheet, and nothing is selected in an empty one', () => {
  expect(selectLines('cols', 3, 1, { rows: 10, cols: 5 }).ranges).toEqual([{ row: 0, col: 1, toRow: 9, toCol: 3 }]);
  expect(selectLines('rows', 0, 0, { rows: 0, cols: 5 })).toBe(EMPTY_SELECTION);
});

test('a selection fits into a sheet that became smaller, and is the same object where it already did', () => {
  const chosen = extendTo(selectCell(2, 2), { row: 8, col: 8 });
  expect(clampSelection(chosen, { rows: 9, cols: 9 })).toBe(chosen);
  expect(clampSelection(chosen, { rows: 4, cols: 9 })).toEqual({
    active: { row: 2, col: 2 },
    head: { row: 3, col: 8 },
    ranges: [{ row: 2, col: 2, toRow: 3, toCol: 8 }],
  });
  expect(clampSelection(chosen, { rows: 2, cols: 2 }).ranges).toEqual([]);
});

test('the handle fills along the longer way out of the source, from the cell a tile of the source would put there', () => {
  const source = { row: 2, col: 2, toRow: 3, toCol: 2 };
  expect(fillTarget(source, { row: 6, col: 3 })).toEqual({ direction: 'down', target: { row: 4, col: 2, toRow: 6, toCol: 2 } });
  expect(fillTarget(source, { row: 0, col: 2 })).toEqual({ direction: 'up', target: { row: 0, col: 2, toRow: 1, toCol: 2 } });
  expect(fillTarget(source, { row: 3, col: 2 })).toBeUndefined();
  expect([4, 5, 6].map((row) => fillSource(source, row, 2).row)).toEqual([2, 3, 2]);
  expect([1, 0].map((row) => fillSource(source, row, 2).row)).toEqual([3, 2]);
});
