import { AppError, type Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { getCategorySchema } from '../matrix/get-schema.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { undo } from '../testing/undo.ts';
import { listAttributes, searchOptions } from './queries.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>, op: 'set' | 'exclude' | 'remove' = 'set'): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op, fields },
});
/** What a publish is refused with; its half-done writes are taken back, as outside a test. */
const refusal = async (ctx: Ctx, changes: readonly Change[]): Promise<AppError> =>
  ctx.db
    .transaction(async (db) => publish({ ...ctx, db, read: db }, changes))
    .then(
      () => Promise.reject(new Error('expected a refusal')),
      (e: unknown) => (e instanceof AppError ? e : Promise.reject(e as Error)),
    );
const hashes = async (ctx: Ctx, t: SmallTaxonomy) =>
  Promise.all(Object.values(t.categories).map(async (id) => (await getCategorySchema(ctx, id).catch(() => undefined))?.hash));
const conversions = async (ctx: Ctx, version: number) =>
  (
    await ctx.db.execute<{ conversion: Record<string, unknown>; undo: boolean }>(
      sql`select conversion, undo from taxonomy.value_conversions where version = ${version} order by no`,
    )
  ).map((r) => ({ ...r.conversion, undo: r.undo }));

/** A second colour attribute with its own list: red under another key, green that the first list lacks. */
async function withPaint(ctx: Ctx, t: SmallTaxonomy): Promise<{ paint: number; red: number; green: number }> {
  await publish(ctx, [
    { kind: 'attribute', attribute: { key: 'paint', type: 'list', label: { ru: 'Окраска', en: 'Paint' }, description: { ru: '', en: '' }, localised: false } },
    { kind: 'entry', entry: { listKey: 'paint', key: 'paint__scarlet', label: { ru: 'red (рус.)', en: 'Scarlet' } } },
    { kind: 'entry', entry: { listKey: 'paint', key: 'paint__green', label: { ru: 'Зелёный', en: 'Green' }, swatch: '#00ff00' } },
  ]);
  const [a] = await listAttributes(ctx, { keys: ['paint'] });
  const paint = a?.no ?? 0;
  const options = new Map((await searchOptions(ctx, { attributeNo: paint })).map((o) => [o.key, o.token]));
  await publish(ctx, [
    rule(t.categories.cloth, paint, { requirement: 'recommended', filterable: true, maxValues: 3 }),
    rule(t.categories.el, paint, { requirement: 'optional', options: [options.get('paint__scarlet')] }),
    rule(t.categories.cloth, t.attributes.composition, { requirement: 'required_if', condition: { attr: paint, in: [options.get('paint__scarlet')] } }),
  ]);
  return { paint, red: options.get('paint__scarlet') ?? 0, green: options.get('paint__green') ?? 0 };
}

it('a merged attribute gives its options, rules and conditions to the other, and undoing it restores the exact schemas', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { paint, red, green } = await withPaint(ctx, t);
  const color = t.attributes.color;
  const before = await hashes(ctx, t);
  const { version } = await publish(ctx, [{ kind: 'attribute_merge', merge: { fromNo: paint, intoNo: color, options: {} } }]);
  const options = new Map((await searchOptions(ctx, { attributeNo: color })).map((o) => [o.en, o]));
  expect(options.get('Green')).toMatchObject({ key: 'color__green', swatch: '#00ff00' });
  expect(await conversions(ctx, version)).toEqual([
    {
      kind: 'tokens',
      fromNo: paint,
      intoNo: color,
      tokens: { [red]: t.token('color', 'red'), [green]: options.get('Green')?.token },
      undo: false,
    },
  ]);
  const cloth = (await getCategorySchema(ctx, t.categories.cloth)).schema.attributes;
  expect(cloth.find((a) => a.no === paint)).toBeUndefined();
  // Required met recommended: the weaker one, so that no card breaks; several values met one: several.
  expect(cloth.find((a) => a.no === color)).toMatchObject({ requirement: 'recommended', filterable: true, maxValues: 3 });
  expect(cloth.find((a) => a.no === t.attributes.composition)?.condition).toEqual({ attr: color, in: [t.token('color', 'red')] });
  expect((await listAttributes(ctx, { keys: ['paint'] })).length).toBe(0);

  const undone = await undo(ctx, version);
  expect(await hashes(ctx, t)).toEqual(before);
  expect((await conversions(ctx, undone.version)).map((c) => c.undo)).toEqual([true]);
  expect((await searchOptions(ctx, { attributeNo: color })).map((o) => o.en)).not.toContain('Green');
  // And the undo can be undone.
  await undo(ctx, undone.version);
  expect((await getCategorySchema(ctx, t.categories.cloth)).schema.attributes.find((a) => a.no === color)?.requirement).toBe('recommended');
});

