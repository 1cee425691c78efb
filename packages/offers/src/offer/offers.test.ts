import { createSeller } from '@yarmarka/accounts/testing';
import { applyChangeSet, archiveCard, proposeChange, projectCardList } from '@yarmarka/catalog';
import { cardSellers } from '@yarmarka/catalog/tables';
import { createCard } from '@yarmarka/catalog/testing';
import type { AppError, Ctx } from '@yarmarka/kernel';
import { dirty, outbox } from '@yarmarka/kernel/tables';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { offers, stock } from '../tables.ts';
import { createOffer } from '../testing.ts';
import { listWarehouses, upsertWarehouse } from '../warehouse/warehouses.ts';
import { getOffersOfCard } from './get-offers-of-card.ts';
import { importOffers } from './import-offers.ts';
import { listOffersOfSeller } from './list-offers.ts';
import { archiveOffer, blockOffer, pauseOffer, resumeOffer, unblockOffer } from './move-offer.ts';
import { setPrices } from './set-prices.ts';
import { setStock } from './set-stock.ts';
import { upsertOffer } from './upsert-offer.ts';

const it = databaseTest();
const failure = async (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (e: AppError) => e,
  );
const reason = async (promise: Promise<unknown>) => (await failure(promise)).reason;

const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const [a, b] = [await createSeller(ctx), await createSeller(ctx)];
  const card = await createCard(ctx, { categoryId: t.categories.cloth, sellerId: a.id, status: 'published' });
  return { ...t, a, b, card, sa: as(ctx, a.actor), sb: as(ctx, b.actor), m: as(ctx, userActor(['moderator'])) };
};
const row = async (ctx: Ctx, id: number) => (await ctx.db.select().from(offers).where(eq(offers.id, id)))[0];
/** Moves with every mark of the card for search. */
const mark = async (ctx: Ctx, cardId: number) => {
  const marks = await ctx.db
    .select({ version: dirty.version })
    .from(dirty)
    .where(and(eq(dirty.queue, 'search.cards'), eq(dirty.id, cardId)));
  return Math.max(0, ...marks.map((m) => m.version));
};

