import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL_FIELDS, type CellFields, tokenOf } from '../model.ts';
import { arbitraryAttribute, arbitraryFields, oddNames } from '../testing/arbitrary-cell.ts';
import { type CellContent, fieldsPatch, parseCell, printCell } from './cell-text.ts';
import { printField, readField } from './fields.ts';

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

test('every field is read back as it was from its own column', () => {
  fc.assert(
    fc.property(
      arbitraryAttribute.chain((a) => fc.tuple(fc.constant(a), arbitraryFields(a))),
      ([attribute, fields]) => {
        for (const field of CELL_FIELDS) {
          if (fields[field] === undefined) continue;
          const text = printField(field, fields[field], attribute, oddNames, fields.defaultUnit);
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
    expect(printCell(cell(fields), color, oddNames, 'ru')).toBe('обязательно; фильтр; уровень: вариант; значения: color__red|color__blue');
    expect(printCell(cell({ min: 500, max: 5000, defaultUnit: 'kg' }), weight, oddNames, 'ru')).toBe('единица: kg; от: 0.5 kg; до: 5 kg');
    expect(printCell(cell({ requirement: 'required_if', condition: { attr: 101, min: 5000 } }), color, oddNames, 'ru')).toBe(
      'обязательно, если: weight >= 5000 g',
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
      'the unit “GHz” does not measure this attribute; use: —',
    ]);
    expect(parseCell('required; optional', color, oddNames)).toHaveProperty('problems');
  });
});

test('a patch holds what differs, null where the field inherits again', () => {
  expect(fieldsPatch({ min: 1, max: 2, filterable: true }, { min: 1, max: 3, axis: true })).toEqual({ max: 3, filterable: null, axis: true });
  expect(fieldsPatch({ options: [1, 2] }, { options: [1, 2] })).toEqual({});
});
