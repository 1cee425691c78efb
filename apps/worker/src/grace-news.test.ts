import { createSeller } from '@yarmarka/accounts/testing';
import { enforceGrace, recomputeCardsJob } from '@yarmarka/catalog';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { tellGraceJob } from '@yarmarka/messaging';
import { enforceOfferGrace } from '@yarmarka/offers';
import { createOffer } from '@yarmarka/offers/testing';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { graceNews } from './grace-news.ts';

const it = databaseTest();
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, clock: { ...ctx.clock, now: () => new Date(ctx.clock.now().getTime() + days * 86_400_000) } });
const told = (ctx: Ctx) =>
  ctx.db.execute<{ seller: number; at: string; cards: number; offers: number; en: string; link: string }>(`
    select m.seller_id as seller, n.params ->> 'at' as at, (n.params ->> 'cards')::int as cards, (n.params ->> 'offers')::int as offers, n.params ->> 'attributesEn' as en, n.link
    from messaging.notices n join accounts.seller_members m on m.user_id = n.user_id where n.kind = 'grace_ending' order by n.created_at, m.seller_id, n.id`);

/** Two sellers: one with two cards whose required composition is too long and an offer without colour, one with an offer alone. */
async function setUp(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  const { composition, color } = t.attributes;
  const rule = (attributeNo: number, fields: Record<string, unknown>) =>
    ({ kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo, op: 'set', fields } }) as const;
  const [maker, reseller] = [await createSeller(ctx, { status: 'approved' }), await createSeller(ctx, { status: 'approved' })];
  const cards = [];
  for (let i = 0; i < 2; i++)
    cards.push(
      await createCard(ctx, { categoryId: t.categories.cloth, sellerId: maker.id, status: 'published', attrs: { [composition]: { ru: 'хлопок и лён' } } }),
    );
  const cardId = cards[0]?.id ?? 0;
  for (const { id } of [maker, reseller]) await createOffer(ctx, { sellerId: id, cardId });
  const { version } = await publish(ctx, [rule(composition, { maxLength: 5 }), rule(color, { level: 'offer' })]);
  await recomputeCardsJob.run(ctx, { version, categories: [] });
  await enforceOfferGrace(ctx);
  return { t, maker, reseller, rule };
}
const job = tellGraceJob(graceNews);

it('a week before the grace ends each seller is told once of the day, with its cards and its offers, however often the night runs', async (ctx) => {
  const { maker, reseller } = await setUp(ctx);
  await job.run(later(ctx, 22), {});
  expect(await told(ctx)).toEqual([]);
  for (const day of [23, 23, 24, 29]) await job.run(later(ctx, day), {});
  expect(await told(ctx)).toEqual([
    { seller: maker.id, at: '2026-04-01', cards: 2, offers: 1, en: 'Colour, Composition', link: '/seller/cards?invalid=1' },
    { seller: reseller.id, at: '2026-04-01', cards: 0, offers: 1, en: 'Colour', link: '/seller/offers?state=to_correct' },
  ]);
  // It was told in time: what is not mended leaves on that day.
  expect(await enforceGrace(later(ctx, 30))).toMatchObject({ suppressed: 2 });
  expect(await enforceOfferGrace(later(ctx, 30))).toMatchObject({ suppressed: 2 });
});

it('another attribute, or another day of the same, is told anew, with what it concerns alone', async (ctx) => {
  const { t, maker, rule } = await setUp(ctx);
  await job.run(later(ctx, 23), {});
  const d10 = later(ctx, 10);
  await publish(d10, [rule(t.attributes.features, { level: 'offer', requirement: 'required' })]);
  await enforceOfferGrace(d10);
  await job.run(later(ctx, 33), {});
  expect((await told(ctx)).filter((n) => n.seller === maker.id)).toMatchObject([
    { at: '2026-04-01', cards: 2, offers: 1 },
    { at: '2026-04-11', cards: 0, offers: 1, en: 'Features' },
  ]);
});

it('a night that breaks off after some sellers tells the others when it runs again, and nobody twice', async (ctx) => {
  await setUp(ctx);
  const d23 = later(ctx, 23);
  let counted = 0;
  const broken = tellGraceJob({
    ...graceNews,
    count: async (...args) => {
      if (++counted > 1) throw new Error('killed');
      return graceNews.count(...args);
    },
  });
  await expect(broken.run({ ...d23, inTx: false }, {})).rejects.toThrow('killed');
  expect(await told(ctx)).toHaveLength(1);
  await job.run(d23, {});
  expect(await told(ctx)).toHaveLength(2);
});
