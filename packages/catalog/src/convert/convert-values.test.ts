import { type Ctx, withTx } from '@yarmarka/kernel';
import { dirty } from '@yarmarka/kernel/tables';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish, undo } from '@yarmarka/taxonomy/testing';
import { listAttributes, searchOptions } from '@yarmarka/taxonomy';
import { databaseTest } from '@yarmarka/testing';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { getCard } from '../card/get-card.ts';
import { listRevisions } from '../card/list-revisions.ts';
import { cards, variants } from '../tables.ts';
import { createCard } from '../testing.ts';
import { convertNext, convertValuesJob, enqueueConversions, listConversionRuns } from './convert-values.ts';

const it = databaseTest();
/** What the consumer and the worker do after a publish. */
const follow = async (ctx: Ctx, version: number) => {
  await enqueueConversions(ctx, version);
  await convertValuesJob.run(ctx, {});
  return (await listConversionRuns(ctx, [version]))[0];
};
const attrsOf = async (ctx: Ctx, id: number): Promise<Attrs> => (await ctx.db.select({ a: cards.attrs }).from(cards).where(eq(cards.id, id)))[0]?.a ?? {};
const variantsOf = async (ctx: Ctx, id: number) => ctx.db.select().from(variants).where(eq(variants.cardId, id)).orderBy(asc(variants.id));
const marks = async (ctx: Ctx, ids: readonly number[]) =>
  (
    await ctx.db
      .select()
      .from(dirty)
      .where(and(eq(dirty.queue, 'search.cards'), inArray(dirty.id, [...ids])))
  ).reduce((n, d) => Math.max(n, d.version), 0);
const snapshot = async (ctx: Ctx) =>
  ctx.db.execute(
    sql`select c.id, c.category_id, c.placements, c.attrs, (select json_agg(json_build_object('a', v.attrs, 'k', v.axis_key) order by v.id) from catalog.variants v where v.card_id = c.id) as variants from catalog.cards c order by c.id`,
  );

