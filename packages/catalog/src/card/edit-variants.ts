import type { Ctx } from '@yarmarka/kernel';
import { compileSchema } from '@yarmarka/taxonomy/check';
import { lastVariant, valuesInvalid, variantHasOffers, variantNotFound } from '../errors.ts';
import { assertReferences, variantsOfOthers } from '../internal.ts';
import { managesCards } from '../policies.ts';
import { AddVariantInput, type AttrsPatch, RemoveVariantInput, UpdateVariantInput } from '../schemas.ts';
import { fatalIssues } from './check-card.ts';
import { type Draft, type DraftSaved, editDraft } from './edit-draft.ts';
import { patched, stampedSources } from './rules.ts';

async function assertStorable(tx: Ctx, draft: Draft, patch: AttrsPatch, variantId: number): Promise<void> {
  const fatal = fatalIssues(compileSchema(draft.schema.schema, draft.schema.lists), patch, 'variant', variantId);
  if (fatal.length > 0) throw valuesInvalid(fatal);
  await assertReferences(tx, [patch]);
}

/** Adds a variant to a draft, last in order. Two variants with the same axis values are refused (`catalog.variant_exists`); empty ones may wait to be filled. */
export async function addVariant(ctx: Ctx, raw: AddVariantInput): Promise<DraftSaved> {
  const input = AddVariantInput.parse(raw);
  return editDraft(ctx, { cardId: input.cardId, rowVersion: input.rowVersion, action: 'card.add-variant' }, async (tx, draft) => {
    await assertStorable(tx, draft, input.attrs, -1);
    const position = Math.max(-1, ...draft.variants.map((v) => v.position)) + 1;
    const variant = { id: -1, attrs: patched({}, input.attrs), sources: stampedSources(tx, {}, input.attrs), position };
    return { variants: [...draft.variants, variant], attributes: Object.keys(input.attrs).map(Number) };
  });
}

/** Changes a variant's values or place. Errors: those of `saveDraft`. */
export async function updateVariant(ctx: Ctx, raw: UpdateVariantInput): Promise<DraftSaved> {
  const input = UpdateVariantInput.parse(raw);
  return editDraft(ctx, { cardId: input.cardId, rowVersion: input.rowVersion, action: 'card.update-variant' }, async (tx, draft) => {
    await assertStorable(tx, draft, input.attrs, input.variantId);
    if (!draft.variants.some((v) => v.id === input.variantId)) throw variantNotFound();
    const variants = draft.variants.map((v) =>
      v.id === input.variantId
        ? { id: v.id, attrs: patched(v.attrs, input.attrs), sources: stampedSources(tx, v.sources, input.attrs), position: input.position ?? v.position }
        : v,
    );
    return { variants, attributes: Object.keys(input.attrs).map(Number) };
  });
}

/** Takes a variant off a draft; the last one (`catalog.last_variant`) and one that other sellers offer (`catalog.variant_has_offers`) stay. */
export async function removeVariant(ctx: Ctx, raw: RemoveVariantInput): Promise<DraftSaved> {
  const input = RemoveVariantInput.parse(raw);
  return editDraft(ctx, { cardId: input.cardId, rowVersion: input.rowVersion, action: 'card.remove-variant' }, async (tx, draft) => {
    const left = draft.variants.filter((v) => v.id !== input.variantId);
    if (left.length === draft.variants.length) throw variantNotFound();
    if (left.length === 0) throw lastVariant();
    // A restored card keeps its offers.
    const offered = managesCards(tx.actor) ? [] : await variantsOfOthers(tx, draft.card.id, [input.variantId], draft.card.sellerId ?? 0);
    if (offered.length > 0) throw variantHasOffers(offered);
    return { variants: left };
  });
}
