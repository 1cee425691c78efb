import { createSeller } from '@yarmarka/accounts/testing';
import type { Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { createDraft } from '../card/create-draft.ts';
import { importCards } from '../card/import-cards.ts';
import { saveDraft } from '../card/save-draft.ts';
import { setCardSellers } from '../card/set-card-sellers.ts';
import { CARD_STATUSES, type CardStatus } from '../schemas.ts';
import { cardList, cardNames, cards } from '../tables.ts';
import { createCard } from '../testing.ts';
import { countCards, listCards } from './list-cards.ts';
import { projectCardList, rebuildCardList } from './project-card-list.ts';
import { statusToken } from './tokens.ts';

const it = databaseTest();
const name = (en: string) => ({ 1: { ru: `${en} по-русски`, en } });
const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const [a, b] = [await createSeller(ctx), await createSeller(ctx)];
  const card = (categoryId: number, sellerId: number | null, status: CardStatus, title: string) =>
    createCard(ctx, { categoryId, sellerId, status, attrs: name(title) });
  const made = {
    phoneDraft: await card(t.categories.smart, a.id, 'draft', 'Alpha phone'),
    phoneLive: await card(t.categories.phones, a.id, 'published', 'Beta phone'),
    shirt: await card(t.categories.cloth, b.id, 'published', 'Gamma shirt 100%_cotton'),
    gone: await card(t.categories.cloth, b.id, 'archived', 'Delta'),
    ours: await card(t.categories.cloth, null, 'published', 'Own thing'),
  };
  await projectCardList(ctx);
  return { ...t, a, b, ...made, m: as(ctx, userActor(['moderator'])) };
};
const ids = async (ctx: Ctx, input: Parameters<typeof listCards>[1]) => (await listCards(ctx, input)).items.map((i) => i.id).toSorted((x, y) => x - y);

it('filters by category with what lies below it, seller, status, missing attribute, bands and words of the name', async (ctx) => {
  const { m, categories, a, b, attributes, phoneDraft, phoneLive, shirt, gone, ours } = await setUp(ctx);
  expect(await ids(m, { categoryId: categories.el })).toEqual([phoneDraft.id, phoneLive.id]);
  expect(await ids(m, { categoryId: categories.smart })).toEqual([phoneDraft.id]);
  expect(await ids(m, { sellerId: b.id })).toEqual([shirt.id, gone.id]);
  expect(await ids(m, { status: ['draft', 'archived'] })).toEqual([phoneDraft.id, gone.id]);
  expect(await ids(m, { status: ['draft', 'archived'], sellerId: a.id })).toEqual([phoneDraft.id]);
  expect(await ids(m, { missing: attributes.composition })).toEqual([shirt.id, gone.id, ours.id]);
  expect(await ids(m, { query: 'PHONE бета' })).toEqual([]);
  expect(await ids(m, { query: 'phone по-русски' })).toEqual([phoneDraft.id, phoneLive.id]);
  expect(await ids(m, { query: '100%_' })).toEqual([shirt.id]);
  expect(await ids(m, { completeness: ['low'] })).toHaveLength(5);
  expect(await ids(m, { completeness: ['complete'] })).toEqual([]);
  expect(await ids(m, { categoryId: categories.cloth, status: ['published'], sellerId: b.id, query: 'gamma' })).toEqual([shirt.id]);
});

it('a seller is held to its own cards and the live ones it sells', async (ctx) => {
  const { a, b, phoneDraft, phoneLive, shirt, gone } = await setUp(ctx);
  expect(await ids(as(ctx, a.actor), {})).toEqual([phoneDraft.id, phoneLive.id]);
  expect(await ids(as(ctx, a.actor), { sellerId: b.id })).toEqual([phoneDraft.id, phoneLive.id]);
  await setCardSellers(ctx, [{ cardId: shirt.id, sellers: [a, b].map((s) => ({ sellerId: s.id, variantIds: shirt.variantIds })) }]);
  await projectCardList(ctx);
  expect(await ids(as(ctx, a.actor), {})).toEqual([phoneDraft.id, phoneLive.id, shirt.id]);
  await setCardSellers(ctx, [{ cardId: shirt.id, sellers: [] }]);
  await projectCardList(ctx);
  expect(await ids(as(ctx, a.actor), {})).toEqual([phoneDraft.id, phoneLive.id]);
  expect(await ids(as(ctx, b.actor), {})).toEqual([shirt.id, gone.id]);
  await expect(listCards(as(ctx, userActor(['buyer'])), {})).rejects.toMatchObject({ reason: 'kernel.forbidden' });
});

