import { createSeller } from '@yarmarka/accounts/testing';
import type { Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { changeCategory } from '../card/change-category.ts';
import { getCard, getLiveCard } from '../card/get-card.ts';
import { saveDraft } from '../card/save-draft.ts';
import { submitCard } from '../card/submit-card.ts';
import { cards, variants } from '../tables.ts';
import { createCard } from '../testing.ts';
import { applyChangeSet } from './apply-change-set.ts';
import { getChangeSet } from './get-change-set.ts';
import { proposeChange } from './propose-change.ts';

const it = databaseTest();
const spam = { ru: 'Пишите нам в мессенджер' };
const cotton = { ru: 'Хлопок' };

/** A phone whose draft once was clothing: its composition is parked and nobody has reviewed it. */
const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  const no = t.attributes;
  const attrs: Attrs = { [no.weight]: { n: 180, v: 180, u: 'g' } };
  const phone = (more: Attrs = {}, status: 'draft' | 'published' = 'draft') =>
    createCard(ctx, {
      categoryId: t.categories.smart,
      sellerId: seller.id,
      status,
      attrs: { ...attrs, ...more },
      variants: [{ attrs: { [no.color]: t.token('color', 'red'), [no.memory]: t.token('memory', '64') } }],
    });
  const submit = async (cardId: number) => {
    const { rowVersion } = await getCard(s, cardId);
    const sent = await submitCard(s, { cardId, rowVersion });
    if (sent.status !== 'submitted') throw new Error(JSON.stringify(sent.issues));
    return sent.changeSetId;
  };
  const toCloth = async (cardId: number, attrs: Attrs = {}) => {
    const made = await proposeChange(s, { cardId, baseVersion: 1, proposal: { categoryId: t.categories.cloth, attrs } });
    if (made.status === 'invalid') throw new Error(JSON.stringify(made.issues));
    return made.changeSetId;
  };
  const stored = async (cardId: number) => (await ctx.db.select({ attrs: cards.attrs }).from(cards).where(eq(cards.id, cardId)))[0]?.attrs;
  const numberOf = async (changeSetId: number, attributeNo: number) =>
    (await getChangeSet(m, changeSetId)).actions.find((a) => a.attributeNo === attributeNo)?.no ?? 0;
  const s = as(ctx, seller.actor);
  const m = as(ctx, userActor(['moderator']));
  return { ...t, no, seller, s, m, phone, submit, toCloth, stored, numberOf };
};

describe('a new card', () => {
  it('goes live with what was submitted; what waits parked in the draft is dropped', async (ctx) => {
    const { s, m, no, phone, submit, stored, categories } = await setUp(ctx);
    const card = await phone();
    const inCloth = await changeCategory(s, { cardId: card.id, rowVersion: card.rowVersion, categoryId: categories.cloth });
    const written = await saveDraft(s, { cardId: card.id, rowVersion: inCloth.rowVersion, attrs: { [no.composition]: spam } });
    await changeCategory(s, { cardId: card.id, rowVersion: written.rowVersion, categoryId: categories.smart });
    const changeSetId = await submit(card.id);
    expect((await getChangeSet(m, changeSetId)).actions.map((a) => a.attributeNo)).not.toContain(no.composition);
    await applyChangeSet(m, { changeSetId, rest: 'accept' });
    expect(Object.keys((await stored(card.id)) ?? {}).map(Number)).toEqual([1, no.weight]);
    // The attribute comes to the category: there is nothing that could come with it.
    await publish(ctx, [{ kind: 'rule', edit: { categoryId: categories.smart, attributeNo: no.composition, op: 'set', fields: {} } }]);
    expect((await getLiveCard(ctx, card.id)).attrs[no.composition]).toBeUndefined();
  });

  it('drops a value that another level hides, and one that a schema has begun to show since it was submitted', async (ctx) => {
    const { m, no, token, phone, submit, stored, categories } = await setUp(ctx);
    const card = await phone({ [no.color]: token('color', 'black'), [no.composition]: spam });
    const changeSetId = await submit(card.id);
    await publish(ctx, [{ kind: 'rule', edit: { categoryId: categories.smart, attributeNo: no.composition, op: 'set', fields: {} } }]);
    await applyChangeSet(m, { changeSetId, rest: 'accept' });
    expect(Object.keys((await stored(card.id)) ?? {}).map(Number)).toEqual([1, no.weight]);
    const [variant] = await ctx.db.select({ attrs: variants.attrs }).from(variants).where(eq(variants.cardId, card.id));
    expect(variant?.attrs[no.color]).toBe(token('color', 'red'));
  });
});

