import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { and, eq, sql } from 'drizzle-orm';
import { oldPriceNotHigher } from '../errors.ts';
import { type OfferRecord, tellSellers, touchCards } from '../internal.ts';
import { assertCanManageOffers } from '../policies.ts';
import { type OfferStatus, UpsertOfferInput } from '../schemas.ts';
import { offers } from '../tables.ts';
import { checkedAttrs, findTarget, type Target } from './offer-values.ts';

export type OfferSaved = { readonly offerId: number; readonly created: boolean; readonly status: OfferStatus; readonly version: number };
type Input = ReturnType<typeof UpsertOfferInput.parse>;

/**
 * Creates the seller's offer with this article number, or changes it. An offer may wait on the seller's own draft; on others' cards they must be published. A paused or blocked offer
 * stays so; one that was taken out of the shop is back in it, because what is saved is right. Errors: `offers.card_not_found`, `offers.variant_required`, `offers.old_price_not_higher`, `offers.values_invalid`, `offers.seller_not_found`.
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
  if (known === 'suppressed') return 'active';
  return known;
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
    wrongSince: {},
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
