import { createSeller } from '@yarmarka/accounts/testing';
import { catalogConsumer, convertValuesJob, recomputeCards } from '@yarmarka/catalog';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { convertOffersJob, offersConsumer } from '@yarmarka/offers';
import { createOffer } from '@yarmarka/offers/testing';
import { getCategorySchema, listAttributes, searchOptions } from '@yarmarka/taxonomy';
import { matrixPublished } from '@yarmarka/taxonomy/events';
import type { Attrs, Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { expect } from 'vitest';
import { type EditPreview, previewEdit } from './edit-preview.ts';

const it = databaseTest();

/** Publishes, lets cards and offers follow, and says what the runs have counted, offers apart. */
async function carryOut(ctx: Ctx, changes: readonly Change[]) {
  const { version } = await publish(ctx, changes);
  for (const consumer of [catalogConsumer, offersConsumer])
    await consumer.on[matrixPublished.type]?.(ctx, { version, schemasChanged: 0, treeChanged: false, changeSetId: 0 } as never, {} as never);
  await convertValuesJob.run(ctx, {});
  await convertOffersJob.run(ctx, {});
  const [row] = await ctx.db.execute<{ converted: number; left: number; offered: number }>(sql`
    select (c.converted + o.converted)::int as converted, (c.unconverted + o.unconverted)::int as "left", (o.converted + o.unconverted)::int as offered
    from catalog.conversion_runs c join offers.conversion_runs o using (version) where version = ${version}`);
  return row;
}
const told = ({ conversions }: EditPreview) => ({
  converted: conversions.reduce((n, c) => n + c.converted, 0),
  left: conversions.reduce((n, c) => n + c.left, 0),
  offered: conversions.reduce((n, c) => n + c.inOffers, 0),
});

/** Cards of two categories (one lets colour have several values), their variants, and offers with values of their own; `paint` is a second attribute for colours. */
async function setUp(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  await publish(ctx, [
    { kind: 'attribute', attribute: { key: 'paint', type: 'list', label: { ru: 'Окраска', en: 'Paint' }, description: { ru: '', en: '' }, localised: false } },
    { kind: 'entry', entry: { listKey: 'paint', key: 'paint__scarlet', label: { ru: 'red (рус.)', en: 'Scarlet' } } },
    { kind: 'entry', entry: { listKey: 'paint', key: 'paint__green', label: { ru: 'Зелёный', en: 'Green' } } },
    { kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: t.attributes.color, op: 'set', fields: { maxValues: 3 } } },
  ]);
  const [attribute] = await listAttributes(ctx, { keys: ['paint'] });
  const paint = attribute?.no ?? 0;
  const tokens = new Map((await searchOptions(ctx, { attributeNo: paint })).map((o) => [o.key, o.token]));
  const [scarlet, green] = [tokens.get('paint__scarlet') ?? 0, tokens.get('paint__green') ?? 0];
  const [red, blue] = [t.token('color', 'red'), t.token('color', 'blue')];
  const { color } = t.attributes;
  const seller = await createSeller(ctx);
  const held: Attrs[] = [
    { [paint]: scarlet },
    { [paint]: green, [color]: red },
    { [paint]: scarlet, [color]: red },
    { [paint]: [scarlet, green] },
    { [color]: blue },
  ];
  for (const categoryId of [t.categories.el, t.categories.cloth])
    for (const attrs of held) {
      const card = await createCard(ctx, { categoryId, sellerId: seller.id, status: 'published', attrs, variants: [{ attrs: { [paint]: green } }] });
      await createOffer(ctx, { sellerId: seller.id, cardId: card.id, attrs });
    }
  return { t, paint, color };
}

it('what the preview of a merge of attributes counts is what becomes of the values, in offers too', async (ctx) => {
  const { paint, color } = await setUp(ctx);
  const changes: Change[] = [{ kind: 'attribute_merge', merge: { fromNo: paint, intoNo: color, options: {} } }];
  const preview = await previewEdit(ctx, changes);
  const counted = told(preview);
  // Where a card may have one colour only, a green one keeps its red.
  expect(counted).toMatchObject({ left: 2, offered: 8 });
  expect(preview.conversions[0]?.samples.find((s) => s.from === 'Зелёный')).toMatchObject({ to: 'Зелёный', values: 10 });
  expect(await carryOut(ctx, changes)).toEqual(counted);
});

