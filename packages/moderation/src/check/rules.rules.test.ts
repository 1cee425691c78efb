import { compileSchema, RESERVED_ATTRIBUTES } from '@yarmarka/taxonomy/check';
import type { Attrs, CategorySchema } from '@yarmarka/taxonomy/schemas';
import { describe, expect, test } from 'vitest';
import { type Proposed, proposedOf } from './proposed.ts';
import { type Facts, findProblems } from './rules.ts';

const schema: CategorySchema = {
  format: 1,
  attributes: [
    ...RESERVED_ATTRIBUTES,
    {
      no: 100,
      type: 'number',
      level: 'card',
      requirement: 'required',
      filterable: true,
      family: 'mass',
      units: ['g'],
      maxValues: 1,
      min: 1,
      position: 10,
      editable: true,
      ai: false,
    },
  ],
};
const compiled = compileSchema(schema, {});
const good: Attrs = {
  1: { ru: 'Чайник Bosch TWK 7403', en: 'Bosch TWK 7403 kettle' },
  2: { ru: 'Чайник с корпусом из стали.', en: 'A kettle in a steel body.' },
  3: -1,
  5: ['a', 'b', 'c'],
  100: { n: 900, v: 900, u: 'g' },
};
const facts: Facts = { others: [], pictures: ['a', 'b', 'c'].map((id) => ({ id, width: 1200, height: 900 })), prices: [250_000], median: 240_000 };
const of = (attrs: Attrs, touched: readonly number[] = []): Proposed => ({ attrs, variants: [{ id: 1, attrs: {} }], touched: new Set(touched) });
const keys = (attrs: Attrs, more: Partial<Facts> = {}, kind: 'create' | 'update' = 'create', touched: readonly number[] = []) =>
  findProblems(kind, of(attrs, touched), compiled, { ...facts, ...more }).map((f) => f.key);

describe('automatic checks', () => {
  test('find nothing wrong with a good card', () => {
    expect(keys(good)).toEqual([]);
  });
  for (const [what, attrs, more, expected] of [
    ['a missing required field', { ...good, 100: undefined }, {}, ['required_missing']],
    ['missing recommended fields', { ...good, 3: undefined }, {}, ['recommended_missing']],
    ['a value the category does not take', { ...good, 100: { n: 0.5, v: 0.5, u: 'g' } }, {}, ['values_invalid']],
    ['no pictures at all', { ...good, 5: undefined }, {}, ['no_pictures', 'recommended_missing']],
    ['a picture too small to show', good, { pictures: [{ id: 'a', width: 3000, height: 599 }] }, ['small_picture']],
    ['one picture only', { ...good, 5: ['a'] }, {}, ['few_pictures']],
    ['a phone number in the description', { ...good, 2: { ru: 'Звонить: 8 912 345-67-89' } }, {}, ['contacts']],
    ['a confession', { ...good, 2: { ru: 'Точная реплика' } }, {}, ['suspicious_words']],
    ['a shouting name', { ...good, 1: { ru: 'ЧАЙНИК БОЛЬШОЙ', en: 'Kettle' } }, {}, ['capital_letters']],
    ['a barcode of another card', good, { others: [{ cardId: 7, by: 'gtin', value: '4601234567893' }] }, ['duplicate_gtin']],
    ['a price with a zero too many', good, { prices: [2_500_000] }, ['price_far_from_median']],
    ['a price with a zero too few', good, { prices: [25_000] }, ['price_far_from_median']],
  ] as const)
    test(`see ${what}`, () => {
      const given = Object.fromEntries(Object.entries(attrs).filter(([, v]) => v !== undefined)) as Attrs;
      expect(keys(given, more as Partial<Facts>)).toEqual(expected);
    });
  test('do not compare prices where there is nothing to compare with', () => {
    expect(keys(good, { prices: [9_999_999], median: null })).toEqual([]);
  });
  test('look in an edit only at what it touches', () => {
    const attrs = { ...good, 1: { ru: 'ЧАЙНИК БОЛЬШОЙ', en: 'KETTLE' }, 2: { ru: 'www.shop.ru' } };
    expect(keys(attrs, {}, 'update', [2])).toEqual(['contacts']);
  });
  test('put the worst first and name the evidence', () => {
    const found = findProblems('create', of({ ...good, 2: { ru: 'Реплика, скидка, пишите мне: t@t.ru' } }), compiled, facts);
    expect(found.map((f) => f.severity)).toEqual(['critical', 'major', 'major', 'minor']);
    expect(found.find((f) => f.key === 'contacts')?.evidence).toEqual({ found: ['t@t.ru'] });
  });
});

test('a proposal is laid over the card: fields changed and emptied, variants changed, added and removed', () => {
  const card = {
    attrs: good,
    variants: [
      { id: 1, attrs: { 101: 5 }, sources: {}, axisKey: '', position: 0 },
      { id: 2, attrs: { 101: 6 }, sources: {}, axisKey: '', position: 1 },
    ],
  };
  const action = (no: number, target: string, attributeNo: number | null, value: unknown) => ({
    no,
    target,
    attributeNo,
    old: null,
    new: value,
    source: null,
    verdict: null,
    reasonCode: null,
    reasonNote: null,
    applied: false,
  });
  const after = proposedOf(card, {
    kind: 'update',
    actions: [
      action(1, 'card', 3, null),
      action(2, 'card', 100, { n: 1, v: 1, u: 'g' }),
      action(3, 'variant:1', 101, 7),
      action(4, 'variant:2', null, null),
      action(5, 'variant:new:1', null, { 101: 8 }),
    ],
  });
  expect(after.attrs).toEqual({ ...Object.fromEntries(Object.entries(good).filter(([k]) => k !== '3')), 100: { n: 1, v: 1, u: 'g' } });
  expect(after.variants).toEqual([
    { id: 1, attrs: { 101: 7 } },
    { id: -1, attrs: { 101: 8 } },
  ]);
  expect(after.touched).toEqual(new Set([3, 100, 101]));
});
