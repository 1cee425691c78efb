import { assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWithAjv, schemaOracle } from './testing/ajv-oracle.ts';
import { arbitrarySchema, randomSchema, seededRng } from './testing/arbitrary-schema.ts';
import { checkValues, compileSchema } from './check.ts';
import { printJsonSchema } from './json-schema.ts';
import { RESERVED_ATTRIBUTES } from './reserved.ts';
import {
  type Attrs,
  type CategorySchema,
  type CheckMode,
  type IssueCode,
  ISSUE_CODES,
  type Level,
  type OptionLists,
  type SchemaAttribute,
  tokenOf,
  type Value,
} from './schemas.ts';

const plain = { level: 'card', requirement: 'optional', filterable: false, maxValues: 1, position: 0, editable: true, ai: false } as const;
const schemaOf = (...attributes: SchemaAttribute[]): CategorySchema => ({ format: 1, attributes });
const [red, green, blue] = [tokenOf(100, 1), tokenOf(100, 2), tokenOf(100, 3)];

/** Both judges, or an error that says how they differ. */
function verdict(
  schema: CategorySchema,
  values: unknown,
  options: { mode?: CheckMode; level?: Level; outer?: unknown; lists?: OptionLists } = {},
): IssueCode[] {
  const { mode = 'enforced', level = 'card', outer = {}, lists = {} } = options;
  const issues = checkValues(compileSchema(schema, lists), values as Attrs, mode, level, outer as Attrs);
  const ajv = schemaOracle();
  const accepted = ajv.validate(printJsonSchema(schema, lists, level, mode) as object, JSON.parse(JSON.stringify({ outer, values })));
  if (accepted !== (issues.length === 0)) throw new Error(`checker: ${JSON.stringify(issues)}; ajv: ${ajv.errorsText()}`);
  return issues.map((i) => i.code);
}

describe('the checker and the printed JSON Schema', () => {
  it('agree on thousands of generated values of generated schemas, valid and minimally wrong, and every wrong one is told by its own code', () => {
    let checked = 0;
    let valid = 0;
    const codes = new Set<IssueCode>();
    for (let seed = 1; seed <= 400; seed++) {
      const rng = seededRng(seed);
      const { schema, lists } = randomSchema(rng);
      const result = compareWithAjv(schema, lists, rng, 40);
      expect(result.disagreements, `seed ${seed}`).toEqual([]);
      checked += result.checked;
      valid += result.valid;
      for (const code of result.codes) codes.add(code);
    }
    expect(checked).toBeGreaterThan(16_000);
    expect(valid).toBeGreaterThan(1000);
    expect([...codes].sort()).toEqual([...ISSUE_CODES].sort());
  });

  it('agree on any schema', () => {
    assert(
      property(arbitrarySchema(), ({ schema, lists }) => compareWithAjv(schema, lists, seededRng(7), 30).disagreements.length === 0),
      { numRuns: 60, seed: 20_260_302 },
    );
  });

  it('agree on the reserved attributes', () => {
    const result = compareWithAjv(schemaOf(...RESERVED_ATTRIBUTES), {}, seededRng(5), 1500);
    expect(result.disagreements).toEqual([]);
    expect(result.valid).toBeGreaterThan(20);
  });

  it('are caught when they differ: a JSON Schema printed from another schema is reported', () => {
    const strict = schemaOf({ ...plain, no: 100, type: 'text', maxLength: 3 });
    const loose = schemaOf({ ...plain, no: 100, type: 'text', maxLength: 30 });
    const result = compareWithAjv(strict, {}, seededRng(1), 50, (level, mode) => printJsonSchema(loose, {}, level, mode));
    expect(result.disagreements.length).toBeGreaterThan(0);
  });

  it('print the same text for equal schemas', () => {
    for (let seed = 1; seed < 30; seed++) {
      const [a, b] = [randomSchema(seededRng(seed)), randomSchema(seededRng(seed))];
      for (const level of ['card', 'variant', 'offer'] as const)
        expect(JSON.stringify(printJsonSchema(a.schema, a.lists, level))).toBe(JSON.stringify(printJsonSchema(b.schema, b.lists, level)));
    }
  });
});

