import { selectCell } from './ranges.ts';
import type { GridRow, GridSelection } from './types.ts';

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

/** The selection after lines have come or gone: on the same line by id, or on the nearest line above it that is still there. */
export function followRow(before: readonly GridRow[], after: readonly GridRow[], selection: GridSelection): GridSelection {
  const { row, col } = selection.active;
  if (before[row]?.id === after[row]?.id) return selection;
  const places = new Map(after.map((one, index) => [one.id, index]));
  for (let at = row; at >= 0; at = parentRow(before, at)) {
    const place = places.get(before[at]?.id ?? Number.NaN);
    if (place === undefined) continue;
    return selection.ranges.length === 0 ? { ...selectCell(place, col), ranges: [] } : selectCell(place, col);
  }
  return selection;
}
