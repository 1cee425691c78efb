import type { GridPosition, GridRange, GridSelection } from './types.ts';

export interface GridSize {
  readonly rows: number;
  readonly cols: number;
}

/** Nothing chosen yet: the keys begin at the first cell. */
export const EMPTY_SELECTION: GridSelection = { active: { row: 0, col: 0 }, head: { row: 0, col: 0 }, ranges: [] };

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The rectangle with these two opposite corners. */
export const rangeOf = (a: GridPosition, b: GridPosition): GridRange => ({
  row: Math.min(a.row, b.row),
  col: Math.min(a.col, b.col),
  toRow: Math.max(a.row, b.row),
  toCol: Math.max(a.col, b.col),
});

/** One cell (or header: then nothing is selected, but keys begin there). */
export function selectCell(row: number, col: number): GridSelection {
  const at = { row, col };
  return { active: at, head: at, ranges: row < 0 || col < 0 ? [] : [rangeOf(at, at)] };
}

export const rangeCells = (range: GridRange): number => (range.toRow - range.row + 1) * (range.toCol - range.col + 1);

export const rangeHas = (range: GridRange, row: number, col: number): boolean =>
  row >= range.row && row <= range.toRow && col >= range.col && col <= range.toCol;

export const rangesHave = (ranges: readonly GridRange[], row: number, col: number): boolean => ranges.some((range) => rangeHas(range, row, col));

/** How many cells ranges cover together; a cell under two of them counts once. */
export function coveredCells(ranges: readonly GridRange[]): number {
  const [only] = ranges;
  if (ranges.length <= 1) return only ? rangeCells(only) : 0;
  const edges = [...new Set(ranges.flatMap((range) => [range.row, range.toRow + 1]))].sort((a, b) => a - b);
  let cells = 0;
  for (const [index, top] of edges.entries()) {
    const bottom = edges[index + 1] ?? top;
    const spans = ranges
      .filter((range) => range.row <= top && range.toRow >= bottom - 1)
      .map((range) => [range.col, range.toCol] as const)
      .sort((a, b) => a[0] - b[0]);
    let reached = -1;
    for (const [from, to] of spans) {
      cells += Math.max(0, to - Math.max(from, reached + 1) + 1) * (bottom - top);
      reached = Math.max(reached, to);
    }
  }
  return cells;
}

/** The last range drawn out from the active cell to another; headers are left out of it. */
export function extendTo(selection: GridSelection, head: GridPosition): GridSelection {
  const to = { row: Math.max(0, head.row), col: Math.max(0, head.col) };
  const from = { row: Math.max(0, selection.active.row), col: Math.max(0, selection.active.col) };
  return { active: from, head: to, ranges: [...selection.ranges.slice(0, -1), rangeOf(from, to)] };
}

/** One more range, begun at this cell; what was selected stays. */
export const addRange = (selection: GridSelection, at: GridPosition): GridSelection => ({
  active: at,
  head: at,
  ranges: [...selection.ranges, rangeOf(at, at)],
});

/** Whole rows or columns between two; `added` keeps what was selected. */
export function selectLines(kind: 'rows' | 'cols', from: number, to: number, size: GridSize, added: readonly GridRange[] = []): GridSelection {
  if (size.rows === 0 || size.cols === 0) return EMPTY_SELECTION;
  const last = { row: size.rows - 1, col: size.cols - 1 };
  const [active, head] =
    kind === 'rows'
      ? [
          { row: from, col: 0 },
          { row: to, col: last.col },
        ]
      : [
          { row: 0, col: from },
          { row: last.row, col: to },
        ];
  return { active, head, ranges: [...added, rangeOf(active, head)] };
}

/** The same selection within a sheet that may have become smaller. */
export function clampSelection(selection: GridSelection, size: GridSize): GridSelection {
  const fits = (at: GridPosition) => at.row < size.rows && at.col < size.cols;
  const inside = (range: GridRange) => range.toRow < size.rows && range.toCol < size.cols;
  if (fits(selection.active) && fits(selection.head) && selection.ranges.every(inside)) return selection;
  const clamp = (at: GridPosition) => ({ row: between(at.row, -1, size.rows - 1), col: between(at.col, -1, size.cols - 1) });
  return {
    active: clamp(selection.active),
    head: clamp(selection.head),
    ranges: selection.ranges
      .filter((range) => range.row < size.rows && range.col < size.cols)
      .map((range) => ({ ...range, toRow: Math.min(range.toRow, size.rows - 1), toCol: Math.min(range.toCol, size.cols - 1) })),
  };
}

/** What the filling handle, drawn to a cell, would fill: along the longer way out of the source, or nothing within it. */
export function fillTarget(source: GridRange, to: GridPosition): { target: GridRange; direction: 'up' | 'down' | 'left' | 'right' } | undefined {
  const ways = [
    { direction: 'down', by: to.row - source.toRow, target: { ...source, row: source.toRow + 1, toRow: to.row } },
    { direction: 'up', by: source.row - to.row, target: { ...source, row: to.row, toRow: source.row - 1 } },
    { direction: 'right', by: to.col - source.toCol, target: { ...source, col: source.toCol + 1, toCol: to.col } },
    { direction: 'left', by: source.col - to.col, target: { ...source, col: to.col, toCol: source.col - 1 } },
  ] as const;
  const far = ways.reduce((best, way) => (way.by > best.by ? way : best));
  return far.by > 0 ? { target: far.target, direction: far.direction } : undefined;
}

const wrap = (value: number, length: number): number => ((value % length) + length) % length;

/** The cell of the source that is copied to a cell of the target, the source repeated like tiles. */
export const fillSource = (source: GridRange, row: number, col: number): GridPosition => ({
  row: source.row + wrap(row - source.row, source.toRow - source.row + 1),
  col: source.col + wrap(col - source.col, source.toCol - source.col + 1),
});
