import fc from 'fast-check';
import { expect, test } from 'vitest';
import { streamCsv } from './csv.ts';
import { readSheetRows } from './read-sheet-rows.ts';
import { columnName, readXlsx, type SheetCell, streamXlsx, writeXlsx } from './xlsx.ts';

const bytesOf = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream).arrayBuffer());
async function* given(rows: readonly (readonly SheetCell[])[]) {
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
