import { createSeller } from '@yarmarka/accounts/testing';
import type { AppError, Ctx } from '@yarmarka/kernel';
import { categories } from '@yarmarka/taxonomy/tables';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { applyChangeSet } from '../change-set/apply-change-set.ts';
import { getChangeSet } from '../change-set/get-change-set.ts';
import { proposeChange } from '../change-set/propose-change.ts';
import { createCard } from '../testing.ts';
import { changeCategory } from './change-category.ts';
import { getCard, getLiveCard } from './get-card.ts';
import { importCards } from './import-cards.ts';
import { saveDraft } from './save-draft.ts';
import { submitCard } from './submit-card.ts';

const it = databaseTest();
const failure = async (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (e: AppError) => e,
  );

const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  const [s, m] = [as(ctx, seller.actor), as(ctx, userActor(['moderator']))];
  const shirt = (status: 'draft' | 'published') =>
    createCard(ctx, {
      categoryId: t.categories.cloth,
      sellerId: seller.id,
      status,
      attrs: { [t.attributes.color]: t.token('color', 'red'), [t.attributes.composition]: { ru: 'Хлопок' } },
    });
  const place = async (cardId: number, placements: number[]) => saveDraft(s, { cardId, rowVersion: (await getCard(s, cardId)).rowVersion, placements });
  const submit = async (cardId: number) => {
    const sent = await submitCard(s, { cardId, rowVersion: (await getCard(s, cardId)).rowVersion });
    if (sent.status !== 'submitted') throw new Error(JSON.stringify(sent.issues));
    return sent.changeSetId;
  };
  return { categories: t.categories, seller, s, m, shirt, place, submit };
};

describe('the other categories of a new card', () => {
  it('are a field of its own before the moderator, and go live when it is accepted', async (ctx) => {
    const { m, shirt, place, submit, categories: c } = await setUp(ctx);
    const card = await shirt('draft');
    await place(card.id, [c.el, c.phones]);
    const changeSetId = await submit(card.id);
    const [placement] = (await getChangeSet(m, changeSetId)).actions.filter((a) => a.target === 'placement');
    expect(placement).toMatchObject({ attributeNo: null, old: null, new: [c.el, c.phones] });
    await applyChangeSet(m, { changeSetId, rest: 'accept' });
    expect((await getLiveCard(ctx, card.id)).placements).toEqual([c.el, c.phones]);
  });

  it('do not go live when they are refused; the card does', async (ctx) => {
    const { m, shirt, place, submit, categories: c } = await setUp(ctx);
    const card = await shirt('draft');
    await place(card.id, [c.el]);
    const changeSetId = await submit(card.id);
    const no = (await getChangeSet(m, changeSetId)).actions.find((a) => a.target === 'placement')?.no ?? 0;
    const refuse = [{ no, verdict: 'refuse' as const, reasonCode: 'wrong_category' }];
    expect((await applyChangeSet(m, { changeSetId, decisions: refuse, rest: 'accept' })).status).toBe('partly_applied');
    expect((await getLiveCard(ctx, card.id)).placements).toEqual([]);
  });

  it('a card without any asks nothing about them', async (ctx) => {
    const { m, shirt, submit } = await setUp(ctx);
    const changeSetId = await submit((await shirt('draft')).id);
    expect((await getChangeSet(m, changeSetId)).actions.map((a) => a.target)).not.toContain('placement');
  });
});

describe('placements are categories that exist', () => {
  it('an unknown one is refused in drafts, in proposals and in loads', async (ctx) => {
    const { s, seller, shirt, place, categories: c } = await setUp(ctx);
    const draft = await shirt('draft');
    expect(await failure(place(draft.id, [c.el, 987_654]))).toMatchObject({ reason: 'catalog.placements_unknown', details: { categoryIds: [987_654] } });
    const live = await shirt('published');
    const propose = (placements: number[]) => proposeChange(s, { cardId: live.id, baseVersion: 1, proposal: { placements } });
    expect((await failure(propose([987_654]))).reason).toBe('catalog.placements_unknown');
    const load = importCards(s, [{ categoryId: c.cloth, status: 'draft', sellerId: seller.id, placements: [987_654], attrs: {} }]);
    expect((await failure(load)).reason).toBe('catalog.placements_unknown');
  });

  it('a merged one stands for its target, each stands once, and never the main one', async (ctx) => {
    const { s, seller, shirt, place, categories: c } = await setUp(ctx);
    // oxlint-disable-next-line yarmarka/writes-only-in-owner -- only the alias row is wanted here; merging is taxonomy's
    await ctx.db.update(categories).set({ aliasOf: c.el }).where(eq(categories.id, c.smart));
    const draft = await shirt('draft');
    await place(draft.id, [c.smart, c.el, c.cloth, c.phones]);
    expect((await getCard(s, draft.id)).placements).toEqual([c.el, c.phones]);
    const moved = await changeCategory(s, { cardId: draft.id, rowVersion: (await getCard(s, draft.id)).rowVersion, categoryId: c.phones });
    expect((await getCard(s, moved.cardId)).placements).toEqual([c.el]);
    const live = await shirt('published');
    const made = await proposeChange(s, { cardId: live.id, baseVersion: 1, proposal: { placements: [c.smart, c.el, c.cloth] } });
    if (made.status === 'invalid') throw new Error('invalid');
    expect(made.actions).toMatchObject([{ target: 'placement', new: [c.el] }]);
    const [loaded] = await importCards(s, [{ categoryId: c.cloth, status: 'draft', sellerId: seller.id, placements: [c.smart, c.cloth], attrs: {} }]);
    if (loaded?.status !== 'created') throw new Error('not created');
    expect((await getCard(s, loaded.cardId)).placements).toEqual([c.el]);
  });
});
