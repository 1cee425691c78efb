import { createSeller } from '@yarmarka/accounts/testing';
import type { AppError, Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { describe, expect } from 'vitest';
import { removeVariant } from '../card/edit-variants.ts';
import { getCard, getLiveCard } from '../card/get-card.ts';
import { setCardSellers } from '../card/set-card-sellers.ts';
import type { Proposal } from '../schemas.ts';
import { createCard } from '../testing.ts';
import { applyChangeSet } from './apply-change-set.ts';
import { getChangeSet } from './get-change-set.ts';
import { proposeChange } from './propose-change.ts';

const it = databaseTest();
const failure = async (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (e: AppError) => e,
  );

/** A live phone with variants of these colours, and two sellers who offer none of them yet. */
const setUp = async (ctx: Ctx, ...colours: string[]) => {
  const t = await createSmallTaxonomy(ctx);
  const [seller, other] = [await createSeller(ctx), await createSeller(ctx)];
  const no = t.attributes;
  const variant = (colour: string) => ({ attrs: { [no.color]: t.token('color', colour), [no.memory]: t.token('memory', '64') } });
  const card = await createCard(ctx, {
    categoryId: t.categories.smart,
    sellerId: seller.id,
    status: 'published',
    attrs: { [no.weight]: { n: 180, v: 180, u: 'g' } },
    variants: colours.map(variant),
  });
  const propose = async (c: Ctx, proposal: Partial<Proposal>) => {
    const made = await proposeChange(c, { cardId: card.id, baseVersion: 1, proposal });
    if (made.status === 'invalid') throw new Error(JSON.stringify(made.issues));
    return made.changeSetId;
  };
  const offered = (...variantIds: number[]) => setCardSellers(ctx, [{ cardId: card.id, sellers: [{ sellerId: other.id, variantIds }] }]);
  return {
    ...{ card, seller, other, variant, propose, offered, categories: t.categories },
    ...{ s: as(ctx, seller.actor), o: as(ctx, other.actor), m: as(ctx, userActor(['moderator'])), admin: as(ctx, userActor(['admin'])) },
  };
};

describe('a live card keeps a variant', () => {
  it('when the removal of its only one is accepted and the one that replaces it refused, nothing is written', async (ctx) => {
    const { card, s, m, variant, propose } = await setUp(ctx, 'red');
    const [only = 0] = card.variantIds;
    const changeSetId = await propose(s, { removeVariants: [only], addVariants: [variant('blue')] });
    const added = (await getChangeSet(m, changeSetId)).actions.find((a) => a.target === 'variant:new:1')?.no ?? 0;
    const refuse = [{ no: added, verdict: 'refuse' as const, reasonCode: 'wrong_value' }];
    expect(await applyChangeSet(m, { changeSetId, decisions: refuse, rest: 'accept' })).toMatchObject({
      status: 'invalid',
      issues: [{ code: 'no_variants', variantId: null }],
    });
    expect((await getLiveCard(ctx, card.id)).variants.map((v) => v.id)).toEqual([only]);
    expect((await getChangeSet(m, changeSetId)).status).toBe('submitted');
    expect(await applyChangeSet(m, { changeSetId, rest: 'accept' })).toMatchObject({ status: 'applied' });
  });

  it('when two proposals each remove a different one of two', async (ctx) => {
    const { card, s, m, admin, propose } = await setUp(ctx, 'red', 'blue');
    const [red = 0, blue = 0] = card.variantIds;
    const mine = await propose(s, { removeVariants: [red] });
    const theirs = await propose(admin, { removeVariants: [blue] });
    expect((await applyChangeSet(m, { changeSetId: mine, rest: 'accept' })).status).toBe('applied');
    expect(await applyChangeSet(m, { changeSetId: theirs, rest: 'accept' })).toMatchObject({ status: 'invalid', issues: [{ code: 'no_variants' }] });
    expect((await getLiveCard(ctx, card.id)).variants.map((v) => v.id)).toEqual([blue]);
  });
});

describe('a variant that others sell', () => {
  it('is not proposed for removal by a seller; administrators may, and a seller’s own offers do not stand in its way', async (ctx) => {
    const { card, s, o, admin, propose, offered } = await setUp(ctx, 'red', 'blue');
    const [red = 0, blue = 0] = card.variantIds;
    await offered(blue);
    const refused = await failure(propose(s, { removeVariants: [blue] }));
    expect(refused).toMatchObject({ reason: 'catalog.variant_has_offers', details: { variantIds: [blue] } });
    await propose(s, { removeVariants: [red] });
    await propose(o, { removeVariants: [blue] });
    await propose(admin, { removeVariants: [blue] });
  });

  it('is not removed by a proposal made before they began; the moderator learns which', async (ctx) => {
    const { card, s, m, propose, offered } = await setUp(ctx, 'red', 'blue');
    const [, blue = 0] = card.variantIds;
    const changeSetId = await propose(s, { removeVariants: [blue] });
    await offered(blue);
    expect(await applyChangeSet(m, { changeSetId, rest: 'accept' })).toMatchObject({
      status: 'invalid',
      issues: [{ code: 'variant_offered', variantId: blue }],
    });
    expect((await getLiveCard(ctx, card.id)).variants).toHaveLength(2);
    expect((await applyChangeSet(m, { changeSetId, rest: 'refuse', reasonCode: 'other' })).status).toBe('declined');
  });

  it('is not taken off a draft either', async (ctx) => {
    const { seller, other, s, categories } = await setUp(ctx, 'red');
    const draft = await createCard(ctx, { categoryId: categories.cloth, sellerId: seller.id, variants: [{ attrs: {} }, { attrs: {} }] });
    const [first = 0, second = 0] = draft.variantIds;
    await setCardSellers(ctx, [{ cardId: draft.id, sellers: [{ sellerId: other.id, variantIds: [first] }] }]);
    const remove = (variantId: number) => removeVariant(s, { cardId: draft.id, rowVersion: draft.rowVersion, variantId });
    expect((await failure(remove(first))).reason).toBe('catalog.variant_has_offers');
    await remove(second);
    expect((await getCard(s, draft.id)).variants.map((v) => v.id)).toEqual([first]);
  });
});