it('what the preview of a merge of options counts is what becomes of the values, in offers too', async (ctx) => {
  await setUp(ctx);
  const changes: Change[] = [{ kind: 'entry_merge', merge: { listKey: 'paint', fromKey: 'paint__scarlet', intoKey: 'paint__green' } }];
  const counted = told(await previewEdit(ctx, changes));
  expect(counted).toEqual({ converted: 12, left: 0, offered: 6 });
  expect(await carryOut(ctx, changes)).toEqual(counted);
});

it('what the preview of a change of type counts is what becomes of the values, in offers too', async (ctx) => {
  const { t } = await setUp(ctx);
  const { memory } = t.attributes;
  const card = await createCard(ctx, { categoryId: t.categories.el, status: 'published', attrs: { [memory]: t.token('memory', '64') } });
  const { id: sellerId } = await createSeller(ctx);
  for (const value of [t.token('memory', '64'), t.token('memory', '128'), { c: 'много' }])
    await createOffer(ctx, { sellerId, cardId: card.id, attrs: { [memory]: value } });
  const changes: Change[] = [{ kind: 'attribute_type', convert: { no: memory, type: 'number', unitFamily: 'data', localised: false } }];
  const preview = await previewEdit(ctx, changes);
  expect(told(preview)).toEqual({ converted: 3, left: 1, offered: 3 });
  expect(preview.conversions[0]?.samples[0]).toMatchObject({ values: 2 });
  expect(preview.conversions[0]?.leftSamples).toMatchObject([{ from: '«много»', to: null, values: 1 }]);
  expect(await carryOut(ctx, changes)).toEqual(told(preview));
});

/** Publishes, lets cards follow and be recomputed, and counts plainly: cards whose values the rules made wrong, that lack something, and that hold what their category does not know. */
async function plainCount(ctx: Ctx, changes: readonly Change[]) {
  const before = await statesOf(ctx);
  const { version } = await publish(ctx, changes);
  await catalogConsumer.on[matrixPublished.type]?.(ctx, { version, schemasChanged: 1, treeChanged: true, changeSetId: 0 } as never, {} as never);
  await recomputeCards(ctx, { version });
  await convertValuesJob.run(ctx, {});
  const after = await statesOf(ctx);
  const more = (of: (s: State) => readonly number[]) => {
    const hit = [...after].filter(([id, s]) => of(s).some((no) => !of(before.get(id) ?? s).includes(no))).map(([, s]) => s);
    return { published: hit.filter((s) => s.published).length, drafts: hit.filter((s) => !s.published).length };
  };
  return { lacking: more((s) => s.missing), invalid: more((s) => s.invalid), parked: more((s) => s.parked) };
}
type State = { readonly published: boolean; readonly missing: number[]; readonly invalid: number[]; readonly parked: number[] };

async function statesOf(ctx: Ctx): Promise<Map<number, State>> {
  const rows = await ctx.db.execute<State & { id: number }>(sql`
    select c.id, c.status = 'published' as published, c.missing, c.invalid, array(
      select distinct k::int from (select c.attrs union all select v.attrs from catalog.variants v where v.card_id = c.id and not v.archived) h(attrs), jsonb_object_keys(h.attrs) k
      where not exists (select 1 from taxonomy.category_schemas s join taxonomy.schemas a on a.hash = s.hash, jsonb_array_elements(a.artefact -> 'attributes') x
        where s.category_id = c.category_id and s.to_version is null and x ->> 'no' = k)) as parked
    from catalog.cards c`);
  return new Map(rows.map((r) => [r.id, r]));
}
const numbers = ({ catalog }: EditPreview) => ({ lacking: catalog?.lacking, invalid: catalog?.invalid, parked: catalog?.parked });

it('a merge of two attributes filled on the same cards says how many values will be put aside and why, as a plain count finds them afterwards', async (ctx) => {
  const { t, paint, color } = await setUp(ctx);
  await publish(
    ctx,
    [t.categories.el, t.categories.cloth].map((categoryId) => ({ kind: 'rule', edit: { categoryId, attributeNo: paint, op: 'set', fields: {} } })),
  );
  const changes: Change[] = [{ kind: 'attribute_merge', merge: { fromNo: paint, intoNo: color, options: {} } }];
  const preview = await previewEdit(ctx, changes);
  expect(preview.catalog?.parked).toEqual({ published: 1, drafts: 0 });
  expect(preview.losses).toMatchObject([{ from: { en: 'Paint' }, into: { en: 'Colour' }, cards: { published: 1, drafts: 0 } }]);
  expect(preview.offers?.parked).toBe(0);
  expect(preview.attributes.removed).toMatchObject([{ no: paint, into: { en: 'Colour' } }]);
  for (const { leftSamples } of preview.conversions) expect(new Set(leftSamples.map((s) => s.from)).size).toBe(leftSamples.length);
  expect(await plainCount(ctx, changes)).toEqual(numbers(preview));
});

