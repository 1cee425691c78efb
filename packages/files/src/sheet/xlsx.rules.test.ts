import { deflateRawSync } from 'node:zlib';
import { AppError } from '@yarmarka/kernel';
import { expect, test } from 'vitest';
import { readXlsx, writeXlsx } from './xlsx.ts';

const failure = async (bytes: Uint8Array): Promise<AppError> => {
  const error: unknown = await readXlsx(bytes).catch((e: unknown) => e);
  if (!(error instanceof AppError)) throw new Error('expected an AppError', { cause: error });
  return error;
};

test('a workbook reads back with its sheet names and row numbers', async () => {
  const bytes = await writeXlsx([
    {
      name: 'Товары',
      rows: [
        ['sku', 'цена'],
        ['A', 12.5],
        [null, null],
        ['0042', -3],
      ],
    },
    { name: 'Second', rows: [['x'], ['y']] },
  ]);
  const file = await readXlsx(bytes);
  expect(file).toMatchObject({ sheets: ['Товары', 'Second'], sheet: 'Товары', header: ['sku', 'цена'], headerRow: 1 });
  expect(file.rows).toEqual([
    { row: 2, cells: ['A', '12.5'] },
    { row: 4, cells: ['0042', '-3'] },
  ]);
  expect((await readXlsx(bytes, { sheet: 'Second' })).rows).toEqual([{ row: 2, cells: ['y'] }]);
});

test('a text that looks like a formula stays a text', async () => {
  const file = await readXlsx(await writeXlsx([{ name: 'a', rows: [['h'], ['=1+1']] }]));
  expect(file.rows[0]?.cells).toEqual(['=1+1']);
});

test('numbers come without binary noise', async () => {
  const file = await readXlsx(await writeXlsx([{ name: 'a', rows: [['h'], [0.1 + 0.2], [4601234567893]] }]));
  expect(file.rows.map((r) => r.cells[0])).toEqual(['0.3', '4601234567893']);
});

/** Raises what the archive's directory says each entry unpacks to. */
function claim(bytes: Uint8Array, unpacked: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 46 < copy.length; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, unpacked, true);
  return copy;
}

test('a workbook that says it unpacks to gigabytes is refused before it is unpacked', async () => {
  const bytes = await writeXlsx([{ name: 'a', rows: [['h'], ['x']] }]);
  expect((await failure(claim(bytes, 900_000_000))).reason).toBe('files.sheet_too_large');
  expect((await failure(claim(bytes, 0))).reason).toBe('files.sheet_too_large');
});

test('a workbook that lies about its size unpacks no further than it said', async () => {
  const bytes = await writeXlsx([{ name: 'a', rows: [['h'], ...Array.from({ length: 5000 }, (_, i) => [`row ${i}`])] }]);
  expect((await failure(claim(bytes, 64))).reason).toBe('files.sheet_broken');
});

test('what is no workbook is refused with a sentence', async () => {
  expect((await failure(new TextEncoder().encode('PK not really a zip archive, only text'))).reason).toBe('files.sheet_broken');
  expect((await failure(deflateRawSync(Buffer.alloc(100)))).reason).toBe('files.sheet_broken');
});
