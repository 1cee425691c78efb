import { describe, expect, it } from 'vitest';
import { randomSchema, seededRng } from './testing/arbitrary-schema.ts';
import { checkValues, compileSchema } from './check.ts';
import { describeCondition, type IssueWords, joined } from './describe-condition.ts';
import { describeIssue } from './describe-issue.ts';
import { describeParseProblem } from './describe-parse.ts';
import { lookupOver } from './option-lookup.ts';
import { parseValue } from './parse-value.ts';
import { RESERVED_ATTRIBUTES } from './reserved.ts';
import { type Attrs, type Condition, ISSUE_CODES, type Issue, RESERVED, type SchemaAttribute, tokenOf } from './schemas.ts';
import { valuesFor } from './testing/schema-values.ts';

const plain = { level: 'card', requirement: 'optional', filterable: false, maxValues: 1, position: 0, editable: true, ai: false } as const;
const battery = tokenOf(100, 1);
const mains = tokenOf(100, 2);
const kind: SchemaAttribute = { ...plain, no: 100, type: 'list', options: [battery, mains] };
const weight: SchemaAttribute = { ...plain, no: 101, type: 'number', family: 'mass', units: ['g', 'kg'], defaultUnit: 'kg', min: 500, max: 20_000 };
const proof: SchemaAttribute = { ...plain, no: 102, type: 'boolean' };
const capacity: SchemaAttribute = { ...plain, no: 103, type: 'number', family: 'charge', requirement: 'required_if', condition: { attr: 100, in: [battery] } };
const colours: SchemaAttribute = {
  ...plain,
  no: 104,
  type: 'list',
  options: [tokenOf(104, 1), tokenOf(104, 2), tokenOf(104, 3)],
  maxValues: 2,
  limits: [{ if: { attr: 100, in: [mains] }, then: [tokenOf(104, 1)] }],
};
const schema = { format: 1 as const, attributes: [...RESERVED_ATTRIBUTES, kind, weight, proof, capacity, colours] };
const LABELS: Record<number, [ru: string, en: string]> = {
  1: ['Название', 'Name'],
  4: ['GTIN', 'GTIN'],
  100: ['Питание', 'Power supply'],
  101: ['Вес', 'Weight'],
  102: ['Защита от воды', 'Waterproof'],
  103: ['Ёмкость', 'Capacity'],
  104: ['Цвет', 'Colour'],
};
const OPTIONS: Record<number, [ru: string, en: string]> = {
  [battery]: ['от аккумулятора', 'battery'],
  [mains]: ['от сети', 'mains'],
  [tokenOf(104, 1)]: ['Красный', 'Red'],
  [tokenOf(104, 2)]: ['Синий', 'Blue'],
};
const words = (locale: 'ru' | 'en'): IssueWords => ({
  attribute: (no) => LABELS[no]?.[locale === 'ru' ? 0 : 1] ?? `№ ${no}`,
  option: (token) => OPTIONS[token]?.[locale === 'ru' ? 0 : 1],
  schema: (no) => schema.attributes.find((a) => a.no === no),
});
const tidy = (text: string): string => text.replaceAll('\u00a0', ' ');
const both = (issue: Issue): string[] => [tidy(describeIssue(issue, words('ru'), 'ru')), tidy(describeIssue(issue, words('en'), 'en'))];
const condition = (c: Condition): string[] => [tidy(describeCondition(c, words('ru'), 'ru')), tidy(describeCondition(c, words('en'), 'en'))];

describe('a condition in words', () => {
  it('names fields and options', () => {
    expect(condition({ attr: 100, in: [battery, mains] })).toEqual(['«Питание» — от аккумулятора или от сети', '“Power supply” is battery or mains']);
    expect(condition({ attr: 102, in: [tokenOf(102, 2)] })).toEqual(['«Защита от воды» — да', '“Waterproof” is yes']);
    expect(condition({ attr: 101, filled: true })).toEqual(['поле «Вес» заполнено', '“Weight” is filled in']);
  });
  it('says numbers in the unit of the field', () => {
    expect(condition({ attr: 101, min: 5000 })).toEqual(['«Вес» не меньше 5 кг', '“Weight” is at least 5 kg']);
    expect(condition({ attr: 101, max: 500 })).toEqual(['«Вес» не больше 0,5 кг', '“Weight” is at most 0.5 kg']);
    expect(condition({ attr: 101, min: 1000, max: 2000 })).toEqual(['«Вес» от 1 кг до 2 кг', '“Weight” is between 1 kg and 2 kg']);
  });
  it('puts brackets where they change the meaning', () => {
    const any: Condition = {
      any: [
        { attr: 100, in: [mains] },
        { attr: 101, min: 5000 },
      ],
    };
    expect(condition({ all: [any, { attr: 101, filled: true }] })[0]).toBe('(«Питание» — от сети или «Вес» не меньше 5 кг) и поле «Вес» заполнено');
    expect(condition({ any: [any, { attr: 101, filled: true }] })[1]).toBe('“Power supply” is mains or “Weight” is at least 5 kg or “Weight” is filled in');
    expect(condition({ all: [] })).toEqual(['всегда', 'always']);
    expect(condition({ any: [] })).toEqual(['никогда', 'never']);
  });
  it('counts what is too long to name', () => {
    expect(joined(['1', '2', '3', '4', '5', '6', '7', '8'], 'or', 'ru')).toBe('1, 2, 3, 4, 5, 6 или ещё 2');
    expect(joined(['1', '2', '3', '4', '5', '6', '7'], 'or', 'en')).toBe('1, 2, 3, 4, 5, 6 or 1 more');
  });
});