describe('saving an offer', () => {
  it('creates it on sale, tells catalog who sells the card, and marks the card', async (ctx) => {
    const { card, sb, b } = await setUp(ctx);
    const before = await mark(ctx, card.id);
    const made = await upsertOffer(sb, { cardId: card.id, sellerSku: ' B-1 ', priceMinor: 199_900, oldPriceMinor: 249_900 });
    expect(made).toMatchObject({ created: true, status: 'active', version: 1 });
    expect(await row(ctx, made.offerId)).toMatchObject({
      sellerId: b.id,
      sellerSku: 'B-1',
      variantId: card.variantIds[0],
      priceMinor: 199_900,
      oldPriceMinor: 249_900,
    });
    expect(await ctx.db.select().from(cardSellers).where(eq(cardSellers.cardId, card.id))).toEqual([
      { cardId: card.id, sellerId: b.id, variantIds: card.variantIds },
    ]);
    expect(await mark(ctx, card.id)).toBeGreaterThan(before);
    expect(
      await ctx.db
        .select({ type: outbox.type })
        .from(outbox)
        .where(and(eq(outbox.topic, 'offer'), eq(outbox.key, String(b.id)))),
    ).toEqual([{ type: 'offer.changed.v1' }]);
  });

  it('the same article number is the same offer; two sellers may use one number', async (ctx) => {
    const { card, sa, sb } = await setUp(ctx);
    const first = await upsertOffer(sa, { cardId: card.id, sellerSku: 'X', priceMinor: 100 });
    const again = await upsertOffer(sa, { cardId: card.id, sellerSku: 'X', priceMinor: 200 });
    expect(again).toMatchObject({ offerId: first.offerId, created: false, version: 2 });
    expect((await upsertOffer(sb, { cardId: card.id, sellerSku: 'X', priceMinor: 300 })).created).toBe(true);
  });

  it("waits on the seller's own draft; on others' cards it must be published", async (ctx) => {
    const { categories, a, sa, sb } = await setUp(ctx);
    const draft = await createCard(ctx, { categoryId: categories.cloth, sellerId: a.id });
    const gone = await createCard(ctx, { categoryId: categories.cloth, sellerId: a.id, status: 'archived' });
    expect((await upsertOffer(sa, { cardId: draft.id, sellerSku: 'D', priceMinor: 100 })).created).toBe(true);
    expect(await reason(upsertOffer(sb, { cardId: draft.id, sellerSku: 'D', priceMinor: 100 }))).toBe('offers.card_not_found');
    expect(await reason(upsertOffer(sa, { cardId: gone.id, sellerSku: 'G', priceMinor: 100 }))).toBe('offers.card_not_found');
    expect(await reason(upsertOffer(sa, { cardId: 999_999, sellerSku: 'G', priceMinor: 100 }))).toBe('offers.card_not_found');
  });

  it('of several variants one is named', async (ctx) => {
    const { categories, attributes, token, sa } = await setUp(ctx);
    const variant = (colour: string) => ({ attrs: { [attributes.color]: token('color', colour) } });
    const card = await createCard(ctx, { categoryId: categories.phones, status: 'published', variants: [variant('red'), variant('blue')] });
    const refused = await failure(upsertOffer(sa, { cardId: card.id, sellerSku: 'V', priceMinor: 100 }));
    expect(refused).toMatchObject({ reason: 'offers.variant_required', details: { variantIds: card.variantIds } });
    expect(await reason(upsertOffer(sa, { cardId: card.id, variantId: 999_999, sellerSku: 'V', priceMinor: 100 }))).toBe('offers.card_not_found');
    const made = await upsertOffer(sa, { cardId: card.id, variantId: card.variantIds[1] ?? 0, sellerSku: 'V', priceMinor: 100 });
    expect((await row(ctx, made.offerId))?.variantId).toBe(card.variantIds[1]);
    const sold = async () => (await ctx.db.select().from(cardSellers).where(eq(cardSellers.cardId, card.id))).flatMap((s) => s.variantIds);
    expect(await sold()).toEqual([card.variantIds[1]]);
    await upsertOffer(sa, { cardId: card.id, variantId: card.variantIds[0] ?? 0, sellerSku: 'V', priceMinor: 100 });
    expect(await sold()).toEqual([card.variantIds[0]]);
  });

  it('an old price is higher than the price', async (ctx) => {
    const { card, sa } = await setUp(ctx);
    expect(await reason(upsertOffer(sa, { cardId: card.id, sellerSku: 'X', priceMinor: 100, oldPriceMinor: 100 }))).toBe('offers.old_price_not_higher');
    await expect(upsertOffer(sa, { cardId: card.id, sellerSku: 'X', priceMinor: 0 })).rejects.toMatchObject({ name: 'ZodError' });
  });

  it('offer-level attributes are checked by the schema; a draft may lack them', async (ctx) => {
    const { card, sa, categories, attributes } = await setUp(ctx);
    await publish(ctx, [
      {
        kind: 'rule',
        edit: { categoryId: categories.cloth, attributeNo: attributes.composition, op: 'set', fields: { level: 'offer', requirement: 'required' } },
      },
    ]);
    expect(await reason(upsertOffer(sa, { cardId: card.id, sellerSku: 'X', priceMinor: 100 }))).toBe('offers.values_invalid');
    expect((await upsertOffer(sa, { cardId: card.id, sellerSku: 'X', priceMinor: 100, status: 'draft' })).status).toBe('draft');
    const attrs = { [attributes.composition]: { ru: 'Хлопок' } };
    expect((await upsertOffer(sa, { cardId: card.id, sellerSku: 'X', priceMinor: 100, attrs })).status).toBe('active');
    expect(await reason(upsertOffer(sa, { cardId: card.id, sellerSku: 'X', priceMinor: 100, attrs: { 9999: 1 } }))).toBe('offers.values_invalid');
  });

  it('only for oneself; administrators name the seller', async (ctx) => {
    const { card, sa, a, b } = await setUp(ctx);
    const offer = { cardId: card.id, sellerSku: 'X', priceMinor: 100 };
    expect(await reason(upsertOffer(sa, { ...offer, sellerId: b.id }))).toBe('offers.seller_not_found');
    expect(await reason(upsertOffer(as(ctx, userActor(['buyer'])), offer))).toBe('kernel.forbidden');
    expect(await reason(upsertOffer(as(ctx, { kind: 'anonymous' }), offer))).toBe('kernel.unauthenticated');
    const admin = as(ctx, userActor(['admin']));
    expect(await reason(upsertOffer(admin, offer))).toBe('offers.seller_missing');
    expect((await upsertOffer(admin, { ...offer, sellerId: a.id })).created).toBe(true);
  });
});

