import { cards, variants } from '@yarmarka/catalog/tables';
import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { checkValues, compileSchema, visibleValues } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { and, asc, eq, sql } from 'drizzle-orm';
import { cardNotOffered, offerValuesInvalid, oldPriceNotHigher, variantRequired } from '../errors.ts';
import { type OfferRecord, tellSellers, touchCards } from '../internal.ts';
import { assertCanManageOffers } from '../policies.ts';
import { type OfferStatus, UpsertOfferInput } from '../schemas.ts';
import { offers } from '../tables.ts';

export type OfferSaved = { readonly offerId: number; readonly created: boolean; readonly status: OfferStatus; readonly version: number };
type Input = ReturnType<typeof UpsertOfferInput.parse>;
type Target = {
  readonly cardId: number;
  readonly categoryId: number;
  readonly variantId: number;
  readonly outer: Attrs;
  readonly card: Attrs;
  readonly variant: Attrs;
};

/**
 * Creates the seller's offer with this article number, or changes it. An offer may wait on the seller's own draft; on others' cards they must be published. A paused or blocked offer
 * stays so. Errors: `offers.card_not_found`, `offers.variant_required`, `offers.old_price_not_higher`, `offers.values_invalid`, `offers.seller_not_found`.
 */
export async function upsertOffer(ctx: Ctx, raw: UpsertOfferInput): Promise<OfferSaved> {
  const input = UpsertOfferInput.parse(raw);
  const sellerId = assertCanManageOffers(ctx, input.sellerId);
  if (input.oldPriceMinor != null && input.oldPriceMinor <= input.priceMinor) throw oldPriceNotHigher();
  return withTx(ctx, async (tx) => {
    const target = await findTarget(tx, sellerId, input);
    const [known] = await tx.db
      .select()
      .from(offers)
      .where(and(eq(offers.sellerId, sellerId), eq(offers.sellerSku, input.sellerSku)))
      .for('no key update');
    const status = nextStatus(known?.status, input.status);
    const attrs = await checkedAttrs(tx, target, known?.attrs ?? {}, input.attrs ?? {}, status);
    const saved = await writeOffer(tx, sellerId, target, known, input, { status, attrs });
    await audit(tx, {
      action: 'offer.upsert',
      entity: 'offer',
      id: saved.offerId,
      ...(known ? { from: known.status } : {}),
      to: status,
      patch: { cardId: target.cardId, variantId: target.variantId, priceMinor: input.priceMinor, oldPriceMinor: input.oldPriceMinor ?? null },
    });
    const touched = [target.cardId, ...(known && known.cardId !== target.cardId ? [known.cardId] : [])];
    if (!known || known.variantId !== target.variantId || known.status === 'archived') await tellSellers(tx, touched);
    await touchCards(tx, sellerId, touched, 'offer');
    return saved;
  });
}

/** An archived offer comes back when it is saved again; a blocked one only through moderation. */
function nextStatus(known: OfferStatus | undefined, wanted: 'draft' | 'active'): OfferStatus {
  if (known === undefined || known === 'draft' || known === 'archived') return wanted;
  return known;
}

const OFFERABLE_OWN = new Set(['draft', 'validating', 'in_moderation', 'changes_requested', 'published', 'suppressed']);

async function findTarget(tx: Ctx, sellerId: number, input: Input): Promise<Target> {
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
  const outer = {
    ...visibleValues(schema, 'card', card.attrs, { variants: own.map((v) => v.attrs) }),
    ...visibleValues(schema, 'variant', variant.attrs, { card: card.attrs }),
  };
  return { cardId: card.id, categoryId: card.categoryId, variantId: variant.id, outer, card: card.attrs, variant: variant.attrs };
}

/** The offer's own values after the patch: a draft may lack some, an offer on sale has all that the schema wants of it. */
async function checkedAttrs(tx: Ctx, target: Target, known: Attrs, patch: Readonly<Record<string, unknown>>, status: OfferStatus): Promise<Attrs> {
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

// authorised by caller: upsertOffer asserts; no audit row: upsertOffer writes it
async function writeOffer(
  tx: Ctx,
  sellerId: number,
  target: Target,
  known: OfferRecord | undefined,
  input: Input,
  result: { readonly status: OfferStatus; readonly attrs: Attrs },
): Promise<OfferSaved> {
  const values = {
    cardId: target.cardId,
    variantId: target.variantId,
    priceMinor: input.priceMinor,
    oldPriceMinor: input.oldPriceMinor ?? null,
    attrs: result.attrs,
    status: result.status,
    updatedAt: tx.clock.now(),
  };
  const [row] = known
    ? await tx.db
        .update(offers)
        .set({ ...values, version: sql`${offers.version} + 1` })
        .where(and(eq(offers.id, known.id), eq(offers.version, known.version)))
        .returning({ id: offers.id, version: offers.version })
    : await tx.db
        .insert(offers)
        .values({ ...values, sellerId, sellerSku: input.sellerSku, createdAt: tx.clock.now() })
        .returning({ id: offers.id, version: offers.version });
  if (!row) throw new Error('no offer was written');
  return { offerId: row.id, created: !known, status: result.status, version: row.version };
}