it('a change of type says how many cards become invalid, and that the filter goes, as a plain count finds them afterwards', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { features } = t.attributes;
  for (const status of ['published', 'published', 'draft'] as const)
    await createCard(ctx, { categoryId: t.categories.smart, status, attrs: { [features]: [t.token('features', 'nfc')] } });
  const changes: Change[] = [{ kind: 'attribute_type', convert: { no: features, type: 'number', unitFamily: null, localised: false } }];
  const preview = await previewEdit(ctx, changes);
  expect(preview.problems).toEqual([]);
  expect(preview.catalog?.invalid).toEqual({ published: 2, drafts: 1 });
  expect(preview.attributes).toMatchObject({ typeChanged: [{ no: features }], facetsOff: [{ no: features }], facetsChanged: [] });
  expect(await plainCount(ctx, changes)).toEqual(numbers(preview));
});

it('a merge of categories names what is lost and demanded, and counts the cards as a plain count finds them afterwards', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { weight, color, features } = t.attributes;
  const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
    kind: 'rule',
    edit: { categoryId, attributeNo, op: 'set', fields },
  });
  await publish(ctx, [
    rule(t.categories.cloth, features, { maxValues: 10 }),
    rule(t.categories.smart, weight, { requirement: 'optional' }),
    rule(t.categories.smart, color, { requirement: 'optional', axis: false }),
  ]);
  const before = await getCategorySchema(ctx, t.categories.smart);
  const held: Attrs[] = [{ [weight]: { n: 100, v: 100, u: 'g' } }, { [features]: [t.token('features', 'nfc')] }, { [color]: t.token('color', 'blue') }, {}];
  for (const [i, attrs] of held.entries()) await createCard(ctx, { categoryId: t.categories.smart, status: i === 3 ? 'draft' : 'published', attrs });
  const changes: Change[] = [{ kind: 'category_merge', merge: { fromId: t.categories.smart, intoId: t.categories.cloth } }];
  const preview = await previewEdit(ctx, changes);
  expect(preview.problems).toEqual([]);
  const after = new Set((await getCategorySchema(ctx, t.categories.cloth)).schema.attributes.map((a) => a.no));
  expect(preview.attributes.removed.map((a) => a.no).toSorted((a, b) => a - b)).toEqual(
    before.schema.attributes.map((a) => a.no).filter((no) => !after.has(no)),
  );
  expect(preview.attributes.removed).not.toEqual([]);
  expect(preview.catalog?.parked.published).toBeGreaterThan(0);
  expect(await plainCount(ctx, changes)).toEqual(numbers(preview));
});

it('a preview of many conversions reads stored values one conversion after another, and each once', async (ctx) => {
  const { t } = await setUp(ctx);
  const types = [t.attributes.features, t.attributes.color, t.attributes.memory].map(
    (no): Change => ({ kind: 'attribute_type', convert: { no, type: 'number', unitFamily: null, localised: false } }),
  );
  const dialect = new PgDialect();
  const scans: string[] = [];
  let [now, most] = [0, 0];
  const execute = async (query: SQL) => {
    const { sql: text, params } = dialect.sqlToQuery(query);
    if (!text.includes('group by v, w, category')) return ctx.read.execute(query);
    scans.push(JSON.stringify([text.includes('offers.offers'), params]));
    most = Math.max(most, ++now);
    return ctx.read.execute(query).then((rows) => {
      now--;
      return rows;
    });
  };
  const read = new Proxy(ctx.read, { get: (db, key) => (key === 'execute' ? execute : Reflect.get(db, key)) });
  const preview = await previewEdit({ ...ctx, read }, types);
  expect(preview.problems).toEqual([]);
  expect(preview.attributes.facetsOff).not.toEqual([]);
  expect(most).toBe(1);
  expect(scans).toHaveLength(2 * preview.conversions.length);
  expect(new Set(scans).size).toBe(scans.length);
});
