import { createSeller } from '@yarmarka/accounts/testing';
import { catalogConsumer, convertValuesJob, enqueueRecompute, recomputeCardsJob, reconcileCompletenessJob } from '@yarmarka/catalog';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { messagingConsumer, tellPublishedJob } from '@yarmarka/messaging';
import { convertOffersJob, offersConsumer } from '@yarmarka/offers';
import { createOffer } from '@yarmarka/offers/testing';
import { listAttributes } from '@yarmarka/taxonomy';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { databaseTest, type SentJob } from '@yarmarka/testing';
import { expect } from 'vitest';
import { publishedNews } from './published-news.ts';

const it = databaseTest();
const DAY_MS = 86_400_000;
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>) => ({
  kind: 'rule' as const,
  edit: { categoryId, attributeNo, op: 'set' as const, fields },
});
const told = (ctx: Ctx) =>
  ctx.db.execute<{ seller: number; link: string; params: Record<string, unknown> }>(`
    select m.seller_id as seller, n.link, n.params from messaging.notices n join accounts.seller_members m on m.user_id = n.user_id where n.kind = 'matrix_published' order by m.seller_id, n.id`);

it('a version that is live tells each seller concerned once how many cards on sale to complete, how many are wrong and until when, and how many offers to complete', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { composition, memory, features, color } = t.attributes;
  const [maker, other, reseller, idle] = await Promise.all(Array.from({ length: 4 }, () => createSeller(ctx, { status: 'approved' })));
  if (!maker || !other || !reseller || !idle) throw new Error('no sellers');
  const attrs = { [color]: t.token('color', 'red'), [composition]: { ru: 'хлопок и лён' } };
  const full = { [color]: t.token('color', 'red'), [composition]: { ru: 'лён' }, [memory]: t.token('memory', '64') };
  const make = (sellerId: number, held: typeof attrs, status: 'published' | 'draft' = 'published') =>
    createCard(ctx, { categoryId: t.categories.cloth, sellerId, status, attrs: held });
  const first = await make(maker.id, attrs);
  await make(maker.id, { ...full, [composition]: { ru: 'хлопок и лён' } });
  await make(maker.id, attrs, 'draft');
  await make(other.id, { [color]: t.token('color', 'red'), [composition]: { ru: 'лён' } });
  await make(idle.id, full);
  await createOffer(ctx, { sellerId: reseller.id, cardId: first.id });
  const { version } = await publish(ctx, [
    rule(t.categories.cloth, composition, { maxLength: 5 }),
    rule(t.categories.cloth, memory, { requirement: 'required' }),
    rule(t.categories.cloth, features, { level: 'offer', requirement: 'required' }),
  ]);
  await enqueueRecompute(ctx, { version });
  await recomputeCardsJob.run(ctx, { version, categories: [] });
  const until = new Date(ctx.clock.now().getTime() + 30 * DAY_MS);
  const news = await publishedNews(ctx, version);
  expect(news?.sellers.toSorted((a, b) => a.sellerId - b.sellerId)).toEqual(
    [
      { sellerId: maker.id, lacking: 1, invalid: 2, until, offers: 0 },
      { sellerId: other.id, lacking: 1, invalid: 0, until: null, offers: 0 },
      { sellerId: reseller.id, lacking: 0, invalid: 0, until: null, offers: 1 },
    ].toSorted((a, b) => a.sellerId - b.sellerId),
  );
  const job = tellPublishedJob(publishedNews);
  await job.run(ctx, { version });
  await job.run(ctx, { version });
  const seen = await told(ctx);
  expect(Object.fromEntries(seen.map((n) => [n.seller, n.link]))).toEqual({
    [maker.id]: '/seller/cards?invalid=1',
    [other.id]: '/seller/cards?status=published&completeness=incomplete',
    [reseller.id]: '/seller/offers',
  });
  expect(seen).toHaveLength(3);
  // What was wrong before is no news of a later version that changes something else.
  const later = await publish(ctx, [rule(t.categories.cloth, color, { position: 7 })]);
  await recomputeCardsJob.run(ctx, { version: later.version, categories: [] });
  expect(await publishedNews(ctx, later.version)).toBeUndefined();
});

