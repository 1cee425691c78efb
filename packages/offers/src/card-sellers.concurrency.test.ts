import { createSeller } from '@yarmarka/accounts/testing';
import { setCardSellers } from '@yarmarka/catalog';
import { cardSellers } from '@yarmarka/catalog/tables';
import { createCard } from '@yarmarka/catalog/testing';
import { type Ctx, withTx } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, cloneDatabase, type TestDatabase, testCtx } from '@yarmarka/testing';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importOffers } from './offer/import-offers.ts';
import { archiveOffer } from './offer/move-offer.ts';
import { reconcileCardSellers } from './offer/reconcile-card-sellers.ts';
import { upsertOffer } from './offer/upsert-offer.ts';

let db: TestDatabase;
let ctx: Ctx;
let seller: Awaited<ReturnType<typeof createSeller>>;
let categoryId: number;
beforeAll(async () => {
  db = await cloneDatabase(8);
  ctx = testCtx(db.database);
  categoryId = (await createSmallTaxonomy(ctx)).categories.cloth;
  seller = await createSeller(ctx);
});
afterAll(() => db.close());

const me = () => as(ctx, seller.actor);
const newCard = () => createCard(ctx, { categoryId, sellerId: seller.id, status: 'published' });
const sellersOf = async (cardId: number) => (await ctx.db.select().from(cardSellers).where(eq(cardSellers.cardId, cardId))).map((s) => s.sellerId);
const offer = async (cardId: number, sellerSku: string) => (await upsertOffer(me(), { cardId, sellerSku, priceMinor: 100 })).offerId;
const waiting = async () => (await ctx.db.execute(sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length;

/** Two transactions overlap: the first has done its work and not committed when the second does its own, as far as it is let. */
async function overlapping(first: (tx: Ctx) => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  let other: Promise<unknown> | undefined;
  let ended = false;
  await withTx(me(), async (tx) => {
    await first(tx);
    other = second().finally(() => {
      ended = true;
    });
    while (!ended && (await waiting()) === 0) await new Promise(setImmediate);
  });
  await other;
}

test('two last offers of a seller archived at once leave no right on the card', async () => {
  const { id } = await newCard();
  const [one, two] = [await offer(id, 'a1'), await offer(id, 'a2')];
  await overlapping(
    (tx) => archiveOffer(tx, { offerId: one }),
    () => archiveOffer(me(), { offerId: two }),
  );
  expect(await sellersOf(id)).toEqual([]);
});

test('an offer made while the seller’s other one is archived keeps the right on the card', async () => {
  const { id } = await newCard();
  const old = await offer(id, 'b1');
  await overlapping(
    (tx) => upsertOffer(tx, { cardId: id, sellerSku: 'b2', priceMinor: 100 }),
    () => archiveOffer(me(), { offerId: old }),
  );
  expect(await sellersOf(id)).toEqual([seller.id]);
});

test('loads of the same cards in opposite orders wait for each other and end', async () => {
  const cards = [await newCard(), await newCard(), await newCard()];
  const rows = (tag: string) => cards.map((c, i) => ({ cardId: c.id, variantId: c.variantIds[0] ?? 0, sellerSku: `${tag}-${i}`, priceMinor: 100 }));
  const others = [seller, await createSeller(ctx), await createSeller(ctx)];
  await Promise.all(others.map((o, i) => importOffers(as(ctx, o.actor), { offers: i % 2 === 0 ? rows(`c${i}`) : rows(`c${i}`).toReversed() })));
  for (const card of cards) expect((await sellersOf(card.id)).toSorted((a, b) => a - b)).toEqual(others.map((o) => o.id).toSorted((a, b) => a - b));
});

test('a load that moves an offer to another card takes the right on the old one away', async () => {
  const [from, to] = [await newCard(), await newCard()];
  const load = (card: typeof from) =>
    importOffers(me(), { offers: [{ cardId: card.id, variantId: card.variantIds[0] ?? 0, sellerSku: 'moves', priceMinor: 100 }] });
  await load(from);
  await load(to);
  expect([await sellersOf(from.id), await sellersOf(to.id)]).toEqual([[], [seller.id]]);
});

test('the reconciler mends what was lost between, and nothing else', async () => {
  const [lost, stale, right] = [await newCard(), await newCard(), await newCard()];
  for (const [i, card] of [lost, right].entries()) await offer(card.id, `d${i}`);
  await withTx(ctx, (tx) =>
    setCardSellers(tx, [
      { cardId: lost.id, sellers: [] },
      { cardId: stale.id, sellers: [{ sellerId: seller.id, variantIds: [] }] },
    ]),
  );
  expect(await reconcileCardSellers(ctx)).toBe(2);
  expect([await sellersOf(lost.id), await sellersOf(stale.id), await sellersOf(right.id)]).toEqual([[seller.id], [], [seller.id]]);
  expect(await reconcileCardSellers(ctx)).toBe(0);
});
