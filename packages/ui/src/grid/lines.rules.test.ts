import { expect, test } from 'vitest';
import { followRow, parentRow, rowPath } from './lines.ts';
import { EMPTY_SELECTION, extendTo, selectCell } from './ranges.ts';
import type { GridRow } from './types.ts';

const line = (id: number, depth: number, path?: string): GridRow => ({
  id,
  label: `L${id}`,
  depth,
  expandable: true,
  expanded: true,
  ...(path !== undefined && { path }),
});
const open = [line(1, 0), line(2, 1), line(3, 2), line(4, 1), line(5, 0)];
const closed = [line(1, 0), line(5, 0)];

test('a line is named with those it hangs under, or as the screen says', () => {
  expect(rowPath(open, 2)).toBe('L1 › L2 › L3');
  expect(rowPath(open, 4)).toBe('L5');
  expect(rowPath([line(9, 3, 'A › B')], 0)).toBe('A › B');
  expect(open.map((_, index) => parentRow(open, index))).toEqual([-1, 0, 1, 0, -1]);
});

test('the active line keeps its place by id when lines above it close, and goes to the nearest one left when it is closed away itself', () => {
  expect(followRow(open, closed, selectCell(4, 7))).toEqual(selectCell(1, 7));
  expect(followRow(open, closed, selectCell(2, 7))).toEqual(selectCell(0, 7));
  expect(followRow(closed, open, selectCell(1, -1))).toEqual(selectCell(4, -1));
});

test('a selection on lines that did not move stays the same object, ranges and all', () => {
  const chosen = extendTo(selectCell(0, 1), { row: 1, col: 3 });
  expect(followRow(open, closed, chosen)).toBe(chosen);
});

test('where nothing was selected nothing becomes selected', () => {
  expect(followRow(open, closed, { ...EMPTY_SELECTION, active: { row: 4, col: 0 }, head: { row: 4, col: 0 } }).ranges).toEqual([]);
});