it('values follow a merged option, axis keys with them, with a revision for live cards, and undoing restores those nobody has changed since', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color, memory } = t.attributes;
  const [red, blue, black, m64] = [t.token('color', 'red'), t.token('color', 'blue'), t.token('color', 'black'), t.token('memory', '64')];
  const variant = (c: number) => ({ attrs: { [color]: c, [memory]: m64 } });
  const phone = await createCard(ctx, { categoryId: t.categories.smart, status: 'published', variants: [variant(blue), variant(red)] });
  const clash = await createCard(ctx, { categoryId: t.categories.smart, status: 'published', variants: [variant(black), variant(blue)] });
  const shirt = await createCard(ctx, { categoryId: t.categories.cloth, attrs: { [color]: blue } });
  const before = await snapshot(ctx);
  const markedBefore = await marks(ctx, [phone.id, shirt.id]);
  const { version } = await publish(ctx, [{ kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__blue', intoKey: 'color__black' } }]);
  // Until they have followed, readers see the other option's name.
  expect(await follow(ctx, version)).toMatchObject({ cards: 2, converted: 2, collisions: 1 });
  expect((await variantsOf(ctx, phone.id)).map((v) => [v.attrs[color], v.axisKey])).toEqual([
    [black, `${color}:${black},${memory}:${m64}`],
    [red, `${color}:${red},${memory}:${m64}`],
  ]);
  // Two variants would have become one: the second keeps what it had.
  expect((await variantsOf(ctx, clash.id)).map((v) => v.attrs[color])).toEqual([black, blue]);
  expect((await attrsOf(ctx, shirt.id))[color]).toBe(black);
  const {
    items: [revision],
  } = await listRevisions(ctx, { cardId: phone.id });
  expect(revision).toMatchObject({ version: phone.version + 1, source: 'merge' });
  expect((await getCard(ctx, shirt.id)).sources[color]).toMatchObject({ source: 'merge' });
  expect(await marks(ctx, [phone.id, shirt.id])).toBeGreaterThan(markedBefore);
  // Running again finds nothing.
  expect(await enqueueConversions(ctx, version)).toBe(false);

  await ctx.db
    .update(cards)
    .set({ attrs: { ...(await attrsOf(ctx, shirt.id)), [color]: red } })
    .where(eq(cards.id, shirt.id));
  const undone = await undo(ctx, version);
  await follow(ctx, undone.version);
  expect((await attrsOf(ctx, shirt.id))[color]).toBe(red);
  const after = await snapshot(ctx);
  expect(after.filter((r) => r['id'] !== shirt.id)).toEqual(before.filter((r) => r['id'] !== shirt.id));
});

it('values of a merged attribute move, several join, a single one never pushes another out, and undoing gives all back', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { features } = t.attributes;
  await publish(ctx, [
    { kind: 'attribute', attribute: { key: 'extras', type: 'list', label: { ru: 'Ещё', en: 'Extras' }, description: { ru: '', en: '' }, localised: false } },
    { kind: 'entry', entry: { listKey: 'extras', key: 'extras__nfc', label: { ru: 'НФС', en: 'nfc' } } },
    { kind: 'entry', entry: { listKey: 'extras', key: 'extras__gps', label: { ru: 'Навигация', en: 'GPS' } } },
    {
      kind: 'attribute',
      attribute: { key: 'mass', type: 'number', label: { ru: 'Масса', en: 'Mass' }, description: { ru: '', en: '' }, localised: false, unitFamily: 'mass' },
    },
  ]);
  const [extras, mass] = (await listAttributes(ctx, { keys: ['extras', 'mass'] })).map((a) => a.no);
  if (!extras || !mass) throw new Error('not created');
  const [nfc, gps] = (await searchOptions(ctx, { attributeNo: extras })).map((o) => o.token);
  const grams = (v: number) => ({ n: v, v, u: 'g' });
  const both = await createCard(ctx, {
    categoryId: t.categories.phones,
    status: 'published',
    attrs: { [extras]: [nfc ?? 0, gps ?? 0, { c: 'Свой' }], [features]: [t.token('features', 'esim')], [mass]: grams(150), [t.attributes.weight]: grams(180) },
  });
  const parked = await createCard(ctx, { categoryId: t.categories.cloth, attrs: { [extras]: nfc ?? 0, [mass]: grams(5) } });
  const before = await snapshot(ctx);
  const { version } = await publish(ctx, [
    { kind: 'attribute_merge', merge: { fromNo: extras, intoNo: features, options: {} } },
    { kind: 'attribute_merge', merge: { fromNo: mass, intoNo: t.attributes.weight, options: {} } },
  ]);
  expect(await follow(ctx, version)).toMatchObject({ cards: 2, unconverted: 1 });
  const gone = (await searchOptions(ctx, { attributeNo: features })).find((o) => o.en === 'GPS')?.token;
  expect(await attrsOf(ctx, both.id)).toMatchObject({
    [features]: [t.token('features', 'esim'), t.token('features', 'nfc'), gone, { c: 'Свой' }],
    [mass]: grams(150),
    [t.attributes.weight]: grams(180),
  });
  expect(await attrsOf(ctx, both.id)).not.toHaveProperty(String(extras));
  // Values in a category that has neither attribute follow too: they are parked, and would come back under the new number.
  expect(await attrsOf(ctx, parked.id)).toMatchObject({ [features]: t.token('features', 'nfc'), [t.attributes.weight]: grams(5) });
  await follow(ctx, (await undo(ctx, version)).version);
  expect(await snapshot(ctx)).toEqual(before);
});

it('a change of type converts what can be read, keeps names as custom values, leaves the rest, and comes back exactly', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { memory, weight } = t.attributes;
  const attrs = { [weight]: { n: 2000, v: 2, u: 'kg' } };
  const card = await createCard(ctx, {
    categoryId: t.categories.phones,
    attrs,
    variants: [{ attrs: { [memory]: t.token('memory', '64') } }, { attrs: { [memory]: { c: 'много' } } }],
  });
  const before = await snapshot(ctx);
  const first = await publish(ctx, [
    { kind: 'attribute_type', convert: { no: memory, type: 'number', unitFamily: 'data' } },
    { kind: 'attribute_type', convert: { no: weight, type: 'text', localised: true } },
  ]);
  expect(await follow(ctx, first.version)).toMatchObject({ cards: 1, unconverted: 1 });
  expect((await variantsOf(ctx, card.id)).map((v) => v.attrs[memory])).toEqual([{ n: 65536, v: 64, u: 'GB' }, { c: 'много' }]);
  expect((await attrsOf(ctx, card.id))[weight]).toEqual({ ru: '2 кг', en: '2 kg' });
  const second = await publish(ctx, [{ kind: 'attribute_type', convert: { no: memory, type: 'list', listKey: 'memory' } }]);
  await follow(ctx, second.version);
  expect((await variantsOf(ctx, card.id)).map((v) => v.attrs[memory])).toEqual([t.token('memory', '64'), { c: 'много' }]);
  await follow(ctx, (await undo(ctx, second.version)).version);
  await follow(ctx, (await undo(ctx, first.version)).version);
  expect(await snapshot(ctx)).toEqual(before);
});

