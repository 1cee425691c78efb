import { createSeller } from '@yarmarka/accounts/testing';
import { setGraceEnforced } from '@yarmarka/catalog';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { auditLog } from '@yarmarka/kernel/tables';
import type { Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { asc, eq, like, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { getOffersOfCard } from '../offer/get-offers-of-card.ts';
import { listOffersOfSeller } from '../offer/list-offers.ts';
import { pauseOffer, resumeOffer } from '../offer/move-offer.ts';
import { upsertOffer } from '../offer/upsert-offer.ts';
import { offers } from '../tables.ts';
import { createOffer } from '../testing.ts';
import { countEndingOffers, listEndingOffers } from './ending-grace.ts';
import { enforceOfferGrace } from './enforce-grace.ts';

const it = databaseTest();
const DAY = 86_400_000;
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, clock: { ...ctx.clock, now: () => new Date(ctx.clock.now().getTime() + days * DAY) } });
const states = async (ctx: Ctx) => (await ctx.db.select({ status: offers.status }).from(offers).orderBy(asc(offers.id))).map((o) => o.status);
const wrong = async (ctx: Ctx) => (await ctx.db.select({ w: offers.wrongSince }).from(offers).orderBy(asc(offers.id))).map((o) => Object.keys(o.w).map(Number));
const events = async (ctx: Ctx, type: string) => ctx.db.execute<{ payload: unknown }>(sql`select payload from kernel.outbox where type = ${type} order by id`);
const NONE = { suppressed: 0, returned: 0 };

/** Four offers on one card: of colours red, blue and none, and a paused one without; then colour is asked of every offer, red or black. */
async function setUp(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  const { color } = t.attributes;
  const rule = (fields: Record<string, unknown>): Change => ({ kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: color, op: 'set', fields } });
  const ask = (fields: Record<string, unknown>) => publish(ctx, [rule(fields)]);
  await ask({ level: 'offer', requirement: 'optional' });
  const seller = await createSeller(ctx, { status: 'approved' });
  const card = await createCard(ctx, { categoryId: t.categories.cloth, sellerId: seller.id, status: 'published' });
  const [red, blue, black] = [t.token('color', 'red'), t.token('color', 'blue'), t.token('color', 'black')];
  const made = [];
  for (const attrs of [{ [color]: red }, { [color]: blue }, {}, {}]) made.push((await createOffer(ctx, { sellerId: seller.id, cardId: card.id, attrs })).id);
  const [, second = 0, third = 0, paused = 0] = made;
  const me = as(ctx, seller.actor);
  await pauseOffer(me, { offerId: paused });
  await ask({ requirement: 'required', options: [red, black] });
  const mend = (offerId: number, attrs: Record<string, unknown>) =>
    ctx.db
      .select()
      .from(offers)
      .where(eq(offers.id, offerId))
      .then(([o]) => upsertOffer(me, { cardId: card.id, sellerSku: o?.sellerSku ?? '', priceMinor: 100, attrs }));
  return { t, color, black, ask, seller, me, card, second, third, paused, mend };
}

it('offers that lack a required value, or hold a disallowed one, leave the shop after the grace, each with one event; their card and right offers stay', async (ctx) => {
  const { card, color, seller, me, second, third } = await setUp(ctx);
  expect(await enforceOfferGrace(ctx)).toEqual(NONE);
  expect(await wrong(ctx)).toEqual([[], [color], [color], []]);
  expect(await enforceOfferGrace(later(ctx, 29))).toEqual(NONE);
  expect(await enforceOfferGrace(later(ctx, 30), { batch: 1 })).toEqual({ suppressed: 2, returned: 0 });
  expect(await states(ctx)).toEqual(['active', 'suppressed', 'suppressed', 'paused']);
  expect((await getOffersOfCard(ctx, card.id)).offers).toHaveLength(1);
  expect((await events(ctx, 'offer.suppressed.v1')).map((e) => e.payload)).toMatchObject([
    { offerId: second, cardId: card.id, sellerId: seller.id },
    { offerId: third, cardId: card.id, sellerId: seller.id },
  ]);
  const journal = await ctx.db.select().from(auditLog).where(like(auditLog.action, 'offer.suppress')).orderBy(asc(auditLog.id));
  expect(journal.map((j) => [j.entityId, j.fromState, j.toState])).toEqual([second, third].map((id) => [String(id), 'active', 'suppressed']));
  expect((await listOffersOfSeller(me, { state: 'to_correct', limit: 10 })).items.map((o) => o.id)).toEqual([third, second]);
  expect(await enforceOfferGrace(later(ctx, 31))).toEqual(NONE);
  expect(await events(ctx, 'offer.suppressed.v1')).toHaveLength(2);
});