type Seen = Ctx & { readonly jobs: { readonly sent: SentJob[] } };
const consume = async (ctx: Ctx, version: number): Promise<void> => {
  const payload = { version, changeSetId: null, schemasChanged: 1, treeChanged: false };
  const event = { seq: 1, topic: 'matrix', key: String(version), type: 'matrix.published.v1', payload, occurredAt: ctx.clock.now() };
  for (const consumer of [catalogConsumer, offersConsumer]) await consumer.on['matrix.published.v1']?.(ctx, payload as never, event);
};
/** The last event delivered; numbers are not given back when a test is rolled back. */
let delivered = 0;
/** What the worker does with the events that have come since the last time: sends the job of each, and runs it. The versions they named. */
const deliver = async (ctx: Seen): Promise<number[]> => {
  const events = await ctx.db.execute<{ id: number; type: string; payload: { version: number }; key: string }>(
    `select id::int, type, payload, key from kernel.outbox where id > ${delivered} and type in ('cards.followed.v1', 'offers.followed.v1') order by id`,
  );
  delivered = events.at(-1)?.id ?? delivered;
  for (const e of events) {
    await messagingConsumer.on[e.type]?.(ctx, e.payload as never, { ...e, seq: 1, topic: '', occurredAt: ctx.clock.now() });
    const job = ctx.jobs.sent.findLast((j) => j.name === 'messaging.tell-published');
    expect(job?.data).toEqual(e.payload);
    await tellPublishedJob(publishedNews).run(ctx, e.payload);
  }
  return events.map((e) => e.payload.version);
};
const JOBS = {
  cards: (ctx: Ctx, version: number) => recomputeCardsJob.run(ctx, { version, categories: [] }),
  values: (ctx: Ctx) => convertValuesJob.run(ctx, {}),
  offers: (ctx: Ctx) => convertOffersJob.run(ctx, {}),
};

/** A seller with a card and an offer on sale, whose mass is merged into the weight that its category is asked for. */
async function setUp(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  const { weight, memory } = t.attributes;
  await publish(ctx, [
    {
      kind: 'attribute',
      attribute: { key: 'mass', type: 'number', label: { ru: 'Масса', en: 'Mass' }, description: { ru: '', en: '' }, localised: false, unitFamily: 'mass' },
    },
  ]);
  const [mass] = (await listAttributes(ctx, { keys: ['mass'] })).map((a) => a.no);
  if (!mass) throw new Error('not created');
  const units = { units: ['g'], defaultUnit: 'g' };
  await publish(ctx, [rule(t.categories.cloth, mass, { ...units, level: 'offer' })]);
  const seller = await createSeller(ctx, { status: 'approved' });
  const attrs = { [t.attributes.color]: t.token('color', 'red'), [t.attributes.composition]: { ru: 'лён' } };
  const card = await createCard(ctx, { categoryId: t.categories.cloth, sellerId: seller.id, status: 'published', attrs });
  await createOffer(ctx, { sellerId: seller.id, cardId: card.id, attrs: { [mass]: { n: 5, v: 5, u: 'g' } } });
  await createOffer(ctx, { sellerId: seller.id, cardId: card.id });
  const merge = { kind: 'attribute_merge', merge: { fromNo: mass, intoNo: weight, options: {} } } as const;
  const asks = [
    rule(t.categories.cloth, weight, { ...units, level: 'offer', requirement: 'required' }),
    rule(t.categories.cloth, memory, { requirement: 'required' }),
  ];
  return { ...t, seller, merge, asks };
}

const ORDERS = [
  ['cards', 'values', 'offers'],
  ['cards', 'offers', 'values'],
  ['values', 'cards', 'offers'],
  ['values', 'offers', 'cards'],
  ['offers', 'cards', 'values'],
  ['offers', 'values', 'cards'],
] as const;
for (const order of ORDERS)
  it(`sellers are told once, of what is lacking when all has followed the version: ${order.join(', then ')}`, async (ctx) => {
    const { merge, asks, seller } = await setUp(ctx);
    const { version } = await publish(ctx, [merge, ...asks]);
    await consume(ctx, version);
    for (const [at, name] of order.entries()) {
      expect(await told(ctx)).toEqual([]);
      await JOBS[name](ctx, version);
      expect(await deliver(ctx)).toEqual([version]);
      expect(await told(ctx)).toHaveLength(at === 2 ? 1 : 0);
    }
    expect(await told(ctx)).toMatchObject([{ seller: seller.id, params: { version, lacking: 1, invalid: 0, offers: 1 } }]);
    await recomputeCardsJob.run(ctx, { version, categories: [] });
    await deliver(ctx);
    expect(await told(ctx)).toHaveLength(1);
  });

it('a version that converts nothing is told when those before it have been followed, by cards and by offers, whichever is last', async (ctx) => {
  const { merge, asks } = await setUp(ctx);
  const first = await publish(ctx, [merge]);
  const { version } = await publish(ctx, asks);
  await consume(ctx, first.version);
  await consume(ctx, version);
  await recomputeCardsJob.run(ctx, { version, categories: [] });
  await convertValuesJob.run(ctx, {});
  expect(await deliver(ctx)).toEqual([version, first.version, version]);
  expect(await told(ctx)).toEqual([]);
  await convertOffersJob.run(ctx, {});
  expect(await deliver(ctx)).toEqual([first.version, version]);
  expect(await told(ctx)).toMatchObject([{ params: { version, lacking: 1, offers: 1 } }]);
});

