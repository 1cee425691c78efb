import { AppError } from '@yarmarka/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvFile, MAX_CELL_CHARS, readCsv, type SheetRow, writeCsv } from './csv.ts';
import { openCsv } from './open-csv.ts';
import { openXlsx, writeXlsx } from './xlsx.ts';

const utf8 = (s: string) => new TextEncoder().encode(s);
const cp1251 = (s: string) =>
  Uint8Array.from([...s], (ch) => {
    const code = ch.codePointAt(0) ?? 0;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
const utf16 = (s: string) => new Uint8Array(Buffer.from(`\ufeff${s}`, 'utf16le'));

/** The bytes in pieces of this size, and how many of them were asked for. */
function pieces(bytes: Uint8Array, size: number) {
  let at = 0;
  let canceled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
    cancel() {
      canceled = true;
    },
  });
  return { stream, read: () => Math.min(at, bytes.length), canceled: () => canceled };
}
async function whole(bytes: Uint8Array, size: number): Promise<CsvFile> {
  const { rows, ...file } = await openCsv(pieces(bytes, size).stream);
  const all: SheetRow[] = [];
  for await (const row of rows) all.push(row);
  return { ...file, rows: all };
}
const failure = async (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (e: unknown) => (e instanceof AppError ? { reason: e.reason, row: e.details['row'] } : e),
  );

const SHEETS: readonly (readonly [string, Uint8Array])[] = [
  ['UTF-8 with a byte order mark and blank rows', utf8('\ufeffартикул;название\n\n;;\nA-1;"Чайник ""Искра"";\nдва"\n')],
  ['windows-1251 that begins as ASCII', cp1251(`sku;name\n${'A;plain\n'.repeat(3000)}B;Чайник\n`)],
  ['UTF-16', utf16('sku;name\nA;Чайник\n')],
  ['a sep= line', utf8('sep=|\na|b\n1|2\n')],
  ['guarded formulas', utf8("sku;note\nA;'=1+1\n")],
  ['no end of line', utf8('a,b\n1,2')],
];

describe('a CSV read while it comes', () => {
  for (const [name, bytes] of SHEETS)
    test(`says what the whole file says: ${name}`, async () => {
      for (const size of [1, 7, 4096, bytes.length]) expect(await whole(bytes, size)).toEqual(readCsv(bytes));
    });

  test('says what the whole file says, for any cells in any pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'я', '"', ';', '\n', ' ', '=', '1', '😀') });
    const sheet = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(sheet, fc.integer({ min: 1, max: 50 }), async (rows, size) => {
        const bytes = utf8(writeCsv([['sku', 'name', 'note'], ...rows]));
        expect(await whole(bytes, size)).toEqual(readCsv(bytes));
      }),
      { numRuns: 60 },
    );
  });

  test('whoever takes the header and some rows reads only the beginning, and ends the stream', async () => {
    const bytes = utf8(`sku;name\n${'A-1;Чайник\n'.repeat(300_000)}`);
    const source = pieces(bytes, 16_384);
    const { header, rows } = await openCsv(source.stream);
    for (let i = 0; i < 50; i++) await rows.next();
    await rows.return(undefined);
    expect(header).toEqual(['sku', 'name']);
    expect(source.read()).toBeLessThan(400_000);
    await expect.poll(source.canceled).toBe(true);
  });

  test('names the row of what it cannot read', async () => {
    expect(await failure(whole(utf8('a;b\n1;2\n3;"open\n4;5\n'), 5))).toEqual({ reason: 'files.sheet_broken', row: 3 });
    expect(await failure(whole(utf8(`a;b\n1;${'x'.repeat(MAX_CELL_CHARS + 1)}\n`), 4096))).toEqual({ reason: 'files.sheet_too_large', row: 2 });
    expect(await failure(whole(utf8('\n;\n'), 3))).toMatchObject({ reason: 'files.sheet_broken' });
    expect(await failure(whole(new Uint8Array(), 3))).toMatchObject({ reason: 'files.sheet_broken' });
  });

  test('a file whose encoding changes on the way is refused, not read as rubbish', async () => {
    const bytes = Buffer.concat([utf8(`sku;name\n${'A;Чайник\n'.repeat(20_000)}`), cp1251('B;Чайник\n')]);
    expect(await failure(whole(bytes, 16_384))).toMatchObject({ reason: 'files.sheet_broken' });
  });

  test('a quotation mark that is never closed does not bring the whole file into memory', async () => {
    const source = pieces(utf8(`sku;name\nA;"${'x;1\n'.repeat(4_000_000)}`), 65_536);
    const { rows } = await openCsv(source.stream).then(
      (file) => file,
      () => ({ rows: undefined }),
    );
    expect(await failure(rows ? rows.next() : Promise.resolve())).toMatchObject({ reason: 'files.sheet_too_large' });
    expect(source.read()).toBeLessThan(6_000_000);
  });
});

test('a workbook opened row by row says what the whole one says', async () => {
  const bytes = await writeXlsx([
    {
      name: 'Goods',
      rows: [
        ['sku', 'qty'],
        ['A', 1.5],
        ['', null],
        ['B', 2],
      ],
    },
  ]);
  const { rows, ...sheet } = await openXlsx(bytes);
  const all: SheetRow[] = [];
  for await (const row of rows) all.push(row);
  expect({ ...sheet, rows: all }).toMatchObject({
    sheet: 'Goods',
    header: ['sku', 'qty'],
    headerRow: 1,
    rows: [{ row: 2, cells: ['A', '1.5'] }, { cells: ['B', '2'] }],
  });
  expect(await failure(openXlsx(bytes, { sheet: 'none' }))).toMatchObject({ reason: 'files.sheet_broken' });
});
