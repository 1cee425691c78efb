import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { as, cloneDatabase, testCtx, type TestDatabase } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importOffers } from '../offer/import-offers.ts';
import { upsertOffer } from '../offer/upsert-offer.ts';
import { enforceOfferGrace } from './enforce-grace.ts';

const OFFERS = 60;
let db: TestDatabase;
let ctx: Ctx;
let seller: Awaited<ReturnType<typeof createSeller>>;
let [cardId, color, red] = [0, 0, 0];
const after = (days: number): Ctx => ({ ...ctx, clock: { ...ctx.clock, now: () => new Date(ctx.clock.now().getTime() + days * 86_400_000) } });

/** Many offers that have lacked a colour for a month. */
beforeEach(async () => {
  db = await cloneDatabase(8);
  ctx = testCtx(db.database);
  const t = await createSmallTaxonomy(ctx);
  seller = await createSeller(ctx, { status: 'approved' });
  const card = await createCard(ctx, { categoryId: t.categories.cloth, sellerId: seller.id, status: 'published' });
  [cardId, color, red] = [card.id, t.attributes.color, t.token('color', 'red')];
  const rows = Array.from({ length: OFFERS }, (_, i) => ({ cardId, variantId: card.variantIds[0] ?? 0, sellerSku: `g-${i}`, priceMinor: 100 }));
  await importOffers(as(ctx, seller.actor), { offers: rows });
  await publish(ctx, [{ kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: color, op: 'set', fields: { level: 'offer' } } }]);
  await enforceOfferGrace(ctx);
});
afterEach(() => db.close());

const byStatus = async () => {
  const rows = await ctx.db.execute<{ status: string; n: number }>(sql`select status, count(*)::int as n from offers.offers group by 1`);
  return Object.fromEntries(rows.map((r) => [r.status, r.n]));
};
const told = async () =>
  (
    await ctx.db.execute<{ n: number; d: number }>(sql`
  select count(*)::int as n, count(distinct key)::int as d from kernel.outbox where type = 'offer.suppressed.v1'`)
  )[0];

test('two nights at once, while sellers mend some: every offer left once, and none that is right stays out', async () => {
  const mended = Array.from({ length: 20 }, (_, i) => `g-${i * 3}`);
  const mend = async () => {
    for (const sellerSku of mended) await upsertOffer(as(ctx, seller.actor), { cardId, sellerSku, priceMinor: 100, attrs: { [color]: red } });
  };
  const done = await Promise.allSettled([enforceOfferGrace(after(31), { batch: 7 }), enforceOfferGrace(after(31), { batch: 11 }), mend()]);
  expect(done.filter((d) => d.status === 'rejected').map((d) => String(d.reason))).toEqual([]);
  // What somebody was writing in that moment is left to the next night.
  await enforceOfferGrace(after(32));
  expect(await byStatus()).toEqual({ active: mended.length, suppressed: OFFERS - mended.length });
  const events = await told();
  expect(events?.n).toBe(events?.d);
});

test('a night that breaks off between two batches is finished by the next, and nobody is told twice', async () => {
  const broken = enforceOfferGrace(after(31), {
    batch: 25,
    afterBatch: () => {
      throw new Error('killed');
    },
  });
  await expect(broken).rejects.toThrow('killed');
  expect(await byStatus()).toEqual({ active: OFFERS - 25, suppressed: 25 });
  expect(await enforceOfferGrace(after(31))).toEqual({ suppressed: OFFERS - 25, returned: 0 });
  expect(await told()).toEqual({ n: OFFERS, d: OFFERS });
});