it('a custom value becomes the option that takes its name, in either language and as a synonym', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color } = t.attributes;
  const made = await Promise.all(
    ['Алый', 'алый ', 'Scarlet', 'Хаки'].map((c) => createCard(ctx, { categoryId: t.categories.cloth, attrs: { [color]: { c } } })),
  );
  const { version } = await publish(ctx, [
    { kind: 'entry', entry: { listKey: 'color', key: 'color__scarlet', label: { ru: 'Алый', en: 'Scarlet' } } },
    { kind: 'entry_edit', edit: { listKey: 'color', key: 'color__black', synonyms: ['хаки'] } },
  ]);
  await follow(ctx, version);
  const scarlet = (await searchOptions(ctx, { attributeNo: color, query: 'Scarlet' }))[0]?.token;
  expect(await Promise.all(made.map(async (c) => (await attrsOf(ctx, c.id))[color]))).toEqual([scarlet, scarlet, scarlet, t.token('color', 'black')]);
});

it('cards and placements follow a merged category and come back, other placements untouched', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { el, phones, smart, cloth } = t.categories;
  const inside = await createCard(ctx, { categoryId: smart, status: 'published', attrs: {} });
  const placed = await createCard(ctx, { categoryId: cloth });
  await ctx.db
    .update(cards)
    .set({ placements: [smart, el] })
    .where(eq(cards.id, placed.id));
  const before = await snapshot(ctx);
  const { version } = await publish(ctx, [{ kind: 'category_merge', merge: { fromId: smart, intoId: phones } }]);
  expect(await follow(ctx, version)).toMatchObject({ cards: 2, converted: 2 });
  const [row] = await ctx.db.select().from(cards).where(eq(cards.id, inside.id));
  expect(row?.categoryId).toBe(phones);
  expect((await ctx.db.select().from(cards).where(eq(cards.id, placed.id)))[0]?.placements).toEqual([phones, el]);
  await follow(ctx, (await undo(ctx, version)).version);
  expect(await snapshot(ctx)).toEqual(before);
});

it('a run that is rolled back in the middle goes on where it stopped, and nothing is converted twice', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color } = t.attributes;
  for (let i = 0; i < 3; i++) await createCard(ctx, { categoryId: t.categories.cloth, attrs: { [color]: t.token('color', 'blue') } });
  const { version } = await publish(ctx, [{ kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__blue', intoKey: 'color__black' } }]);
  await enqueueConversions(ctx, version);
  await ctx.db
    .transaction(async (db) => {
      await withTx({ ...ctx, db, read: db }, async (tx) => convertNext(tx, version));
      throw new Error('killed');
    })
    .catch(() => undefined);
  expect((await listConversionRuns(ctx, [version]))[0]).toMatchObject({ cards: 0, finishedAt: null });
  await convertValuesJob.run(ctx, {});
  expect((await listConversionRuns(ctx, [version]))[0]).toMatchObject({ cards: 3, converted: 3 });
});

it('the end of a version is told in the transaction that ends it: of this version and of all later ones', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const merge = (fromKey: string) => ({ kind: 'entry_merge', merge: { listKey: 'color', fromKey, intoKey: 'color__black' } }) as const;
  const first = await publish(ctx, [merge('color__blue')]);
  const between = await publish(ctx, [
    { kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: t.attributes.memory, op: 'set', fields: { requirement: 'required' } } },
  ]);
  const last = await publish(ctx, [merge('color__red')]);
  await enqueueConversions(ctx, first.version);
  await enqueueConversions(ctx, last.version);
  const toldOf = async () =>
    (
      await ctx.db.execute<{ version: number }>(
        sql`select (payload ->> 'version')::int as version from kernel.outbox where type = 'cards.followed.v1' order by id`,
      )
    ).map((e) => e.version);
  // Killed at once after the batch that ends it: no job goes on.
  expect(await convertNext(ctx, first.version)).toMatchObject({ finished: true });
  const all = [first.version, between.version, last.version];
  expect(await toldOf()).toEqual(all);
  await convertValuesJob.run(ctx, {});
  expect(await toldOf()).toEqual([...all, last.version]);
});
