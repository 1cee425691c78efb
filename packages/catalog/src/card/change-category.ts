import type { Ctx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { ChangeCategoryInput } from '../schemas.ts';
import { evaluate } from './check-card.ts';
import { type DraftSaved, editDraft } from './edit-draft.ts';

/**
 * Moves a draft to another main category. Values of attributes that both know stay; the others are parked: kept, shown nowhere, back when a category knows them again. `parked` lists
 * them. A live card's category is changed through `proposeChange`. Errors: `taxonomy.category_not_found` and those of `editDraft`.
 */
export async function changeCategory(ctx: Ctx, raw: ChangeCategoryInput): Promise<DraftSaved & { readonly parked: readonly number[] }> {
  const input = ChangeCategoryInput.parse(raw);
  let parked: readonly number[] = [];
  const saved = await editDraft(ctx, { cardId: input.cardId, rowVersion: input.rowVersion, action: 'card.change-category' }, async (tx, draft) => {
    const schema = await getCategorySchema(tx, input.categoryId);
    parked = evaluate(schema, { attrs: draft.card.attrs, variants: draft.variants }).parked;
    return { categoryId: schema.categoryId, schema, placements: draft.card.placements };
  });
  return { ...saved, parked };
}
