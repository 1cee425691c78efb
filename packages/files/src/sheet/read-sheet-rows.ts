import type { SheetRow } from './csv.ts';
import { openCsv } from './open-csv.ts';
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
    yield* ahead(readXlsxRows(bytes, MAX_CELLS));
    return;
  }
  const file = await openCsv(new Blob([Uint8Array.from(bytes)]).stream());
  yield { row: file.headerRow, cells: file.header };
  yield* file.rows;
}

/**
 * The same rows, taken from their source as soon as it has them. The workbook's reader cannot be held back: rows that wait in it are shifted along one by one, which takes ever longer
 * the slower its reader is.
 */
async function* ahead(source: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  const waiting: (SheetRow | undefined)[] = [];
  let next = 0;
  let ended = false;
  let wake: () => void = () => undefined;
  const filling = (async () => {
    try {
      for await (const row of source) {
        waiting.push(row);
        wake();
      }
    } finally {
      ended = true;
      wake();
    }
  })();
  // Thrown below, once the rows before it have been read.
  filling.catch(() => undefined);
  try {
    for (;;) {
      const row = waiting[next];
      if (row) {
        waiting[next++] = undefined;
        yield row;
      } else if (ended) break;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    await filling;
  } finally {
    await source.return(undefined);
  }
}
