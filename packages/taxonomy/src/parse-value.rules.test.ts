import { assert, double, integer, nat, oneof, property, record, string, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitrarySchema, seededRng } from './testing/arbitrary-schema.ts';
import { checkValues, compileSchema } from './check.ts';
import { formatNumber, formatValue } from './format-value.ts';
import { editDistance, lookupOver, type OptionEntry, suggestOptions } from './option-lookup.ts';
import { joinValues, parseValue, splitValues } from './parse-value.ts';
import { baseOf } from './quantity.ts';
import { type SchemaAttribute, tokenOf, type Value } from './schemas.ts';
import { tokensOf, validValue } from './testing/schema-values.ts';
import { findUnit, spellingsOf } from './unit-words.ts';
import { UNIT_BY_CODE, UNITS } from './units.ts';

const plain = { no: 100, level: 'card', requirement: 'optional', filterable: false, maxValues: 1, position: 0, editable: true, ai: false } as const;
const entry = (no: number, n: number, key: string, ru: string, en: string, synonyms: string[] = []): OptionEntry => ({
  token: tokenOf(no, n),
  key,
  ru,
  en,
  synonyms,
});
const COLOURS = [
  entry(100, 1, 'color__red', 'Красный', 'Red', ['алый', 'scarlet']),
  entry(100, 2, 'color__navy_blue', 'Тёмно-синий', 'Navy blue'),
  entry(100, 3, 'color__black', 'Чёрный', 'Black'),
  entry(100, 4, 'color__black_white', 'Чёрно-белый; клетка', 'Black and white'),
  entry(100, 5, 'color__nut_dark', 'Орех', 'Dark walnut'),
  entry(100, 6, 'color__nut_light', 'Орех', 'Light walnut'),
];
const lookup = lookupOver((no) => (no === 100 ? COLOURS : []));
const list = (extra: Partial<SchemaAttribute> = {}): SchemaAttribute => ({ ...plain, type: 'list', options: COLOURS.map((c) => c.token), ...extra });
const mass: SchemaAttribute = { ...plain, type: 'number', family: 'mass', units: ['g', 'kg'], defaultUnit: 'kg' };
const length: SchemaAttribute = { ...plain, type: 'number', family: 'length', units: ['mm', 'cm', 'in'], defaultUnit: 'in' };
const bare: SchemaAttribute = { ...plain, type: 'number' };
const heat: SchemaAttribute = { ...plain, type: 'range', family: 'temperature' };
const weights: SchemaAttribute = { ...plain, type: 'range', family: 'mass' };
const date: SchemaAttribute = { ...plain, type: 'date' };
const yesNo: SchemaAttribute = { ...plain, type: 'boolean' };
const [red, navy, black, check] = [tokenOf(100, 1), tokenOf(100, 2), tokenOf(100, 3), tokenOf(100, 4)];

const parse = (a: SchemaAttribute, text: string, locale: 'ru' | 'en' = 'ru') => parseValue(a, text, lookup, { locale });
/** The parsed value, or the code of the problem. */
const value = (a: SchemaAttribute, text: string, locale: 'ru' | 'en' = 'ru'): Value => {
  const parsed = parse(a, text, locale);
  return parsed.ok ? parsed.value : parsed.code;
};