describe('prices and stock in bulk', () => {
  it('prices: what can be set is set, the rest is named, equal ones are not written', async (ctx) => {
    const { card, sa, a } = await setUp(ctx);
    for (const n of [1, 2, 3]) await createOffer(ctx, { sellerId: a.id, cardId: card.id, sellerSku: `S${n}`, priceMinor: 100 * n });
    const before = await mark(ctx, card.id);
    const result = await setPrices(sa, {
      prices: [
        { sellerSku: 'S1', priceMinor: 150 },
        { sellerSku: 'S1', priceMinor: 160, oldPriceMinor: 200 },
        { sellerSku: 'S2', priceMinor: 200 },
        { sellerSku: 'S3', priceMinor: 300, oldPriceMinor: 250 },
        { sellerSku: 'none', priceMinor: 5 },
      ],
    });
    expect(result).toEqual({ updated: 1, unchanged: 1, unknown: ['none'], invalid: ['S3'], conflicts: [] });
    const found = await ctx.db
      .select({ sku: offers.sellerSku, price: offers.priceMinor, old: offers.oldPriceMinor, version: offers.version })
      .from(offers)
      .orderBy(offers.id);
    expect(found).toEqual([
      { sku: 'S1', price: 160, old: 200, version: 2 },
      { sku: 'S2', price: 200, old: null, version: 1 },
      { sku: 'S3', price: 300, old: null, version: 1 },
    ]);
    expect(await mark(ctx, card.id)).toBeGreaterThan(before);
  });

  it("another seller's article numbers are unknown", async (ctx) => {
    const { card, sb, a } = await setUp(ctx);
    await createOffer(ctx, { sellerId: a.id, cardId: card.id, sellerSku: "S'; drop", priceMinor: 100 });
    expect(await setPrices(sb, { prices: [{ sellerSku: "S'; drop", priceMinor: 1 }] })).toMatchObject({ updated: 0, unknown: ["S'; drop"] });
    expect((await setStock(sb, { rows: [{ sellerSku: "S'; drop", qty: 1 }] })).unknown).toEqual([{ sellerSku: "S'; drop", warehouse: 'main', what: 'offer' }]);
  });

  it('stock: by warehouse, the last row counts, an unknown warehouse is named', async (ctx) => {
    const { card, sa, a } = await setUp(ctx);
    const { id } = await createOffer(ctx, { sellerId: a.id, cardId: card.id, sellerSku: 'S', qty: 5 });
    await upsertWarehouse(sa, { key: 'north', name: 'Северный' });
    const result = await setStock(sa, {
      rows: [
        { sellerSku: 'S', qty: 5 },
        { sellerSku: 'S', warehouse: 'north', qty: 1 },
        { sellerSku: 'S', warehouse: 'north', qty: 7 },
        { sellerSku: 'S', warehouse: 'south', qty: 1 },
      ],
    });
    expect(result).toEqual({ updated: 1, unchanged: 1, unknown: [{ sellerSku: 'S', warehouse: 'south', what: 'warehouse' }], conflicts: [] });
    expect((await ctx.db.select({ qty: stock.qty }).from(stock).where(eq(stock.offerId, id))).map((s) => s.qty).toSorted((x, y) => x - y)).toEqual([5, 7]);
    expect((await listWarehouses(sa, {})).map((w) => w.key)).toEqual(['main', 'north']);
  });

  it('a load saves offers with stock and repeats without harm', async (ctx) => {
    const { card, a, b, sa } = await setUp(ctx);
    const load = (price: number) =>
      importOffers(sa, {
        offers: [1, 2].map((n) => ({ cardId: card.id, variantId: card.variantIds[0] ?? 0, sellerSku: `L${n}`, priceMinor: price * n, qty: n })),
      });
    expect(await load(100)).toEqual({ saved: 2 });
    await load(200);
    const { offers: found } = await getOffersOfCard(ctx, card.id);
    expect(found.map((o) => [o.priceMinor, o.qty])).toEqual([
      [200, 1],
      [400, 2],
    ]);
    expect((await ctx.db.select().from(cardSellers)).map((s) => s.sellerId)).toEqual([a.id]);
    expect(await reason(importOffers(sa, { sellerId: b.id, offers: [] }))).toBe('offers.seller_not_found');
  });
});