describe('an issue in words', () => {
  const issuesOf = (values: Attrs): Issue[] => checkValues(compileSchema(schema, {}), { 1: { ru: 'Фонарь' }, ...values }, 'enforced', 'card');

  it('names the field, the rule and the way out', () => {
    expect(both({ attr: 1, code: 'required' })).toEqual([
      'Заполните поле «Название»: в этой категории оно обязательно.',
      'Fill in “Name”: it is required in this category.',
    ]);
    expect(issuesOf({ 100: battery }).map(both)).toEqual([
      ['Заполните поле «Ёмкость»: оно обязательно, когда «Питание» — от аккумулятора.', 'Fill in “Capacity”: it is required when “Power supply” is battery.'],
    ]);
    expect(issuesOf({ 101: { n: 25_000, v: 25, u: 'kg' } }).map(both)).toEqual([
      ['В поле «Вес» допустимо не больше 20 кг: проверьте число и единицу измерения.', '“Weight” must be at most 20 kg: check the number and its unit.'],
    ]);
    expect(issuesOf({ 101: { n: 2, v: 2, u: 'l' } }).map(both)).toEqual([
      ['Укажите единицу измерения для поля «Вес»: подойдёт кг или г.', 'Give the unit of “Weight”: kg or g.'],
    ]);
    expect(issuesOf({ 104: [tokenOf(104, 1), tokenOf(104, 2), tokenOf(104, 3)] }).map(both)).toEqual([
      ['В поле «Цвет» может быть не больше 2 значений, а сейчас их 3: уберите лишние.', '“Colour” takes at most 2 values and has 3: remove the surplus.'],
    ]);
    expect(issuesOf({ 100: mains, 104: [tokenOf(104, 2)] }).map(both)).toEqual([
      [
        'Значение «Синий» в поле «Цвет» не подходит, когда «Питание» — от сети: выберите Красный.',
        '“Blue” does not fit “Colour” when “Power supply” is mains: choose Red.',
      ],
    ]);
    expect(issuesOf({ 1: { ru: 'ы'.repeat(251) } }).map(both)).toEqual([
      [
        'Сократите поле «Название» (русский текст): можно не больше 250 символов, а сейчас 251.',
        'Shorten “Name” (Russian text): at most 250 characters, now 251.',
      ],
    ]);
    expect(both({ attr: RESERVED.gtin, code: 'wrong_level', params: { level: 'variant' } })).toEqual([
      'Перенесите поле «GTIN» в варианты товара: в этой категории оно заполняется там.',
      'Move “GTIN” to the product’s variants: in this category it is filled in there.',
    ]);
  });

  it('is whole for every issue that generated values cause: no hole where a word should be', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 150; seed++) {
      const rng = seededRng(seed);
      const { schema, lists } = randomSchema(rng);
      const names: IssueWords = { attribute: (no) => `Поле${no}`, option: (t) => `Вариант${t}`, schema: (no) => schema.attributes.find((a) => a.no === no) };
      for (const c of valuesFor(schema, lists, rng)) {
        for (const issue of checkValues(compileSchema(schema, lists), c.values, c.mode, c.level, c.outer)) {
          seen.add(issue.code);
          for (const text of [
            describeIssue(issue, names, 'ru'),
            describeIssue(issue, names, 'en'),
            describeIssue(issue, { attribute: (no) => `Поле${no}`, option: () => undefined }, 'ru'),
          ]) {
            expect(text).toMatch(/^[\p{Lu}“«#].*[^ ]\.$/su);
            expect(text).not.toMatch(/undefined|NaN|null|\[object|«»|“”| {2}/);
          }
        }
      }
    }
    expect([...seen].sort()).toEqual([...ISSUE_CODES].sort());
  });
});

describe('what could not be read, in words', () => {
  const lookup = lookupOver((no) => (no === 104 ? [{ token: tokenOf(104, 1), key: 'color__red', ru: 'Красный', en: 'Red', synonyms: [] }] : []));
  const told = (a: SchemaAttribute, text: string): string[] =>
    (['ru', 'en'] as const).map((locale) => {
      const parsed = parseValue(a, text, lookup, { locale });
      return parsed.ok ? '' : tidy(describeParseProblem(parsed, a, words(locale), locale));
    });
  it('names the field, what was typed and the way out', () => {
    expect(told(colours, 'краснй')).toEqual([
      'В списке поля «Цвет» нет значения «краснй». Возможно, это «Красный»?',
      'The list of “Colour” has no “краснй”. Did you mean “Red”?',
    ]);
    expect(told(colours, 'индиго')).toEqual([
      'В списке поля «Цвет» нет значения «индиго»: выберите подходящее из списка.',
      'The list of “Colour” has no “индиго”: choose a value from the list.',
    ]);
    expect(told(weight, 'много')).toEqual([
      'В поле «Вес» нужно число, например 2,5 кг, а не «много».',
      '“Weight” takes a number, for example 2.5 kg, not “много”.',
    ]);
    expect(told(weight, '5 lb')).toEqual(['Единица «lb» не подходит для поля «Вес»: укажите кг или г.', '“lb” is no unit of “Weight”: use kg or g.']);
    expect(told(proof, 'может')).toEqual([
      'В поле «Защита от воды» напишите «да» или «нет» вместо «может».',
      'Write “yes” or “no” in “Waterproof” instead of “может”.',
    ]);
  });
});