describe('what a seller types', () => {
  it.each<[string, SchemaAttribute, string, Value]>([
    ['a Russian label', list(), 'Красный', red],
    ['an English label in any case', list(), ' NAVY  blue ', navy],
    ['е for ё and spaces around a hyphen', list(), 'темно - синий', navy],
    ['a key', list(), 'color__black', black],
    ['the short key', list(), 'navy_blue', navy],
    ['the short key in words', list(), 'black white', check],
    ['a synonym', list(), 'Алый', red],
    ['a label that two options have', list(), 'орех', 'ambiguous_option'],
    ['a label that two options have, one of them offered here', list({ options: [red, tokenOf(100, 6)] }), 'орех', tokenOf(100, 6)],
    ['an unknown word', list(), 'зелёный', 'unknown_option'],
    ['an unknown word where own values are allowed', list({ custom: true }), ' зелёный ', { c: 'зелёный' }],
    ['two values for a single choice', list({ custom: true }), 'красный; чёрный', 'one_only'],
    ['several values', list({ maxValues: 3 }), 'красный; Black|navy blue', [red, black, navy]],
    ['several values by commas when all are known', list({ maxValues: 3 }), 'красный, чёрный', [red, black]],
    ['a repeated value', list({ maxValues: 3 }), 'красный; red', [red]],
    ['a label with a separator inside', list({ maxValues: 3 }), 'Чёрно-белый; клетка', [check]],
    ['the same in quotes among others', list({ maxValues: 3 }), 'красный; "Чёрно-белый; клетка"', [red, check]],
    ['a blank', list(), ' \u00a0', 'empty'],
    ['separators alone', list({ maxValues: 3 }), ' ; | ', 'empty'],
    ['yes', yesNo, 'Да', tokenOf(100, 2)],
    ['plus', yesNo, '+', tokenOf(100, 2)],
    ['zero', yesNo, '0', tokenOf(100, 1)],
    ['minus', yesNo, '−', tokenOf(100, 1)],
    ['perhaps', yesNo, 'может быть', 'not_yes_or_no'],
    ['an ISO date', date, '2026-12-31', '2026-12-31'],
    ['a spreadsheet’s midnight', date, '2026-12-31 00:00:00', '2026-12-31'],
    ['a Russian date', date, '31.12.2026', '2026-12-31'],
    ['a short Russian date', date, '1.2.2026 г.', '2026-02-01'],
    ['a date in Russian words', date, '9 мая 2026 года', '2026-05-09'],
    ['March in Russian words', date, '1 марта 2026', '2026-03-01'],
    ['a date in English words', date, 'December 31, 2026', '2026-12-31'],
    ['no such day', date, '31.04.2026', 'not_a_date'],
    ['a two-digit year', date, '31.12.26', 'not_a_date'],
  ])('%s', (_name, attribute, text, expected) => {
    expect(value(attribute, text)).toEqual(expected);
  });

  it.each<[string, SchemaAttribute, string, Value, ('ru' | 'en')?]>([
    ['decimal comma and a bent word', length, '15,6 дюйма', { n: 396.24, v: 15.6, u: 'in' }],
    ['an inch sign', length, '15.6"', { n: 396.24, v: 15.6, u: 'in' }],
    ['a unit without a space', mass, '2.2kg', { n: 2200, v: 2.2, u: 'kg' }],
    ['thousands by a space', mass, '1 000 г', { n: 1000, v: 1000, u: 'g' }],
    ['thousands by a narrow space', mass, '12\u202f500,5 г', { n: 12_500.5, v: 12_500.5, u: 'g' }],
    ['no unit', mass, '2', { n: 2000, v: 2, u: 'kg' }],
    ['a unit with a full stop', mass, '500 гр.', { n: 500, v: 500, u: 'g' }],
    ['a unit the category does not take', mass, '2 фунта', 'unit_not_allowed'],
    ['a unit of something else', mass, '2 литра', 'unknown_unit'],
    ['a unit where there is none', bare, '2 кг', 'unknown_unit'],
    ['a word', bare, 'много', 'not_a_number'],
    ['both signs, comma for thousands', bare, '1,234.5', { n: 1234.5, v: 1234.5 }],
    ['both signs, point for thousands', bare, '1.234,5', { n: 1234.5, v: 1234.5 }],
    ['two commas', bare, '1,234,567', { n: 1_234_567, v: 1_234_567 }],
    ['commas in wrong places', bare, '1,23,4', 'not_a_number'],
    ['one comma in Russian is decimal', bare, '1,234', { n: 1.234, v: 1.234 }],
    ['one comma before three digits in English is not', bare, '1,234', { n: 1234, v: 1234 }, 'en'],
    ['but after a zero it is', bare, '0,234', { n: 0.234, v: 0.234 }, 'en'],
    ['a true minus', bare, '−5', { n: -5, v: -5 }],
    ['minus nothing', bare, '-0', { n: 0, v: 0 }],
    ['more digits than a number has', bare, '9'.repeat(400), 'not_a_number'],
    ['groups that are no thousands', bare, '1 00', 'unknown_unit'],
    ['two dots', heat, '5..40 C', { from: 5, to: 40, vf: 5, vt: 40, u: 'C' }],
    ['Russian words', heat, 'от 5 до 40', { from: 5, to: 40, vf: 5, vt: 40, u: 'C' }],
    ['English words', heat, 'from 5 to 40 °C', { from: 5, to: 40, vf: 5, vt: 40, u: 'C' }, 'en'],
    ['a dash', heat, '5–40 °C', { from: 5, to: 40, vf: 5, vt: 40, u: 'C' }],
    ['hyphens that are also minus', heat, '-20-60', { from: -20, to: 60, vf: -20, vt: 60, u: 'C' }],
    ['signs on both ends', heat, '−20…+60 °С', { from: -20, to: 60, vf: -20, vt: 60, u: 'C' }],
    ['ends the other way round', heat, '40-5', { from: 5, to: 40, vf: 5, vt: 40, u: 'C' }],
    ['a unit at each end', weights, '500 г – 1 кг', { from: 500, to: 1000, vf: 0.5, vt: 1, u: 'kg' }],
    ['a unit at the first end', weights, 'от 1 кг до 2', { from: 1000, to: 2000, vf: 1, vt: 2, u: 'kg' }],
    ['decimals at both ends', weights, '0,5-1,5 кг', { from: 500, to: 1500, vf: 0.5, vt: 1.5, u: 'kg' }],
    ['one number', heat, '40', 'not_a_range'],
    ['one end', heat, 'до 40', 'not_a_range'],
    ['three ends', heat, '5-10-20', 'unknown_unit'],
  ])('%s', (_name, attribute, text, expected, locale) => {
    expect(value(attribute, text, locale)).toEqual(expected);
  });

  it('dates with slashes: day first in Russian, in English only when no other reading is possible', () => {
    expect(value(date, '03/04/2026')).toBe('2026-04-03');
    expect(value(date, '03/04/2026', 'en')).toBe('ambiguous_date');
    expect(value(date, '12/31/2026', 'en')).toBe('2026-12-31');
    expect(value(date, '31/12/2026', 'en')).toBe('2026-12-31');
  });

  it('texts in one language or both', () => {
    const text: SchemaAttribute = { ...plain, type: 'text', localised: true };
    expect(value(text, ' Диван ')).toEqual({ ru: 'Диван' });
    expect(value(text, 'Sofa', 'en')).toEqual({ en: 'Sofa' });
    expect(value(text, 'Диван ||| Sofa')).toEqual({ ru: 'Диван', en: 'Sofa' });
    expect(value(text, '|||Sofa')).toEqual({ en: 'Sofa' });
    expect(value(text, '|||')).toBe('empty');
    expect(value(text, 'и\u0306од')).toEqual({ ru: 'йод' });
    expect(value({ ...plain, type: 'text' }, ' AB;12 ')).toBe('AB;12');
    expect(value({ ...plain, type: 'text', maxValues: 20 }, 'a.jpg; b.jpg\nc.jpg | a.jpg')).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  });

  it('every spelling of a unit means that unit and no other of its family', () => {
    for (const unit of UNITS) {
      const family = UNITS.filter((u) => u.family === unit.family);
      for (const spelling of spellingsOf(unit)) expect(findUnit(spelling, family)?.code, `${unit.code}: ${spelling}`).toBe(unit.code);
    }
  });
});

