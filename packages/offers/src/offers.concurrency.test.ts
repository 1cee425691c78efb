import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import { AppError, type Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, cloneDatabase, type TestDatabase, testCtx } from '@yarmarka/testing';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importOffers } from './offer/import-offers.ts';
import { setPrices } from './offer/set-prices.ts';
import { setStock } from './offer/set-stock.ts';
import { upsertOffer } from './offer/upsert-offer.ts';
import { offers, stock } from './tables.ts';

let db: TestDatabase;
let ctx: Ctx;
let seller: Awaited<ReturnType<typeof createSeller>>;
let cardId: number;
const skus = Array.from({ length: 1500 }, (_, i) => `c-${i}`);
beforeAll(async () => {
  db = await cloneDatabase(8);
  ctx = testCtx(db.database);
  const { categories } = await createSmallTaxonomy(ctx);
  seller = await createSeller(ctx);
  const card = await createCard(ctx, { categoryId: categories.cloth, sellerId: seller.id, status: 'published' });
  cardId = card.id;
  await importOffers(me(), { offers: skus.map((sellerSku) => ({ cardId, variantId: card.variantIds[0] ?? 0, sellerSku, priceMinor: 100, qty: 1 })) });
});
afterAll(() => db.close());

const me = () => as(ctx, seller.actor);
/** Another order for every caller: steps of a size that shares no factor with 1500. */
const shuffled = (step: number) => skus.map((_, i) => skus[(i * step) % skus.length] ?? '');

test('stock set by six callers at once, in different orders, ends as one of them wrote it, whole', async () => {
  const callers = [1, 7, 11, 13, 17, 1499];
  const results = await Promise.allSettled(callers.map((n) => setStock(me(), { rows: shuffled(n).map((sellerSku) => ({ sellerSku, qty: 100 * n })) })));
  expect(results.filter((r) => r.status === 'rejected').map((r) => String(r.reason))).toEqual([]);
  const quantities = await ctx.db.execute<{ qty: number }>(sql`select distinct qty from offers.stock`);
  expect(quantities).toHaveLength(1);
  expect(callers.map((n) => n * 100)).toContain(quantities[0]?.qty);
  expect(await ctx.db.select().from(stock)).toHaveLength(skus.length);
});

test('prices set by six callers at once, in different orders, end as one of them wrote them', async () => {
  const callers = [1, 7, 11, 13, 17, 1499];
  const results = await Promise.allSettled(
    callers.map((n) => setPrices(me(), { prices: shuffled(n).map((sellerSku) => ({ sellerSku, priceMinor: 1000 * n })) })),
  );
  expect(results.filter((r) => r.status === 'rejected').map((r) => String(r.reason))).toEqual([]);
  expect(await ctx.db.execute(sql`select distinct price_minor from offers.offers`)).toHaveLength(1);
});

test('one article number saved twice at once is one offer', async () => {
  const save = (priceMinor: number) => upsertOffer(me(), { cardId, sellerSku: 'same', priceMinor });
  const results = await Promise.allSettled([save(100), save(200), save(300)]);
  expect(results.some((r) => r.status === 'fulfilled')).toBe(true);
  for (const r of results) if (r.status === 'rejected') expect(r.reason instanceof AppError && r.reason.reason).toBe('offers.sku_taken');
  expect(await ctx.db.select().from(offers).where(eq(offers.sellerSku, 'same'))).toHaveLength(1);
});
