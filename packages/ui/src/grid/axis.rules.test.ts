import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenAxis, unevenAxis } from './axis.ts';
import { edgeUnder, fittingWidth, nameWidth } from './edges.ts';
import { allowedWidth, geometryOf, TREE } from './geometry.ts';
import { columnsOf } from './use-widths.ts';
import { offsetFor, spanOf } from './viewport.ts';

const sizes = fc.array(fc.integer({ min: 40, max: 480 }), { minLength: 1, maxLength: 300 });

test('lines of one size are placed alike, whichever way they are kept', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), fc.nat(40_000), fc.nat(2_000), (count, size, offset, window) => {
      const [even, uneven] = [evenAxis(count, size), unevenAxis(Array.from({ length: count }, () => size))];
      expect(uneven.total).toBe(even.total);
      expect(uneven.most(window)).toBe(even.most(window));
      expect(uneven.at(offset)).toBe(Math.min(count, even.at(offset)));
      for (const index of [0, count - 1, count]) expect(uneven.start(index)).toBe(even.start(index));
    }),
  );
});

test('whatever the widths and the scroll, every column in sight is drawn, and always equally many', () => {
  fc.assert(
    fc.property(sizes, fc.nat(60_000), fc.integer({ min: 100, max: 2_000 }), fc.constantFrom(-1, 0, 1), (widths, wanted, viewport, way) => {
      const axis = unevenAxis(widths);
      const offset = Math.min(wanted, Math.max(0, axis.total - viewport));
      const { from, to } = spanOf(offset, viewport, axis, 2, way);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(widths.length);
      expect(axis.start(from)).toBeLessThanOrEqual(offset);
      expect(axis.start(to)).toBeGreaterThanOrEqual(Math.min(offset + viewport, axis.total));
      expect(to - from).toBe(Math.min(widths.length, axis.most(viewport) + 2));
      const at = axis.at(offset);
      expect(axis.start(at)).toBeLessThanOrEqual(offset);
      expect(axis.start(at + 1)).toBeGreaterThan(offset);
    }),
  );
});

test('a column brought into sight stands in it whole where it fits', () => {
  const axis = unevenAxis([100, 300, 50, 200]);
  expect(offsetFor(1, 0, 350, axis, 'nearest')).toBe(50);
  expect(offsetFor(2, 420, 350, axis, 'nearest')).toBe(400);
  expect(offsetFor(3, 0, 350, axis, 'start')).toBe(450);
});

test('an edge is taken hold of from both sides, in the scrolled sheet too; the first one is the tree’s', () => {
  const geometry = { tree: 300, cols: unevenAxis([100, 300, 50]) };
  expect(edgeUnder(302, 0, geometry)).toBe(TREE);
  expect(edgeUnder(397, 0, geometry)).toBe(0);
  expect(edgeUnder(403, 0, geometry)).toBe(0);
  expect(edgeUnder(450, 0, geometry)).toBeUndefined();
  expect(edgeUnder(500, 200, geometry)).toBe(1);
  expect(edgeUnder(749, 0, geometry)).toBe(2);
  expect(edgeUnder(100, 0, geometry)).toBeUndefined();
});

test('a column fits its name in two lines and the widest of its cells, within what is allowed', () => {
  const measure = (text: string) => text.length * 10;
  expect(nameWidth('Страна производства', measure)).toBe(120);
  expect(nameWidth('Тип и форма воротника изделия', measure)).toBe(170);
  expect(fittingWidth('Цвет', ['●▽', '●▽⧉⊂', ''], { name: measure, text: (text) => text.length * 20 })).toBe(94);
  expect(fittingWidth('Ц', [''], { name: measure, text: measure })).toBe(40);
  expect(fittingWidth('Ы'.repeat(90), [], { name: measure, text: measure })).toBe(480);
  expect(allowedWidth(20, TREE)).toBe(160);
});

test('only columns in the sheet make it uneven, and both densities keep the widths that were set', () => {
  const columns = [1, 2, 3].map((id) => ({ id, label: `${id}`, band: '' }));
  const look = { density: 'normal', tree: 300, coarse: false } as const;
  const sheet = { rows: 10, columns };
  expect(geometryOf({ ...sheet, widths: new Map([[9, 200]]) }, look).cols.total).toBe(288);
  const set = geometryOf({ ...sheet, widths: new Map([[2, 200]]) }, look);
  expect([set.cols.total, set.rows.total]).toEqual([392, 320]);
  const compact = geometryOf({ ...sheet, widths: new Map([[2, 200]]) }, { ...look, density: 'compact' });
  expect([compact.cols.total, compact.rows.total]).toEqual([344, 260]);
});

test('keys change the selected columns, the active one from its head, and the tree from its lines; a drag changes several only when they are selected whole', () => {
  const range = { row: 1, col: 2, toRow: 4, toCol: 3 };
  const at = { row: 1, col: 2 };
  expect(columnsOf({ active: at, head: at, ranges: [range] }, 10)).toEqual([2, 3]);
  expect(columnsOf({ active: at, head: at, ranges: [range] }, 10, true)).toEqual([]);
  expect(columnsOf({ active: at, head: at, ranges: [{ ...range, row: 0, toRow: 9 }] }, 10, true)).toEqual([2, 3]);
  expect(columnsOf({ active: { row: -1, col: 7 }, head: at, ranges: [] }, 10)).toEqual([7]);
  expect(columnsOf({ active: { row: 3, col: -1 }, head: at, ranges: [] }, 10)).toEqual([-1]);
});
