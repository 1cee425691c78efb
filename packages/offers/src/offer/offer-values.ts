import { cards, variants } from '@yarmarka/catalog/tables';
import type { Ctx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { checkValues, compileSchema, visibleValues } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { and, asc, eq } from 'drizzle-orm';
import { cardNotOffered, offerValuesInvalid, variantRequired } from '../errors.ts';
import { outerValues } from '../grace/wrong-values.ts';
import type { OfferStatus } from '../schemas.ts';

export type Target = {
  readonly cardId: number;
  readonly categoryId: number;
  readonly variantId: number;
  readonly outer: Attrs;
  readonly card: Attrs;
  readonly variant: Attrs;
};

const OFFERABLE_OWN = new Set(['draft', 'validating', 'in_moderation', 'changes_requested', 'published', 'suppressed']);

/** The variant an offer stands on, with what its card and variant hold. Errors: `offers.card_not_found`, `offers.variant_required`. */
export async function findTarget(tx: Ctx, sellerId: number, input: { readonly cardId: number; readonly variantId?: number | undefined }): Promise<Target> {
  const [card] = await tx.db
    .select({ id: cards.id, status: cards.status, sellerId: cards.sellerId, categoryId: cards.categoryId, attrs: cards.attrs })
    .from(cards)
    .where(eq(cards.id, input.cardId));
  if (!card || !(card.status === 'published' || (card.sellerId === sellerId && OFFERABLE_OWN.has(card.status)))) throw cardNotOffered();
  const own = await tx.db
    .select({ id: variants.id, attrs: variants.attrs })
    .from(variants)
    .where(and(eq(variants.cardId, card.id), eq(variants.archived, false)))
    .orderBy(asc(variants.position), asc(variants.id));
  const variant = input.variantId === undefined && own.length === 1 ? own[0] : own.find((v) => v.id === input.variantId);
  if (!variant) throw input.variantId === undefined ? variantRequired(own.map((v) => v.id)) : cardNotOffered();
  const { schema } = await getCategorySchema(tx, card.categoryId);
  const outer = outerValues(schema, { card: card.attrs, variant: variant.attrs, variants: own.map((v) => v.attrs) });
  return { cardId: card.id, categoryId: card.categoryId, variantId: variant.id, outer, card: card.attrs, variant: variant.attrs };
}

/** The offer's own values after the patch: a draft may lack some, an offer on sale has all that the schema wants of it. Error: `offers.values_invalid`. */
export async function checkedAttrs(tx: Ctx, target: Target, known: Attrs, patch: Readonly<Record<string, unknown>>, status: OfferStatus): Promise<Attrs> {
  const next: Record<string, Value> = { ...known };
  for (const [no, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete next[no];
    else next[no] = value as Value;
  }
  const loaded = await getCategorySchema(tx, target.categoryId);
  const shown = visibleValues(loaded.schema, 'offer', next, { card: target.card, variants: [target.variant] });
  const given = { ...shown, ...Object.fromEntries(Object.entries(next).filter(([no]) => no in patch)) };
  const issues = checkValues(compileSchema(loaded.schema, loaded.lists), given, status === 'draft' ? 'partial' : 'enforced', 'offer', target.outer);
  if (issues.length > 0) throw offerValuesInvalid(issues);
  return next;
}
