import { describe, expect, it } from 'vitest';
import { checkValues, compileSchema, completeness, isRequired, missingRequired, outerOf } from './check.ts';
import { randomSchema, seededRng } from './testing/arbitrary-schema.ts';
import { RESERVED_ATTRIBUTES } from './reserved.ts';
import { type Attrs, type CategorySchema, RESERVED, type SchemaAttribute, tokenOf } from './schemas.ts';
import { valuesFor } from './testing/schema-values.ts';

const plain = { level: 'card', requirement: 'optional', filterable: false, maxValues: 1, position: 0, editable: true, ai: false } as const;
const kind: SchemaAttribute = { ...plain, no: 100, type: 'list', options: [tokenOf(100, 1), tokenOf(100, 2)], requirement: 'required' };
const note: SchemaAttribute = { ...plain, no: 101, type: 'text', requirement: 'recommended' };
const size: SchemaAttribute = { ...plain, no: 102, type: 'text', level: 'variant', requirement: 'required' };
const charge: SchemaAttribute = {
  ...plain,
  no: 103,
  type: 'number',
  level: 'variant',
  requirement: 'required_if',
  condition: { attr: 100, in: [tokenOf(100, 1)] },
};
const title: SchemaAttribute = { ...plain, no: 104, type: 'text', localised: true, languages: ['ru', 'en'], requirement: 'required' };
const price: SchemaAttribute = { ...plain, no: 105, type: 'number', level: 'offer', requirement: 'required' };
const schema: CategorySchema = { format: 1, attributes: [kind, note, size, charge, title, price] };
const full = { 100: tokenOf(100, 2), 104: { ru: 'Диван', en: 'Sofa' } };

describe('completeness', () => {
  it('is the whole-number share of required attributes that are filled', () => {
    expect(completeness(schema, { card: {}, variants: [{}] })).toEqual({ percent: 0, missing: [100, 102, 104], recommendedMissing: [101] });
    expect(completeness(schema, { card: { 100: tokenOf(100, 2) }, variants: [{}] }).percent).toBe(33);
    expect(completeness(schema, { card: full, variants: [{ 102: 'M' }] })).toEqual({ percent: 100, missing: [], recommendedMissing: [101] });
  });
  it('counts a text missing until every language asked for is there', () => {
    expect(completeness(schema, { card: { ...full, 104: { ru: 'Диван' } }, variants: [{ 102: 'M' }] }).missing).toEqual([104]);
  });
  it('counts an attribute of the variants once, missing if one variant lacks it', () => {
    expect(completeness(schema, { card: full, variants: [{ 102: 'M' }, {}, {}] })).toMatchObject({ percent: 66, missing: [102] });
  });
  it('asks a card without variants for what a variant would need', () => {
    expect(completeness(schema, { card: full, variants: [] }).missing).toEqual([102]);
  });
  it('asks for a conditional attribute while its condition holds on the card', () => {
    expect(completeness(schema, { card: { ...full, 100: tokenOf(100, 1) }, variants: [{ 102: 'M' }] })).toMatchObject({ percent: 75, missing: [103] });
  });
  it('is 100 where nothing is required', () => {
    expect(completeness({ format: 1, attributes: [note] }, { card: {}, variants: [] })).toEqual({ percent: 100, missing: [], recommendedMissing: [101] });
  });
});

describe('missing required attributes', () => {
  it('are told for the levels given, each seeing those above', () => {
    const card: Attrs = { ...full, 100: tokenOf(100, 1) };
    expect(missingRequired(schema, { card: {} })).toEqual([100, 104]);
    expect(missingRequired(schema, { card, variant: { 102: 'M' } })).toEqual([103]);
    expect(missingRequired(schema, { card, variant: {}, offer: {} })).toEqual([102, 103, 105]);
  });
  it('are what the full check misses and the partial check lets pass, on generated values', () => {
    let missed = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const rng = seededRng(seed);
      const { schema, lists } = randomSchema(rng);
      const compiled = compileSchema(schema, lists);
      for (const c of valuesFor(schema, lists, rng)) {
        if (checkValues(compiled, c.values, 'partial', c.level, c.outer).length > 0) continue;
        const issues = checkValues(compiled, c.values, 'enforced', c.level, c.outer);
        // A language may also be asked of an optional text, once that is filled.
        const needed = (no: number): boolean => schema.attributes.some((a) => a.no === no && isRequired(a, c.values, c.outer));
        const asked = new Set(issues.map((i) => i.attr).filter(needed));
        const above = c.level === 'card' ? {} : { card: c.outer };
        const told = missingRequired(schema, { ...above, [c.level]: c.values }).filter((no) => schema.attributes.find((a) => a.no === no)?.level === c.level);
        expect(new Set(told)).toEqual(asked);
        expect(issues.every((i) => i.code === 'required' || i.code === 'language_required')).toBe(true);
        missed += asked.size;
      }
    }
    expect(missed).toBeGreaterThan(100);
  });
  it('outer values are those of all levels above, the nearer level first', () => {
    expect(outerOf('offer', { card: { 1: 'a', 2: 'b' }, variant: { 2: 'c' }, offer: { 3: 'd' } })).toEqual({ 1: 'a', 2: 'c' });
    expect(outerOf('card', { card: { 1: 'a' } })).toEqual({});
  });
});

describe('reserved attributes', () => {
  const compiled = compileSchema({ format: 1, attributes: RESERVED_ATTRIBUTES }, {});
  it('accept a card with a name, a description, a brand and pictures', () => {
    const card: Attrs = { [RESERVED.name]: { ru: 'Диван' }, [RESERVED.description]: { en: 'A sofa' }, [RESERVED.brand]: -7, [RESERVED.pictures]: ['f1', 'f2'] };
    expect(checkValues(compiled, card, 'enforced', 'card')).toEqual([]);
    expect(checkValues(compiled, { ...card, [RESERVED.brand]: { c: 'Новый бренд' } }, 'enforced', 'card')).toEqual([]);
  });
  it('ask for nothing but a name', () => {
    expect(checkValues(compiled, {}, 'enforced', 'card')).toEqual([{ attr: RESERVED.name, code: 'required' }]);
    expect(checkValues(compiled, {}, 'enforced', 'variant')).toEqual([]);
  });
  it('take GTINs of 8, 12, 13 and 14 digits, nothing else', () => {
    const codes = (gtin: string) => checkValues(compiled, { [RESERVED.gtin]: gtin }, 'enforced', 'variant').map((i) => i.code);
    for (const good of ['40063813', '012345678905', '4006381333931', '14006381333938']) expect(codes(good)).toEqual([]);
    for (const bad of ['4006381', '123456789', '40063813339', ' 4006381333931', '400638133393x']) expect(codes(bad)).toContain('pattern');
  });
});
