import { AppError } from '@yarmarka/kernel';
import { describe, expect, test } from 'vitest';
import { detectDelimiter, guardFormula, MAX_CELL_CHARS, readCsv, writeCsv } from './csv.ts';

const utf8 = (s: string) => new TextEncoder().encode(s);
/** Cyrillic letters of windows-1251 start at 0xC0; Ё and ё stand apart. */
const cp1251 = (s: string) =>
  Uint8Array.from([...s], (ch) => {
    const code = ch.codePointAt(0) ?? 0;
    if (ch === 'ё') return 0xb8;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
const utf16 = (s: string, endian: 'le' | 'be', bom: boolean) => {
  const b = Buffer.from((bom ? '\ufeff' : '') + s, 'utf16le');
  return new Uint8Array(endian === 'be' ? b.swap16() : b);
};
const reasonOf = (fn: () => unknown): { reason: string; details: unknown } | undefined => {
  try {
    fn();
  } catch (error) {
    if (error instanceof AppError) return { reason: error.reason, details: error.details };
    throw error;
  }
  return undefined;
};

describe('encoding', () => {
  const text = 'артикул;название\nA-1;Чайник ещё\n';
  for (const [name, bytes, encoding] of [
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with byte order mark', utf8(`\ufeff${text}`), 'utf-8'],
    ['windows-1251', cp1251(text), 'windows-1251'],
    ['UTF-16 little endian', utf16(text, 'le', true), 'utf-16le'],
    ['UTF-16 big endian', utf16(text, 'be', true), 'utf-16be'],
    ['UTF-16 without byte order mark', utf16(`id;qty;price\n1;2;3\n${text}`, 'le', false).slice(0), 'utf-16le'],
  ] as const)
    test(`a file in ${name} is read as it was written`, () => {
      const file = readCsv(bytes);
      expect(file.encoding).toBe(encoding);
      expect(file.rows.at(-1)?.cells).toEqual(['A-1', 'Чайник ещё']);
    });
  test('short upper-case windows-1251 is not taken for anything else', () => {
    expect(readCsv(cp1251('ЦВЕТ;РАЗМЕР\nКРАСНЫЙ;XL')).rows[0]?.cells).toEqual(['КРАСНЫЙ', 'XL']);
  });
  test('binary data is refused with a sentence', () => {
    expect(reasonOf(() => readCsv(Uint8Array.from({ length: 400 }, (_, i) => i % 3)))?.reason).toBe('files.sheet_broken');
  });
});

describe('delimiter', () => {
  for (const [delimiter, text] of [
    [';', 'a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5'],
    [',', 'a,b,c\n"x;y",2,3\n"p;q",5,6'],
    ['\t', 'a\tb\n1,2\t3;4\n5,6\t7'],
    ['|', 'a|b|c\n1|2|3'],
    [';', 'name;note\n"line one\nline two, with, commas";x\nplain;y'],
  ] as const)
    test(`${JSON.stringify(delimiter)} is found in ${JSON.stringify(text.slice(0, 24))}`, () => {
      expect(detectDelimiter(text)).toBe(delimiter);
    });
  test("Excel's sep= line decides and still counts as a row", () => {
    const file = readCsv(utf8('sep=,\r\na,b;c\r\n1,2;3\r\n'));
    expect(file.delimiter).toBe(',');
    expect(file.rows).toEqual([{ row: 3, cells: ['1', '2;3'] }]);
  });
  test('one column is a file too', () => {
    expect(readCsv(utf8('sku\nA\nB')).rows.map((r) => r.cells)).toEqual([['A'], ['B']]);
  });
});

describe('rows', () => {
  test('row numbers are those a spreadsheet shows: blank rows count, a quoted line end does not', () => {
    const file = readCsv(utf8('\r\nsku;text\r\n\r\nA;"two\r\nlines"\r\n;;\r\nB;x'));
    expect(file.headerRow).toBe(2);
    expect(file.rows).toEqual([
      { row: 4, cells: ['A', 'two\r\nlines'] },
      { row: 6, cells: ['B', 'x'] },
    ]);
  });
  test('a quotation mark inside an unquoted cell is part of the text', () => {
    expect(readCsv(utf8('a;b\nМонитор 27";x')).rows[0]?.cells).toEqual(['Монитор 27"', 'x']);
  });
  test('an unclosed quotation mark names its row', () => {
    expect(reasonOf(() => readCsv(utf8('a;b\n1;2\n"3;4\n5;6')))).toEqual({ reason: 'files.sheet_broken', details: { row: 3 } });
  });
  test('a cell beyond the limit names its row', () => {
    expect(reasonOf(() => readCsv(utf8(`a;b\n1;2\n3;${'x'.repeat(MAX_CELL_CHARS + 1)}`)))?.details).toMatchObject({ row: 3 });
    expect(readCsv(utf8(`a;b\n3;${'x'.repeat(MAX_CELL_CHARS)}`)).rows).toHaveLength(1);
  });
  test('a file without rows is refused', () => {
    expect(reasonOf(() => readCsv(utf8('\n\n;;\n')))?.reason).toBe('files.sheet_broken');
  });
});

describe('writing', () => {
  test('what a spreadsheet would run is disarmed, plain negative numbers are not', () => {
    for (const evil of ['=1+1', '+7 999', '-1+cmd|x', '@SUM(A1)', '\t=1', '＝1']) expect(guardFormula(evil)).toBe(`'${evil}`);
    for (const fine of ['-5', '-5,5', '-0.25', 'a=b', '', "'quoted"]) expect(guardFormula(fine)).toBe(fine);
  });
  test('a file we wrote reads back as it was', () => {
    const rows = [
      ['sku', 'text', 'n'],
      ['=A1', 'say "hi"; bye\nnext', '-3'],
      ["'x", '+7', 'ё'],
    ];
    const file = readCsv(utf8(writeCsv(rows)));
    expect([file.header, ...file.rows.map((r) => r.cells)]).toEqual(rows);
  });
  test('numbers are written as numbers', () => {
    expect(writeCsv([[1.5, -2, null, undefined, 'x']], { bom: false })).toBe('1.5;-2;;;x\r\n');
  });
});
