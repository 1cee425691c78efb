import { selectCell } from './ranges.ts';
import type { GridColumn, GridRange, GridRow, GridSelection } from './types.ts';

const INDENT = 14;
const DEEPEST = 9;

/** How far in a line of the tree begins, px. */
export const indentOf = (row: Pick<GridRow, 'depth'>): number => 4 + Math.min(row.depth, DEEPEST) * INDENT;

/** "Clothing › Dresses": what the screen says, else the lines a row hangs under. */
export function rowPath(rows: readonly GridRow[], index: number): string {
  const row = rows[index];
  if (!row) return '';
  if (row.path !== undefined) return row.path;
  const names = [row.label];
  for (let [at, depth] = [index - 1, row.depth]; at >= 0 && depth > 0; at -= 1) {
    const above = rows[at];
    if (!above || above.depth >= depth) continue;
    names.unshift(above.label);
    depth = above.depth;
  }
  return names.join(' › ');
}

/** The line a row hangs under; -1 for a root. */
export function parentRow(rows: readonly GridRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0 && depth > 0; at -= 1) if ((rows[at]?.depth ?? 0) < depth) return at;
  return -1;
}

type Axes = { readonly rows: readonly GridRow[]; readonly columns: readonly GridColumn[] };

/**
 * The selection after lines or columns have come, gone or changed places: on the same cell by ids; where its line has gone, on the nearest one above it that is still there. A selection none
 * of whose columns, and whose active line, has moved stays as it is, ranges and all.
 */
export function followCell(before: Axes, after: Axes, selection: GridSelection): GridSelection {
  const { active, ranges } = selection;
  const sameColumn = (col: number) => before.columns[col]?.id === after.columns[col]?.id;
  const rowStays = before.rows[active.row]?.id === after.rows[active.row]?.id;
  if (rowStays && sameColumn(active.col) && (before.columns === after.columns || ranges.every((range) => span(range).every(sameColumn)))) return selection;
  const to = { row: rowStays ? active.row : placeOf(before.rows, after.rows, active.row), col: active.col };
  const moved = after.columns.findIndex((column) => column.id === before.columns[active.col]?.id);
  if (moved >= 0) to.col = moved;
  const next = selectCell(to.row, to.col);
  return ranges.length === 0 ? { ...next, ranges: [] } : next;
}

const span = ({ col, toCol }: GridRange): number[] => Array.from({ length: toCol - col + 1 }, (_, n) => col + n);

function placeOf(before: readonly GridRow[], after: readonly GridRow[], row: number): number {
  const places = new Map(after.map((one, index) => [one.id, index]));
  for (let at = row; at >= 0; at = parentRow(before, at)) {
    const place = places.get(before[at]?.id ?? Number.NaN);
    if (place !== undefined) return place;
  }
  return row;
}
