import type { Ctx } from '@yarmarka/kernel';
import { type Attrs, type CategorySchema, RESERVED, type SchemaAttribute, type Value } from '@yarmarka/taxonomy/schemas';
import { type Rng, randomSchema, type SchemaWithLists, seededRng, validValue } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { evaluate } from '../card/check-card.ts';
import { stateSql } from './state-sql.ts';

const it = databaseTest();
const SCHEMAS = 150;
const CARDS = 12;

const pick = <T>(rng: Rng, items: readonly T[]): T => items[Math.floor(rng() * items.length)] as T;
const ODD: readonly unknown[] = [
  '',
  '  ',
  ' \u00a0\u3000',
  'x',
  '[]',
  [],
  {},
  { ru: '' },
  { ru: ' ', en: 'Sofa' },
  { en: '🦊'.repeat(21) },
  { ru: 'Диван ', en: null },
  [''],
  0,
  false,
  { c: 'own' },
  null,
  { n: 5, v: 5 },
];
const NAMES: readonly unknown[] = [
  { ru: 'Диван угловой раскладной' },
  { ru: '', en: '🦊'.repeat(19) },
  { ru: ` ${'д'.repeat(160)}\n`, en: 'x' },
  { en: 'Sofa' },
  { ru: '\ufeff' },
];
const TEXTS: readonly unknown[] = [{ ru: 'слово '.repeat(40), en: ' ' }, { ru: 'a'.repeat(299), en: 'b'.repeat(300) }, { en: '' }];

/** Valid values, blank ones, values of another type, and values at a level where they do not belong any more. */
function randomAttrs(rng: Rng, { schema, lists }: SchemaWithLists, level: 'card' | 'variant', misplaced: number): Attrs {
  const out: Record<string, unknown> = rng() < 0.2 ? { 32000: 5 } : {};
  for (const a of schema.attributes) {
    const here = a.level === level;
    if (rng() > (here ? 0.7 : misplaced)) continue;
    const value = valueOf(rng, a, lists);
    if (value !== undefined) out[a.no] = value;
  }
  return out as Attrs;
}
function valueOf(rng: Rng, a: SchemaAttribute, lists: SchemaWithLists['lists']): Value | undefined {
  if (a.no === RESERVED.name) return pick(rng, NAMES) as Value;
  if (a.no === RESERVED.description) return pick(rng, TEXTS) as Value;
  return rng() < 0.3 ? (pick(rng, ODD) as Value) : validValue(a, lists, rng);
}

async function stateOf(ctx: Ctx, schema: CategorySchema, ids: readonly number[], forOdd: boolean) {
  const rows = await ctx.db.execute<{ id: number; odd: boolean; completeness: number; missing: number[]; quality: number }>(sql`
    with picked as materialized (select c.id, c.row_version, c.attrs || '{}'::jsonb as raw from catalog.cards c where c.id = any(${`{${ids.join(',')}}`}::int[])),
    ${sql.raw(stateSql(schema, forOdd))} select * from state`);
  return new Map(rows.filter((r) => forOdd || !r.odd).map((r) => [r.id, { completeness: r.completeness, missing: r.missing, quality: r.quality }]));
}

it('the compiled statement gives for any schema and any stored values what the TypeScript gives', async (ctx) => {
  const rng = seededRng(20_261_121);
  const seen = new Set<string>();
  let plainCards = 0;
  for (let s = 0; s < SCHEMAS; s++) {
    const generated = randomSchema(rng);
    const cards = Array.from({ length: CARDS }, (_, i) => ({
      id: s * CARDS + i + 1,
      attrs: randomAttrs(rng, generated, 'card', 0.25),
      variants: Array.from({ length: pick(rng, [0, 1, 1, 1, 2, 3]) }, () => randomAttrs(rng, generated, 'variant', s % 2 === 0 ? 0.25 : 0)),
    }));
    // Variants that agree, so that the card shows what they hold.
    for (const c of cards) if (c.variants.length > 1 && rng() < 0.5) c.variants.fill(c.variants[0] ?? {});
    await ctx.db.execute(sql`insert into catalog.cards (id, category_id, schema_hash, attrs) overriding system value
      select id, 1, 'x', attrs from jsonb_to_recordset(${JSON.stringify(cards)}::jsonb) as x(id int, attrs jsonb)`);
    await ctx.db.execute(sql`insert into catalog.variants (card_id, attrs, position)
      select x.id, v.value, v.ordinality from jsonb_to_recordset(${JSON.stringify(cards)}::jsonb) as x(id int, variants jsonb), jsonb_array_elements(x.variants) with ordinality v`);
    const ids = cards.map((c) => c.id);
    const [plain, odd] = [await stateOf(ctx, generated.schema, ids, false), await stateOf(ctx, generated.schema, ids, true)];
    plainCards += plain.size;
    for (const c of cards) {
      const wanted = evaluate({ hash: 'x', ...generated }, { attrs: c.attrs, variants: c.variants.map((attrs, i) => ({ id: i + 1, attrs })) });
      const expected = { completeness: wanted.completeness, missing: wanted.missing, quality: wanted.quality.score };
      for (const state of [odd.get(c.id), ...(plain.has(c.id) ? [plain.get(c.id)] : [])])
        if (JSON.stringify(state) !== JSON.stringify(expected))
          expect({ schema: generated.schema, card: c, state }).toEqual({ schema: generated.schema, card: c, state: expected });
      seen.add(`${wanted.completeness}/${wanted.quality.score}`);
    }
  }
  // The cards differ enough for equality to mean something.
  expect(seen.size).toBeGreaterThan(100);
  expect(plainCards).toBeGreaterThan((SCHEMAS * CARDS) / 4);
});
