import { AppError, type Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { getCategorySchema } from '../matrix/get-schema.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { undo } from '../testing/undo.ts';
import { listOptionLabels, searchOptions } from './queries.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});
const merge = (from: string, into: string): Change => ({
  kind: 'entry_merge',
  merge: { listKey: 'color', fromKey: `color__${from}`, intoKey: `color__${into}` },
});
const conversions = async (ctx: Ctx, version: number) =>
  (await ctx.db.execute<{ conversion: unknown }>(sql`select conversion from taxonomy.value_conversions where version = ${version} order by no`)).map(
    (r) => r.conversion,
  );

it('a merged option leaves the schemas, rules name the other one, its names stay as synonyms, and undoing it restores all of it', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const [red, blue, black] = ['red', 'blue', 'black'].map((k) => t.token('color', k));
  await publish(ctx, [
    rule(t.categories.cloth, t.attributes.color, { options: [red, blue], limits: [{ if: { attr: t.attributes.composition, filled: true }, then: [blue] }] }),
    rule(t.categories.smart, t.attributes.waterproof, { requirement: 'required_if', condition: { attr: t.attributes.weight, min: 1 } }),
    rule(t.categories.el, t.attributes.weight, { requirement: 'required_if', condition: { attr: t.attributes.color, in: [blue] } }),
    rule(t.categories.phones, t.attributes.weight, { condition: { all: [] } }),
  ]);
  const hash = async (id: number) => (await getCategorySchema(ctx, id)).hash;
  const before = await Promise.all(Object.values(t.categories).map(hash));
  const { version } = await publish(ctx, [merge('blue', 'black')]);
  const cloth = (await getCategorySchema(ctx, t.categories.cloth)).schema.attributes.find((a) => a.no === t.attributes.color);
  expect(cloth).toMatchObject({ options: [red, black], limits: [{ then: [black] }] });
  const el = (await getCategorySchema(ctx, t.categories.el)).schema.attributes;
  expect(el.find((a) => a.no === t.attributes.color)?.options).toEqual([red, black]);
  expect(el.find((a) => a.no === t.attributes.weight)?.condition).toEqual({ attr: t.attributes.color, in: [black] });
  const options = await searchOptions(ctx, { attributeNo: t.attributes.color });
  expect(options.find((o) => o.token === black)?.synonyms).toEqual(['blue (рус.)', 'blue']);
  // Until values have followed, the old token says what the new one does.
  expect((await listOptionLabels(ctx, [blue ?? 0])).get(blue ?? 0)?.en).toBe('black');
  expect((await conversions(ctx, version))[0]).toEqual({
    kind: 'tokens',
    fromNo: t.attributes.color,
    intoNo: t.attributes.color,
    tokens: { [blue ?? 0]: black },
  });
  await undo(ctx, version);
  expect(await Promise.all(Object.values(t.categories).map(hash))).toEqual(before);
  expect((await searchOptions(ctx, { attributeNo: t.attributes.color })).find((o) => o.token === black)?.synonyms).toEqual([]);
});

it('options merged in a chain end at the last one, and a circle is refused', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { version } = await publish(ctx, [merge('red', 'blue'), merge('blue', 'black')]);
  const to = t.token('color', 'black');
  expect((await conversions(ctx, version))[0]).toMatchObject({ tokens: { [t.token('color', 'red')]: to, [t.token('color', 'blue')]: to } });
  const refused = await ctx.db
    .transaction(async (db) => publish({ ...ctx, db, read: db }, [merge('red', 'black'), merge('black', 'red')]))
    .catch((e: unknown) => e);
  expect((refused as AppError).reason).toBe('taxonomy.merge_into_itself');
});

it('a retired option leaves allowed lists, and stays where a condition asks for it until that is changed', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const [red = 0, blue = 0] = ['red', 'blue'].map((k) => t.token('color', k));
  const retire = (key: string): Change => ({ kind: 'entry_edit', edit: { listKey: 'color', key: `color__${key}`, retired: true } });
  await publish(ctx, [
    rule(t.categories.cloth, t.attributes.color, { options: [red, blue] }),
    rule(t.categories.cloth, t.attributes.composition, { requirement: 'required_if', condition: { attr: t.attributes.color, in: [red] } }),
  ]);
  await publish(ctx, [retire('blue')]);
  expect((await getCategorySchema(ctx, t.categories.cloth)).schema.attributes.find((a) => a.no === t.attributes.color)?.options).toEqual([red]);
  const refused = await ctx.db.transaction(async (db) => publish({ ...ctx, db, read: db }, [retire('red')])).catch((e: unknown) => e);
  expect((refused as AppError).details['problems']).toMatchObject([{ code: 'condition_option_retired', attributeNo: t.attributes.composition }]);
});

it('thousands of entries are edited in one publish, and an option that gains a name takes custom values called so', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const keys = Array.from({ length: 5000 }, (_, n) => `color__n${n}`);
  await publish(
    ctx,
    keys.map((key, n): Change => ({ kind: 'entry', entry: { listKey: 'color', key, label: { ru: `Цвет ${n}`, en: `Colour ${n}` } } })),
  );
  const { version } = await publish(ctx, [
    ...keys.map((key, n): Change => ({ kind: 'entry_edit', edit: { listKey: 'color', key, position: 5000 - n, swatch: '#112233' } })),
    { kind: 'entry_edit', edit: { listKey: 'color', key: 'color__red', synonyms: ['Алый'] } },
  ]);
  const [first] = await searchOptions(ctx, { attributeNo: t.attributes.color, query: 'Colour', limit: 1 });
  expect(first).toMatchObject({ key: 'color__n4999', swatch: '#112233' });
  expect(await conversions(ctx, version)).toEqual([{ kind: 'custom', no: t.attributes.color, values: { алый: t.token('color', 'red') } }]);
});