describe('edges, judged alike by both', () => {
  const text = (extra: Partial<SchemaAttribute> = {}): CategorySchema => schemaOf({ ...plain, no: 100, type: 'text', ...extra });
  const list = (extra: Partial<SchemaAttribute> = {}): CategorySchema => schemaOf({ ...plain, no: 100, type: 'list', options: [red, green, blue], ...extra });
  const mass = (extra: Partial<SchemaAttribute> = {}): CategorySchema =>
    schemaOf({ ...plain, no: 100, type: 'number', family: 'mass', units: ['g', 'kg'], ...extra });
  const table: [name: string, schema: CategorySchema, value: unknown, codes: IssueCode[], mode?: CheckMode][] = [
    ['length counts code points: a fox is one', text({ maxLength: 3 }), '🦊🦊🦊', []],
    ['four foxes are four', text({ maxLength: 3 }), '🦊🦊🦊🦊', ['too_long']],
    ['a pattern is searched for', text({ pattern: '\\d' }), 'M8 bolt', []],
    ['an anchored pattern means the whole text', text({ pattern: '^\\d+$' }), 'M8', ['pattern']],
    ['a pattern sees code points', text({ pattern: '^.$' }), '🦊', []],
    ['a text of spaces is empty', text(), ' \u00a0\u2003', ['empty']],
    ['NUL cannot be stored', text(), 'a\0', ['wrong_type']],
    ['half a surrogate pair cannot be stored', text(), '\ud800', ['wrong_type']],
    ['one language is enough when none is named', text({ localised: true }), { en: 'Sofa' }, []],
    ['a named language must be filled', text({ localised: true, languages: ['ru'] }), { en: 'Sofa' }, ['language_required']],
    ['a blank language is not filled', text({ localised: true, languages: ['ru'] }), { ru: '  ', en: 'Sofa' }, ['language_required']],
    ['a partial check asks for no language', text({ localised: true, languages: ['ru'] }), { en: 'Sofa' }, [], 'partial'],
    ['the other language may be blank whatever the pattern', text({ localised: true, pattern: '^\\p{Lu}' }), { ru: '', en: 'Sofa' }, []],
    ['both languages answer to the pattern', text({ localised: true, pattern: '^\\p{Lu}' }), { ru: 'софа', en: 'Sofa' }, ['pattern']],
    ['no third language', text({ localised: true }), { en: 'Sofa', de: 'Sofa' }, ['wrong_type']],
    ['no plain text for a localised one', text({ localised: true }), 'Sofa', ['wrong_type']],
    ['a single choice is no list', list(), [red], ['wrong_type']],
    ['a multiple choice is a list', list({ maxValues: 2 }), red, ['wrong_type']],
    ['a list is never empty', list({ maxValues: 2 }), [], ['empty']],
    ['a list may be full', list({ maxValues: 2 }), [red, blue], []],
    ['but no fuller', list({ maxValues: 2 }), [red, green, blue], ['too_many']],
    ['nothing twice', list({ maxValues: 3 }), [red, blue, red], ['repeated']],
    ['no custom value twice', list({ maxValues: 3, custom: true }), [{ c: 'sand' }, red, { c: 'sand' }], ['repeated']],
    ['custom values where allowed', list({ custom: true }), { c: 'sand' }, []],
    ['nowhere else', list(), { c: 'sand' }, ['custom_not_allowed']],
    ['200 code points of custom value', list({ custom: true }), { c: '🦊'.repeat(200) }, []],
    ['not 201', list({ custom: true }), { c: '🦊'.repeat(201) }, ['too_long']],
    ['a custom value is trimmed', list({ custom: true }), { c: ' sand' }, ['wrong_type']],
    ['an option of this attribute that this category does not offer', list(), tokenOf(100, 9), ['option_not_allowed']],
    ['an option of another attribute', list(), tokenOf(101, 1), ['unknown_option']],
    ['no options, no value', list({ options: [] }), red, ['option_not_allowed']],
    ['any brand of the table', list({ options: 'brands' }), -15, []],
    ['a brand is below zero', list({ options: 'brands' }), red, ['unknown_option']],
    ['and an int4', list({ options: 'brands' }), -2_147_483_649, ['unknown_option']],
    ['a boolean is one of two tokens', schemaOf({ ...plain, no: 100, type: 'boolean' }), tokenOf(100, 2), []],
    ['true is not', schemaOf({ ...plain, no: 100, type: 'boolean' }), true, ['wrong_type']],
    ['n is v in base unit', mass(), { n: 2200, v: 2.2, u: 'kg' }, []],
    ['to 12 digits', mass(), { n: 2200.0000001, v: 2.2, u: 'kg' }, ['wrong_type']],
    ['0.1 + 0.2 comes rounded', mass({ units: ['g'] }), { n: 0.3, v: 0.1 + 0.2, u: 'g' }, []],
    ['an offset counts', schemaOf({ ...plain, no: 100, type: 'number', family: 'temperature' }), { n: 100, v: 212, u: 'F' }, []],
    ['a unit of the family that is not allowed', mass(), { n: 453.59237, v: 1, u: 'lb' }, ['unit']],
    ['a unit must be there', mass(), { n: 5, v: 5 }, ['unit']],
    ['all units of the family when none are named', schemaOf({ ...plain, no: 100, type: 'number', family: 'mass' }), { n: 453.59237, v: 1, u: 'lb' }, []],
    ['a plain number has none', schemaOf({ ...plain, no: 100, type: 'number' }), { n: 5, v: 5, u: 'g' }, ['unit']],
    ['bounds are in base unit and include their ends', mass({ min: 1000, max: 2000 }), { n: 2000, v: 2, u: 'kg' }, []],
    ['below', mass({ min: 1000 }), { n: 999, v: 999, u: 'g' }, ['too_small']],
    ['above', mass({ max: 2000 }), { n: 2001, v: 2001, u: 'g' }, ['too_large']],
    ['a leap day', schemaOf({ ...plain, no: 100, type: 'date' }), '2000-02-29', []],
    ['none in 1900', schemaOf({ ...plain, no: 100, type: 'date' }), '1900-02-29', ['wrong_type']],
    ['no 31 April', schemaOf({ ...plain, no: 100, type: 'date' }), '2026-04-31', ['wrong_type']],
    ['a range of one point', schemaOf({ ...plain, no: 100, type: 'range' }), { from: 5, to: 5, vf: 5, vt: 5 }, []],
    ['ends in order', schemaOf({ ...plain, no: 100, type: 'range' }), { from: 6, to: 5, vf: 6, vt: 5 }, ['ends_order']],
    [
      'a range within bounds at both ends',
      schemaOf({ ...plain, no: 100, type: 'range', min: 0, max: 10 }),
      { from: -1, to: 11, vf: -1, vt: 11 },
      ['too_small', 'too_large'],
    ],
    ['null is no value', text(), null, ['wrong_type']],
  ];
  it.each(table)('%s', (_name, schema, value, codes, mode) => {
    expect(verdict(schema, { 100: value }, mode ? { mode } : {})).toEqual(codes);
  });

  it('lists named by hash are looked up, and a missing one is an error of the caller', () => {
    const hashed = list({ options: { hash: 'abc', count: 3 } });
    expect(() => compileSchema(hashed, {})).toThrow(/attribute 100/);
    expect(verdict(hashed, { 100: red }, { lists: { abc: [red, green, blue] } })).toEqual([]);
    expect(verdict(hashed, { 100: tokenOf(100, 9) }, { lists: { abc: [red, green, blue] } })).toEqual(['option_not_allowed']);
  });

  it('a schema is compiled once', () => {
    const schema = list();
    expect(compileSchema(schema, {})).toBe(compileSchema(schema, {}));
  });

  it('attributes outside the schema and of another level are refused, keys that are no numbers too', () => {
    const schema = schemaOf({ ...plain, no: 100, type: 'text' }, { ...plain, no: 101, type: 'text', level: 'variant' });
    expect(verdict(schema, { 100: 'x', 101: 'y' })).toEqual(['wrong_level']);
    expect(verdict(schema, { 100: 'x', 101: 'y' }, { level: 'variant' })).toEqual(['wrong_level']);
    expect(verdict(schema, { 102: 'x', constructor: 1, '0100': 'x' })).toEqual(['unknown_attribute', 'unknown_attribute', 'unknown_attribute']);
    expect(verdict(schema, {})).toEqual([]);
  });
});

