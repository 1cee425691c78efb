import type { Ctx } from '@yarmarka/kernel';
import { sellerNotApproved } from '../errors.ts';
import { readSeller } from '../internal.ts';
import { requireOwnSeller } from '../policies.ts';

/** Whether the actor works for a seller that is approved; for what others than the seller will see. Reasons: `accounts.seller_not_approved`, `accounts.seller_not_found`, `kernel.forbidden`. */
export async function assertApprovedSeller(ctx: Ctx): Promise<void> {
  const { status } = await readSeller(ctx, requireOwnSeller(ctx.actor).sellerId);
  if (status !== 'approved') throw sellerNotApproved();
}