describe('life of an offer', () => {
  it('pause, resume, archive; saving an archived one brings it back', async (ctx) => {
    const { card, sa, sb, a } = await setUp(ctx);
    const { id, sellerSku } = await createOffer(ctx, { sellerId: a.id, cardId: card.id });
    expect(await reason(pauseOffer(sb, { offerId: id }))).toBe('offers.offer_not_found');
    expect((await pauseOffer(sa, { offerId: id })).status).toBe('paused');
    expect(await reason(pauseOffer(sa, { offerId: id }))).toBe('offers.wrong_status');
    expect((await upsertOffer(sa, { cardId: card.id, sellerSku, priceMinor: 5 })).status).toBe('paused');
    expect((await resumeOffer(sa, { offerId: id })).status).toBe('active');
    expect((await archiveOffer(sa, { offerId: id })).status).toBe('archived');
    expect(await ctx.db.select().from(cardSellers)).toEqual([]);
    expect((await upsertOffer(sa, { cardId: card.id, sellerSku, priceMinor: 5 })).status).toBe('active');
    expect(await ctx.db.select().from(cardSellers)).toHaveLength(1);
  });

  it('neither a draft nor a paused offer goes on sale without what the schema requires of it', async (ctx) => {
    const { card, sa, categories, attributes } = await setUp(ctx);
    const onSale = await upsertOffer(sa, { cardId: card.id, sellerSku: 'on-sale', priceMinor: 100 });
    await pauseOffer(sa, { offerId: onSale.offerId });
    const fields = { level: 'offer', requirement: 'required' } as const;
    await publish(ctx, [{ kind: 'rule', edit: { categoryId: categories.cloth, attributeNo: attributes.composition, op: 'set', fields } }]);
    const draft = await upsertOffer(sa, { cardId: card.id, sellerSku: 'draft', priceMinor: 100, status: 'draft' });
    for (const { offerId } of [onSale, draft]) {
      expect(await failure(resumeOffer(sa, { offerId }))).toMatchObject({ reason: 'offers.values_invalid' });
      expect((await row(ctx, offerId))?.status).not.toBe('active');
    }
    await upsertOffer(sa, { cardId: card.id, sellerSku: 'draft', priceMinor: 100, status: 'draft', attrs: { [attributes.composition]: { ru: 'лён' } } });
    expect((await resumeOffer(sa, { offerId: draft.offerId })).status).toBe('active');
  });

  it('a blocked offer is let go by a moderator only', async (ctx) => {
    const { card, sa, m, a } = await setUp(ctx);
    const { id, sellerSku } = await createOffer(ctx, { sellerId: a.id, cardId: card.id });
    expect(await reason(blockOffer(sa, { offerId: id, reasonCode: 'x' }))).toBe('kernel.forbidden');
    expect((await blockOffer(m, { offerId: id, reasonCode: 'prohibited_goods' })).status).toBe('blocked');
    for (const move of [resumeOffer, archiveOffer]) expect(await reason(move(sa, { offerId: id }))).toBe('offers.wrong_status');
    expect((await upsertOffer(sa, { cardId: card.id, sellerSku, priceMinor: 5 })).status).toBe('blocked');
    expect((await unblockOffer(m, { offerId: id })).status).toBe('paused');
  });
});

