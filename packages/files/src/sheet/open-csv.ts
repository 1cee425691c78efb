import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { sheetBroken } from '../errors.ts';
import { cellTooLarge, type Delimiter, detectDelimiter, inWords, MAX_CELL_CHARS, MAX_ROWS, parserOptions, type SheetRow, tooManyRows, unguard } from './csv.ts';
import { decodeStream, type Encoding } from './encoding.ts';

/** A sheet whose header has been read and whose rows come one at a time; whoever stops early ends the reading. */
export type OpenSheet = { readonly header: readonly string[]; readonly headerRow: number; readonly rows: AsyncGenerator<SheetRow> };
export type OpenCsv = OpenSheet & { readonly encoding: Encoding; readonly delimiter: Delimiter };

const SAMPLE_CHARS = 64 * 1024;
/** A row longer than this is an unclosed quotation mark: it is not worth waiting for the end of the file. */
const MAX_ROW_CHARS = 40 * MAX_CELL_CHARS;

/**
 * Reads a CSV as `readCsv` does, while it comes: no more of it is in memory than a piece and a row, and the event loop gets its turn between pieces. The encoding is decided by the first
 * letters beyond ASCII. Errors: `files.sheet_broken` (with the row), `files.sheet_too_large`; also while the rows are read.
 */
export async function openCsv(content: ReadableStream<Uint8Array>): Promise<OpenCsv> {
  let encoding: Encoding = 'utf-8';
  const texts = decodeStream(content, (found) => {
    encoding = found;
  });
  let head = '';
  while (head.length < SAMPLE_CHARS) {
    const next = await texts.next();
    if (next.done) break;
    head += next.value;
  }
  const sep = /^sep=([;,|\t])\r?\n/.exec(head);
  const body = sep ? head.slice(sep[0].length) : head;
  const delimiter = (sep?.[1] as Delimiter | undefined) ?? detectDelimiter(body);
  const rows = filledRows(records(body, texts, delimiter, sep ? 1 : 0));
  const first = await rows.next();
  if (first.done) throw sheetBroken('The file has no rows. Fill it in and try again.', 'В файле нет строк. Заполните его и попробуйте снова.');
  return { encoding, delimiter, header: first.value.cells.map((c) => c.trim()), headerRow: first.value.row, rows };
}

async function* records(body: string, rest: AsyncGenerator<string>, delimiter: Delimiter, skipped: number): AsyncGenerator<SheetRow> {
  const parser = parse({ ...parserOptions(delimiter), max_record_size: MAX_ROW_CHARS });
  // Its failures come out of the parser.
  pipeline(Readable.from(whole(body, rest)), parser, () => undefined);
  let row = skipped;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++;
      if (row - skipped > MAX_ROWS + 1) throw tooManyRows();
      if (cells.some((c) => c.length > MAX_CELL_CHARS)) throw cellTooLarge(row);
      yield { row, cells: cells.map(unguard) };
    }
  } catch (error) {
    // The parser is ahead of its reader: it counts its own rows.
    throw error instanceof CsvError ? inWords(error, skipped) : error;
  }
}

async function* whole(body: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (body !== '') yield body;
  for await (const text of rest) {
    await new Promise(setImmediate);
    yield text;
  }
}

async function* filledRows(rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  for await (const row of rows) if (row.cells.some((c) => c.trim() !== '')) yield row;
}
