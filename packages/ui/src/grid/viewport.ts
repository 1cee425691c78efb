import type { Axis } from './axis.ts';

/** Lines drawn: `from` to `to` (excluded). Their number depends only on the viewport, so that a fixed set of elements can be used over and over. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Which lines to draw: those in sight and `spare` more, most of them where the scrolling goes. Always equally many, whatever the offset. */
export function spanOf(offset: number, viewport: number, axis: Axis, spare: number, direction: number): Span {
  const length = Math.min(axis.count, axis.most(viewport) + spare);
  const behind = direction === 0 ? spare / 2 : direction > 0 ? spare / 4 : (spare * 3) / 4;
  const from = Math.max(0, Math.min(axis.count - length, axis.at(offset) - Math.floor(behind)));
  return { from, to: from + length };
}

/** The scroll offset, moved as little as possible, at which a line stands wholly in sight. */
export function offsetFor(index: number, offset: number, viewport: number, axis: Axis, align: 'nearest' | 'start' | 'center'): number {
  const [start, size] = [axis.start(index), axis.size(index)];
  if (align === 'start') return start;
  if (align === 'center') return Math.max(0, start - (viewport - size) / 2);
  if (start < offset) return start;
  return Math.max(offset, start + size - viewport);
}

const EDGE = 12;
const FASTEST = 48;

/** Pixels per frame to scroll while something is dragged near or past an edge; 0 in the middle. */
export function dragSpeed(at: number, start: number, end: number): number {
  const before = start + EDGE - at;
  const after = at - (end - EDGE);
  if (before > 0) return -Math.min(FASTEST, Math.ceil(before / 2));
  return after > 0 ? Math.min(FASTEST, Math.ceil(after / 2)) : 0;
}

const STEP = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] } as const;

/** The next cell that way of which `filled` is true; undefined when there is none before the edge. */
export function jumpTarget(
  filled: (row: number, col: number) => boolean,
  size: { readonly rows: number; readonly cols: number },
  from: { readonly row: number; readonly col: number },
  direction: keyof typeof STEP,
): { row: number; col: number } | undefined {
  const [down, right] = STEP[direction];
  let [row, col] = [from.row + down, from.col + right];
  for (; row >= 0 && col >= 0 && row < size.rows && col < size.cols; row += down, col += right) if (filled(row, col)) return { row, col };
  return undefined;
}
