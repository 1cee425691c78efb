import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import { AppError, type Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, cloneDatabase, type TestDatabase, testCtx } from '@yarmarka/testing';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setPrices } from './offer/set-prices.ts';
import { setStock } from './offer/set-stock.ts';
import { upsertOffer } from './offer/upsert-offer.ts';
import { offers, stock } from './tables.ts';
import { createOffer } from './testing.ts';

let db: TestDatabase;
let ctx: Ctx;
let seller: Awaited<ReturnType<typeof createSeller>>;
let cardId: number;
const skus = Array.from({ length: 60 }, (_, i) => `c-${i}`);
beforeAll(async () => {
  db = await cloneDatabase(8);
  ctx = testCtx(db.database);
  const { categories } = await createSmallTaxonomy(ctx);
  seller = await createSeller(ctx);
  cardId = (await createCard(ctx, { categoryId: categories.cloth, sellerId: seller.id, status: 'published' })).id;
  for (const sellerSku of skus) await createOffer(ctx, { sellerId: seller.id, cardId, sellerSku });
});
afterAll(() => db.close());

const me = () => as(ctx, seller.actor);
const shuffled = (salt: number) =>
  skus.toSorted((a, b) => ((a.length * 7 + Number(a.slice(2)) * salt) % 61) - ((b.length * 7 + Number(b.slice(2)) * salt) % 61));

test('stock set by six callers at once, in different orders, ends as one of them wrote it, whole', async () => {
  const callers = [1, 2, 3, 4, 5, 6];
  const results = await Promise.allSettled(callers.map((n) => setStock(me(), { rows: shuffled(n * 7).map((sellerSku) => ({ sellerSku, qty: 100 * n })) })));
  expect(results.filter((r) => r.status === 'rejected').map((r) => String(r.reason))).toEqual([]);
  const quantities = await ctx.db.execute<{ qty: number }>(sql`select distinct qty from offers.stock`);
  expect(quantities).toHaveLength(1);
  expect(callers.map((n) => n * 100)).toContain(quantities[0]?.qty);
  expect(await ctx.db.select().from(stock)).toHaveLength(skus.length);
});

test('prices set by six callers at once, in different orders, end as one of them wrote them', async () => {
  const callers = [1, 2, 3, 4, 5, 6];
  const results = await Promise.allSettled(
    callers.map((n) => setPrices(me(), { prices: shuffled(n * 5).map((sellerSku) => ({ sellerSku, priceMinor: 1000 * n })) })),
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
