import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { compileSchema } from '@yarmarka/taxonomy/check';
import { valuesInvalid } from '../errors.ts';
import { assertReferences, markCards } from '../internal.ts';
import { assertCanCreateCard } from '../policies.ts';
import { CreateDraftInput, type Origin } from '../schemas.ts';
import { cards, variants } from '../tables.ts';
import { checkCard, evaluate, fatalIssues } from './check-card.ts';
import type { DraftSaved } from './edit-draft.ts';
import { patched, stampedSources } from './rules.ts';

/** A new draft in a category, with one variant. For a seller it is the seller's own, for an administrator the platform's. Errors: `taxonomy.category_not_found`, `catalog.values_invalid`. */
export async function createDraft(ctx: Ctx, raw: CreateDraftInput, options: { readonly origin?: Origin } = {}): Promise<DraftSaved> {
  const input = CreateDraftInput.parse(raw);
  const sellerId = assertCanCreateCard(ctx);
  return withTx(ctx, async (tx) => {
    const schema = await getCategorySchema(tx, input.categoryId);
    const fatal = fatalIssues(compileSchema(schema.schema, schema.lists), input.attrs, 'card', null);
    if (fatal.length > 0) throw valuesInvalid(fatal);
    await assertReferences(tx, [input.attrs]);
    const attrs = patched({}, input.attrs);
    const state = evaluate(schema, { attrs, variants: [{ id: -1, attrs: {} }] });
    const now = tx.clock.now();
    const [card] = await tx.db
      .insert(cards)
      .values({
        categoryId: schema.categoryId,
        schemaHash: schema.hash,
        attrs,
        sources: stampedSources(tx, {}, input.attrs, {}, options.origin),
        sellerId,
        completeness: state.completeness,
        missing: state.missing,
        quality: state.quality.score,
        createdAt: now,
        updatedAt: now,
      })
      .returning({ id: cards.id, rowVersion: cards.rowVersion });
    if (!card) throw new Error('insert returned no card');
    const [variant] = await tx.db.insert(variants).values({ cardId: card.id }).returning({ id: variants.id });
    if (!variant) throw new Error('insert returned no variant');
    await audit(tx, {
      action: 'card.create',
      entity: 'card',
      id: card.id,
      to: 'draft',
      patch: { rowVersion: card.rowVersion, attributes: Object.keys(attrs).map(Number) },
    });
    await markCards(tx, [card.id]);
    const issues = checkCard(schema, { attrs, variants: [{ id: variant.id, attrs: {} }] }, 'partial');
    return {
      cardId: card.id,
      rowVersion: card.rowVersion,
      completeness: state.completeness,
      missing: state.missing,
      quality: state.quality.score,
      issues,
      variantIds: [variant.id],
    };
  });
}
