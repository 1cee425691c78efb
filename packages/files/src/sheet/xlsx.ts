import { readXlsx as readSheets, streamXlsxRows, writeXlsx as writeSheets } from 'hucre/xlsx';
import { type CellValue, EncryptedFileError } from 'hucre';
import { AppError } from '@yarmarka/kernel';
import { sheetBroken, sheetTooLarge } from '../errors.ts';
import type { OpenSheet } from './open-csv.ts';
import { cellTooLarge, MAX_CELL_CHARS, MAX_ROWS, type SheetRow, tooManyRows } from './csv.ts';
import { DIRECTORY_ENTRY, findEnd } from './zip.ts';

export type XlsxFile = {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly rows: readonly SheetRow[];
};

const MAX_UNPACKED_BYTES = 400 * 1_048_576;
const MAX_ENTRIES = 5000;
const MAX_COLUMNS = 1000;
const MAX_CELLS = 5_000_000;

/**
 * Reads one sheet of a workbook as text: numbers as Excel shows them at full precision, dates as ISO, booleans as true/false, formulas as their last result. Refuses a workbook that
 * unpacks to more than 400 MB before unpacking it. Errors: `files.sheet_broken`, `files.sheet_too_large`.
 */
export async function readXlsx(bytes: Uint8Array, options: { readonly sheet?: string } = {}): Promise<XlsxFile> {
  assertModestZip(bytes);
  try {
    const sheets = await sheetNames(bytes);
    const sheet = chosenSheet(sheets, options.sheet);
    const [first, ...rows] = await readRows(bytes, sheet);
    if (!first) throw noSheetRows();
    return { sheets, sheet, header: first.cells.map((c) => c.trim()), headerRow: first.row, rows };
  } catch (error) {
    throw asAppError(error);
  }
}

export type OpenXlsx = OpenSheet & { readonly sheets: readonly string[]; readonly sheet: string };

/** Reads a sheet as `readXlsx` does, its rows one at a time. Errors: `files.sheet_broken`, `files.sheet_too_large`; also while the rows are read. */
export async function openXlsx(bytes: Uint8Array, options: { readonly sheet?: string } = {}): Promise<OpenXlsx> {
  assertModestZip(bytes);
  try {
    const sheets = await sheetNames(bytes);
    const sheet = chosenSheet(sheets, options.sheet);
    const rows = asAppErrors(rowsOf(bytes, sheet, MAX_CELLS));
    const first = await rows.next();
    if (first.done) throw noSheetRows();
    return { sheets, sheet, header: first.value.cells.map((c) => c.trim()), headerRow: first.value.row, rows };
  } catch (error) {
    throw asAppError(error);
  }
}

async function* asAppErrors(rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  try {
    yield* rows;
  } catch (error) {
    throw asAppError(error);
  }
}

function chosenSheet(sheets: readonly string[], wanted: string | undefined): string {
  const sheet = wanted ?? sheets[0];
  if (sheet === undefined || !sheets.includes(sheet))
    throw sheetBroken('The workbook has no such sheet. Choose another.', 'В книге нет такого листа. Выберите другой.', { sheets });
  return sheet;
}
const noSheetRows = () => sheetBroken('The sheet has no rows. Fill it in and try again.', 'На листе нет строк. Заполните его и попробуйте снова.');

/**
 * The rows of a workbook's first sheet, one at a time and never all of them in memory, the header first; at most `maxCells` cells. Blank rows are left out but counted. Otherwise as
 * `readXlsx`.
 */
export async function* readXlsxRows(bytes: Uint8Array, maxCells: number): AsyncGenerator<SheetRow> {
  assertModestZip(bytes);
  try {
    const [sheet] = await sheetNames(bytes);
    if (sheet !== undefined) yield* rowsOf(bytes, sheet, maxCells);
  } catch (error) {
    throw asAppError(error);
  }
}

async function sheetNames(bytes: Uint8Array): Promise<string[]> {
  const sheets: string[] = [];
  await readSheets(bytes, {
    sheets: (info) => {
      sheets.push(info.name);
      return false;
    },
  });
  return sheets;
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof EncryptedFileError) return encrypted();
  return new AppError(
    'invalid',
    'files.sheet_broken',
    {
      en: 'The workbook is damaged and cannot be read. Save it again as XLSX and retry.',
      ru: 'Книга повреждена и не читается. Сохраните её заново как XLSX и попробуйте снова.',
    },
    { cause: error },
  );
}

const encrypted = () =>
  sheetBroken(
    'The workbook is protected with a password. Save it without one and retry.',
    'Книга защищена паролем. Сохраните её без пароля и попробуйте снова.',
  );

async function readRows(bytes: Uint8Array, sheet: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of rowsOf(bytes, sheet, MAX_CELLS)) rows.push(row);
  return rows;
}

