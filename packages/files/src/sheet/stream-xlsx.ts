import { sheetTooLarge } from '../errors.ts';
import { columnName, type DropDown, LAST_ROW, type SheetCell, textOf, writeXlsx } from './xlsx.ts';
import { unzipped, type ZipPart, zipped } from './zip.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const NO_ROWS = '<sheetData/>';
/** Characters of XML that are encoded at once. */
const CHUNK = 256 * 1024;
/** What XML cannot hold as it is: its own signs, control characters but tabs and line feeds, and what Unicode gives to nobody. */
const SPECIAL = /[&<>\uFFFE\uFFFF]|[^\P{Cc}\t\n]/u;
const SPECIALS = new RegExp(SPECIAL, 'gu');
const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(SPECIALS, (c) => NAMED[c] ?? `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`) : text;

/**
 * One sheet written while its rows come, so that any number of them takes the same memory. The first row is the header and stays in view; drop-downs stand below it to the end of the
 * sheet. Everything about the workbook but its rows is made by the library, as for a small one. Error, while it is read: `files.sheet_too_large`.
 */
export function streamXlsx(
  name: string,
  rows: AsyncIterable<readonly SheetCell[]>,
  options: { readonly frozenColumns?: number; readonly dropDowns?: readonly DropDown[] } = {},
): ReadableStream<Uint8Array> {
  const bytes = zipped(parts(name, rows, options));
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await bytes.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => void (await bytes.return(undefined)),
  });
}

async function* parts(name: string, rows: AsyncIterable<readonly SheetCell[]>, options: Parameters<typeof streamXlsx>[2]): AsyncGenerator<ZipPart> {
  for (const [path, content] of unzipped(await writeXlsx([{ name, rows: [], ...options }])))
    yield { path, chunks: path === SHEET ? sheetChunks(new TextDecoder().decode(content), rows) : [content] };
}

async function* sheetChunks(empty: string, rows: AsyncIterable<readonly SheetCell[]>): AsyncGenerator<Uint8Array> {
  const [before, after] = empty.split(NO_ROWS);
  if (before === undefined || after === undefined) throw new Error('the empty sheet is not as it was expected');
  const encoder = new TextEncoder();
  const columns: string[] = [];
  let xml = `${before}<sheetData>`;
  let row = 0;
  for await (const cells of rows) {
    if (++row > LAST_ROW)
      throw sheetTooLarge(
        `A sheet holds at most ${LAST_ROW} rows. Choose less, or CSV.`,
        `На листе помещается не больше ${LAST_ROW} строк. Выберите меньше или CSV.`,
      );
    while (columns.length < cells.length) columns.push(columnName(columns.length));
    xml += `<row r="${row}">`;
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (typeof cell === 'number' && Number.isFinite(cell)) xml += `<c r="${columns[i]}${row}"><v>${cell}</v></c>`;
      else if (typeof cell === 'string') xml += `<c r="${columns[i]}${row}" t="inlineStr"><is>${textElement(cell)}</is></c>`;
    }
    xml += '</row>';
    if (xml.length < CHUNK) continue;
    yield encoder.encode(xml);
    xml = '';
  }
  yield encoder.encode(`${xml}</sheetData>${after}`);
}

/** Blanks at an end and line breaks stay only where the element says so. */
const textElement = (text: string): string => `<t${/^\s|\s$|[\n\t]/.test(text) ? ' xml:space="preserve"' : ''}>${escaped(textOf(text))}</t>`;
