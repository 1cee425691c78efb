import { expect, test } from 'vitest';
import { followCell, parentRow, rowPath } from './lines.ts';
import { EMPTY_SELECTION, extendTo, selectCell } from './ranges.ts';
import type { GridRow, GridSelection } from './types.ts';

const line = (id: number, depth: number, path?: string): GridRow => ({
  id,
  label: `L${id}`,
  depth,
  expandable: true,
  expanded: true,
  ...(path !== undefined && { path }),
});
const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((label, id) => ({ id, label, band: '' }));
const followLines = (before: readonly GridRow[], after: readonly GridRow[], selection: GridSelection) =>
  followCell({ rows: before, columns: NAMES }, { rows: after, columns: NAMES }, selection);
const open = [line(1, 0), line(2, 1), line(3, 2), line(4, 1), line(5, 0)];
const closed = [line(1, 0), line(5, 0)];

test('a line is named with those it hangs under, or as the screen says', () => {
  expect(rowPath(open, 2)).toBe('L1 › L2 › L3');
  expect(rowPath(open, 4)).toBe('L5');
  expect(rowPath([line(9, 3, 'A › B')], 0)).toBe('A › B');
  expect(open.map((_, index) => parentRow(open, index))).toEqual([-1, 0, 1, 0, -1]);
});

test('the active line keeps its place by id when lines above it close, and goes to the nearest one left when it is closed away itself', () => {
  expect(followLines(open, closed, selectCell(4, 7))).toEqual(selectCell(1, 7));
  expect(followLines(open, closed, selectCell(2, 7))).toEqual(selectCell(0, 7));
  expect(followLines(closed, open, selectCell(1, -1))).toEqual(selectCell(4, -1));
});

test('a selection on lines that did not move stays the same object, ranges and all', () => {
  const chosen = extendTo(selectCell(0, 1), { row: 1, col: 3 });
  expect(followLines(open, closed, chosen)).toBe(chosen);
});

test('where nothing was selected nothing becomes selected', () => {
  expect(followLines(open, closed, { ...EMPTY_SELECTION, active: { row: 4, col: 0 }, head: { row: 4, col: 0 } }).ranges).toEqual([]);
});

test('the active cell keeps its column by id when columns change places, also in the first one', () => {
  const turned = NAMES.toReversed();
  const follow = (selection: GridSelection) => followCell({ rows: open, columns: NAMES }, { rows: open, columns: turned }, selection);
  expect(follow(selectCell(2, 7))).toEqual(selectCell(2, 0));
  expect(follow(selectCell(2, -1))).toEqual(selectCell(2, -1));
  expect(followCell({ rows: open, columns: NAMES }, { rows: closed, columns: turned }, selectCell(4, 1))).toEqual(selectCell(1, 6));
});

test('a range whose columns no longer stand together becomes its active cell; one whose columns stayed is left alone', () => {
  const chosen = extendTo(selectCell(0, 0), { row: 1, col: 2 });
  const [a, b, ...rest] = NAMES;
  const swapped = [a, ...rest, b].flatMap((one) => one ?? []);
  expect(followCell({ rows: open, columns: NAMES }, { rows: open, columns: swapped }, chosen)).toEqual(selectCell(0, 0));
  expect(followCell({ rows: open, columns: NAMES }, { rows: open, columns: [...NAMES.slice(0, 3), ...NAMES.slice(3).toReversed()] }, chosen)).toBe(chosen);
});
