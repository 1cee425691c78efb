import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AttributeType, CELL_FIELDS, type CellFields, tokenOf } from '../model.ts';
import { arbitraryAttribute, arbitraryFields, oddNames } from '../testing/arbitrary-cell.ts';
import { type CellContent, fieldsPatch, parseCell, printCell } from './cell-text.ts';
import { type ExchangeAttribute, printField, readField } from './fields.ts';
import { codeOf, columnWords, OP_WORDS, RECORD_WORDS } from './row-words.ts';
import { UNITS } from '../units.ts';

const color = { no: 100, key: 'color', type: 'list', unitFamily: null } as const;
const weight = { no: 101, key: 'weight', type: 'number', unitFamily: 'mass' } as const;
const cell = (fields: CellFields): CellContent => ({ op: 'set', fields });
const plain = (v: unknown): unknown => JSON.parse(JSON.stringify(v));

test('every cell is read back as it was, in both languages', () => {
  fc.assert(
    fc.property(
      arbitraryAttribute.chain((a) => fc.tuple(fc.constant(a), arbitraryFields(a))),
      fc.constantFrom('ru' as const, 'en' as const),
      ([attribute, fields], language) => {
        const text = printCell(cell(fields), attribute, oddNames, language);
        expect(plain(parseCell(text, attribute, oddNames))).toEqual(plain({ cell: cell(fields) }));
      },
    ),
    { numRuns: 2000 },
  );
});