describe('suggestions', () => {
  const labels = (text: string, locale: 'ru' | 'en' = 'ru') => {
    const parsed = parse(list(), text, locale);
    return parsed.ok ? [] : (parsed.suggestions ?? []).map((s) => s.label);
  };
  it('come for slips of the pen, nearest first, in the reader’s language', () => {
    expect(labels('краснй')).toEqual(['Красный']);
    expect(labels('чреный')).toEqual(['Чёрный']);
    expect(labels('blakc', 'en')[0]).toBe('Black');
    expect(labels('scarlt', 'en')).toEqual(['Red']);
  });
  it('come for a name with something added', () => expect(labels('Красный металлик')).toEqual(['Красный']));
  it('do not come for what is far away or too short to tell', () => {
    expect(labels('фиолетовый')).toEqual([]);
    expect(labels('xl')).toEqual([]);
  });
  it('are only options that the category offers', () => expect(suggestOptions(lookup, 100, 'краснй', 'ru', new Set([black]))).toEqual([]));
  it('of an ambiguous label are its candidates, by key', () => {
    const parsed = parse(list(), 'орех');
    expect(parsed.ok ? [] : parsed.suggestions).toEqual([
      { token: tokenOf(100, 5), label: 'color__nut_dark' },
      { token: tokenOf(100, 6), label: 'color__nut_light' },
    ]);
  });
  it('measure like the plain definition of the distance, up to the cap', () => {
    const slow = (a: string, b: string): number => {
      const d = (i: number, j: number): number => {
        if (i === 0 || j === 0) return i + j;
        const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? d(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
        return Math.min(d(i - 1, j) + 1, d(i, j - 1) + 1, d(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), swap);
      };
      return d(a.length, b.length);
    };
    const word = string({ unit: 'grapheme-ascii', maxLength: 5 }).map((w) => w.replaceAll(/[^a-c]/g, 'a'));
    assert(
      property(word, word, nat(3), (a, b, cap) => editDistance(a, b, cap) === Math.min(slow(a, b), cap + 1)),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('what is formatted', () => {
  it('reads as people write it', () => {
    const show = (a: SchemaAttribute, v: Value, locale: 'ru' | 'en' = 'ru') =>
      formatValue(a, v, (t) => lookup.labelOf(100, t, locale), locale).replaceAll('\u00a0', ' ');
    expect(show(length, { n: 396.24, v: 15.6, u: 'in' })).toBe('15,6 дюйма');
    expect(show(length, { n: 381, v: 15, u: 'in' })).toBe('15 дюймов');
    expect(show(length, { n: 381, v: 15, u: 'in' }, 'en')).toBe('15 in');
    expect(show(bare, { n: 12_500.5, v: 12_500.5 })).toBe('12 500,5');
    expect(show(bare, { n: -12_500.5, v: -12_500.5 }, 'en')).toBe('−12,500.5');
    expect(show({ ...bare, family: 'period' }, { n: 24, v: 2, u: 'year' })).toBe('2 года');
    expect(show({ ...bare, family: 'period' }, { n: 1, v: 1, u: 'month' }, 'en')).toBe('1 month');
    expect(show(heat, { from: -20, to: 60, vf: -20, vt: 60, u: 'C' })).toBe('−20…60 °C');
    expect(show(heat, { from: 5, to: 40, vf: 5, vt: 40, u: 'C' }, 'en')).toBe('5–40 °C');
    expect(show(list({ maxValues: 3 }), [red, check])).toBe('Красный; "Чёрно-белый; клетка"');
    expect(show(list(), tokenOf(100, 5))).toBe('color__nut_dark');
    expect(show(yesNo, tokenOf(100, 2), 'en')).toBe('yes');
    expect(show(date, '2026-12-31')).toBe('31.12.2026');
    expect(show(date, '2026-05-09', 'en')).toBe('9 May 2026');
  });

  it('parses back to the same value, for any schema, in both languages, and the checker accepts it', () => {
    let read = 0;
    assert(
      property(arbitrarySchema(), nat(1_000_000), ({ schema, lists }, seed) => {
        const rng = seededRng(seed);
        const names = lookupOver((no) => {
          const a = schema.attributes.find((x) => x.no === no);
          return a ? tokensOf(a, lists).map((token) => ({ token, key: `k${no}__${token}`, ru: `Вариант ${token}`, en: `Option ${token}`, synonyms: [] })) : [];
        });
        for (const a of schema.attributes) {
          const made = validValue(a, lists, rng);
          if (made === undefined) continue;
          // A blank side of a text is no side.
          const value = typeof made === 'object' && 'ru' in made && 'en' in made && made.en === '' ? { ru: made.ru } : made;
          for (const locale of ['ru', 'en'] as const) {
            const parsed = parseValue(
              a,
              formatValue(a, value, (t) => names.labelOf(a.no, t, locale), locale),
              names,
              { locale },
            );
            expect(parsed).toEqual({ ok: true, value });
            read++;
          }
          const alone = { format: 1 as const, attributes: [{ ...a, limits: [] }] };
          expect(checkValues(compileSchema(alone, lists), { [a.no]: value }, 'partial', a.level)).toEqual([]);
        }
      }),
      { numRuns: 400, seed: 20_260_302 },
    );
    expect(read).toBeGreaterThan(3000);
  });

  it('parses back any number in any unit and any range', () => {
    const number = oneof(
      double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
      integer(),
      integer({ min: -99_999, max: 99_999 }).map((n) => n / 1000),
    );
    const unit = nat(UNITS.length - 1).map((i) => UNITS[i]?.code ?? '');
    assert(
      property(record({ a: number, b: number, unit }), ({ a, b, unit }) => {
        const u = UNIT_BY_CODE.get(unit);
        const family = u?.family ?? '';
        const [vf, vt] = baseOf(a, u) <= baseOf(b, u) ? [a + 0, b + 0] : [b + 0, a + 0];
        for (const locale of ['ru', 'en'] as const) {
          const one = { n: baseOf(a + 0, u), v: a + 0, u: unit };
          expect(
            value(
              { ...bare, family },
              formatValue({ ...bare, family }, one, () => '', locale),
              locale,
            ),
          ).toEqual(one);
          const two = { from: baseOf(vf, u), to: baseOf(vt, u), vf, vt, u: unit };
          expect(
            value(
              { ...heat, family },
              formatValue({ ...heat, family }, two, () => '', locale),
              locale,
            ),
          ).toEqual(two);
        }
      }),
      { numRuns: 2000, seed: 5 },
    );
    expect(formatNumber(0.1 + 0.2, 'en')).toBe('0.30000000000000004');
  });

  it('several values split back into the same, whatever stands in them', () => {
    const part = string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((s) => s.replaceAll('\r', '').trim())
      .filter((s) => s !== '');
    const tricky = oneof(
      part,
      string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 6 })
        .map((s) => s.replaceAll(/[a-z]/g, ';').replaceAll(/[A-Z]/g, '"').trim())
        .filter((s) => s !== ''),
    );
    assert(
      property(uniqueArray(tricky, { minLength: 1, maxLength: 5 }), (parts) => JSON.stringify(splitValues(joinValues(parts))) === JSON.stringify(parts)),
      { numRuns: 1000, seed: 3 },
    );
  });
});
