import { readCsv, type SheetRow } from './csv.ts';
import { readXlsxRows } from './xlsx.ts';

/** Enough for 200,000 rows of 60 columns. */
const MAX_CELLS = 12_000_000;

/**
 * The rows of a CSV file or of a workbook's first sheet, told apart by their first bytes; the header row first, blank rows left out but counted. Encoding and delimiter are found out.
 * Errors: `files.sheet_broken` (with the row), `files.sheet_too_large`.
 */
export async function* readSheetRows(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const encrypted = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  if (zip || encrypted) {
    yield* readXlsxRows(bytes, MAX_CELLS);
    return;
  }
  const file = readCsv(bytes);
  yield { row: file.headerRow, cells: file.header };
  yield* file.rows;
}
