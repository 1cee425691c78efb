import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenAxis } from './axis.ts';
import { Ring } from './pool.ts';
import { dragSpeed, jumpTarget, offsetFor, spanOf } from './viewport.ts';

test('whatever the scroll, all lines in sight are drawn, within the sheet, and always equally many', () => {
  const sheet = fc.record({
    count: fc.integer({ min: 0, max: 3_000 }),
    offset: fc.nat(100_000),
    viewport: fc.integer({ min: 0, max: 2_000 }),
    way: fc.constantFrom(-1, 0, 1),
  });
  fc.assert(
    fc.property(sheet, ({ count, offset: wanted, viewport, way }) => {
      const offset = Math.min(wanted, Math.max(0, count * 32 - viewport));
      const span = spanOf(offset, viewport, evenAxis(count, 32), 8, way);
      expect(span.from).toBeGreaterThanOrEqual(0);
      expect(span.to).toBeLessThanOrEqual(count);
      expect(span.from * 32).toBeLessThanOrEqual(offset);
      expect(span.to * 32).toBeGreaterThanOrEqual(Math.min(offset + viewport, count * 32));
      expect(span.to - span.from).toBe(Math.min(count, Math.ceil(viewport / 32) + 9));
    }),
  );
});

test('after any scrolling each line stands in its own slot, and only lines that came were renewed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(90), { minLength: 1 }), (starts) => {
      const ring = new Ring();
      ring.resize(10);
      let before = new Set<number>();
      for (const from of starts) {
        const renewed: number[] = [];
        ring.move({ from, to: from + 10 }, (_, line) => renewed.push(line));
        const now = Array.from({ length: 10 }, (_, index) => from + index);
        expect(renewed).toEqual(now.filter((line) => !before.has(line)));
        for (const line of now) expect(ring.lineAt(ring.slotOf(line))).toBe(line);
        before = new Set(now);
      }
    }),
  );
});

test('a line is brought into sight by the shortest way', () => {
  const lines = evenAxis(100, 32);
  expect(offsetFor(5, 0, 320, lines, 'nearest')).toBe(0);
  expect(offsetFor(10, 0, 320, lines, 'nearest')).toBe(32);
  expect(offsetFor(3, 200, 320, lines, 'nearest')).toBe(96);
  expect(offsetFor(50, 0, 320, lines, 'start')).toBe(1_600);
  expect(offsetFor(50, 0, 320, lines, 'center')).toBe(1_456);
});

test('dragging scrolls only near an edge, faster further out, never without limit', () => {
  expect(dragSpeed(300, 0, 600)).toBe(0);
  expect(dragSpeed(595, 0, 600)).toBeGreaterThan(0);
  expect(dragSpeed(640, 0, 600)).toBeGreaterThan(dragSpeed(605, 0, 600));
  expect(dragSpeed(-9_000, 0, 600)).toBe(-48);
});

test('the jump finds the next filled cell of the row or column, not the one it starts from, and nothing beyond the last', () => {
  const filled = new Set(['2 2', '2 7', '6 2']);
  const has = (row: number, col: number) => filled.has(`${row} ${col}`);
  const size = { rows: 9, cols: 9 };
  expect(jumpTarget(has, size, { row: 2, col: 2 }, 'right')).toEqual({ row: 2, col: 7 });
  expect(jumpTarget(has, size, { row: 2, col: 2 }, 'down')).toEqual({ row: 6, col: 2 });
  expect(jumpTarget(has, size, { row: 2, col: 6 }, 'left')).toEqual({ row: 2, col: 2 });
  expect(jumpTarget(has, size, { row: 2, col: 7 }, 'right')).toBeUndefined();
  expect(jumpTarget(has, size, { row: 2, col: 2 }, 'up')).toBeUndefined();
});
