import { createSeller } from '@yarmarka/accounts/testing';
import { storeFile } from '@yarmarka/files';
import { pngBytes } from '@yarmarka/files/testing';
import type { AppError, Ctx } from '@yarmarka/kernel';
import { dirty } from '@yarmarka/kernel/tables';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { archiveCard, restoreCard } from './archive-card.ts';
import { changeCategory } from './change-category.ts';
import { createDraft } from './create-draft.ts';
import { addVariant, removeVariant, updateVariant } from './edit-variants.ts';
import { getCard, getCardForm } from './get-card.ts';
import { saveDraft, setPictures } from './save-draft.ts';

const it = databaseTest();
const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  return { ...t, seller, c: as(ctx, seller.actor), no: t.attributes };
};
const failure = async (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (e: AppError) => e,
  );
const reason = async (promise: Promise<unknown>) => (await failure(promise)).reason;
const name = { ru: 'Телефон «Искра» 128 ГБ', en: 'Iskra phone 128 GB' };

describe('drafts', () => {
  it('a draft has one variant, knows what is missing, and waits to be projected', async (ctx) => {
    const { c, categories, no, seller } = await setUp(ctx);
    const made = await createDraft(c, { categoryId: categories.smart, attrs: { 1: name } });
    expect(made.missing).toEqual([no.color, no.memory, no.weight].toSorted((a, b) => a - b));
    expect(made.completeness).toBe(25);
    const card = await getCard(c, made.cardId);
    expect(card).toMatchObject({ status: 'draft', version: 0, sellerId: seller.id, attrs: { 1: name } });
    expect(card.variants).toHaveLength(1);
    expect(card.sources['1']).toMatchObject({ source: 'seller', by: `user:${seller.owner.id}` });
    const marks = await ctx.db
      .select({ queue: dirty.queue })
      .from(dirty)
      .where(and(eq(dirty.id, made.cardId)));
    expect(marks.map((m) => m.queue).toSorted()).toEqual(['catalog.card_list', 'search.cards']);
  });

  it('autosave stores a patch and leaves the rest alone', async (ctx) => {
    const { c, categories, no, token } = await setUp(ctx);
    const made = await createDraft(c, { categoryId: categories.smart, attrs: { 1: name } });
    const variantId = made.variantIds[0] ?? 0;
    const saved = await saveDraft(c, {
      cardId: made.cardId,
      rowVersion: made.rowVersion,
      attrs: { [no.weight]: { n: 180, v: 180, u: 'g' } },
      variants: [{ id: variantId, attrs: { [no.color]: token('color', 'red'), [no.memory]: token('memory', '128') } }],
    });
    expect(saved).toMatchObject({ completeness: 100, missing: [], issues: [], rowVersion: made.rowVersion + 1 });
    const card = await getCard(c, made.cardId);
    expect(card.attrs).toEqual({ 1: name, [no.weight]: { n: 180, v: 180, u: 'g' } });
    expect(card.variants[0]?.axisKey).toBe(`${no.color}:${token('color', 'red')},${no.memory}:${token('memory', '128')}`);
    await saveDraft(c, { cardId: made.cardId, rowVersion: saved.rowVersion, attrs: { [no.weight]: null } });
    expect((await getCard(c, made.cardId)).attrs).toEqual({ 1: name });
  });

  it('what is no value of the attribute is refused; what is merely too long waits with an issue', async (ctx) => {
    const { c, categories, no, token } = await setUp(ctx);
    const { cardId, rowVersion } = await createDraft(c, { categoryId: categories.smart });
    const refused = await failure(
      saveDraft(c, { cardId, rowVersion, attrs: { [no.features]: [token('color', 'red')], 9999: 1, [no.color]: token('color', 'red') } }),
    );
    expect(refused.reason).toBe('catalog.values_invalid');
    expect((refused.details['issues'] as { code: string }[]).map((i) => i.code).toSorted()).toEqual(['unknown_attribute', 'unknown_option', 'wrong_level']);
    const saved = await saveDraft(c, { cardId, rowVersion, attrs: { 1: { ru: 'я'.repeat(300) } } });
    expect(saved.issues).toMatchObject([{ attr: 1, code: 'too_long', variantId: null }]);
  });

  it('a save on an older row is a conflict that shows what moved, by whom and to what', async (ctx) => {
    const { c, categories, no } = await setUp(ctx);
    const { cardId, rowVersion } = await createDraft(c, { categoryId: categories.smart });
    await saveDraft(c, { cardId, rowVersion, attrs: { 1: name } });
    const lost = await failure(saveDraft(c, { cardId, rowVersion, attrs: { 1: { ru: 'Другое' }, [no.weight]: { n: 1, v: 1, u: 'g' } } }));
    expect(lost).toMatchObject({ kind: 'conflict', reason: 'catalog.card_moved' });
    expect(lost.details).toMatchObject({ rowVersion: rowVersion + 1, moved: [{ attributeNo: 1, value: name }] });
  });

  it("another seller's draft does not exist; a moderator sees it and may not write it", async (ctx) => {
    const { c, categories } = await setUp(ctx);
    const other = await createSeller(ctx);
    const { cardId, rowVersion } = await createDraft(c, { categoryId: categories.smart });
    expect(await reason(getCard(as(ctx, other.actor), cardId))).toBe('catalog.card_not_found');
    expect(await reason(saveDraft(as(ctx, other.actor), { cardId, rowVersion, attrs: { 1: name } }))).toBe('catalog.card_not_found');
    expect(await reason(getCard(c, 999_999))).toBe('catalog.card_not_found');
    const moderator = as(ctx, userActor(['moderator']));
    expect((await getCard(moderator, cardId)).id).toBe(cardId);
    expect(await reason(saveDraft(moderator, { cardId, rowVersion, attrs: { 1: name } }))).toBe('kernel.forbidden');
    expect(await reason(createDraft(as(ctx, { kind: 'anonymous' }), { categoryId: categories.smart }))).toBe('kernel.unauthenticated');
    expect(await reason(createDraft(as(ctx, userActor(['buyer'])), { categoryId: categories.smart }))).toBe('kernel.forbidden');
  });

  it('where a value came from is kept, and goes with the value', async (ctx) => {
    const { c, categories } = await setUp(ctx);
    const { cardId, rowVersion } = await createDraft(c, { categoryId: categories.smart });
    const origin = { source: 'ai', model: 'm-1', promptVersion: 'p-2' } as const;
    const saved = await saveDraft(c, { cardId, rowVersion, attrs: { 2: { ru: 'Описание' } } }, { origins: { 2: origin } });
    expect((await getCard(c, cardId)).sources['2']).toMatchObject(origin);
    await saveDraft(c, { cardId, rowVersion: saved.rowVersion, attrs: { 2: null } });
    expect((await getCard(c, cardId)).sources['2']).toBeUndefined();
  });
});

