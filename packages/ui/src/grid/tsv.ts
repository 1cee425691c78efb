import type { GridSize } from './ranges.ts';
import type { GridPosition, GridRange } from './types.ts';

/**
 * Reads what spreadsheets put into the clipboard: cells parted by tabs, lines by any line break, cells with tabs, breaks or quotes in doubled quotes.
 * The one line break at the very end is no line. A quote within an unquoted cell is a plain character.
 */
export function parseTsv(text: string): string[][] {
  const table: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"' && closes(text, at)) {
      at += 1;
      for (; at < text.length; at += 1) {
        if (text[at] !== '"') cell += text[at] ?? '';
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      at += 1;
    } else {
      const end = nextBreak(text, at);
      cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (text[at] === '\t') {
      at += 1;
      if (at === text.length) row.push('');
    } else {
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
      table.push(row);
      row = [];
    }
  }
  if (row.length > 0) table.push(row);
  return table;
}

function nextBreak(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === '\t' || text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}

/** Whether the quote that opens at this place closes right before a tab, a break or the end: `"ok` typed by a person is no quoted cell. */
function closes(text: string, open: number): boolean {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at + 1 >= text.length || nextBreak(text, at + 1) === at + 1;
    at += 1;
  }
  return false;
}

/** Prints cells so that Excel, Sheets and `parseTsv` read back the same: quoted where needed, lines ended by CRLF but for the last. */
export const printTsv = (table: readonly (readonly string[])[]): string =>
  table.map((row) => (row.length === 1 && row[0] === '' ? '""' : row.map(quoted).join('\t'))).join('\r\n');

const quoted = (cell: string): string => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export interface PastedCell extends GridPosition {
  readonly text: string;
}

/**
 * Which text goes into which cell, as Excel does it: a clip whose sides divide the selection's is repeated over it, any other is laid down once from its first cell.
 * What would fall outside the sheet is left out.
 */
export function pasteCells(range: GridRange, table: readonly (readonly string[])[], size: GridSize): PastedCell[] {
  const [height, width] = extent(table);
  const target = pastedRange(range, table, size);
  if (!target) return [];
  const cells: PastedCell[] = [];
  for (let row = target.row; row <= target.toRow; row += 1)
    for (let col = target.col; col <= target.toCol; col += 1) {
      const text = table[(row - range.row) % height]?.[(col - range.col) % width];
      if (text !== undefined) cells.push({ row, col, text });
    }
  return cells;
}

const extent = (table: readonly (readonly string[])[]): [height: number, width: number] => [table.length, Math.max(0, ...table.map((row) => row.length))];

/** What a paste covers within the sheet; undefined for an empty clip. */
export function pastedRange(range: GridRange, table: readonly (readonly string[])[], size: GridSize): GridRange | undefined {
  const [height, width] = extent(table);
  if (height === 0 || width === 0) return undefined;
  const [rows, cols] = [range.toRow - range.row + 1, range.toCol - range.col + 1];
  const tiled = rows % height === 0 && cols % width === 0;
  return {
    ...range,
    toRow: Math.min(range.row + (tiled ? rows : height), size.rows) - 1,
    toCol: Math.min(range.col + (tiled ? cols : width), size.cols) - 1,
  };
}
