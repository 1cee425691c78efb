import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTsv, pasteCells, pastedRange, printTsv } from './tsv.ts';

test('what Excel copies is read: tabs, CRLF, no line for the break at the end, doubled quotes and breaks within a cell', () => {
  expect(parseTsv('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(parseTsv('"two\nlines"\t"say ""hi"""\n\tlast')).toEqual([
    ['two\nlines', 'say "hi"'],
    ['', 'last'],
  ]);
  expect(parseTsv('')).toEqual([]);
  expect(parseTsv('\n\n')).toEqual([[''], ['']]);
  expect(parseTsv('a\t')).toEqual([['a', '']]);
});

test('a quote typed by a person is a plain character, not the begin of a cell that swallows the rest', () => {
  expect(parseTsv('15" screen\t"open\nnext')).toEqual([['15" screen', '"open'], ['next']]);
  expect(parseTsv('"a"b\tc')).toEqual([['"a"b', 'c']]);
});

test('any table comes back from the clipboard as it was', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('', '"', '\t', '\n', '\r\n', '"a\tb"', '●▽⧉'));
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(table, (rows) => {
      expect(parseTsv(printTsv(rows))).toEqual(rows);
    }),
  );
});

const size = { rows: 10, cols: 10 };

test('one copied cell fills the whole selection; a clip that divides it is repeated; any other is laid down once', () => {
  const range = { row: 2, col: 3, toRow: 5, toCol: 4 };
  expect(pasteCells(range, [['x']], size)).toHaveLength(8);
  expect(
    pasteCells(
      range,
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      size,
    )
      .map(({ text }) => text)
      .join(''),
  ).toBe('abcdabcd');
  const three = pasteCells(range, [['a'], ['b'], ['c']], size);
  expect(three).toEqual(['a', 'b', 'c'].map((text, index) => ({ row: 2 + index, col: 3, text })));
});

test('what would fall outside the sheet is left out, short lines leave their cells alone, an empty clip changes nothing', () => {
  const corner = { row: 9, col: 8, toRow: 9, toCol: 8 };
  expect(pasteCells(corner, [['a', 'b', 'c'], ['d']], size)).toEqual([
    { row: 9, col: 8, text: 'a' },
    { row: 9, col: 9, text: 'b' },
  ]);
  expect(pastedRange(corner, [['a', 'b', 'c'], ['d']], size)).toEqual({ row: 9, col: 8, toRow: 9, toCol: 9 });
  expect(pasteCells({ row: 0, col: 0, toRow: 0, toCol: 0 }, [['a', 'b'], ['c']], size)).toHaveLength(3);
  expect(pasteCells(corner, [], size)).toEqual([]);
  expect(pastedRange(corner, [[]], size)).toBeUndefined();
});
