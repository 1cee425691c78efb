import { createSeller } from '@yarmarka/accounts/testing';
import { catalogConsumer, convertValuesJob, enqueueRecompute, recomputeCardsJob } from '@yarmarka/catalog';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { tellPublishedJob } from '@yarmarka/messaging';
import { createOffer } from '@yarmarka/offers/testing';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
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

it('nobody is told while the values still follow the version; once they have, it is told that the cards followed', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx, { status: 'approved' });
  await createCard(ctx, { categoryId: t.categories.cloth, sellerId: seller.id, status: 'published', attrs: { [t.attributes.color]: t.token('color', 'red') } });
  const merge = { kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__blue', intoKey: 'color__black' } } as const;
  const { version } = await publish(ctx, [rule(t.categories.cloth, t.attributes.memory, { requirement: 'required' }), merge]);
  const payload = { version, changeSetId: null, schemasChanged: 1, treeChanged: false };
  const event = { seq: 1, topic: 'matrix', key: String(version), type: 'matrix.published.v1', payload, occurredAt: ctx.clock.now() };
  await catalogConsumer.on['matrix.published.v1']?.(ctx, payload as never, event);
  await recomputeCardsJob.run(ctx, { version, categories: [] });
  expect(await publishedNews(ctx, version)).toBeUndefined();
  await convertValuesJob.run(ctx, {});
  expect((await publishedNews(ctx, version))?.sellers).toMatchObject([{ sellerId: seller.id, lacking: 1 }]);
  expect(await ctx.db.execute(`select key from kernel.outbox where type = 'cards.followed.v1'`)).toHaveLength(2);
});