describe('pictures and brands', () => {
  it('only stored pictures become pictures of a card, once each', async (ctx) => {
    const { c, categories } = await setUp(ctx);
    const picture = await storeFile(c, { content: pngBytes(), name: 'a.png', purpose: 'picture' });
    const document = await storeFile(c, { content: new TextEncoder().encode('%PDF-1.4\n%%EOF'), name: 'a.pdf', purpose: 'document' });
    const { cardId, rowVersion } = await createDraft(c, { categoryId: categories.smart });
    for (const id of [document.id, '0'.repeat(64)])
      expect(await reason(setPictures(c, { cardId, rowVersion, fileIds: [id] }))).toBe('catalog.pictures_unknown');
    const saved = await setPictures(c, { cardId, rowVersion, fileIds: [picture.id, picture.id] });
    expect((await getCard(c, cardId)).attrs['5']).toEqual([picture.id]);
    await setPictures(c, { cardId, rowVersion: saved.rowVersion, fileIds: [] });
    expect((await getCard(c, cardId)).attrs['5']).toBeUndefined();
  });
  it('a brand that does not exist is refused', async (ctx) => {
    const { c, categories } = await setUp(ctx);
    const { cardId, rowVersion } = await createDraft(c, { categoryId: categories.smart });
    expect(await reason(saveDraft(c, { cardId, rowVersion, attrs: { 3: -987_654 } }))).toBe('catalog.brand_unknown');
  });
});

