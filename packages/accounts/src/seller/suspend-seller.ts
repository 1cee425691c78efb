import { appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sellerChanged as changedMeanwhile, wrongStatus } from '../errors.ts';
import { sellerChanged, sellerDecided } from '../events.ts';
import { loadSeller, type SellerView, sellerView, writeSeller } from '../internal.ts';
import { requireAdmin } from '../policies.ts';
import type { SuspendSellerInput, VersionedSellerInput } from '../schemas.ts';
import { canMove } from './rules.ts';
import type { SellerStatus } from './words.ts';

type Step = {
  readonly sellerId: number;
  readonly to: SellerStatus;
  readonly action: string;
  readonly version?: number;
  readonly reasonCode?: string;
  readonly note?: string;
};

async function move(ctx: Ctx, step: Step): Promise<SellerView> {
  requireAdmin(ctx.actor);
  return withTx(ctx, async (tx) => {
    const seller = await loadSeller(tx, step.sellerId);
    if (step.version !== undefined && seller.version !== step.version) throw changedMeanwhile();
    if (!canMove(seller.status, step.to, 'operator')) throw wrongStatus(seller.status);
    const saved = await writeSeller(tx, seller, {
      status: step.to,
      decidedAt: tx.clock.now(),
      statusReason: step.reasonCode ?? null,
      statusNote: step.note || null,
    });
    await audit(tx, {
      action: step.action,
      entity: 'seller',
      id: seller.id,
      from: seller.status,
      to: step.to,
      ...(step.reasonCode ? { reasonCode: step.reasonCode } : {}),
      ...(step.note ? { note: step.note } : {}),
    });
    await appendEvent(tx, sellerDecided, seller.id, { sellerId: seller.id, status: step.to });
    await appendEvent(tx, sellerChanged, seller.id, { sellerId: seller.id });
    return sellerView(saved);
  });
}

/** An administrator stops a seller: its offers cannot be bought until it is restored. Reasons: `accounts.seller_not_found`, `accounts.seller_status`. */
export const suspendSeller = (ctx: Ctx, input: SuspendSellerInput): Promise<SellerView> => move(ctx, { ...input, to: 'suspended', action: 'seller.suspend' });

/** An administrator lets a suspended or restricted seller sell again. Reasons: `accounts.seller_not_found`, `accounts.seller_changed`, `accounts.seller_status`. */
export const restoreSeller = (ctx: Ctx, input: VersionedSellerInput): Promise<SellerView> => move(ctx, { ...input, to: 'approved', action: 'seller.restore' });