it('where the other attribute was excluded and the merged one was not, the other takes its place', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { paint } = await withPaint(ctx, t);
  await publish(ctx, [rule(t.categories.smart, t.attributes.color, {}, 'exclude')]);
  await publish(ctx, [{ kind: 'attribute_merge', merge: { fromNo: paint, intoNo: t.attributes.color, options: {} } }]);
  const color = (await getCategorySchema(ctx, t.categories.smart)).schema.attributes.find((a) => a.no === t.attributes.color);
  expect(color).toMatchObject({ requirement: 'optional', level: 'variant', options: [t.token('color', 'red')] });
});

it('attributes of different kinds, reserved and retired ones are not merged, and the refusal says what to do', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const merge = (fromNo: number, intoNo: number) => refusal(ctx, [{ kind: 'attribute_merge', merge: { fromNo, intoNo, options: {} } }]);
  expect((await merge(t.attributes.color, t.attributes.weight)).reason).toBe('taxonomy.merge_types_differ');
  expect((await merge(t.attributes.color, t.attributes.color)).reason).toBe('taxonomy.merge_into_itself');
  expect((await merge(3, t.attributes.color)).reason).toBe('taxonomy.attribute_reserved');
  await publish(ctx, [{ kind: 'attribute_edit', edit: { no: t.attributes.memory, retired: true } }]);
  expect((await merge(t.attributes.color, t.attributes.memory)).reason).toBe('taxonomy.attribute_retired');
});

it('a retired attribute leaves every schema and comes back with its rules; while a condition names it, it cannot retire', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const before = await hashes(ctx, t);
  const named = await publish(ctx, [
    rule(t.categories.smart, t.attributes.waterproof, { requirement: 'required_if', condition: { attr: t.attributes.weight, min: 100 } }),
  ]);
  const refused = await refusal(ctx, [{ kind: 'attribute_edit', edit: { no: t.attributes.weight, retired: true } }]);
  expect(refused.details['problems']).toMatchObject([{ code: 'condition_retired', categoryId: t.categories.smart, attributeNo: t.attributes.waterproof }]);
  await undo(ctx, named.version);
  const { version } = await publish(ctx, [{ kind: 'attribute_edit', edit: { no: t.attributes.weight, retired: true, label: { ru: 'Масса', en: 'Mass' } } }]);
  expect((await getCategorySchema(ctx, t.categories.smart)).schema.attributes.some((a) => a.no === t.attributes.weight)).toBe(false);
  expect((await refusal(ctx, [rule(t.categories.el, t.attributes.weight, { min: 1 })])).details['problems']).toMatchObject([{ code: 'attribute_retired' }]);
  await undo(ctx, version);
  expect(await hashes(ctx, t)).toEqual(before);
  expect((await listAttributes(ctx, { keys: ['weight'] }))[0]?.en).toBe('Weight');
});

it('another type drops what meant something for the old one, tells how values follow, and comes back exactly', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const before = await hashes(ctx, t);
  const { version } = await publish(ctx, [{ kind: 'attribute_type', convert: { no: t.attributes.memory, type: 'number', unitFamily: 'data' } }]);
  const memory = (await getCategorySchema(ctx, t.categories.phones)).schema.attributes.find((a) => a.no === t.attributes.memory);
  expect(memory).toMatchObject({ type: 'number', family: 'data', facet: 'range', level: 'variant' });
  expect(memory?.axis).toBeUndefined();
  const [conversion] = await conversions(ctx, version);
  expect(conversion).toMatchObject({
    kind: 'type',
    from: 'list',
    to: 'number',
    unitFamily: 'data',
    labels: { [t.token('memory', '64')]: { ru: '64 ГБ', en: '64 GB' } },
  });
  await undo(ctx, version);
  expect(await hashes(ctx, t)).toEqual(before);
});

it('a condition that asks for an option stops its attribute from becoming a number', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await publish(ctx, [
    rule(t.categories.smart, t.attributes.waterproof, {
      requirement: 'required_if',
      condition: { attr: t.attributes.features, in: [t.token('features', 'nfc')] },
    }),
  ]);
  const refused = await refusal(ctx, [{ kind: 'attribute_type', convert: { no: t.attributes.features, type: 'text', localised: false } }]);
  expect(refused.details['problems']).toMatchObject([{ code: 'condition_type', categoryId: t.categories.smart }]);
});