describe('variants', () => {
  it('are added, changed, swapped and removed; two with the same axis values are not', async (ctx) => {
    const { c, categories, no, token } = await setUp(ctx);
    const combo = (colour: string) => ({ [no.color]: token('color', colour), [no.memory]: token('memory', '64') });
    let last = await createDraft(c, { categoryId: categories.smart });
    const { cardId } = last;
    const first = last.variantIds[0] ?? 0;
    last = await updateVariant(c, { cardId, rowVersion: last.rowVersion, variantId: first, attrs: combo('red') });
    expect(await reason(addVariant(c, { cardId, rowVersion: last.rowVersion, attrs: combo('red') }))).toBe('catalog.variant_exists');
    last = await addVariant(c, { cardId, rowVersion: last.rowVersion, attrs: combo('blue') });
    const second = last.variantIds.at(-1) ?? 0;
    last = await saveDraft(c, {
      cardId,
      rowVersion: last.rowVersion,
      variants: [
        { id: first, attrs: combo('blue') },
        { id: second, attrs: combo('red') },
      ],
    });
    expect((await getCard(c, cardId)).variants.map((v) => v.attrs[no.color])).toEqual([token('color', 'blue'), token('color', 'red')]);
    last = await removeVariant(c, { cardId, rowVersion: last.rowVersion, variantId: second });
    last = await addVariant(c, { cardId, rowVersion: last.rowVersion, attrs: combo('red') });
    expect(last.variantIds).toHaveLength(2);
    expect(await reason(removeVariant(c, { cardId, rowVersion: last.rowVersion, variantId: second }))).toBe('catalog.variant_not_found');
    last = await removeVariant(c, { cardId, rowVersion: last.rowVersion, variantId: first });
    expect(await reason(removeVariant(c, { cardId, rowVersion: last.rowVersion, variantId: last.variantIds[0] ?? 0 }))).toBe('catalog.last_variant');
  });
  it("a variant of another card is not this card's", async (ctx) => {
    const { c, categories, no, token } = await setUp(ctx);
    const a = await createDraft(c, { categoryId: categories.smart });
    const b = await createDraft(c, { categoryId: categories.smart });
    const foreign = [{ id: b.variantIds[0] ?? 0, attrs: { [no.color]: token('color', 'red') } }];
    expect(await reason(saveDraft(c, { cardId: a.cardId, rowVersion: a.rowVersion, variants: foreign }))).toBe('catalog.variant_not_found');
  });
});

describe('categories', () => {
  it('another category parks what it does not know and brings it back', async (ctx) => {
    const { c, categories, no, token } = await setUp(ctx);
    const made = await createDraft(c, { categoryId: categories.smart, attrs: { 1: name, [no.weight]: { n: 180, v: 180, u: 'g' } } });
    const withColour = await updateVariant(c, {
      cardId: made.cardId,
      rowVersion: made.rowVersion,
      variantId: made.variantIds[0] ?? 0,
      attrs: { [no.color]: token('color', 'red') },
    });
    const moved = await changeCategory(c, { cardId: made.cardId, rowVersion: withColour.rowVersion, categoryId: categories.cloth });
    expect(moved.parked).toEqual([no.weight]);
    const card = await getCard(c, made.cardId);
    expect(card.parked).toEqual([no.weight]);
    // Colour is the card's in clothing; the only variant's value stands in.
    expect(card.attrs).toEqual({ 1: name, [no.color]: token('color', 'red') });
    expect(card.variants[0]?.axisKey).toBe('');
    const back = await changeCategory(c, { cardId: made.cardId, rowVersion: moved.rowVersion, categoryId: categories.smart });
    expect(back.parked).toEqual([]);
    expect((await getCard(c, made.cardId)).attrs[no.weight]).toEqual({ n: 180, v: 180, u: 'g' });
  });
});

describe('form', () => {
  it('tells what to do: values, schema, what is missing, points, and how edits are stored', async (ctx) => {
    const { c, categories, no } = await setUp(ctx);
    const { cardId } = await createDraft(c, { categoryId: categories.smart, attrs: { 1: name } });
    const form = await getCardForm(c, cardId);
    expect(form.mode).toBe('draft');
    expect(form.card.missing).toContain(no.weight);
    expect(form.schema.schema.attributes.some((a) => a.no === no.memory && a.axis)).toBe(true);
    expect(form.conditions.find((x) => x.key === 'pictures')).toMatchObject({ earned: 0, fulfilled: false });
    expect((await getCardForm(as(ctx, userActor(['moderator'])), cardId)).mode).toBe('none');
  });
});

describe('archive', () => {
  it('an archived card comes back as a draft', async (ctx) => {
    const { c, categories } = await setUp(ctx);
    const { cardId } = await createDraft(c, { categoryId: categories.smart });
    expect((await archiveCard(c, { cardId })).status).toBe('archived');
    expect(await reason(archiveCard(c, { cardId }))).toBe('catalog.wrong_status');
    const restored = await restoreCard(c, { cardId });
    expect(restored.status).toBe('draft');
    expect((await saveDraft(c, { cardId, rowVersion: restored.rowVersion, attrs: { 1: name } })).rowVersion).toBe(restored.rowVersion + 1);
  });
});
