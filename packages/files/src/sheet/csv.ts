import type { AppError } from '@yarmarka/kernel';
import { CsvError, type Options, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { sheetBroken, sheetTooLarge } from '../errors.ts';
import { decodeText, type Encoding } from './encoding.ts';

export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
/** `row` counts from 1 as a spreadsheet shows the file: the header is usually row 1, blank rows count. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] };
export type CsvFile = {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly rows: readonly SheetRow[];
};

export const MAX_ROWS = 200_000;
export const MAX_CELL_CHARS = 100_000;

/**
 * Reads a CSV file as sellers send them: encoding and delimiter found out, byte order mark and Excel's `sep=` line understood, quotes inside unquoted cells tolerated. The header is
 * the first row that is not blank; blank rows are left out but counted. Errors: `files.sheet_broken` (with the row), `files.sheet_too_large`.
 */
export function readCsv(bytes: Uint8Array, options: { readonly delimiter?: Delimiter } = {}): CsvFile {
  const { encoding, text } = decodeText(bytes);
  const sep = /^sep=([;,|\t])\r?\n/.exec(text);
  const body = sep ? text.slice(sep[0].length) : text;
  const delimiter = options.delimiter ?? (sep?.[1] as Delimiter | undefined) ?? detectDelimiter(body);
  const skipped = sep ? 1 : 0;
  const records = parseRecords(body, delimiter, skipped);
  if (records.length - 1 > MAX_ROWS) throw tooManyRows();
  const filled = records.map((cells, i) => ({ row: i + 1 + skipped, cells: cells.map(unguard) })).filter((r) => r.cells.some((c) => c.trim() !== ''));
  const [first, ...rows] = filled;
  if (!first) throw sheetBroken('The file has no rows. Fill it in and try again.', 'В файле нет строк. Заполните его и попробуйте снова.');
  return { encoding, delimiter, header: first.cells.map((c) => c.trim()), headerRow: first.row, rows };
}

export const tooManyRows = () =>
  sheetTooLarge(`The file has more than ${MAX_ROWS} rows. Split it into several.`, `В файле больше ${MAX_ROWS} строк. Разделите его на несколько.`, {
    maxRows: MAX_ROWS,
  });
export const cellTooLarge = (row: number) =>
  sheetTooLarge(
    `Near row ${row} a cell holds more than ${MAX_CELL_CHARS} characters. Perhaps a quotation mark is not closed there.`,
    `Около строки ${row} ячейка длиннее ${MAX_CELL_CHARS} символов. Возможно, там не закрыта кавычка.`,
    { row, maxCharacters: MAX_CELL_CHARS },
  );

export const parserOptions = (delimiter: Delimiter): Options => ({
  delimiter,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: false,
});

function parseRecords(body: string, delimiter: Delimiter, skipped: number): string[][] {
  try {
    const records = parse(body, parserOptions(delimiter));
    records.forEach((cells, i) => {
      if (cells.some((c) => c.length > MAX_CELL_CHARS)) throw cellTooLarge(i + 1 + skipped);
    });
    return records;
  } catch (error) {
    throw error instanceof CsvError ? inWords(error, skipped) : error;
  }
}

/** What the parser says of a row, in words. `skipped`: lines before its first row. */
export function inWords(error: CsvError, skipped: number): AppError {
  const row = Number(error['records'] ?? 0) + 1 + skipped;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return quoteNotClosed(row);
  return error.code === 'CSV_MAX_RECORD_SIZE' ? cellTooLarge(row) : rowBroken(row);
}

const quoteNotClosed = (row: number) =>
  sheetBroken(
    `In row ${row} a quotation mark is opened and never closed. Close it or remove it.`,
    `В строке ${row} кавычка открыта и нигде не закрыта. Закройте её или уберите.`,
    { row },
  );
const rowBroken = (row: number) =>
  sheetBroken(`Row ${row} cannot be read as CSV. Check its quotation marks.`, `Строку ${row} не удалось прочитать как CSV. Проверьте в ней кавычки.`, { row });

/** The delimiter that splits the first rows into the same number of columns most often; more columns win a tie. */
export function detectDelimiter(text: string): Delimiter {
  const sample = text.slice(0, 64 * 1024);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ';', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = columnCounts(sample, delimiter);
    const header = widths[0] ?? 1;
    if (header < 2) continue;
    const agreeing = widths.filter((w) => w === header).length / widths.length;
    const score = agreeing * (1 + Math.min(header, 50) / 100);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Columns of the first 30 rows that are not blank. A simple scan: a quoted cell may hold delimiters and line ends. */
function columnCounts(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let columns = 1;
  let quoted = false;
  let filled = false;
  let atCellStart = true;
  for (let i = 0; i < text.length && counts.length < 30; i++) {
    const ch = text[i];
    if (quoted) {
      if (ch === '"' && text[i + 1] === '"') i++;
      else if (ch === '"') quoted = false;
    } else if (ch === '\n' || (ch === '\r' && text[i + 1] !== '\n')) {
      if (filled) counts.push(columns);
      columns = 1;
      filled = false;
      atCellStart = true;
      continue;
    } else if (ch === delimiter) {
      columns++;
      atCellStart = true;
      continue;
    } else if (ch === '"' && atCellStart) quoted = true;
    if (ch !== '\r') {
      filled = true;
      atCellStart = false;
    }
  }
  if (filled && counts.length < 30) counts.push(columns);
  return counts;
}

/** What a spreadsheet would take for a formula (OWASP, CSV injection), full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const PLAIN_NEGATIVE = /^-\d+([.,]\d+)?$/;
/** The guarded form of a formula, or a text that looks like one. */
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs as a formula: an apostrophe goes before it. Plain negative numbers stay numbers; what looks guarded already gets one more, so that it comes back as it is. */
export function guardFormula(cell: string): string {
  return (FORMULA.test(cell) && !PLAIN_NEGATIVE.test(cell)) || GUARDED.test(cell) ? `'${cell}` : cell;
}

/** Takes our own apostrophe away again, so that a file we wrote reads back as it was. */
export function unguard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

/** CSV that Excel opens by a double click: UTF-8 with byte order mark, CRLF, `;` unless told otherwise; texts guarded against formula injection. */
export function writeCsv(
  rows: Iterable<readonly (string | number | null | undefined)[]>,
  options: { readonly delimiter?: Delimiter; readonly bom?: boolean } = {},
): string {
  const guarded = Array.from(rows, (cells) => cells.map((c) => (typeof c === 'string' ? guardFormula(c) : c)));
  return stringify(guarded, { delimiter: options.delimiter ?? ';', bom: options.bom ?? true, record_delimiter: 'windows', cast: { number: String } });
}

/** The same CSV while its rows come, about a thousand at a time. */
export function streamCsv(
  rows: AsyncIterable<readonly (string | number | null | undefined)[]>,
  options: { readonly delimiter?: Delimiter } = {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const from = rows[Symbol.asyncIterator]();
  let first = true;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const batch: (readonly (string | number | null | undefined)[])[] = [];
      let ended = false;
      while (batch.length < 1000 && !ended) {
        const next = await from.next();
        if (next.done) ended = true;
        else batch.push(next.value);
      }
      if (batch.length > 0) controller.enqueue(encoder.encode(writeCsv(batch, { ...options, bom: first })));
      first = false;
      if (ended) controller.close();
    },
    cancel: async () => void (await from.return?.()),
  });
}
