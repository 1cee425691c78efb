import { createSeller } from '@yarmarka/accounts/testing';
import type { AppError, Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { applyChangeSet } from '../change-set/apply-change-set.ts';
import { getChangeSet } from '../change-set/get-change-set.ts';
import { cards } from '../tables.ts';
import { createCard } from '../testing.ts';
import { archiveCard, restoreCard } from './archive-card.ts';
import { addVariant, removeVariant } from './edit-variants.ts';
import { getCard, getLiveCard } from './get-card.ts';
import { listRevisions } from './list-revisions.ts';
import { saveDraft } from './save-draft.ts';
import { submitCard } from './submit-card.ts';

const it = databaseTest();
const failure = async (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (e: AppError) => e,
  );
const grams = (v: number) => ({ n: v, v, u: 'g' });

const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  const no = t.attributes;
  const [s, m, admin] = [as(ctx, seller.actor), as(ctx, userActor(['moderator'])), as(ctx, userActor(['admin']))];
  const values = (colour: string) => ({ [no.color]: t.token('color', colour), [no.memory]: t.token('memory', '64') });
  const phone = (status: 'in_moderation' | 'published') =>
    createCard(ctx, {
      categoryId: t.categories.smart,
      sellerId: seller.id,
      status,
      attrs: { [no.weight]: grams(180), 2: { ru: 'Хороший телефон' } },
      variants: [{ attrs: values('red') }],
    });
  const submit = async (cardId: number) => {
    const sent = await submitCard(s, { cardId, rowVersion: (await getCard(s, cardId)).rowVersion });
    if (sent.status !== 'submitted') throw new Error(JSON.stringify(sent.issues));
    return sent.changeSetId;
  };
  return { ...t, no, seller, s, m, admin, phone, submit, values };
};

describe('a rejected card', () => {
  it('does not come back by way of the archive; an administrator may bring it back', async (ctx) => {
    const { s, m, admin, phone } = await setUp(ctx);
    const card = await phone('in_moderation');
    await applyChangeSet(m, { changeSetId: card.changeSetId ?? 0, outcome: 'reject', reasonCode: 'prohibited_goods' });
    await archiveCard(s, { cardId: card.id });
    expect((await failure(restoreCard(s, { cardId: card.id }))).reason).toBe('catalog.card_rejected');
    expect((await getCard(s, card.id)).status).toBe('archived');
    expect((await restoreCard(admin, { cardId: card.id })).status).toBe('draft');
  });
});

describe('a restored card that was live', () => {
  it('counts its next revision from what was live, so that the inverse leads back there', async (ctx) => {
    const { s, m, no, phone, submit } = await setUp(ctx);
    const card = await phone('published');
    await archiveCard(s, { cardId: card.id });
    const { rowVersion } = await restoreCard(s, { cardId: card.id });
    await saveDraft(s, { cardId: card.id, rowVersion, attrs: { [no.weight]: grams(200) } });
    expect(await applyChangeSet(m, { changeSetId: await submit(card.id), rest: 'accept' })).toMatchObject({ status: 'applied', version: 2 });
    const [revision] = (await listRevisions(s, { cardId: card.id })).items;
    expect(revision).toMatchObject({ version: 2, patch: { attrs: { [no.weight]: grams(200) } }, inverse: { attrs: { [no.weight]: grams(180) } } });
    expect(revision?.inverse).toEqual({ attrs: { [no.weight]: grams(180) } });
    expect((await ctx.db.select({ lastLive: cards.lastLive }).from(cards).where(eq(cards.id, card.id)))[0]?.lastLive).toBeNull();
  });

  it('also over drafts that were archived in between, and over variants replaced in them', async (ctx) => {
    const { s, m, phone, submit, values } = await setUp(ctx);
    const card = await phone('published');
    const [old = 0] = card.variantIds;
    await archiveCard(s, { cardId: card.id });
    const draft = await restoreCard(s, { cardId: card.id });
    const added = await addVariant(s, { cardId: card.id, rowVersion: draft.rowVersion, attrs: values('blue') });
    await removeVariant(s, { cardId: card.id, rowVersion: added.rowVersion, variantId: old });
    await archiveCard(s, { cardId: card.id });
    await restoreCard(s, { cardId: card.id });
    await applyChangeSet(m, { changeSetId: await submit(card.id), rest: 'accept' });
    const [live] = (await getLiveCard(ctx, card.id)).variants;
    const [revision] = (await listRevisions(s, { cardId: card.id })).items;
    expect(revision?.inverse).toEqual({ variants: { [old]: values('red'), [live?.id ?? 0]: null } });
  });

  it('keeps what was live although its schema parks it, and loses what is refused', async (ctx) => {
    const { s, m, no, seller, submit, values, categories, token } = await setUp(ctx);
    const card = await createCard(ctx, {
      categoryId: categories.smart,
      sellerId: seller.id,
      status: 'published',
      attrs: { [no.weight]: grams(180), [no.composition]: { ru: 'Стекло' }, [no.features]: [token('features', 'nfc')] },
      variants: [{ attrs: values('red') }],
    });
    await archiveCard(s, { cardId: card.id });
    await restoreCard(s, { cardId: card.id });
    const changeSetId = await submit(card.id);
    const features = (await getChangeSet(m, changeSetId)).actions.find((a) => a.attributeNo === no.features)?.no ?? 0;
    await applyChangeSet(m, { changeSetId, decisions: [{ no: features, verdict: 'refuse', reasonCode: 'wrong_value' }], rest: 'accept' });
    const [row] = await ctx.db.select({ attrs: cards.attrs }).from(cards).where(eq(cards.id, card.id));
    expect(row?.attrs[no.composition]).toEqual({ ru: 'Стекло' });
    expect(row?.attrs[no.features]).toBeUndefined();
  });
});
