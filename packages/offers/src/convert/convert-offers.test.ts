import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import type { Ctx } from '@yarmarka/kernel';
import { dirty } from '@yarmarka/kernel/tables';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish, undo } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { conversionRuns, offers } from '../tables.ts';
import { createOffer } from '../testing.ts';
import { convertNextOffers, convertOffersJob, enqueueOfferConversions } from './convert-offers.ts';

const it = databaseTest();
const attrsOf = async (ctx: Ctx, id: number): Promise<Attrs> => (await ctx.db.select({ a: offers.attrs }).from(offers).where(eq(offers.id, id)))[0]?.a ?? {};
const put = (ctx: Ctx, id: number, attrs: Attrs) => ctx.db.update(offers).set({ attrs }).where(eq(offers.id, id));
const runOf = async (ctx: Ctx, version: number) => (await ctx.db.select().from(conversionRuns).where(eq(conversionRuns.version, version)))[0];
const mark = async (ctx: Ctx, cardId: number) =>
  (
    await ctx.db
      .select()
      .from(dirty)
      .where(and(eq(dirty.queue, 'search.cards'), eq(dirty.id, cardId)))
  ).reduce((n, d) => Math.max(n, d.version), 0);

const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  const card = await createCard(ctx, { categoryId: t.categories.cloth, sellerId: seller.id, status: 'published' });
  const [blue, black] = [t.token('color', 'blue'), t.token('color', 'black')];
  const first = await createOffer(ctx, { sellerId: seller.id, cardId: card.id });
  const second = await createOffer(ctx, { sellerId: seller.id, cardId: card.id });
  const follow = async (version: number) => {
    await enqueueOfferConversions(ctx, version);
    await convertOffersJob.run(ctx, {});
    return runOf(ctx, version);
  };
  return { ...t, card, blue, black, first, second, color: t.attributes.color, follow };
};
const merged = { kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__blue', intoKey: 'color__black' } } as const;

it('an offer’s own values follow a merged option, and undoing gives back those nobody has changed since', async (ctx) => {
  const { card, first, second, color, blue, black, follow } = await setUp(ctx);
  await put(ctx, first.id, { [color]: blue });
  await put(ctx, second.id, { [color]: black });
  const marked = await mark(ctx, card.id);
  const { version } = await publish(ctx, [merged]);
  expect(await follow(version)).toMatchObject({ offers: 1, converted: 1, unconverted: 0 });
  expect([await attrsOf(ctx, first.id), await attrsOf(ctx, second.id)]).toEqual([{ [color]: black }, { [color]: black }]);
  expect(await mark(ctx, card.id)).toBeGreaterThan(marked);
  const back = await undo(ctx, version);
  expect(await follow(back.version)).toMatchObject({ offers: 1 });
  expect([await attrsOf(ctx, first.id), await attrsOf(ctx, second.id)]).toEqual([{ [color]: blue }, { [color]: black }]);
});

it('what a seller has typed since stays when the merge is undone', async (ctx) => {
  const { first, color, blue, follow, token } = await setUp(ctx);
  await put(ctx, first.id, { [color]: blue });
  const { version } = await publish(ctx, [merged]);
  await follow(version);
  await put(ctx, first.id, { [color]: token('color', 'red') });
  const back = await undo(ctx, version);
  await follow(back.version);
  expect(await attrsOf(ctx, first.id)).toEqual({ [color]: token('color', 'red') });
});

it('values follow a change of type, and come back with it', async (ctx) => {
  const { first, color, blue, follow } = await setUp(ctx);
  await put(ctx, first.id, { [color]: blue });
  const { version } = await publish(ctx, [{ kind: 'attribute_type', convert: { no: color, type: 'text', unitFamily: null, localised: false } }]);
  expect(await follow(version)).toMatchObject({ offers: 1, converted: 1 });
  expect(typeof (await attrsOf(ctx, first.id))[color]).toBe('string');
  const back = await undo(ctx, version);
  await follow(back.version);
  expect(await attrsOf(ctx, first.id)).toEqual({ [color]: blue });
});

it('a finished run is not run again, and a version that converts no values opens none', async (ctx) => {
  const { first, color, blue, follow } = await setUp(ctx);
  await put(ctx, first.id, { [color]: blue });
  const { version } = await publish(ctx, [merged]);
  const run = await follow(version);
  expect(run).toMatchObject({ offers: 1, converted: 1, doneUpTo: first.id });
  expect(await convertNextOffers(ctx, version)).toMatchObject({ finished: true, offers: 0 });
  expect(await follow(version)).toEqual(run);
  expect(await follow(version + 1)).toBeUndefined();
});