describe('what buyers see', () => {
  it('offers of approved sellers on a published card, cheapest in stock first, and why one is chosen', async (ctx) => {
    const { card, a, b } = await setUp(ctx);
    const dear = await createOffer(ctx, { sellerId: a.id, cardId: card.id, priceMinor: 300, qty: 3 });
    const cheap = await createOffer(ctx, { sellerId: b.id, cardId: card.id, priceMinor: 200, qty: 1 });
    const empty = await createOffer(ctx, { sellerId: b.id, cardId: card.id, priceMinor: 100, qty: 0 });
    const found = await getOffersOfCard(as(ctx, { kind: 'anonymous' }), card.id);
    expect(found.offers.map((o) => o.offerId)).toEqual([cheap.id, dear.id, empty.id]);
    expect(found.buyBoxes).toMatchObject([{ offerId: cheap.id, explanation: { en: 'The lowest price of the 2 offers in stock.' } }]);
  });

  it('nothing of a paused offer, an archived card, a variant taken off or a suspended seller; no offer is rewritten for that', async (ctx) => {
    const { categories, a, sa, m, card, attributes, token } = await setUp(ctx);
    const admin = as(ctx, userActor(['admin']));
    const shown = async (cardId: number) => (await getOffersOfCard(ctx, cardId)).offers.map((o) => o.offerId);
    const suspended = await createSeller(ctx, { status: 'suspended' });
    await createOffer(ctx, { sellerId: suspended.id, cardId: card.id });
    const paused = await createOffer(ctx, { sellerId: a.id, cardId: card.id });
    const sold = await createOffer(ctx, { sellerId: a.id, cardId: card.id });
    await pauseOffer(sa, { offerId: paused.id });
    expect(await shown(card.id)).toEqual([sold.id]);
    await archiveCard(admin, { cardId: card.id });
    expect(await shown(card.id)).toEqual([]);
    expect(await row(ctx, sold.id)).toMatchObject({ status: 'active', version: 1 });

    const variant = (colour: string) => ({ attrs: { [attributes.color]: token('color', colour) } });
    const two = await createCard(ctx, { categoryId: categories.phones, status: 'published', variants: [variant('red'), variant('blue')] });
    const [red = 0, blue = 0] = two.variantIds;
    const kept = await createOffer(ctx, { sellerId: a.id, cardId: two.id, variantId: red });
    await createOffer(ctx, { sellerId: a.id, cardId: two.id, variantId: blue });
    const proposed = await proposeChange(admin, { cardId: two.id, baseVersion: 1, proposal: { removeVariants: [blue] } });
    if (proposed.status === 'invalid') throw new Error('invalid');
    await applyChangeSet(m, { changeSetId: proposed.changeSetId, rest: 'accept' });
    expect(await shown(two.id)).toEqual([kept.id]);
  });
});

describe("a seller's list", () => {
  it('pages, filters, and says why an offer is not on sale', async (ctx) => {
    const { card, a, sa, sb, m } = await setUp(ctx);
    const made = [];
    for (let i = 0; i < 5; i++) made.push(await createOffer(ctx, { sellerId: a.id, cardId: card.id, sellerSku: `item-${i}`, qty: i }));
    await pauseOffer(sa, { offerId: made[1]?.id ?? 0 });
    await archiveOffer(sa, { offerId: made[2]?.id ?? 0 });
    const first = await listOffersOfSeller(sa, { limit: 2 });
    const second = await listOffersOfSeller(sa, { limit: 2, cursor: first.next });
    expect([...first.items, ...second.items].map((o) => [o.sellerSku, o.qty, o.notBuyable])).toEqual([
      ['item-4', 4, null],
      ['item-3', 3, null],
      ['item-1', 1, 'not_active'],
      ['item-0', 0, 'out_of_stock'],
    ]);
    expect(second.next).toBeNull();
    expect((await listOffersOfSeller(sa, { status: ['archived'] })).items.map((o) => o.sellerSku)).toEqual(['item-2']);
    expect((await listOffersOfSeller(sa, { query: 'ITEM-3' })).items).toHaveLength(1);
    expect((await listOffersOfSeller(sb, {})).items).toEqual([]);
    expect((await listOffersOfSeller(m, { sellerId: a.id })).items).toHaveLength(4);
    expect(await reason(listOffersOfSeller(sb, { sellerId: a.id }))).toBe('offers.seller_not_found');
  });
});

