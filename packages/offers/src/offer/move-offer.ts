import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { wrongStatus } from '../errors.ts';
import { lockOffer, type OfferRecord, tellSellers, touchCards } from '../internal.ts';
import { assertCanChangeOffer, assertCanJudgeOffers } from '../policies.ts';
import { BlockOfferInput, type OfferStatus } from '../schemas.ts';
import { offers } from '../tables.ts';
import { checkedAttrs, findTarget } from './offer-values.ts';

export type OfferMoved = { readonly offerId: number; readonly status: OfferStatus; readonly version: number };
type Move = {
  readonly action: string;
  readonly from: readonly OfferStatus[];
  readonly to: OfferStatus;
  readonly assert: (ctx: Ctx, offer: { readonly sellerId: number }) => void;
  /** What must hold of the offer itself before it moves. */
  readonly check?: (tx: Ctx, offer: OfferRecord) => Promise<unknown>;
  readonly reasonCode?: string;
  readonly note?: string | undefined;
};

/** Takes an offer off sale until it is resumed. Errors: `offers.offer_not_found`, `offers.wrong_status`. */
export const pauseOffer = (ctx: Ctx, input: { readonly offerId: number }): Promise<OfferMoved> =>
  moveOffer(ctx, input.offerId, { action: 'offer.pause', from: ['active', 'suppressed'], to: 'paused', assert: assertCanChangeOffer });

/**
 * Puts a paused offer, a draft, or one that was taken out of the shop, on sale, if it holds what saving it on sale would ask of it. Errors: `offers.offer_not_found`, `offers.wrong_status`, `offers.card_not_found`,
 * `offers.values_invalid`.
 */
export const resumeOffer = (ctx: Ctx, input: { readonly offerId: number }): Promise<OfferMoved> =>
  moveOffer(ctx, input.offerId, {
    action: 'offer.resume',
    from: ['paused', 'draft', 'suppressed'],
    to: 'active',
    assert: assertCanChangeOffer,
    check: assertSaleable,
  });

const assertSaleable = async (tx: Ctx, offer: OfferRecord): Promise<unknown> =>
  checkedAttrs(tx, await findTarget(tx, offer.sellerId, offer), offer.attrs, {}, 'active');

/** Puts an offer away for good; saving it again brings it back. A blocked one stays. Errors: `offers.offer_not_found`, `offers.wrong_status`. */
export const archiveOffer = (ctx: Ctx, input: { readonly offerId: number }): Promise<OfferMoved> =>
  moveOffer(ctx, input.offerId, { action: 'offer.archive', from: ['draft', 'active', 'paused', 'suppressed'], to: 'archived', assert: assertCanChangeOffer });

/** A moderator takes an offer off sale, with a reason code. Errors: `offers.offer_not_found`, `offers.wrong_status`. */
export async function blockOffer(ctx: Ctx, raw: z.input<typeof BlockOfferInput>): Promise<OfferMoved> {
  const { offerId, reasonCode, note } = BlockOfferInput.parse(raw);
  return moveOffer(ctx, offerId, {
    action: 'offer.block',
    from: ['draft', 'active', 'paused', 'suppressed'],
    to: 'blocked',
    assert: assertCanJudgeOffers,
    reasonCode,
    note,
  });
}

/** A moderator lets a blocked offer go: it stands paused until its seller resumes it. Errors: `offers.offer_not_found`, `offers.wrong_status`. */
export const unblockOffer = (ctx: Ctx, input: { readonly offerId: number }): Promise<OfferMoved> =>
  moveOffer(ctx, input.offerId, { action: 'offer.unblock', from: ['blocked'], to: 'paused', assert: assertCanJudgeOffers });

// authorised by caller: every move names its assertion, which runs before anything is written
async function moveOffer(ctx: Ctx, offerId: number, move: Move): Promise<OfferMoved> {
  return withTx(ctx, async (tx) => {
    const offer = await lockOffer(tx, offerId);
    move.assert(tx, offer);
    if (!move.from.includes(offer.status)) throw wrongStatus(offer.status);
    await move.check?.(tx, offer);
    const [row] = await tx.db
      .update(offers)
      // What is wrong concerns offers on sale; those that come on sale were checked.
      .set({ status: move.to, wrongSince: {}, version: sql`${offers.version} + 1`, updatedAt: tx.clock.now() })
      .where(and(eq(offers.id, offerId), eq(offers.status, offer.status), eq(offers.version, offer.version)))
      .returning({ version: offers.version });
    if (!row) throw wrongStatus(offer.status);
    await audit(tx, {
      action: move.action,
      entity: 'offer',
      id: offerId,
      from: offer.status,
      to: move.to,
      ...(move.reasonCode === undefined ? {} : { reasonCode: move.reasonCode }),
      ...(move.note === undefined ? {} : { note: move.note }),
    });
    if (move.to === 'archived') await tellSellers(tx, [offer.cardId]);
    await touchCards(tx, offer.sellerId, [offer.cardId], 'status');
    return { offerId, status: move.to, version: row.version };
  });
}
