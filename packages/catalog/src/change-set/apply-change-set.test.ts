import { createSeller } from '@yarmarka/accounts/testing';
import type { AppError, Ctx } from '@yarmarka/kernel';
import { outbox } from '@yarmarka/kernel/tables';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { and, asc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { getCard, getLiveCard } from '../card/get-card.ts';
import { listRevisions } from '../card/list-revisions.ts';
import { saveDraft } from '../card/save-draft.ts';
import { submitCard } from '../card/submit-card.ts';
import { cards } from '../tables.ts';
import { createCard } from '../testing.ts';
import { applyChangeSet } from './apply-change-set.ts';
import { cancelChangeSet } from './cancel-change-set.ts';
import { getChangeSet, listChangeSets } from './get-change-set.ts';
import { proposeChange } from './propose-change.ts';

const it = databaseTest();
const failure = async (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (e: AppError) => e,
  );
const reason = async (promise: Promise<unknown>) => (await failure(promise)).reason;
const grams = (v: number) => ({ n: v, v, u: 'g' });

const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  const no = t.attributes;
  const variant = (colour: string): { attrs: Attrs } => ({ attrs: { [no.color]: t.token('color', colour), [no.memory]: t.token('memory', '64') } });
  const attrs: Attrs = { [no.weight]: grams(180), [no.features]: [t.token('features', 'nfc')], 2: { ru: 'Хороший телефон', en: 'A good phone' } };
  const phone = (status: 'draft' | 'in_moderation' | 'published', more: { variants?: { attrs: Attrs }[]; attrs?: Attrs } = {}) =>
    createCard(ctx, { categoryId: t.categories.smart, sellerId: seller.id, status, attrs: more.attrs ?? attrs, variants: more.variants ?? [variant('red')] });
  return { ...t, no, seller, attrs, variant, phone, s: as(ctx, seller.actor), m: as(ctx, userActor(['moderator'])) };
};
const eventsOf = async (ctx: Ctx, cardId: number) =>
  (
    await ctx.db
      .select({ type: outbox.type, payload: outbox.payload })
      .from(outbox)
      .where(and(eq(outbox.topic, 'card'), eq(outbox.key, String(cardId))))
      .orderBy(asc(outbox.id))
  ).map((e) => ({
    type: e.type,
    ...(e.payload as object),
  }));
const numberOf = async (ctx: Ctx, changeSetId: number, attributeNo: number, target = 'card') =>
  (await getChangeSet(ctx, changeSetId)).actions.find((a) => a.attributeNo === attributeNo && a.target === target)?.no ?? 0;

