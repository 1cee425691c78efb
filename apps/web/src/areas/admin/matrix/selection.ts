import type { CellAt, Grid } from '@yarmarka/taxonomy/schemas';
import type { GridRange } from '@yarmarka/ui';
import type { Lines } from './use-lines.ts';
import { addressOf, type DraftMap } from './plan-edits.ts';

/** Empty cells are counted and filled up to so many; above, only what is filled matters. */
const MOST_EMPTY = 5_000;

/** The cells that keys over these ranges concern: those with content; where there are none, the empty ones themselves. */
export function cellsIn(ranges: readonly GridRange[], lines: Pick<Lines, 'nodes' | 'ordered' | 'columnOf'>, grid: Grid, draft: DraftMap): CellAt[] {
  const filled = new Map<string, CellAt>();
  const drafted = new Map<number, number[]>();
  for (const edit of draft.values()) drafted.set(edit.categoryId, [...(drafted.get(edit.categoryId) ?? []), edit.attributeNo]);
  for (const range of ranges)
    for (let row = range.row; row <= range.toRow; row += 1) {
      const node = lines.nodes[row];
      if (!node) continue;
      const take = (no: number) => {
        const col = lines.columnOf.get(no);
        if (col !== undefined && col >= range.col && col <= range.toCol) filled.set(addressOf([node.id, no]), [node.id, no]);
      };
      if (range.toCol - range.col < 8) {
        for (let col = range.col; col <= range.toCol; col += 1) {
          const no = lines.ordered[col]?.attribute.no;
          if (no !== undefined && (grid.cell(node.id, no) !== 0 || draft.has(addressOf([node.id, no])))) take(no);
        }
        continue;
      }
      for (const no of grid.cells(node.id).keys()) take(no);
      for (const no of grid.own(node.id).keys()) take(no);
      for (const no of drafted.get(node.id) ?? []) take(no);
    }
  if (filled.size > 0) return [...filled.values()];
  const empty: CellAt[] = [];
  for (const range of ranges)
    for (let row = range.row; row <= range.toRow && empty.length < MOST_EMPTY; row += 1)
      for (let col = range.col; col <= range.toCol && empty.length < MOST_EMPTY; col += 1) {
        const [node, column] = [lines.nodes[row], lines.ordered[col]];
        if (node && column) empty.push([node.id, column.attribute.no]);
      }
  return empty;
}

/** Ranges that show a set of cells where the view has them: pieces of columns, at most `most`. */
export function rangesOf(cells: readonly CellAt[], lines: Pick<Lines, 'rowOf' | 'columnOf'>, most = 400): GridRange[] {
  const byColumn = new Map<number, number[]>();
  for (const [categoryId, no] of cells) {
    const [row, col] = [lines.rowOf.get(categoryId), lines.columnOf.get(no)];
    if (row === undefined || col === undefined) continue;
    byColumn.set(col, [...(byColumn.get(col) ?? []), row]);
  }
  const ranges: GridRange[] = [];
  for (const [col, rows] of byColumn) {
    rows.sort((a, b) => a - b);
    let from: number | undefined;
    for (const [index, row] of rows.entries()) {
      from ??= row;
      if (rows[index + 1] === row + 1) continue;
      ranges.push({ row: from, toRow: row, col, toCol: col });
      from = undefined;
      if (ranges.length >= most) return ranges;
    }
  }
  return ranges;
}
