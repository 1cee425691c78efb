import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { createChangeSet, type MatrixDelta, previewChangeSet, saveChanges } from '@yarmarka/taxonomy';
import type { Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { offers } from '../tables.ts';
import { createOffer } from '../testing.ts';
import { previewDelta } from './preview-delta.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});
async function deltaOf(ctx: Ctx, changes: readonly Change[]): Promise<MatrixDelta> {
  const set = await createChangeSet(ctx, { title: 'Preview' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return previewChangeSet(ctx, set.id);
}

it('counts offers that will lack something or lose sight of it, and nothing for attributes of cards', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const no = t.attributes.waterproof;
  await publish(ctx, [rule(t.categories.smart, no, { level: 'offer' })]);
  const [a, b] = [await createSeller(ctx, { status: 'approved' }), await createSeller(ctx, { status: 'approved' })];
  const cards = [];
  for (let i = 0; i < 4; i++) cards.push(await createCard(ctx, { categoryId: t.categories.smart, status: 'published' }));
  for (const [i, card] of cards.entries()) {
    const offer = await createOffer(ctx, { sellerId: i < 3 ? a.id : b.id, cardId: card.id });
    if (i === 0)
      await ctx.db
        .update(offers)
        .set({ attrs: { [no]: no * 65_536 + 2 } })
        .where(eq(offers.id, offer.id));
    if (i === 1) await ctx.db.update(offers).set({ status: 'archived' }).where(eq(offers.id, offer.id));
  }
  expect(await previewDelta(ctx, await deltaOf(ctx, [rule(t.categories.smart, no, { requirement: 'required' })]))).toEqual({
    lacking: 2,
    parked: 0,
    sellers: 2,
    attributes: [{ attributeNo: no, lacking: 2, parked: 0 }],
  });
  expect(await previewDelta(ctx, await deltaOf(ctx, [rule(t.categories.smart, no, { level: 'card' })]))).toMatchObject({ lacking: 0, parked: 1, sellers: 1 });
  expect(await previewDelta(ctx, await deltaOf(ctx, [rule(t.categories.smart, t.attributes.features, { requirement: 'required' })]))).toMatchObject({
    lacking: 0,
    parked: 0,
    attributes: [],
  });
});

it('values that a merge takes along are neither lacking nor parked', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color, memory } = t.attributes;
  const own = { level: 'offer', axis: false };
  await publish(ctx, [
    rule(t.categories.cloth, color, { ...own, requirement: 'optional' }),
    rule(t.categories.cloth, memory, { ...own, requirement: 'optional' }),
  ]);
  const seller = await createSeller(ctx, { status: 'approved' });
  const card = await createCard(ctx, { categoryId: t.categories.cloth, status: 'published' });
  await createOffer(ctx, { sellerId: seller.id, cardId: card.id, attrs: { [color]: t.token('color', 'red') } });
  const required = rule(t.categories.cloth, memory, { requirement: 'required' });
  expect(await previewDelta(ctx, await deltaOf(ctx, [required]))).toMatchObject({ lacking: 1, parked: 0 });
  const merge: Change = { kind: 'attribute_merge', merge: { fromNo: color, intoNo: memory, options: {} } };
  expect(await previewDelta(ctx, await deltaOf(ctx, [merge, required]))).toMatchObject({ lacking: 0, parked: 0 });
  // Another offer has both: the one that is there already stays, the other is put aside.
  await createOffer(ctx, {
    sellerId: (await createSeller(ctx, { status: 'approved' })).id,
    cardId: card.id,
    attrs: { [color]: t.token('color', 'red'), [memory]: t.token('memory', '64') },
  });
  expect(await previewDelta(ctx, await deltaOf(ctx, [merge, required]))).toMatchObject({
    lacking: 0,
    parked: 1,
    sellers: 1,
    attributes: [{ attributeNo: color, lacking: 0, parked: 1 }],
  });
  // However many there are.
  await ctx.db.execute(sql`
    insert into offers.offers (seller_id, card_id, variant_id, seller_sku, status, price_minor, attrs)
    select o.seller_id, o.card_id, o.variant_id, 'copy-' || n, 'active', 100, o.attrs from offers.offers o, generate_series(1, 2500) n where o.attrs ?& array[${String(color)}, ${String(memory)}]`);
  expect(await previewDelta(ctx, await deltaOf(ctx, [merge]))).toMatchObject({ parked: 2501, sellers: 1 });
});
