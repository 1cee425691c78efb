import { describe, expect, test } from 'vitest';
import type { SchemaAttribute } from '../schemas.ts';
import { randomSchema, seededRng } from '../testing/arbitrary-schema.ts';
import { diffSchemas, isEmptyDiff, type SchemaDiff } from './diff-schemas.ts';

const base: SchemaAttribute = {
  no: 100,
  type: 'list',
  level: 'card',
  requirement: 'optional',
  filterable: false,
  options: [1, 2, 3],
  maxValues: 1,
  position: 0,
  editable: true,
  ai: false,
};
const schema = (...attributes: SchemaAttribute[]) => ({ schema: { format: 1 as const, attributes }, lists: { long: [1, 2, 3, 4], short: [1, 2] } });
/** The parts of a diff that say something. */
const told = (diff: SchemaDiff) => Object.fromEntries(Object.entries(diff).filter(([, list]) => list.length > 0));
const change = (from: Partial<SchemaAttribute>, to: Partial<SchemaAttribute>) => told(diffSchemas(schema({ ...base, ...from }), schema({ ...base, ...to })));

describe('what differs between two schemas', () => {
  test.each<[string, Partial<SchemaAttribute>, Partial<SchemaAttribute>, object]>([
    ['a requirement', {}, { requirement: 'required' }, { newlyRequired: [100] }],
    ['no requirement any more', { requirement: 'required' }, { requirement: 'recommended' }, { noLongerRequired: [100] }],
    ['only under a condition', { requirement: 'required' }, { requirement: 'required_if', condition: { attr: 1, filled: true } }, { noLongerRequired: [100] }],
    [
      'another condition',
      { requirement: 'required_if', condition: { attr: 1, filled: true } },
      { requirement: 'required_if', condition: { attr: 2, filled: true } },
      { newlyRequired: [100], noLongerRequired: [100] },
    ],
    [
      'one more language of a required text',
      { type: 'text', localised: true, requirement: 'required', languages: ['ru'] },
      { type: 'text', localised: true, requirement: 'required', languages: ['ru', 'en'] },
      { newlyRequired: [100] },
    ],
    ['fewer options', {}, { options: [1, 2] }, { optionsNarrowed: [100] }],
    ['more options', {}, { options: [1, 2, 3, 4] }, { widened: [100] }],
    ['other options', {}, { options: [1, 2, 4] }, { optionsNarrowed: [100], widened: [100] }],
    ['long lists, by what they hold', { options: { hash: 'short', count: 2 } }, { options: { hash: 'long', count: 4 } }, { widened: [100] }],
    ['no custom values any more', { custom: true }, {}, { optionsNarrowed: [100] }],
    ['a higher minimum', { type: 'number', min: 1 }, { type: 'number', min: 2 }, { limitsNarrowed: [100] }],
    ['a bound that goes', { type: 'number', max: 5 }, { type: 'number' }, { widened: [100] }],
    ['several values instead of one, which are stored otherwise', {}, { maxValues: 5 }, { limitsNarrowed: [100], widened: [100] }],
    ['a pattern', { type: 'text' }, { type: 'text', pattern: '^a' }, { limitsNarrowed: [100] }],
    ['its level and axis', {}, { level: 'variant', axis: true }, { levelChanged: [{ no: 100, from: 'card', to: 'variant' }], axisOn: [100] }],
    ['its type', {}, { type: 'number' }, { typeChanged: [100] }],
    ['a facet', {}, { filterable: true }, { filterableOn: [100] }],
    ['no facet for a text', { type: 'text' }, { type: 'text', filterable: true }, {}],
    ['nothing but its place', {}, { position: 7, group: 'main', ai: true, editable: false }, {}],
  ])('%s', (_name, from, to, expected) => {
    expect(change(from, to)).toEqual(expected);
  });

  test('attributes that come and go; a new one may be required and a facet at once', () => {
    expect(told(diffSchemas(schema(base), schema({ ...base, no: 101, requirement: 'required', filterable: true })))).toEqual({
      added: [101],
      removed: [100],
      newlyRequired: [101],
      filterableOn: [101],
    });
    expect(told(diffSchemas(null, schema(base)))).toEqual({ added: [100] });
  });

  test('a schema differs in nothing from itself, and back and forth mirror each other', () => {
    const rng = seededRng(7);
    for (let i = 0; i < 200; i++) {
      const [a, b] = [randomSchema(rng), randomSchema(rng)];
      expect(isEmptyDiff(diffSchemas(a, a))).toBe(true);
      const [there, back] = [diffSchemas(a, b), diffSchemas(b, a)];
      expect([there.added, there.filterableOn, there.axisOn, there.typeChanged]).toEqual([back.removed, back.filterableOff, back.axisOff, back.typeChanged]);
    }
  });
});
