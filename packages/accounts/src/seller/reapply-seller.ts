import { appendEvent, audit, type Ctx, precondition, withTx } from '@yarmarka/kernel';
import { wrongStatus } from '../errors.ts';
import { sellerChanged } from '../events.ts';
import { loadSeller, type SellerView, sellerView, writeSeller } from '../internal.ts';
import { requireOwnSeller } from '../policies.ts';
import { canMove, REAPPLY_AFTER_DAYS } from './rules.ts';

/** A refused seller starts over with the data it had, 30 days after the refusal at the earliest. Reasons: `accounts.seller_status`, `accounts.reapply_later` (details.from). */
export async function reapplySeller(ctx: Ctx): Promise<SellerView> {
  const { sellerId } = requireOwnSeller(ctx.actor);
  return withTx(ctx, async (tx) => {
    const seller = await loadSeller(tx, sellerId);
    if (!canMove(seller.status, 'onboarding', 'seller')) throw wrongStatus(seller.status);
    const from = new Date((seller.decidedAt ?? seller.updatedAt).getTime() + REAPPLY_AFTER_DAYS * 86_400_000);
    if (tx.clock.now() < from)
      throw precondition(
        'accounts.reapply_later',
        `A new application is possible from ${from.toISOString().slice(0, 10)}.`,
        `Подать новую заявку можно с ${from.toISOString().slice(0, 10).split('-').reverse().join('.')}.`,
        { from: from.toISOString() },
      );
    const saved = await writeSeller(tx, seller, { status: 'onboarding', statusReason: null, statusNote: null });
    await audit(tx, { action: 'seller.reapply', entity: 'seller', id: sellerId, from: seller.status, to: saved.status });
    await appendEvent(tx, sellerChanged, sellerId, { sellerId });
    return sellerView(saved);
  });
}