describe('submitting', () => {
  it('an incomplete card comes back with every issue, by variant, and nothing is written', async (ctx) => {
    const { phone, s, no } = await setUp(ctx);
    const card = await phone('draft', { attrs: {}, variants: [{ attrs: {} }] });
    const result = await submitCard(s, { cardId: card.id, rowVersion: card.rowVersion });
    expect(result.status).toBe('invalid');
    if (result.status !== 'invalid') return;
    const wanted = [
      [no.color, 'required', false],
      [no.memory, 'required', false],
      [no.weight, 'required', true],
    ];
    expect(new Set(result.issues.map((i) => JSON.stringify([i.attr, i.code, i.variantId === null])))).toEqual(new Set(wanted.map((w) => JSON.stringify(w))));
    expect(await getCard(s, card.id)).toMatchObject({ status: 'draft', rowVersion: card.rowVersion, openChangeSets: [] });
    expect(await eventsOf(ctx, card.id)).toEqual([]);
  });

  it('a complete card opens a change-set that names every field, waits, and is told to moderation', async (ctx) => {
    const { phone, s, seller } = await setUp(ctx);
    const card = await phone('draft');
    const result = await submitCard(s, { cardId: card.id, rowVersion: card.rowVersion, note: 'Посмотрите, пожалуйста' });
    if (result.status !== 'submitted') throw new Error('not submitted');
    const set = await getChangeSet(s, result.changeSetId);
    expect(set).toMatchObject({ kind: 'create', status: 'submitted', baseVersion: 0, sellerId: seller.id, note: 'Посмотрите, пожалуйста' });
    expect(set.actions.map((a) => a.target)).toEqual(['card', 'card', 'card', 'card', `variant:${card.variantIds[0]}`, `variant:${card.variantIds[0]}`]);
    expect(await getCard(s, card.id)).toMatchObject({ status: 'in_moderation', openChangeSets: [{ id: result.changeSetId }] });
    expect(await eventsOf(ctx, card.id)).toEqual([
      { type: 'card.submitted.v1', cardId: card.id, changeSetId: result.changeSetId, sellerId: seller.id, kind: 'create' },
    ]);
    expect(await reason(submitCard(s, { cardId: card.id, rowVersion: result.rowVersion }))).toBe('catalog.card_not_editable');
    expect(await reason(saveDraft(s, { cardId: card.id, rowVersion: result.rowVersion, attrs: { 2: null } }))).toBe('catalog.card_not_editable');
  });

  it('several variants must differ', async (ctx) => {
    const { phone, s, variant, token, no } = await setUp(ctx);
    const card = await phone('draft', { variants: [variant('red'), { attrs: { [no.color]: token('color', 'blue') } }] });
    const result = await submitCard(s, { cardId: card.id, rowVersion: card.rowVersion });
    expect(result).toMatchObject({
      status: 'invalid',
      issues: [
        { code: 'required', attr: no.memory },
        { code: 'axis_missing', variantId: card.variantIds[1] },
      ],
    });
  });

  it('a seller who is not approved keeps drafts and submits nothing', async (ctx) => {
    const { categories, attrs, variant } = await setUp(ctx);
    const newcomer = await createSeller(ctx, { status: 'onboarding' });
    const card = await createCard(ctx, { categoryId: categories.smart, sellerId: newcomer.id, attrs, variants: [variant('red')] });
    expect(await reason(submitCard(as(ctx, newcomer.actor), { cardId: card.id, rowVersion: card.rowVersion }))).toBe('catalog.seller_not_approved');
  });

  it('a withdrawn card is a draft again', async (ctx) => {
    const { phone, s, m } = await setUp(ctx);
    const card = await phone('in_moderation');
    const changeSetId = card.changeSetId ?? 0;
    expect(await reason(cancelChangeSet(m, { changeSetId }))).toBe('kernel.forbidden');
    await cancelChangeSet(s, { changeSetId });
    expect(await getCard(s, card.id)).toMatchObject({ status: 'draft', openChangeSets: [] });
    expect(await reason(cancelChangeSet(s, { changeSetId }))).toBe('catalog.proposal_closed');
    expect(await reason(applyChangeSet(m, { changeSetId, rest: 'accept' }))).toBe('catalog.proposal_closed');
  });
});