async function* rowsOf(bytes: Uint8Array, sheet: string, maxCells: number): AsyncGenerator<SheetRow> {
  let total = 0;
  let count = 0;
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    if (count > MAX_ROWS) throw tooManyRows();
    if (values.length > MAX_COLUMNS)
      throw sheetTooLarge(
        `Row ${index + 1} has more than ${MAX_COLUMNS} columns. Remove the extra ones.`,
        `В строке ${index + 1} больше ${MAX_COLUMNS} столбцов. Уберите лишние.`,
        { row: index + 1 },
      );
    total += values.length;
    if (total > maxCells)
      throw sheetTooLarge(
        `The sheet has more than ${maxCells / 1_000_000} million cells. Split it into several.`,
        `На листе больше ${maxCells / 1_000_000} миллионов ячеек. Разделите его на несколько.`,
      );
    const cells = values.map(cellText);
    if (cells.some((c) => c.length > MAX_CELL_CHARS)) throw cellTooLarge(index + 1);
    if (cells.every((c) => c.trim() === '')) continue;
    count++;
    yield { row: index + 1, cells };
  }
}

/** 15 significant digits are all that Excel keeps; more would show binary noise (0.30000000000000004). */
function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
  }
  return String(value);
}

const tooLargeUnpacked = () =>
  sheetTooLarge('The workbook is too large when unpacked. Split it into several.', 'В распакованном виде книга слишком велика. Разделите её на несколько.');

const ZIP64_LOCATOR = 0x07064b50;

/**
 * Adds up the sizes that the archive's directory states. The reader stops each entry at its stated size, so a lie there unpacks to an error, never to more; an entry that states
 * nothing (zero, or ZIP64) is refused.
 */
function assertModestZip(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 8 && view.getUint32(0) === 0xd0cf11e0) throw encrypted();
  const end = findEnd(view);
  const notZip = () => sheetBroken('This is not an XLSX workbook. Save it as XLSX and retry.', 'Это не книга XLSX. Сохраните её как XLSX и попробуйте снова.');
  if (end === undefined) throw notZip();
  if (end >= 20 && view.getUint32(end - 20, true) === ZIP64_LOCATOR) throw tooLargeUnpacked();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw notZip();
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    const streamed = (view.getUint16(at + 8, true) & 8) !== 0;
    total += unpacked;
    const unstated = (unpacked === 0 && packed > 2) || (packed === 0 && streamed) || unpacked === 0xffffffff;
    if (count > MAX_ENTRIES || total > MAX_UNPACKED_BYTES || unstated) throw tooLargeUnpacked();
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

export type SheetCell = string | number | null;
/** The last row that a sheet can have (Excel's specification). */
export const LAST_ROW = 1_048_576;
/** Choices offered in a column below the header, to the end of the sheet; a text that is none of them is let through, for the reader of the file judges it. */
export type DropDown = { readonly column: number; readonly values: readonly string[] };
export type NewSheet = {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** Columns that stay in view beside the header row. */
  readonly frozenColumns?: number;
  readonly dropDowns?: readonly DropDown[];
};

const safeSheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);
const CHOICES_SHEET = '_choices';

/** A plain workbook: the first row of each sheet is its header and stays in view. Texts are stored as texts, so none runs as a formula. Choices stand on a hidden sheet. */
export async function writeXlsx(sheets: readonly NewSheet[]): Promise<Uint8Array> {
  const lists: string[][] = [];
  const listOf = (values: readonly string[]): string => {
    const known = lists.findIndex((l) => l.length === values.length && l.every((v, i) => v === values[i]));
    const at = known >= 0 ? known : lists.push([...values]) - 1;
    const column = columnName(at);
    return `${CHOICES_SHEET}!$${column}$1:$${column}$${values.length}`;
  };
  const made = sheets.map((s) => ({
    name: safeSheetName(s.name),
    rows: s.rows.map((r) => r.map((c) => (typeof c === 'string' ? textOf(c) : c))),
    freezePane: { rows: 1, columns: s.frozenColumns ?? 0 },
    dataValidations: (s.dropDowns ?? []).map((d) => ({
      type: 'list' as const,
      formula1: listOf(d.values),
      range: `${columnName(d.column)}2:${columnName(d.column)}${LAST_ROW}`,
      allowBlank: true,
      showErrorMessage: false,
    })),
  }));
  const longest = Math.max(0, ...lists.map((l) => l.length));
  const choices = { name: CHOICES_SHEET, hidden: true, rows: Array.from({ length: longest }, (_, i) => lists.map((l) => l[i] ?? null)) };
  return writeSheets({ sheets: lists.length > 0 ? [...made, choices] : made });
}

/** A, B, … Z, AA, AB, … */
export const columnName = (index: number): string => (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** What a cell of a workbook holds, in UTF-16 units: spreadsheets call a file with a longer one broken. */
export const MAX_XLSX_CELL_CHARS = 32_767;

/** Readers take `_x0041_` for a character's code; it is escaped as the format says (ECMA-376, ST_Xstring). Error: `files.sheet_too_large`, for a text that no cell holds. */
export const textOf = (text: string): string => {
  if (text.length > MAX_XLSX_CELL_CHARS)
    throw sheetTooLarge(
      `A cell of a workbook holds at most ${MAX_XLSX_CELL_CHARS} characters, and a text here has ${text.length}. Choose CSV.`,
      `В ячейке книги помещается не больше ${MAX_XLSX_CELL_CHARS} символов, а в одном из текстов их ${text.length}. Выберите CSV.`,
    );
  return text.includes('_x') ? text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text;
};