describe('a live card that changes its category', () => {
  it('puts every value that becomes visible before the moderator, with where it comes from', async (ctx) => {
    const { m, no, phone, toCloth } = await setUp(ctx);
    const card = await phone({ [no.composition]: spam }, 'published');
    const { actions } = await getChangeSet(m, await toCloth(card.id));
    expect(actions.map((a) => [a.target, a.attributeNo, a.old, a.new])).toEqual([
      ['category', null, expect.any(Number), expect.any(Number)],
      ['card', no.composition, null, spam],
    ]);
  });

  it('shows it when it is accepted, and drops it when it is refused or replaced', async (ctx) => {
    const { m, no, phone, toCloth, stored, numberOf, categories } = await setUp(ctx);
    await publish(ctx, [{ kind: 'rule', edit: { categoryId: categories.cloth, attributeNo: no.composition, op: 'set', fields: { requirement: 'optional' } } }]);
    const decide = async (given: Attrs, verdict: 'accept' | 'refuse') => {
      const card = await phone({ [no.composition]: spam }, 'published');
      const changeSetId = await toCloth(card.id, given);
      const decision = { no: await numberOf(changeSetId, no.composition), verdict, ...(verdict === 'refuse' ? { reasonCode: 'not_confirmed' } : {}) };
      const applied = await applyChangeSet(m, { changeSetId, decisions: [decision], rest: 'accept' });
      expect(applied.status).toBe(verdict === 'accept' ? 'applied' : 'partly_applied');
      return { shown: (await getLiveCard(ctx, card.id)).attrs[no.composition], held: (await stored(card.id))?.[no.composition] };
    };
    expect(await decide({}, 'accept')).toEqual({ shown: spam, held: spam });
    expect(await decide({}, 'refuse')).toEqual({ shown: undefined, held: undefined });
    expect(await decide({ [no.composition]: cotton }, 'accept')).toEqual({ shown: cotton, held: cotton });
    expect(await decide({ [no.composition]: cotton }, 'refuse')).toEqual({ shown: undefined, held: undefined });
  });

  it('keeps a parked value parked when the new category is refused', async (ctx) => {
    const { m, no, phone, toCloth, stored, categories } = await setUp(ctx);
    const card = await phone({ [no.composition]: spam }, 'published');
    const changeSetId = await toCloth(card.id, { 2: { ru: 'Описание' } });
    const description = (await getChangeSet(m, changeSetId)).actions.find((a) => a.attributeNo === 2)?.no ?? 0;
    await applyChangeSet(m, { changeSetId, decisions: [{ no: description, verdict: 'accept' }], rest: 'refuse', reasonCode: 'wrong_category' });
    expect(await getLiveCard(ctx, card.id)).toMatchObject({ categoryId: categories.smart, attrs: { 2: { ru: 'Описание' } } });
    expect((await stored(card.id))?.[no.composition]).toEqual(spam);
  });

  it('asks nothing anew about values that only move between card and variants', async (ctx) => {
    const { m, no, phone, toCloth } = await setUp(ctx);
    const card = await phone({ [no.composition]: cotton }, 'published');
    const { actions } = await getChangeSet(m, await toCloth(card.id));
    expect(actions.map((a) => a.attributeNo)).not.toContain(no.color);
  });
});