describe('a new card', () => {
  it('approved whole: live as version 1, with address, history and an event', async (ctx) => {
    const { phone, m, s, attrs, seller } = await setUp(ctx);
    const card = await phone('in_moderation');
    const changeSetId = card.changeSetId ?? 0;
    expect(await reason(getLiveCard(ctx, card.id))).toBe('catalog.card_not_found');
    expect(await applyChangeSet(m, { changeSetId, rest: 'accept' })).toMatchObject({ status: 'applied', cardStatus: 'published', version: 1, repeated: false });
    const live = await getLiveCard(as(ctx, { kind: 'anonymous' }), card.id);
    expect(live.attrs).toMatchObject(attrs);
    expect(live.slug.en).toMatch(/^test-product-number-\d+$/);
    const { items } = await listRevisions(s, { cardId: card.id });
    expect(items).toMatchObject([{ version: 1, changeSetId, patch: { attrs }, inverse: { attrs: { 2: null } } }]);
    expect((await eventsOf(ctx, card.id)).at(-1)).toEqual({
      type: 'card.applied.v1',
      cardId: card.id,
      changeSetId,
      sellerId: seller.id,
      kind: 'create',
      version: 1,
      partly: false,
    });
    expect((await getChangeSet(s, changeSetId)).actions.every((a) => a.applied && a.verdict === 'accept')).toBe(true);
  });

  it('applied twice is applied once', async (ctx) => {
    const { phone, m, s } = await setUp(ctx);
    const card = await phone('in_moderation');
    const changeSetId = card.changeSetId ?? 0;
    await applyChangeSet(m, { changeSetId, rest: 'accept' });
    const events = await eventsOf(ctx, card.id);
    expect(await applyChangeSet(m, { changeSetId, outcome: 'reject', reasonCode: 'other' })).toMatchObject({ status: 'applied', version: 1, repeated: true });
    expect(await eventsOf(ctx, card.id)).toEqual(events);
    expect((await listRevisions(s, { cardId: card.id })).items).toHaveLength(1);
  });

  it('an optional field refused: the rest goes live without it, the reason stays', async (ctx) => {
    const { phone, m, s, no } = await setUp(ctx);
    const card = await phone('in_moderation');
    const changeSetId = card.changeSetId ?? 0;
    const features = await numberOf(m, changeSetId, no.features);
    const result = await applyChangeSet(m, {
      changeSetId,
      decisions: [{ no: features, verdict: 'refuse', reasonCode: 'not_confirmed', note: 'Нет в паспорте' }],
      rest: 'accept',
    });
    expect(result).toMatchObject({ status: 'partly_applied', version: 1 });
    expect((await getLiveCard(ctx, card.id)).attrs[no.features]).toBeUndefined();
    expect((await getChangeSet(s, changeSetId)).actions.find((a) => a.no === features)).toMatchObject({
      verdict: 'refuse',
      reasonCode: 'not_confirmed',
      reasonNote: 'Нет в паспорте',
      applied: false,
    });
  });

  it('a required field refused: nothing goes live, changes are asked for, and the seller can submit again', async (ctx) => {
    const { phone, m, s, no } = await setUp(ctx);
    const card = await phone('in_moderation');
    const changeSetId = card.changeSetId ?? 0;
    const weight = await numberOf(m, changeSetId, no.weight);
    const result = await applyChangeSet(m, { changeSetId, decisions: [{ no: weight, verdict: 'refuse', reasonCode: 'wrong_value' }], rest: 'accept' });
    expect(result).toMatchObject({ status: 'declined', cardStatus: 'changes_requested', version: 0 });
    expect((await eventsOf(ctx, card.id)).at(-1)).toMatchObject({ type: 'card.changes_requested.v1', reasonCode: 'wrong_value' });
    const back = await getCard(s, card.id);
    expect(back.attrs[no.weight]).toEqual(grams(180));
    const saved = await saveDraft(s, { cardId: card.id, rowVersion: back.rowVersion, attrs: { [no.weight]: grams(190) } });
    const again = await submitCard(s, { cardId: card.id, rowVersion: saved.rowVersion });
    if (again.status !== 'submitted') throw new Error('not submitted');
    expect(await applyChangeSet(m, { changeSetId: again.changeSetId, rest: 'accept' })).toMatchObject({ status: 'applied' });
    expect((await listChangeSets(s, { cardId: card.id })).items.map((x) => x.status)).toEqual(['applied', 'declined']);
  });

  it('an axis value of a variant refused sends the card back', async (ctx) => {
    const { phone, m, no } = await setUp(ctx);
    const card = await phone('in_moderation');
    const changeSetId = card.changeSetId ?? 0;
    const colour = await numberOf(m, changeSetId, no.color, `variant:${card.variantIds[0]}`);
    expect(await applyChangeSet(m, { changeSetId, decisions: [{ no: colour, verdict: 'refuse', reasonCode: 'wrong_value' }], rest: 'accept' })).toMatchObject({
      status: 'declined',
      cardStatus: 'changes_requested',
    });
  });

  it('rejected: not live, not a draft, with a reason', async (ctx) => {
    const { phone, m, s } = await setUp(ctx);
    const card = await phone('in_moderation');
    const changeSetId = card.changeSetId ?? 0;
    expect(await reason(applyChangeSet(m, { changeSetId, outcome: 'reject' }))).toBe('catalog.reason_missing');
    expect(await applyChangeSet(m, { changeSetId, outcome: 'reject', reasonCode: 'prohibited_goods' })).toMatchObject({
      status: 'declined',
      cardStatus: 'rejected',
    });
    expect((await getCard(s, card.id)).status).toBe('rejected');
    expect((await eventsOf(ctx, card.id)).at(-1)).toMatchObject({ type: 'card.declined.v1', rejected: true, reasonCode: 'prohibited_goods' });
  });

  it('when the schema has moved meanwhile, the moderator learns it and nothing goes live', async (ctx) => {
    const { phone, m, no, categories } = await setUp(ctx);
    const card = await phone('in_moderation');
    await publish(ctx, [{ kind: 'rule', edit: { categoryId: categories.smart, attributeNo: no.waterproof, op: 'set', fields: { requirement: 'required' } } }]);
    const result = await applyChangeSet(m, { changeSetId: card.changeSetId ?? 0, rest: 'accept' });
    expect(result).toMatchObject({ status: 'invalid', issues: [{ attr: no.waterproof, code: 'required' }] });
    expect((await ctx.db.select({ status: cards.status }).from(cards).where(eq(cards.id, card.id)))[0]?.status).toBe('in_moderation');
    expect(await applyChangeSet(m, { changeSetId: card.changeSetId ?? 0, outcome: 'request_changes', reasonCode: 'missing_value' })).toMatchObject({
      cardStatus: 'changes_requested',
    });
  });

  it('only moderators decide; other sellers do not see the proposal', async (ctx) => {
    const { phone, s } = await setUp(ctx);
    const card = await phone('in_moderation');
    const changeSetId = card.changeSetId ?? 0;
    const other = as(ctx, (await createSeller(ctx)).actor);
    expect(await reason(applyChangeSet(s, { changeSetId, rest: 'accept' }))).toBe('kernel.forbidden');
    expect(await reason(getChangeSet(other, changeSetId))).toBe('catalog.change_set_not_found');
    expect(await reason(cancelChangeSet(other, { changeSetId }))).toBe('catalog.change_set_not_found');
    expect((await listChangeSets(other, {})).items).toEqual([]);
  });
});

