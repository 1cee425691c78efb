import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { readXlsx as readWorkbook } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { streamCsv } from './csv.ts';
import { readSheetRows } from './read-sheet-rows.ts';
import { findEnd, unzipped, zipped } from './zip.ts';
import { streamXlsx } from './stream-xlsx.ts';
import { columnName, MAX_XLSX_CELL_CHARS, readXlsx, writeXlsx } from './xlsx.ts';

const bytesOf = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream).arrayBuffer());
async function* given<T>(rows: readonly T[]) {
  yield* rows;
}
const read = async (bytes: Uint8Array) => {
  const rows: { row: number; cells: readonly string[] }[] = [];
  for await (const r of readSheetRows(bytes)) rows.push(r);
  return rows;
};
const ODD = [
  '=1+1',
  "'=1+1",
  "''-x",
  '-5',
  '+7 999',
  '007',
  '1-2',
  '01.02.2026',
  '1e5',
  'TRUE',
  'да',
  'a;b,c\td',
  'say "hi"',
  '"quoted"',
  'two\nlines',
  '_x0041_',
  '<&>',
  '@x',
  '😀 ё',
  'bell \u0007, page \u000c, next \u0085',
  ' blanks ',
  '\ttab',
  '4601234567893',
];
const text = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ maxLength: 20, unit: 'grapheme-ascii' }),
  fc.string({ maxLength: 8, unit: 'grapheme-composite' }).map((s) => s.replaceAll(/[\p{C}]/gu, '')),
);
// A row without any text is no row, and the reader trims its header.
const rows = fc.array(fc.tuple(fc.constant('x'), text, text, fc.constant('y')), { maxLength: 8 });

test('any text comes back from a streamed CSV, a streamed and a whole workbook as it went in', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (list) => {
      const all = [['a', 'b', 'c', 'd'], ...list];
      const files = [await bytesOf(streamCsv(given(all))), await bytesOf(streamXlsx('s', given(all))), await writeXlsx([{ name: 's', rows: all }])];
      for (const file of files) expect((await read(file)).map((r) => r.cells)).toEqual(all);
    }),
    { numRuns: 150 },
  );
});

test('what no XML may hold is written as a sign for it, so that the workbook opens', async () => {
  const sheet = [...unzipped(await bytesOf(streamXlsx('s', given([['a'], ['no \uFFFF, no \uFFFE']]))))].find(([path]) => path.endsWith('sheet1.xml'))?.[1];
  const xml = new TextDecoder().decode(sheet);
  expect(xml).toContain('no _xFFFF_, no _xFFFE_');
  expect(xml).not.toMatch(/[\uFFFE\uFFFF]/);
});

test('a streamed CSV of many rows is one file with one byte order mark', async () => {
  const bytes = await bytesOf(streamCsv(given(Array.from({ length: 2500 }, (_, i) => [`r${i}`, i]))));
  const back = await read(bytes);
  expect(back).toHaveLength(2500);
  expect(back[2499]).toEqual({ row: 2500, cells: ['r2499', '2499'] });
  expect(new TextDecoder().decode(bytes.subarray(3)).includes('\ufeff')).toBe(false);
});

test('drop-downs stand on a hidden sheet and leave the rows as they are', async () => {
  const bytes = await writeXlsx([
    {
      name: 'm',
      rows: [
        ['a', 'b'],
        ['x', 'y'],
      ],
      frozenColumns: 1,
      dropDowns: [{ column: 1, values: ['y', 'a, b', 'z'.repeat(300)] }],
    },
  ]);
  expect(await readXlsx(bytes)).toMatchObject({ sheets: ['m', '_choices'], header: ['a', 'b'], rows: [{ row: 2, cells: ['x', 'y'] }] });
});