test('every field is read back as it was from its own column, in both languages', () => {
  fc.assert(
    fc.property(
      arbitraryAttribute.chain((a) => fc.tuple(fc.constant(a), arbitraryFields(a))),
      fc.constantFrom('ru' as const, 'en' as const),
      ([attribute, fields], language) => {
        for (const field of CELL_FIELDS) {
          if (fields[field] === undefined) continue;
          const text = printField(field, fields[field], attribute, oddNames, language, fields.defaultUnit);
          expect(text).not.toBe('');
          expect(plain(readField(field, text, attribute, oddNames, 'kg'))).toEqual(plain({ value: fields[field] }));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

describe('a cell in words', () => {
  const fields: CellFields = { requirement: 'required', filterable: true, level: 'variant', options: [tokenOf(100, 1), tokenOf(100, 2)] };
  test('says the same in Russian and English', () => {
    expect(printCell(cell(fields), color, oddNames, 'en')).toBe('required; filter; level: variant; options: color__red|color__blue');
    expect(printCell(cell(fields), color, oddNames, 'ru')).toBe('обязательная; фильтр; уровень: вариант товара; значения: color__red|color__blue');
    expect(printCell(cell({ min: 500, max: 5000, defaultUnit: 'kg' }), weight, oddNames, 'ru')).toBe('единица: кг; от: 0,5 кг; до: 5 кг');
    expect(printCell(cell({ requirement: 'required_if', condition: { attr: 101, min: 5000 } }), color, oddNames, 'ru')).toBe(
      'обязательная, если: weight >= 5000 g',
    );
    for (const [content, ru, en] of [
      [{ op: 'inherit' }, '', ''],
      [{ op: 'exclude' }, 'исключена', 'excluded'],
      [cell({}), 'да', 'yes'],
    ] as const) {
      expect([printCell(content, color, oddNames, 'ru'), printCell(content, color, oddNames, 'en')]).toEqual([ru, en]);
      for (const text of [ru, en]) expect(parseCell(text, color, oddNames)).toEqual({ cell: content });
    }
  });
  test('is read as people type it', () => {
    expect(parseCell('Required;FILTER', color, oddNames)).toEqual({ cell: cell({ requirement: 'required', filterable: true }) });
    expect(parseCell('обязательно\nдо 5 кг; min 200', weight, oddNames, 'g')).toEqual({ cell: cell({ requirement: 'required', max: 5000, min: 200 }) });
    expect(parseCell('обязательно, если weight filled', color, oddNames)).toEqual({
      cell: cell({ requirement: 'required_if', condition: { attr: 101, filled: true } }),
    });
  });
  test('that is not understood says what was meant, every part of it', () => {
    const read = parseCell('requird; options: color__green; max: 5 GHz', color, oddNames);
    expect('problems' in read ? read.problems.map((p) => p.en) : []).toEqual([
      '“requird” is not understood; did you mean “required”?',
      '“color” has no entry “color__green”',
      'the unit “GHz” does not belong here: this attribute has none',
    ]);
    expect(parseCell('required; optional', color, oddNames)).toHaveProperty('problems');
  });
});

test('a patch holds what differs, null where the field inherits again', () => {
  expect(fieldsPatch({ min: 1, max: 2, filterable: true }, { min: 1, max: 3, axis: true })).toEqual({ max: 3, filterable: null, axis: true });
  expect(fieldsPatch({ options: [1, 2] }, { options: [1, 2] })).toEqual({});
});

describe('words of a few', () => {
  const read = (field: 'requirement' | 'facet' | 'level' | 'filterable' | 'defaultUnit', text: string, attribute: ExchangeAttribute = color) =>
    readField(field, text, attribute, oddNames);

  test('are understood by code, by the word of the screens and as people write them, whatever the case', () => {
    for (const text of ['recommended', 'Желательная', 'ЖЕЛАТЕЛЬНО', 'рекомендуется', 'желательный'])
      expect(read('requirement', text)).toEqual({ value: 'recommended' });
    for (const text of ['required_if', 'required if', 'по условию', 'Обязательно по условию', 'conditional'])
      expect(read('requirement', text)).toEqual({ value: 'required_if' });
    for (const text of ['range', 'от–до', 'от-до', 'Диапазон', 'from–to']) expect(read('facet', text)).toEqual({ value: 'range' });
    for (const text of ['variant', 'вариант товара', 'Вариант']) expect(read('level', text)).toEqual({ value: 'variant' });
    for (const text of ['да', 'ДА', 'yes', 'TRUE']) expect(read('filterable', text)).toEqual({ value: true });
  });

  test('that are not among them are answered with the words of the reader', () => {
    expect(read('requirement', 'желатльная')).toMatchObject({
      problem: { ru: '«желатльная» нет среди: обязательная, желательная, необязательная, по условию; возможно, «желательная»?' },
    });
    expect(read('requirement', 'must')).toMatchObject({ problem: { en: '“must” is none of: required, recommended, optional, conditional' } });
  });

  test('units are read by their sign in both languages, and a foreign one is answered with those that fit', () => {
    for (const unit of UNITS)
      for (const text of [unit.code, unit.ru, unit.en])
        expect(read('defaultUnit', text, { no: 1, key: 'x', type: 'number', unitFamily: unit.family })).toEqual({ value: unit.code });
    const warranty = { no: 1, key: 'warranty', type: 'number', unitFamily: 'period' } as const;
    expect(read('defaultUnit', 'г.', warranty)).toEqual({ value: 'year' });
    expect(read('defaultUnit', 'кг', warranty)).toEqual({
      problem: { en: 'the unit “кг” does not measure this attribute; here use: month, year', ru: 'единица «кг» здесь не подходит; подходят: месяц, год' },
    });
  });

  test('codes of the dictionary have one word in each language, and each word one code', () => {
    for (const [column, record, codes] of [
      ['record', 'rule', Object.keys(RECORD_WORDS)],
      ['op', 'rule', Object.keys(OP_WORDS)],
      ['type', 'attribute', AttributeType.options],
      ['unit', 'attribute', UNITS.map((u) => u.family)],
      ['unit', 'entry', UNITS.map((u) => u.code)],
      ['retired', 'entry', ['yes', 'no']],
    ] as const)
      for (const code of codes) {
        const { ru, en } = columnWords(column, code, record);
        for (const text of [code, ru, en]) expect([text, codeOf(column, text, record)]).toEqual([text, code]);
      }
  });
});
