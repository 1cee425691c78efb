import { expect, test } from 'vitest';
import { gridIntent, type GridIntent, type KeyboardState } from './keyboard.ts';
import { extendTo, selectCell } from './ranges.ts';
import type { GridSelection } from './types.ts';

const size = { rows: 100, cols: 50 };
const state = (selection: GridSelection, tree: Partial<KeyboardState['tree']> = {}): KeyboardState => ({
  selection,
  size,
  page: { rows: 20, cols: 8 },
  tree: { expandable: false, expanded: false, parent: -1, ...tree },
});
const press = (chord: string, row: number, col: number, tree: Partial<KeyboardState['tree']> = {}): GridIntent =>
  gridIntent(chord, state(selectCell(row, col), tree));
const to = (row: number, col: number): GridIntent => ({ kind: 'select', selection: selectCell(row, col) });

test('arrows move and stop at the edges; up and left lead into the headers, never into the corner', () => {
  expect(press('down', 3, 4)).toEqual(to(4, 4));
  expect(press('down', 99, 4)).toEqual(to(99, 4));
  expect(press('right', 3, 49)).toEqual(to(3, 49));
  expect(press('up', 0, 4)).toEqual(to(-1, 4));
  expect(press('left', 3, 0)).toEqual(to(3, -1));
  expect(press('up', 0, -1)).toEqual(to(0, -1));
  expect(press('left', -1, 0)).toEqual(to(-1, 0));
  expect(press('down', -1, 4)).toEqual(to(0, 4));
});

test('in the tree column Right opens, then enters the cells; Left closes, then goes to the line above it', () => {
  expect(press('right', 3, -1, { expandable: true })).toEqual({ kind: 'toggle', row: 3 });
  expect(press('right', 3, -1, { expandable: true, expanded: true })).toEqual(to(3, 0));
  expect(press('left', 3, -1, { expandable: true, expanded: true })).toEqual({ kind: 'toggle', row: 3 });
  expect(press('left', 3, -1, { parent: 1 })).toEqual(to(1, -1));
  expect(press('left', 3, -1)).toEqual({ kind: 'none' });
});

test('Shift extends from the active cell and Ctrl jumps, both together extend to where it jumped', () => {
  expect(press('shift+down', 3, 4)).toEqual({ kind: 'select', selection: extendTo(selectCell(3, 4), { row: 4, col: 4 }) });
  expect(press('shift+left', 3, 0)).toEqual({ kind: 'select', selection: selectCell(3, 0) });
  expect(press('mod+right', 3, 4)).toEqual({ kind: 'jump', from: { row: 3, col: 4 }, direction: 'right', extend: false });
  const grown = extendTo(selectCell(3, 4), { row: 9, col: 4 });
  expect(gridIntent('mod+shift+down', state(grown))).toEqual({ kind: 'jump', from: { row: 9, col: 4 }, direction: 'down', extend: true });
});

test('Home, End and pages travel by row, sheet and window', () => {
  expect(press('home', 3, 9)).toEqual(to(3, 0));
  expect(press('home', 3, 0)).toEqual(to(3, -1));
  expect(press('end', 3, 9)).toEqual(to(3, 49));
  expect(press('mod+home', 3, 9)).toEqual(to(0, 0));
  expect(press('mod+end', 3, 9)).toEqual(to(99, 49));
  expect(press('pagedown', 90, 9)).toEqual(to(99, 9));
  expect(press('pageup', 30, 9)).toEqual(to(10, 9));
  expect(press('alt+pagedown', 30, 9)).toEqual(to(30, 17));
});

test('whole sheet, rows and columns are selected by their chords', () => {
  const ranges = (intent: GridIntent) => (intent.kind === 'select' ? intent.selection.ranges : []);
  expect(ranges(press('mod+a', 3, 4))).toEqual([{ row: 0, col: 0, toRow: 99, toCol: 49 }]);
  expect(ranges(press('shift+space', 3, 4))).toEqual([{ row: 3, col: 0, toRow: 3, toCol: 49 }]);
  expect(ranges(press('mod+space', 3, 4))).toEqual([{ row: 0, col: 4, toRow: 99, toCol: 4 }]);
});

test('Ctrl+D fills the first line over the rest, or from the line above; without one it does nothing, but keeps the key from the browser', () => {
  const grown = extendTo(selectCell(3, 4), { row: 6, col: 5 });
  expect(gridIntent('mod+d', state(grown))).toEqual({
    kind: 'fill',
    fill: { source: { row: 3, col: 4, toRow: 3, toCol: 5 }, target: { row: 4, col: 4, toRow: 6, toCol: 5 }, direction: 'down' },
  });
  expect(press('mod+r', 3, 4)).toEqual({
    kind: 'fill',
    fill: { source: { row: 3, col: 3, toRow: 3, toCol: 3 }, target: { row: 3, col: 4, toRow: 3, toCol: 4 }, direction: 'right' },
  });
  expect(press('mod+d', 0, 4)).toEqual({ kind: 'handled' });
});

test('letters, digits and marks are asked of the screen; what belongs to the page or the browser is left alone', () => {
  for (const key of ['r', 'shift+r', '1', '+', '!', 'delete', 'backspace', 'space']) expect(press(key, 3, 4)).toEqual({ kind: 'paint', key });
  for (const key of ['?', '/', 'mod+k', 'mod+c', 'mod+v', 'tab', 'f5', 'shift', 'alt+left', 'alt+r']) expect(press(key, 3, 4), key).toEqual({ kind: 'none' });
});

test('Escape gives up a larger selection and is the page’s otherwise', () => {
  expect(gridIntent('escape', state(extendTo(selectCell(3, 4), { row: 6, col: 5 })))).toEqual(to(3, 4));
  expect(press('escape', 3, 4)).toEqual({ kind: 'none' });
});

test('an empty sheet answers only to find', () => {
  const empty = { ...state(selectCell(0, 0)), size: { rows: 0, cols: 0 } };
  expect(gridIntent('down', empty)).toEqual({ kind: 'none' });
  expect(gridIntent('mod+f', empty)).toEqual({ kind: 'find' });
});