it('an offer is back at once when its seller mends it, and may be paused meanwhile; what is not mended stays out', async (ctx) => {
  const { black, color, me, second, third, mend } = await setUp(ctx);
  await enforceOfferGrace(ctx);
  await enforceOfferGrace(later(ctx, 30));
  await expect(resumeOffer(me, { offerId: third })).rejects.toMatchObject({ reason: 'offers.values_invalid' });
  await expect(mend(third, {})).rejects.toMatchObject({ reason: 'offers.values_invalid' });
  expect(await mend(third, { [color]: black })).toMatchObject({ status: 'active' });
  await pauseOffer(me, { offerId: second });
  expect(await states(ctx)).toEqual(['active', 'paused', 'active', 'paused']);
  expect(await wrong(ctx)).toEqual([[], [], [], []]);
  expect(await enforceOfferGrace(later(ctx, 90))).toEqual(NONE);
});

it('offers come back by themselves when the rules allow them again and when the setting goes off', async (ctx) => {
  const { ask, color } = await setUp(ctx);
  await enforceOfferGrace(ctx);
  await enforceOfferGrace(later(ctx, 30));
  await setGraceEnforced(ctx, false);
  expect(await enforceOfferGrace(later(ctx, 31))).toEqual({ suppressed: 0, returned: 2 });
  await setGraceEnforced(ctx, true);
  expect(await enforceOfferGrace(later(ctx, 32))).toEqual({ suppressed: 2, returned: 0 });
  await ask({ requirement: 'optional' });
  expect(await enforceOfferGrace(later(ctx, 33))).toEqual({ suppressed: 0, returned: 2 });
  expect(await events(ctx, 'offer.returned.v1')).toHaveLength(4);
  // A wrong value that is asked for anew has its days from then on.
  await ask({ requirement: 'required' });
  expect(await enforceOfferGrace(later(ctx, 60))).toEqual(NONE);
  expect(await wrong(ctx)).toEqual([[], [color], [color], []]);
  expect(await enforceOfferGrace(later(ctx, 89))).toEqual(NONE);
  expect(await enforceOfferGrace(later(ctx, 90))).toEqual({ suppressed: 2, returned: 0 });
});

it('in the last week sellers can be told of the day, with how many offers it is, and no longer once they are mended or nothing is enforced', async (ctx) => {
  const { black, color, seller, third, mend } = await setUp(ctx);
  await enforceOfferGrace(ctx);
  const ahead = { days: 7, timeZone: 'Europe/Moscow' };
  const due = { sellerId: seller.id, day: '2026-04-01', nos: [color] };
  expect(await listEndingOffers(later(ctx, 22), ahead)).toEqual([]);
  expect(await listEndingOffers(later(ctx, 23), ahead)).toEqual([due]);
  expect(await countEndingOffers(later(ctx, 23), ahead, due)).toBe(2);
  await mend(third, { [color]: black });
  expect(await countEndingOffers(later(ctx, 29), ahead, due)).toBe(1);
  await setGraceEnforced(ctx, false);
  expect(await listEndingOffers(later(ctx, 23), ahead)).toEqual([]);
});

it('a night passes every card, however few at a time', async (ctx) => {
  const { t, ask, black, color, seller, me, mend, second, third } = await setUp(ctx);
  for (const id of [second, third]) await mend(id, { [color]: black });
  await ask({ requirement: 'optional' });
  const fresh = [];
  for (let i = 0; i < 5; i++) {
    const other = await createCard(ctx, { categoryId: t.categories.cloth, sellerId: seller.id, status: 'published' });
    fresh.push((await createOffer(ctx, { sellerId: seller.id, cardId: other.id })).id);
  }
  await ask({ requirement: 'required' });
  await enforceOfferGrace(ctx, { batch: 2 });
  expect(await wrong(ctx)).toEqual([[], [], [], [], ...fresh.map(() => [color])]);
  expect(await enforceOfferGrace(later(ctx, 30), { batch: 2 })).toEqual({ suppressed: 5, returned: 0 });
  expect((await listOffersOfSeller(me, { state: 'to_correct', limit: 10 })).items.map((o) => o.id)).toEqual(fresh.toReversed());
});