test('columns are named as a spreadsheet names them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

/** The elements that a worksheet may have, in the order that the schema demands (ECMA-376 part 1, 18.3.1.99, CT_Worksheet). */
const SHEET_ORDER = [
  ...[
    'sheetPr',
    'dimension',
    'sheetViews',
    'sheetFormatPr',
    'cols',
    'sheetData',
    'sheetCalcPr',
    'sheetProtection',
    'protectedRanges',
    'scenarios',
    'autoFilter',
  ],
  ...['sortState', 'dataConsolidate', 'customSheetViews', 'mergeCells', 'phoneticPr', 'conditionalFormatting', 'dataValidations', 'hyperlinks', 'printOptions'],
  ...['pageMargins', 'pageSetup', 'headerFooter', 'rowBreaks', 'colBreaks', 'customProperties', 'cellWatches', 'ignoredErrors', 'smartTags', 'drawing'],
];
const topElements = (xml: string): string[] => {
  const out: string[] = [];
  let depth = 0;
  for (const [, close, name = '', self] of xml.replace(/<\?.*?\?>/s, '').matchAll(/<(\/?)([A-Za-z]+)[^>]*?(\/?)>/g)) {
    if (close) depth--;
    else if (depth === 1) out.push(name);
    if (!close && !self) depth++;
  }
  expect(depth).toBe(0);
  return out;
};

test('a streamed workbook of many rows has its drop-downs, in the schema’s order, and the library reads them and every row', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => [`r${i}`, i % 2 ? 'yes' : '', i, null]);
  const dropDowns = [
    { column: 1, values: ['yes', 'no'] },
    { column: 3, values: ['a, b', 'z'.repeat(300)] },
    { column: 2, values: ['yes', 'no'] },
  ];
  const bytes = await bytesOf(streamXlsx('matrix', given([['key', 'flag', 'number', 'choice'], ...many]), { frozenColumns: 2, dropDowns }));
  const xml = new TextDecoder().decode(unzipped(bytes).get('xl/worksheets/sheet1.xml'));
  const elements = topElements(xml);
  expect(elements).toEqual(['sheetViews', 'sheetFormatPr', 'sheetData', 'dataValidations', 'pageMargins']);
  expect(elements.map((e) => SHEET_ORDER.indexOf(e))).toEqual(elements.map((e) => SHEET_ORDER.indexOf(e)).toSorted((a, b) => a - b));
  const { sheets } = await readWorkbook(bytes);
  expect(sheets.map((s) => s.name)).toEqual(['matrix', '_choices']);
  expect(sheets[0]?.dataValidations?.map((d) => [d.type, d.range, d.formula1])).toEqual([
    ['list', 'B2:B1048576', '_choices!$A$1:$A$2'],
    ['list', 'D2:D1048576', '_choices!$B$1:$B$2'],
    ['list', 'C2:C1048576', '_choices!$A$1:$A$2'],
  ]);
  expect(sheets[1]?.rows).toEqual([
    ['yes', 'a, b'],
    ['no', 'z'.repeat(300)],
  ]);
  const back = await read(bytes);
  expect(back).toHaveLength(20_001);
  expect(back[20_000]).toEqual({ row: 20_001, cells: ['r19999', 'yes', '19999'] });
});

test('an archive says of each part what its content is, so that any program can unpack it', async () => {
  const parts = [
    { path: 'a.txt', chunks: [new TextEncoder().encode('one '), new TextEncoder().encode('two')] },
    { path: 'пусто/b.txt', chunks: [] },
    { path: 'c.bin', chunks: [new Uint8Array(300_000).map((_, i) => (i * i) % 251)] },
  ];
  const written: Uint8Array[] = [];
  for await (const chunk of zipped(given(parts))) written.push(chunk);
  const bytes = Uint8Array.from(Buffer.concat(written));
  expect([...unzipped(bytes)].map(([path, content]) => [path, Buffer.from(content)])).toEqual(parts.map((p) => [p.path, Buffer.concat(p.chunks)]));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = view.getUint32((findEnd(view) ?? 0) + 16, true);
  for (const { chunks } of parts) {
    const [sum, packed, unpacked, local] = [at + 16, at + 20, at + 24, at + 42].map((field) => view.getUint32(field, true));
    const content = Buffer.concat(chunks);
    expect([sum, unpacked]).toEqual([crc32(content), content.length]);
    const after = (local ?? 0) + 30 + view.getUint16((local ?? 0) + 26, true) + (packed ?? 0);
    expect([0, 4, 8, 12].map((field) => view.getUint32(after + field, true))).toEqual([0x08074b50, sum, packed, unpacked]);
    at += 46 + view.getUint16(at + 28, true);
  }
});

test('a source of rows that breaks off breaks the file off, and one that nobody reads on is closed', async () => {
  let closed = false;
  async function* rowsThen(end: 'throw' | 'go on') {
    try {
      for (let i = 0; end === 'go on' || i < 50_000; i++) yield [`row ${i}`, Math.sin(i)];
      throw new Error('the database is gone');
    } finally {
      closed = true;
    }
  }
  await expect(bytesOf(streamXlsx('s', rowsThen('throw')))).rejects.toThrow('the database is gone');
  closed = false;
  const reader = streamXlsx('s', rowsThen('go on')).getReader();
  let bytes = 0;
  while (bytes < 100_000) bytes += (await reader.read()).value?.length ?? 0;
  await reader.cancel();
  await expect.poll(() => closed).toBe(true);
});

test('a text that fills a cell of a workbook comes back whole; a longer one makes no workbook at all, and says why', async () => {
  const full = 'ж'.repeat(MAX_XLSX_CELL_CHARS);
  const stream = (text: string) => bytesOf(streamXlsx('s', given([['a'], [text]])));
  expect((await read(await stream(full)))[1]?.cells).toEqual([full]);
  const refused = { reason: 'files.sheet_too_large', message: expect.stringContaining('Choose CSV') as string };
  await expect(stream(`${full}!`)).rejects.toMatchObject(refused);
  await expect((async () => writeXlsx([{ name: 's', rows: [['a'], [`${full}!`]] }]))()).rejects.toMatchObject(refused);
});
