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
  expect(news?.sellers).toEqual([{ sellerId: reseller.id, cards: 2 }]);
  expect(news?.attributesEn).not.toBe('');
  const ofCard = { categoryId: categories.cloth, attributeNo: attributes.memory, fields: { requirement: 'required' } };
  const both = await matrixNews(ctx, await drafted(ctx, [ofOffer, ofCard]));
  expect(both?.sellers.toSorted((a, b) => a.sellerId - b.sellerId)).toEqual([
    { sellerId: maker.id, cards: 2 },
    { sellerId: reseller.id, cards: 2 },
  ]);
  expect(await matrixNews(ctx, await drafted(ctx, [{ ...ofOffer, fields: { level: 'offer' } }]))).toBeUndefined();
});
