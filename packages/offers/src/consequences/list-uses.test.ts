import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { archiveOffer } from '../offer/move-offer.ts';
import { upsertOffer } from '../offer/upsert-offer.ts';
import { listUses } from './list-uses.ts';

const it = databaseTest();

it('tells which attributes and options offers hold, archived ones too', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { features, color } = t.attributes;
  await publish(ctx, [{ kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: features, op: 'set', fields: { level: 'offer' } } }]);
  const seller = await createSeller(ctx);
  const card = await createCard(ctx, { categoryId: t.categories.cloth, sellerId: seller.id, status: 'published' });
  const [nfc, esim] = [t.token('features', 'nfc'), t.token('features', 'esim')];
  const { offerId } = await upsertOffer(as(ctx, seller.actor), { cardId: card.id, sellerSku: 'X', priceMinor: 100, attrs: { [features]: nfc } });
  const made = { categories: [t.categories.cloth], attributes: [features, color], tokens: [nfc, esim, t.token('color', 'red')] };
  const held = { categories: [], attributes: [features], tokens: [nfc] };
  expect(await listUses(ctx, made)).toEqual(held);
  await archiveOffer(as(ctx, seller.actor), { offerId });
  expect(await listUses(ctx, made)).toEqual(held);
  await expect(listUses(as(ctx, userActor(['seller'])), made)).rejects.toMatchObject({ kind: 'forbidden' });
});