it('pages by key without gaps or repeats, newest changed first', async (ctx) => {
  const { categories, m } = await setUp(ctx);
  for (let i = 0; i < 7; i++) await createCard(ctx, { categoryId: categories.cloth });
  await projectCardList(ctx);
  for (const input of [{}, { categoryId: categories.cloth }, { sort: 'newest' as const }]) {
    const all = (await listCards(m, { ...input, limit: 200 })).items.map((i) => i.id);
    const paged: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listCards>> = await listCards(m, { ...input, limit: 3, cursor });
      paged.push(...page.items.map((i) => i.id));
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(paged.length);
  }
});

it('a change shows after the projection and moves the card to the front', async (ctx) => {
  const { a, phoneDraft } = await setUp(ctx);
  const c = as(ctx, a.actor);
  await saveDraft(c, { cardId: phoneDraft.id, rowVersion: phoneDraft.rowVersion, attrs: name('Renamed') });
  expect(await ids(c, { query: 'renamed' })).toEqual([]);
  expect(await projectCardList(ctx)).toBeGreaterThan(0);
  const { items } = await listCards(c, {});
  expect(items[0]).toMatchObject({ id: phoneDraft.id, name: { en: 'Renamed' }, status: 'draft', variants: 1, picture: null });
  expect(await projectCardList(ctx)).toBe(0);
});

it('a full rebuild gives the same rows as the projections before it', async (ctx) => {
  const { a, phoneDraft, shirt, categories } = await setUp(ctx);
  const c = as(ctx, a.actor);
  await saveDraft(c, { cardId: phoneDraft.id, rowVersion: phoneDraft.rowVersion, attrs: name('Renamed'), placements: [categories.cloth] });
  await createDraft(c, { categoryId: categories.smart });
  await setCardSellers(ctx, [{ cardId: shirt.id, sellers: [{ sellerId: a.id, variantIds: shirt.variantIds }] }]);
  await projectCardList(ctx);
  const rows = () =>
    ctx.db
      .select({ ...getTableColumns(cardList), name: cardNames.name })
      .from(cardList)
      .innerJoin(cardNames, eq(cardNames.cardId, cardList.cardId))
      .orderBy(cardList.cardId);
  const before = await rows();
  expect(before).toHaveLength(6);
  await ctx.db.execute(sql`update catalog.card_list set tokens = '{}' where card_id % 2 = 0`);
  await ctx.db.execute(sql`update catalog.card_names set name = 'spoilt' where card_id % 3 = 0`);
  expect(await rebuildCardList(ctx, 3)).toBe(6);
  expect(await rows()).toEqual(before);
});

it('every status has the token that the SQL projection writes', async (ctx) => {
  const { categories } = await createSmallTaxonomy(ctx);
  const { id } = await createCard(ctx, { categoryId: categories.cloth });
  for (const status of CARD_STATUSES) {
    await ctx.db.update(cards).set({ status }).where(eq(cards.id, id));
    const [row] = await ctx.db.execute<{ tokens: number[] }>(sql`select tokens from catalog.card_list_rows(array[${id}]::int[])`);
    expect(row?.tokens).toContain(statusToken(status));
  }
});

it('bulk loading gives back ids in order, refuses what does not pass, and marks the rest for projection', async (ctx) => {
  const { categories, attributes, a, token } = await setUp(ctx);
  const cotton = { [attributes.composition]: { ru: 'Хлопок' } };
  const colour = { [attributes.color]: token('color', 'red') };
  const results = await importCards(ctx, [
    { categoryId: categories.cloth, status: 'published', attrs: { ...name('Good'), ...cotton, ...colour } },
    { categoryId: categories.cloth, status: 'published', attrs: name('No composition') },
    { categoryId: categories.cloth, status: 'draft', sellerId: a.id, attrs: name('Draft'), variants: [{ attrs: {} }, { attrs: {} }] },
  ]);
  expect(results.map((r) => r.status)).toEqual(['created', 'invalid', 'created']);
  const [good, , draft] = results;
  if (good?.status !== 'created' || draft?.status !== 'created') throw new Error('not created');
  expect(draft.variantIds).toHaveLength(2);
  const [row] = await ctx.db.select().from(cards).where(eq(cards.id, good.cardId));
  expect(row).toMatchObject({ version: 1, completeness: 100, slugEn: 'good', slugRu: 'good-po-russki', status: 'published' });
  await projectCardList(ctx);
  expect(await ids(as(ctx, userActor(['admin'])), { query: 'good' })).toEqual([good.cardId]);
  await expect(importCards(as(ctx, a.actor), [{ categoryId: categories.cloth, status: 'published', sellerId: a.id, attrs: {} }])).rejects.toMatchObject({
    kind: 'forbidden',
  });
});

it('counts stop at the cap', async (ctx) => {
  const { m } = await setUp(ctx);
  expect(await countCards(m, { status: ['published'] })).toEqual({ count: 3, more: false });
});
