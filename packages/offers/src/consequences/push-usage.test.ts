import { createSeller } from '@yarmarka/accounts/testing';
import { importCards, pushCardUsage } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { listGridUse, listSuggestions, mineOverlaps } from '@yarmarka/taxonomy';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { archiveOffer } from '../offer/move-offer.ts';
import { upsertOffer } from '../offer/upsert-offer.ts';
import { pushOfferUsage } from './push-usage.ts';

const it = databaseTest();
const CARDS = 60;

/** Sixty cards of a category where the offer is asked for features; the first `filled` of `offered` offers tell them. */
async function shop(ctx: Ctx, { offered, filled }: { offered: number; filled: number }) {
  const t = await createSmallTaxonomy(ctx);
  const no = t.attributes.features;
  await publish(ctx, [
    { kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: no, op: 'set', fields: { level: 'offer', requirement: 'recommended' } } },
  ]);
  const seller = await createSeller(ctx);
  const cards = Array.from({ length: CARDS }, (_, i) => ({
    categoryId: t.categories.cloth,
    status: 'published' as const,
    sellerId: seller.id,
    attrs: { 1: { ru: `Рубашка ${i}` } },
    variants: [{ attrs: {} }],
  }));
  const made = (await importCards(ctx, cards, { bare: true })).flatMap((m) => (m.status === 'created' ? [m.cardId] : []));
  const offers: number[] = [];
  for (const [i, cardId] of made.slice(0, offered).entries()) {
    const attrs = i < filled ? { [no]: t.token('features', 'nfc') } : {};
    offers.push((await upsertOffer(as(ctx, seller.actor), { cardId, sellerSku: `S${i}`, priceMinor: 100, attrs })).offerId);
  }
  return { t, no, offers, seller };
}
const unfilled = async (ctx: Ctx): Promise<number[]> => {
  await mineOverlaps(ctx);
  const { items } = await listSuggestions(ctx, { kind: 'unused', limit: 50 });
  return items.flatMap(({ evidence: e }) => (e.kind === 'unused' && e.reason === 'unfilled' ? [e.attributeNo] : []));
};
const filledOf = async (ctx: Ctx, no: number) => (await listGridUse(ctx, null)).find((u) => u.no === no)?.filled;

it('an attribute that every offer fills is not called unfilled, and each count leaves the other one’s rows alone', async (ctx) => {
  const { no, offers, seller } = await shop(ctx, { offered: CARDS, filled: CARDS });
  await pushOfferUsage(ctx);
  await pushCardUsage(ctx);
  expect(await unfilled(ctx)).not.toContain(no);
  expect(await filledOf(ctx, no)).toBe(CARDS);
  await archiveOffer(as(ctx, seller.actor), { offerId: offers[0] ?? 0 });
  await pushOfferUsage(ctx);
  expect(await filledOf(ctx, no)).toBe(CARDS - 1);
  expect(await filledOf(ctx, 1)).toBe(CARDS);
  await expect(pushOfferUsage(as(ctx, userActor(['seller'], { sellerId: seller.id })))).rejects.toMatchObject({ kind: 'forbidden' });
});

it('an attribute of offers is suggested only where offers were counted, were enough, and none fills it', async (ctx) => {
  const { no } = await shop(ctx, { offered: CARDS, filled: 0 });
  await pushCardUsage(ctx);
  expect(await unfilled(ctx)).not.toContain(no);
  await pushOfferUsage(ctx);
  expect(await unfilled(ctx)).toContain(no);
  await ctx.db.execute(sql`update offers.offers set status = 'archived' where id in (select id from offers.offers order by id limit 20)`);
  await pushOfferUsage(ctx);
  expect(await unfilled(ctx)).not.toContain(no);
});