it("a seller's list finds by words of the product's name too, and by what buyers meet; pages keep their place", async (ctx) => {
  const { categories, a, b, sa, sb } = await setUp(ctx);
  const card = await createCard(ctx, { categoryId: categories.cloth, sellerId: a.id, status: 'published', attrs: { 1: { ru: 'Чайник Заря стальной' } } });
  await projectCardList(ctx);
  const made = [];
  for (const [i, qty] of [4, 0, 0, 7].entries()) made.push(await createOffer(ctx, { sellerId: a.id, cardId: card.id, sellerSku: `kettle-${i}`, qty }));
  await createOffer(ctx, { sellerId: b.id, cardId: card.id, sellerSku: 'theirs', qty: 1 });
  await pauseOffer(sa, { offerId: made[3]?.id ?? 0 });
  const skus = async (input: Parameters<typeof listOffersOfSeller>[1]) => (await listOffersOfSeller(sa, input)).items.map((o) => o.sellerSku);
  expect(await skus({ query: 'стальной ЧАЙНИК' })).toEqual(['kettle-3', 'kettle-2', 'kettle-1', 'kettle-0']);
  expect(await skus({ query: 'чайник медный' })).toEqual([]);
  expect(await skus({ query: '100%' })).toEqual([]);
  expect(await skus({ query: 'KETTLE-1' })).toEqual(['kettle-1']);
  expect(await skus({ sku: 'TTLE-1' })).toEqual(['kettle-1']);
  expect(await skus({ sku: 'чайник' })).toEqual([]);
  expect(await skus({ state: 'on_sale' })).toEqual(['kettle-0']);
  expect(await skus({ state: 'not_on_sale' })).toEqual(['kettle-3']);
  const first = await listOffersOfSeller(sa, { state: 'out_of_stock', query: 'заря', limit: 1 });
  const second = await listOffersOfSeller(sa, { state: 'out_of_stock', query: 'заря', limit: 1, cursor: first.next });
  expect([...first.items, ...second.items].map((o) => o.sellerSku)).toEqual(['kettle-2', 'kettle-1']);
  expect(second.next).toBeNull();
  expect((await listOffersOfSeller(sb, { query: 'чайник' })).items.map((o) => o.sellerSku)).toEqual(['theirs']);
});

it('a price or stock typed for what has been changed since is named and not written; the same figures sent again are no conflict', async (ctx) => {
  const { card, a, sa } = await setUp(ctx);
  const offer = await createOffer(ctx, { sellerId: a.id, cardId: card.id, sellerSku: 'late', priceMinor: 1000, qty: 5 });
  const price = (priceMinor: number) => setPrices(sa, { prices: [{ sellerSku: 'late', priceMinor, version: 1 }] });
  expect(await price(900)).toMatchObject({ updated: 1, conflicts: [] });
  expect(await price(900)).toMatchObject({ updated: 0, unchanged: 1, conflicts: [] });
  expect(await price(800)).toMatchObject({ updated: 0, unchanged: 0, conflicts: ['late'] });
  expect(await row(ctx, offer.id)).toMatchObject({ priceMinor: 900, version: 2 });
  const pieces = (qty: number) => setStock(sa, { rows: [{ sellerSku: 'late', qty, was: 5 }] });
  expect(await pieces(3)).toMatchObject({ updated: 1, conflicts: [] });
  expect(await pieces(3)).toMatchObject({ updated: 0, unchanged: 1, conflicts: [] });
  expect(await pieces(2)).toMatchObject({ updated: 0, unchanged: 0, conflicts: ['late'] });
});

it('a seller with an offer on a card may propose changes of it; without one it may not', async (ctx) => {
  const { card, b, sb } = await setUp(ctx);
  const edit = { cardId: card.id, baseVersion: 1, proposal: { attrs: { 2: { ru: 'Описание' } } } };
  expect(await reason(proposeChange(sb, edit))).toBe('catalog.card_not_found');
  await createOffer(ctx, { sellerId: b.id, cardId: card.id });
  expect((await proposeChange(sb, edit)).status).toBe('submitted');
});