it('of two versions whose values follow one after the other, the first is told without the second, and the second without its values where it asks for others', async (ctx) => {
  const { merge, asks, categories, attributes } = await setUp(ctx);
  const first = await publish(ctx, [merge, ...asks]);
  await consume(ctx, first.version);
  const merged = { kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__blue', intoKey: 'color__black' } } as const;
  const second = await publish(ctx, [merged, rule(categories.cloth, attributes.features, { requirement: 'required' })]);
  for (const name of ['offers', 'values', 'cards'] as const) await JOBS[name](ctx, first.version);
  expect(await deliver(ctx)).toContain(first.version);
  expect((await told(ctx)).map((n) => n.params['version'])).toEqual([first.version]);
  // Nobody has heard of the second yet: no run of it is open.
  await consume(ctx, second.version);
  await deliver(ctx);
  expect(await told(ctx)).toHaveLength(1);
  for (const name of ['cards', 'values', 'offers'] as const) {
    await JOBS[name](ctx, second.version);
    await deliver(ctx);
    expect((await told(ctx)).map((n) => n.params['version'])).toEqual([first.version, second.version]);
  }
});

it('a conversion that is given up silences only sellers whose work lies with its values; run again, they are told once, of what is lacking then', async (ctx) => {
  const { merge, asks, seller, categories, attributes, token } = await setUp(ctx);
  const other = await createSeller(ctx, { status: 'approved' });
  const attrs = { [attributes.color]: token('color', 'red'), [attributes.composition]: { ru: 'лён' } };
  await createCard(ctx, { categoryId: categories.cloth, sellerId: other.id, status: 'published', attrs });
  const stuck = await publish(ctx, [merge]);
  const { version } = await publish(ctx, asks);
  await consume(ctx, stuck.version);
  await consume(ctx, version);
  // Neither job of the values ever comes to its end.
  await JOBS.cards(ctx, stuck.version);
  await JOBS.cards(ctx, version);
  await deliver(ctx);
  expect(await told(ctx)).toMatchObject([{ seller: other.id, params: { version, lacking: 1, offers: 0, attributesEn: 'Memory' } }]);
  const later = await publish(ctx, [rule(categories.cloth, attributes.features, { requirement: 'required' })]);
  await consume(ctx, later.version);
  await JOBS.cards(ctx, later.version);
  await deliver(ctx);
  // The later version asks for nothing that the merge touches: everybody hears of it at once.
  expect((await told(ctx)).map((n) => [n.seller, n.params['version']])).toEqual(
    [
      [seller.id, later.version],
      [other.id, version],
      [other.id, later.version],
    ].toSorted(([a, b], [c, d]) => (a ?? 0) - (c ?? 0) || (b ?? 0) - (d ?? 0)),
  );
  await JOBS.values(ctx);
  await deliver(ctx);
  await JOBS.offers(ctx);
  await deliver(ctx);
  const mine = (await told(ctx)).filter((n) => n.seller === seller.id);
  expect(new Set(mine.map((n) => n.params['version']))).toEqual(new Set([version, later.version]));
  // One of the two offers got its weight from the merge.
  expect(mine.find((n) => n.params['version'] === version)?.params).toMatchObject({ lacking: 1, offers: 1 });
  expect(await told(ctx)).toHaveLength(4);
});

it('a version whose recompute was given up is told after the night, and the next ones do not wait for it', async (ctx) => {
  const { asks, seller, categories, attributes } = await setUp(ctx);
  const first = await publish(ctx, [rule(categories.cloth, attributes.color, { position: 7 })]);
  await JOBS.cards(ctx, first.version);
  const lost = await publish(ctx, asks);
  const next = await publish(ctx, [rule(categories.cloth, attributes.features, { requirement: 'required' })]);
  await JOBS.cards(ctx, next.version);
  await deliver(ctx);
  expect((await told(ctx)).map((n) => n.params['version'])).toEqual([next.version]);
  await reconcileCompletenessJob.run(ctx, {});
  expect(await deliver(ctx)).toContain(lost.version);
  expect(await told(ctx)).toMatchObject([
    { seller: seller.id, params: { version: next.version } },
    { seller: seller.id, params: { version: lost.version, lacking: 1, offers: 2 } },
  ]);
  await reconcileCompletenessJob.run(ctx, {});
  expect(await deliver(ctx)).toEqual([]);
});