describe('conditions', () => {
  const kind = { ...plain, no: 100, type: 'list' as const, options: [red, green, blue] };
  const needs = (condition: SchemaAttribute['condition'], level: Level = 'card'): CategorySchema =>
    schemaOf(
      kind,
      { ...plain, no: 102, type: 'number' },
      { ...plain, no: 103, type: 'text', level, requirement: 'required_if', ...(condition ? { condition } : {}) },
    );
  const five: Value = { n: 5, v: 5 };

  it('require when they hold, and only in a full check', () => {
    const schema = needs({ attr: 100, in: [red] });
    expect(verdict(schema, { 100: red })).toEqual(['required']);
    expect(verdict(schema, { 100: red }, { mode: 'partial' })).toEqual([]);
    expect(verdict(schema, { 100: green })).toEqual([]);
    expect(verdict(schema, { 100: red, 103: 'x' })).toEqual([]);
  });

  it('an empty `all` always holds, an empty `any` never', () => {
    expect(verdict(needs({ all: [] }), {})).toEqual(['required']);
    expect(verdict(needs({ any: [] }), {})).toEqual([]);
    expect(verdict(needs(undefined), {})).toEqual([]);
  });

  it('compare numbers with their ends included; an option is no number', () => {
    expect(verdict(needs({ attr: 102, min: 5 }), { 102: five })).toEqual(['required']);
    expect(verdict(needs({ attr: 102, max: 4.9 }), { 102: five })).toEqual([]);
    expect(verdict(needs({ attr: 100, min: 0 }), { 100: red })).toEqual([]);
    expect(verdict(needs({ attr: 102 }), { 102: five })).toEqual(['required']);
    expect(verdict(needs({ attr: 102 }), {})).toEqual([]);
  });

  it('see the levels above, and their own level first', () => {
    const above = needs({ attr: 100, in: [red] }, 'variant');
    expect(verdict(above, {}, { level: 'variant', outer: { 100: red } })).toEqual(['required']);
    expect(verdict(above, {}, { level: 'variant', outer: { 100: green } })).toEqual([]);
    const own = schemaOf(
      { ...kind, level: 'variant' },
      { ...plain, no: 103, type: 'text', level: 'variant', requirement: 'required_if', condition: { attr: 100, in: [red] } },
    );
    expect(verdict(own, { 100: green }, { level: 'variant', outer: { 100: red } })).toEqual([]);
    expect(verdict(own, {}, { level: 'variant', outer: { 100: red } })).toEqual(['required']);
  });

  it('blank texts and empty lists above do not count as filled', () => {
    const schema = schemaOf({ ...plain, no: 103, type: 'text', level: 'variant', requirement: 'required_if', condition: { attr: 100, filled: true } });
    for (const blank of [null, '', ' ', [], {}, { ru: '' }, { ru: ' ', en: '' }])
      expect(verdict(schema, {}, { level: 'variant', outer: { 100: blank } })).toEqual([]);
    for (const filled of [0, 'x', [red], { ru: 'x' }, { c: '' }, five])
      expect(verdict(schema, {}, { level: 'variant', outer: { 100: filled } })).toEqual(['required']);
  });

  it('limit the options, all active limits together, custom values excluded', () => {
    const size = (n: number): number => tokenOf(101, n);
    const schema = schemaOf(kind, {
      ...plain,
      no: 101,
      type: 'list',
      custom: true,
      options: [size(1), size(2), size(3)],
      maxValues: 3,
      limits: [
        { if: { attr: 100, in: [red, green] }, then: [size(1), size(2)] },
        { if: { attr: 100, in: [green] }, then: [size(2), size(3)] },
      ],
    });
    expect(verdict(schema, { 100: red, 101: [size(1), size(2)] })).toEqual([]);
    expect(verdict(schema, { 100: red, 101: [size(1), size(3)] })).toEqual(['limit']);
    expect(verdict(schema, { 100: green, 101: [size(1), size(3)] })).toEqual(['limit', 'limit']);
    expect(verdict(schema, { 100: blue, 101: [size(3), { c: 'own' }] })).toEqual([]);
    expect(verdict(schema, { 100: red, 101: [{ c: 'own' }] }, { mode: 'partial' })).toEqual(['limit']);
  });
});
