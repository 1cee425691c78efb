import { appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { checklistIncomplete, companyInvalid, wrongStatus } from '../errors.ts';
import { sellerSubmitted } from '../events.ts';
import { loadChecklist, loadSeller, type SellerView, sellerView, writeSeller } from '../internal.ts';
import { requireOwnSeller } from '../policies.ts';
import { checkCompany } from './company-rules.ts';
import { blocksSubmission, canMove } from './rules.ts';

/**
 * Hands the seller over to the moderators. Every required row must be complete or wait for a person. Appends `seller.submitted.v1`.
 * Reasons: `accounts.checklist_incomplete` (details.rows), `accounts.company_invalid`, `accounts.seller_status`.
 */
export async function submitSellerForReview(ctx: Ctx): Promise<SellerView> {
  const { sellerId } = requireOwnSeller(ctx.actor);
  return withTx(ctx, async (tx) => {
    const seller = await loadSeller(tx, sellerId);
    if (!canMove(seller.status, 'ready_for_review', 'seller')) throw wrongStatus(seller.status);
    const open = (await loadChecklist(tx, seller)).filter(blocksSubmission);
    if (open.length > 0) throw checklistIncomplete(open.map((r) => ({ key: r.key, ru: r.requirement.titleRu, en: r.requirement.titleEn })));
    const issues = checkCompany(seller);
    if (issues.length > 0) throw companyInvalid(issues);
    const saved = await writeSeller(tx, seller, { status: 'ready_for_review', submittedAt: tx.clock.now() });
    await audit(tx, { action: 'seller.submit', entity: 'seller', id: sellerId, from: seller.status, to: saved.status });
    await appendEvent(tx, sellerSubmitted, sellerId, { sellerId, version: saved.version });
    return sellerView(saved);
  });
}
