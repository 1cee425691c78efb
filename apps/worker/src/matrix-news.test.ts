import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { createOffer } from '@yarmarka/offers/testing';
import { createChangeSet, saveChanges } from '@yarmarka/taxonomy';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { matrixNews } from './matrix-news.ts';

const it = databaseTest();
async function drafted(ctx: Ctx, edits: readonly { categoryId: number; attributeNo: number; fields: Record<string, unknown> }[]): Promise<number> {
  const set = await createChangeSet(ctx, { title: 'News' });
  await saveChanges(ctx, { changeSetId: set.id, changes: edits.map((edit) => ({ kind: 'rule', edit: { ...edit, op: 'set' } })) });
  return set.id;
}

it('sellers hear of the date also when only their offers, on whoever’s cards, will lack something', async (ctx) => {
  const { categories, attributes } = await createSmallTaxonomy(ctx);
  const [maker, reseller] = [await createSeller(ctx, { status: 'approved' }), await createSeller(ctx, { status: 'approved' })];
  const cards = [];
  for (let i = 0; i < 2; i++) cards.push(await createCard(ctx, { categoryId: categories.cloth, sellerId: maker.id, status: 'published' }));
  for (const card of cards) await createOffer(ctx, { sellerId: reseller.id, cardId: card.id });
  const ofOffer = { categoryId: categories.cloth, attributeNo: attributes.features, fields: { level: 'offer', requirement: 'required' } };
  const news = await matrixNews(ctx, await drafted(ctx, [ofOffer]));
  expect(news?.sellers).toEqual([{ sellerId: reseller.id, cards: 0, offers: 2 }]);
  expect(news?.attributesEn).not.toBe('');
  const ofCard = { categoryId: categories.cloth, attributeNo: attributes.memory, fields: { requirement: 'required' } };
  const both = await matrixNews(ctx, await drafted(ctx, [ofOffer, ofCard]));
  expect(both?.sellers.toSorted((a, b) => a.sellerId - b.sellerId)).toEqual([
    { sellerId: maker.id, cards: 2, offers: 0 },
    { sellerId: reseller.id, cards: 0, offers: 2 },
  ]);
  expect(await matrixNews(ctx, await drafted(ctx, [{ ...ofOffer, fields: { level: 'offer' } }]))).toBeUndefined();
});

it('a card that lacks one thing, holds another wrong and lacks a third in its offer is one card and one offer', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { composition, memory, features, color } = t.attributes;
  const seller = await createSeller(ctx, { status: 'approved' });
  const attrs = { [color]: t.token('color', 'red'), [composition]: { ru: 'хлопок и лён' } };
  const held = [attrs, { ...attrs, [memory]: t.token('memory', '64') }, { ...attrs, [composition]: { ru: 'лён' } }];
  const cards = [];
  for (const one of held) cards.push(await createCard(ctx, { categoryId: t.categories.cloth, sellerId: seller.id, status: 'published', attrs: one }));
  for (const card of cards.slice(0, 1)) await createOffer(ctx, { sellerId: seller.id, cardId: card.id });
  const of = (attributeNo: number, fields: Record<string, unknown>) => ({ categoryId: t.categories.cloth, attributeNo, fields });
  const set = await drafted(ctx, [
    of(composition, { maxLength: 5 }),
    of(memory, { requirement: 'required' }),
    of(features, { level: 'offer', requirement: 'required' }),
  ]);
  expect((await matrixNews(ctx, set))?.sellers).toEqual([{ sellerId: seller.id, cards: 3, offers: 1 }]);
});

it('nobody hears of a date at which the set would be refused, because values of variants disagree', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color, memory, features } = t.attributes;
  const seller = await createSeller(ctx, { status: 'approved' });
  const variants = ['64', '128'].map((key) => ({ attrs: { [color]: t.token('color', 'red'), [memory]: t.token('memory', key) } }));
  await createCard(ctx, { categoryId: t.categories.smart, sellerId: seller.id, status: 'published', variants });
  const required = { categoryId: t.categories.phones, attributeNo: features, fields: { requirement: 'required' } };
  expect((await matrixNews(ctx, await drafted(ctx, [required])))?.sellers).toEqual([{ sellerId: seller.id, cards: 1, offers: 0 }]);
  const torn = { categoryId: t.categories.phones, attributeNo: memory, fields: { axis: false, level: 'card' } };
  expect(await matrixNews(ctx, await drafted(ctx, [required, torn]))).toBeUndefined();
});