describe('an edit of a live card', () => {
  it('waits beside the live version and goes live field by field', async (ctx) => {
    const { phone, s, m, no, variant, token } = await setUp(ctx);
    const card = await phone('published');
    const proposed = await proposeChange(s, {
      cardId: card.id,
      baseVersion: 1,
      proposal: { attrs: { [no.weight]: grams(200), [no.features]: null }, addVariants: [variant('blue')] },
    });
    if (proposed.status !== 'submitted') throw new Error('not submitted');
    expect((await getLiveCard(ctx, card.id)).attrs[no.weight]).toEqual(grams(180));
    const refuse = [{ no: await numberOf(m, proposed.changeSetId, no.features), verdict: 'refuse' as const, reasonCode: 'not_confirmed' }];
    expect(await applyChangeSet(m, { changeSetId: proposed.changeSetId, decisions: refuse, rest: 'accept' })).toMatchObject({
      status: 'partly_applied',
      version: 2,
    });
    const live = await getLiveCard(ctx, card.id);
    expect(live.attrs[no.weight]).toEqual(grams(200));
    expect(live.attrs[no.features]).toEqual([token('features', 'nfc')]);
    expect(live.variants.map((v) => v.attrs[no.color])).toEqual([token('color', 'red'), token('color', 'blue')]);
    const [revision] = (await listRevisions(s, { cardId: card.id })).items;
    const added = live.variants[1]?.id ?? 0;
    expect(revision).toMatchObject({ version: 2, patch: { attrs: { [no.weight]: grams(200) }, variants: { [added]: variant('blue').attrs } } });
    expect(revision?.inverse).toEqual({ attrs: { [no.weight]: grams(180) }, variants: { [added]: null } });
    expect((await getCard(s, card.id)).sources[no.weight]).toMatchObject({ source: 'seller' });
  });

  it('a barcode stays text on its way through a proposal', async (ctx) => {
    const { phone, s, m } = await setUp(ctx);
    const card = await phone('published');
    const id = card.variantIds[0] ?? 0;
    const made = await proposeChange(s, { cardId: card.id, baseVersion: 1, proposal: { variants: [{ id, attrs: { 4: '4600000000008' } }] } });
    if (made.status === 'invalid') throw new Error('the proposal was refused');
    expect((await getChangeSet(m, made.changeSetId)).actions.map((a) => a.new)).toEqual(['4600000000008']);
    expect((await applyChangeSet(m, { changeSetId: made.changeSetId, rest: 'accept' })).status).toBe('applied');
    expect((await getCard(m, card.id)).variants[0]?.attrs[4]).toBe('4600000000008');
  });

  it('is checked as the schema enforces it; issues the live card already has do not stand in the way', async (ctx) => {
    const { phone, s, no, categories, token } = await setUp(ctx);
    const card = await phone('published');
    await publish(ctx, [{ kind: 'rule', edit: { categoryId: categories.smart, attributeNo: no.waterproof, op: 'set', fields: { requirement: 'required' } } }]);
    const bad = await proposeChange(s, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.weight]: null } } });
    expect(bad).toMatchObject({ status: 'invalid', issues: [{ attr: no.weight, code: 'required' }] });
    const good = await proposeChange(s, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.features]: [token('features', 'esim')] } } });
    expect(good.status).toBe('submitted');
  });

  it('left open it is not sent; saved again it is replaced; sent it blocks another', async (ctx) => {
    const { phone, s, no } = await setUp(ctx);
    const card = await phone('published');
    const edit = (v: number, submit: boolean) => proposeChange(s, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.weight]: grams(v) } }, submit });
    const first = await edit(200, false);
    expect(first.status).toBe('open');
    expect(await eventsOf(ctx, card.id)).toEqual([]);
    const second = await edit(210, true);
    if (first.status === 'invalid' || second.status === 'invalid') throw new Error('invalid');
    expect(second.changeSetId).toBe(first.changeSetId);
    expect((await getChangeSet(s, second.changeSetId)).actions).toMatchObject([{ new: grams(210), old: grams(180) }]);
    expect(await reason(edit(220, true))).toBe('catalog.proposal_open');
  });

  it('is stale when the live value it wants to change has moved; other fields may move', async (ctx) => {
    const { phone, s, m, no, token } = await setUp(ctx);
    const card = await phone('published');
    const admin = as(ctx, userActor(['admin']));
    const mine = await proposeChange(s, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.weight]: grams(200) } } });
    const theirs = await proposeChange(admin, {
      cardId: card.id,
      baseVersion: 1,
      proposal: { attrs: { [no.weight]: grams(150), [no.features]: [token('features', 'esim')] } },
    });
    if (mine.status === 'invalid' || theirs.status === 'invalid') throw new Error('invalid');
    const weight = await numberOf(m, theirs.changeSetId, no.weight);
    await applyChangeSet(m, { changeSetId: theirs.changeSetId, decisions: [{ no: weight, verdict: 'refuse', reasonCode: 'wrong_value' }], rest: 'accept' });
    const third = await proposeChange(admin, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.weight]: grams(170) } } });
    if (third.status === 'invalid') throw new Error('invalid');
    await applyChangeSet(m, { changeSetId: third.changeSetId, rest: 'accept' });
    const result = await applyChangeSet(m, { changeSetId: mine.changeSetId, rest: 'accept' });
    expect(result).toMatchObject({ status: 'stale', moved: [{ attributeNo: no.weight, current: grams(170) }] });
    expect((await getLiveCard(ctx, card.id)).attrs[no.weight]).toEqual(grams(170));
    expect((await eventsOf(ctx, card.id)).at(-1)).toMatchObject({ type: 'card.stale.v1', attributes: [no.weight] });
    expect(await reason(proposeChange(s, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.weight]: grams(200) } } }))).toBe(
      'catalog.live_version_moved',
    );
    expect((await proposeChange(s, { cardId: card.id, baseVersion: 3, proposal: { attrs: { [no.weight]: grams(200) } } })).status).toBe('submitted');
  });

  it('all refused: the card stays as it is', async (ctx) => {
    const { phone, s, m, no } = await setUp(ctx);
    const card = await phone('published');
    const proposed = await proposeChange(s, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.weight]: grams(200) } } });
    if (proposed.status === 'invalid') throw new Error('invalid');
    expect(await applyChangeSet(m, { changeSetId: proposed.changeSetId, rest: 'refuse', reasonCode: 'wrong_value' })).toMatchObject({
      status: 'declined',
      cardStatus: 'published',
      version: 1,
    });
    expect((await eventsOf(ctx, card.id)).at(-1)).toMatchObject({ type: 'card.declined.v1', kind: 'update', rejected: false });
  });

  it('a new category takes its schema along; what it does not know is parked', async (ctx) => {
    const { phone, s, m, no, categories } = await setUp(ctx);
    const card = await phone('published');
    const lacking = await proposeChange(s, { cardId: card.id, baseVersion: 1, proposal: { categoryId: categories.cloth } });
    expect(lacking).toMatchObject({ status: 'invalid', issues: [{ attr: no.composition, code: 'required' }] });
    const proposed = await proposeChange(s, {
      cardId: card.id,
      baseVersion: 1,
      proposal: { categoryId: categories.cloth, attrs: { [no.composition]: { ru: 'Хлопок' } } },
    });
    if (proposed.status === 'invalid') throw new Error(JSON.stringify(proposed.issues));
    await applyChangeSet(m, { changeSetId: proposed.changeSetId, rest: 'accept' });
    expect(await getCard(s, card.id)).toMatchObject({
      categoryId: categories.cloth,
      parked: [no.memory, no.features, no.weight].toSorted((a, b) => a - b),
      completeness: 100,
    });
  });

  it('is proposed by its own seller, sellers with an offer on it and administrators; nothing changes by saying the same', async (ctx) => {
    const { phone, s, no } = await setUp(ctx);
    const card = await phone('published');
    const other = as(ctx, (await createSeller(ctx)).actor);
    const edit = { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.weight]: grams(180) } } };
    expect(await reason(proposeChange(other, edit))).toBe('catalog.card_not_found');
    expect(await reason(proposeChange(s, edit))).toBe('catalog.nothing_changed');
  });

  it('an attribute locked after publication stays', async (ctx) => {
    const { phone, s, no, categories } = await setUp(ctx);
    const card = await phone('published');
    await publish(ctx, [{ kind: 'rule', edit: { categoryId: categories.smart, attributeNo: no.weight, op: 'set', fields: { editable: false } } }]);
    expect(await reason(proposeChange(s, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.weight]: grams(1) } } }))).toBe(
      'catalog.attributes_locked',
    );
    const admin = as(ctx, userActor(['admin']));
    expect((await proposeChange(admin, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [no.weight]: grams(1) } } })).status).toBe('submitted');
  });
});
