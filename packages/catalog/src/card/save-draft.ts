import type { Ctx } from '@yarmarka/kernel';
import { compileSchema } from '@yarmarka/taxonomy/check';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { valuesInvalid, variantNotFound } from '../errors.ts';
import { assertReferences } from '../internal.ts';
import { type Origin, SaveDraftInput, SetPicturesInput } from '../schemas.ts';
import { fatalIssues } from './check-card.ts';
import { type Draft, type DraftEdit, type DraftSaved, editDraft } from './edit-draft.ts';
import { patched, stampedSources } from './rules.ts';

/** Where values come from when not typed by the actor: one origin for all, or by attribute number. For callers inside the platform, never from a browser. */
export type SaveOptions = { readonly origin?: Origin; readonly origins?: Readonly<Record<string, Origin>> };

/**
 * Autosave: stores a patch of parsed values of the card and its variants. Values that are none of the attribute's are refused (`catalog.values_invalid`); values that are too long or
 * not yet allowed are stored and reported in `issues`. Errors: those of `editDraft`, `catalog.pictures_unknown`, `catalog.brand_unknown`, `catalog.variant_not_found`.
 */
export async function saveDraft(ctx: Ctx, raw: SaveDraftInput, options: SaveOptions = {}): Promise<DraftSaved> {
  const input = SaveDraftInput.parse(raw);
  return editDraft(ctx, { cardId: input.cardId, rowVersion: input.rowVersion, action: 'card.save' }, (tx, draft) => draftEdit(tx, draft, input, options));
}

async function draftEdit(tx: Ctx, draft: Draft, input: ReturnType<typeof SaveDraftInput.parse>, options: SaveOptions): Promise<DraftEdit> {
  const compiled = compileSchema(draft.schema.schema, draft.schema.lists);
  const patches = new Map(input.variants.map((v) => [v.id, v.attrs]));
  const fatal = [...fatalIssues(compiled, input.attrs, 'card', null), ...input.variants.flatMap((v) => fatalIssues(compiled, v.attrs, 'variant', v.id))];
  if (fatal.length > 0) throw valuesInvalid(fatal);
  await assertReferences(tx, [input.attrs, ...patches.values()]);
  for (const id of patches.keys()) if (!draft.variants.some((v) => v.id === id)) throw variantNotFound();
  return {
    attrs: patched(draft.card.attrs, input.attrs),
    sources: stampedSources(tx, draft.card.sources, input.attrs, options.origins, options.origin),
    ...(input.placements ? { placements: input.placements } : {}),
    variants: draft.variants.map((v) => {
      const patch = patches.get(v.id);
      if (!patch) return v;
      return { id: v.id, position: v.position, attrs: patched(v.attrs, patch), sources: stampedSources(tx, v.sources, patch, options.origins, options.origin) };
    }),
    attributes: [...Object.keys(input.attrs), ...input.variants.flatMap((v) => Object.keys(v.attrs))].map(Number),
  };
}

/** Sets the draft's pictures, in order; the first is the main one. Errors: those of `saveDraft`. */
export async function setPictures(ctx: Ctx, raw: SetPicturesInput): Promise<DraftSaved> {
  const input = SetPicturesInput.parse(raw);
  const ids = [...new Set(input.fileIds)];
  return saveDraft(ctx, { cardId: input.cardId, rowVersion: input.rowVersion, attrs: { [RESERVED.pictures]: ids.length > 0 ? ids : null } });
}
