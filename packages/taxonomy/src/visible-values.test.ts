import { sql } from 'drizzle-orm';
import { assert, asyncProperty, constantFrom, dictionary, array, oneof, constant, record, option } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { databaseTest } from '@yarmarka/testing';
import { randomSchema, seededRng } from './testing/arbitrary-schema.ts';
import { valuesFor, validValue } from './testing/schema-values.ts';
import { type Attrs, type CategorySchema, LEVELS, type Level, type SchemaAttribute } from './schemas.ts';
import { levelConflicts, parkedValues, visibleValues } from './visible-values.ts';

const it = databaseTest();
const attribute = (no: number, level: Level): SchemaAttribute => ({
  no,
  type: 'text',
  level,
  requirement: 'optional',
  filterable: false,
  maxValues: 1,
  position: 0,
  editable: true,
  ai: false,
});
const schema: CategorySchema = {
  format: 1,
  attributes: [attribute(1, 'card'), attribute(2, 'card'), attribute(3, 'variant'), attribute(4, 'variant'), attribute(5, 'offer')],
};

describe('visible values', () => {
  test('a value is seen only at the present level of its attribute, and parked elsewhere', () => {
    const own: Attrs = { 1: 'card', 3: 'was here before', 77: 'foreign' };
    expect(visibleValues(schema, 'card', own)).toEqual({ 1: 'card' });
    expect(parkedValues(schema, 'card', own)).toEqual({ 3: 'was here before', 77: 'foreign' });
  });

  test('an attribute that moved to the variants shows the card’s value in each, until a variant has its own', () => {
    expect(visibleValues(schema, 'variant', {}, { card: { 3: 'red' } })).toEqual({ 3: 'red' });
    expect(visibleValues(schema, 'variant', { 3: 'blue' }, { card: { 3: 'red' } })).toEqual({ 3: 'blue' });
  });

  test('an attribute that moved to the card shows the variants’ value only when all of them have the same', () => {
    expect(visibleValues(schema, 'card', {}, { variants: [{ 1: { ru: 'да', en: 'yes' } }, { 1: { en: 'yes', ru: 'да' } }] })).toEqual({
      1: { ru: 'да', en: 'yes' },
    });
    expect(visibleValues(schema, 'card', {}, { variants: [{ 1: 'red' }, { 1: 'blue' }] })).toEqual({});
    expect(visibleValues(schema, 'card', {}, { variants: [{ 1: 'red' }, {}] })).toEqual({});
    expect(visibleValues(schema, 'card', {}, { variants: [{}, { 1: 'red' }] })).toEqual({});
    expect(visibleValues(schema, 'card', {}, { variants: [] })).toEqual({});
    expect(visibleValues(schema, 'card', { 1: 'own' }, { variants: [{ 1: 'red' }] })).toEqual({ 1: 'own' });
  });

  test('list items keep their order when compared', () => {
    expect(visibleValues(schema, 'card', {}, { variants: [{ 1: [1, 2] }, { 1: [2, 1] }] })).toEqual({});
  });

  test('variants that do not agree are told, whatever the card does not hold itself', () => {
    expect(
      levelConflicts(schema, {}, [
        { 1: 'red', 2: 'x' },
        { 1: 'blue', 2: 'x' },
      ]),
    ).toEqual([1]);
    expect(levelConflicts(schema, {}, [{ 1: 'red' }, {}])).toEqual([1]);
    expect(levelConflicts(schema, { 1: 'own' }, [{ 1: 'red' }, { 1: 'blue' }])).toEqual([]);
    expect(levelConflicts(schema, {}, [])).toEqual([]);
  });

  it('SQL shows what TypeScript shows, from the artefact and from the keys, on generated cards', async (ctx) => {
    // Few keys and few values, so that agreement, conflict and absence all happen often.
    const value = oneof(
      constantFrom(1, 2, 'a', 'b', '', null),
      array(constantFrom(1, 2), { maxLength: 2 }),
      record({ n: constantFrom(1, 0.1, 1e21), v: constant(1) }),
      record({ ru: constantFrom('я', '🦊'), en: constantFrom('x') }, { requiredKeys: [] }),
    );
    const attrs = dictionary(constantFrom('1', '2', '3', '4', '5', '6', '07'), value, { maxKeys: 6 });
    const levels = array(constantFrom(...LEVELS), { minLength: 6, maxLength: 6 });
    const card = record({ levels, own: attrs, card: option(attrs), variants: option(array(attrs, { maxLength: 3 })), level: constantFrom(...LEVELS) });
    let shown = 0;
    await assert(
      asyncProperty(array(card, { minLength: 40, maxLength: 60 }), async (cards) => {
        const rows = cards.map((c) => ({ ...c, artefact: { format: 1 as const, attributes: c.levels.map((level, i) => attribute(i + 1, level)) } }));
        const found = await ctx.db.execute<{ by_artefact: unknown; by_keys: unknown }>(sql`
          select taxonomy.visible_values(r -> 'artefact', r ->> 'level', r -> 'own', nullif(r -> 'card', 'null'), nullif(r -> 'variants', 'null')) as by_artefact,
            taxonomy.visible_values(taxonomy.level_keys(r -> 'artefact', r ->> 'level'), r -> 'own',
              case when r ->> 'level' <> 'card' then nullif(r -> 'card', 'null') end, case when r ->> 'level' <> 'variant' then nullif(r -> 'variants', 'null') end) as by_keys
          from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) with ordinality t(r, i) order by i`);
        for (const [i, row] of rows.entries()) {
          const mine = visibleValues(row.artefact, row.level, row.own as Attrs, {
            ...(row.card ? { card: row.card as Attrs } : {}),
            ...(row.variants ? { variants: row.variants as Attrs[] } : {}),
          });
          shown += Object.keys(mine).length;
          expect(found[i]?.by_artefact).toEqual(mine);
          expect(found[i]?.by_keys).toEqual(mine);
        }
      }),
      { numRuns: 40, seed: 20_260_302 },
    );
    expect(shown).toBeGreaterThan(1000);
  });

  it('SQL shows what TypeScript shows for values of generated schemas after another schema took their place', async (ctx) => {
    const rows = Array.from({ length: 300 }, (_, i) => {
      const rng = seededRng(i + 1);
      const before = randomSchema(rng);
      const after = randomSchema(rng).schema;
      const filled = (level: Level): Attrs =>
        Object.fromEntries(before.schema.attributes.flatMap((a) => (a.level === level ? [[a.no, validValue(a, before.lists, rng) ?? 'x']] : [])));
      const [first] = valuesFor(before.schema, before.lists, rng);
      return { artefact: after, card: filled('card'), variants: [filled('variant'), first?.values ?? {}] };
    });
    const sent = JSON.parse(JSON.stringify(rows)) as typeof rows;
    const found = await ctx.db.execute<{ card: unknown; variant: unknown; offer: unknown }>(sql`
      select taxonomy.visible_values(r -> 'artefact', 'card', r -> 'card', null, r -> 'variants') as card,
        taxonomy.visible_values(r -> 'artefact', 'variant', r -> 'variants' -> 0, r -> 'card', null) as variant,
        taxonomy.visible_values(r -> 'artefact', 'offer', '{}', r -> 'card', jsonb_build_array(r -> 'variants' -> 0)) as offer
      from jsonb_array_elements(${JSON.stringify(sent)}::text::jsonb) with ordinality t(r, i) order by i`);
    for (const [i, { artefact, card, variants }] of sent.entries()) {
      const variant = variants[0] ?? {};
      expect(found[i]).toEqual({
        card: visibleValues(artefact, 'card', card, { variants }),
        variant: visibleValues(artefact, 'variant', variant, { card }),
        offer: visibleValues(artefact, 'offer', {}, { card, variants: [variant] }),
      });
    }
  });
});
