import type { Ctx } from '@yarmarka/kernel';
import { type ChecklistRow, loadChecklist, readSeller } from '../internal.ts';
import { requireOwnSeller, requireSellerReader } from '../policies.ts';
import type { OwnSellerInput } from '../schemas.ts';
import { blocksApproval, blocksSubmission, canMove, isRowOpen } from './rules.ts';
import type { SellerStatus } from './words.ts';

function rowView(row: ChecklistRow, status: SellerStatus) {
  const { requirement, submission } = row;
  return {
    key: row.key,
    kind: requirement.kind,
    title: { ru: requirement.titleRu, en: requirement.titleEn },
    hint: { ru: requirement.hintRu, en: requirement.hintEn },
    settings: requirement.settings,
    required: row.required,
    standing: row.standing,
    missing: row.missing,
    /** Whether the seller can change it now. */
    open: requirement.kind === 'accept_terms' ? row.standing !== 'complete' : isRowOpen(status, row.standing),
    blocksApproval: blocksApproval(row, requirement.kind),
    fileId: submission?.fileId ?? null,
    fileName: submission?.fileName ?? null,
    reasonCode: submission?.reasonCode ?? null,
    note: submission?.note ?? null,
    submittedAt: submission?.submittedAt ?? null,
    reviewedAt: submission?.reviewedAt ?? null,
  };
}

/**
 * The seller's checklist, computed from what is there now: complete, incomplete, pending or rejected per row, and whether it may be sent for review. Without an id: the own seller.
 * Reason: `accounts.seller_not_found` (also for a seller the actor may not read).
 */
export async function getSellerStanding(ctx: Ctx, input: OwnSellerInput) {
  const sellerId = input.sellerId ?? requireOwnSeller(ctx.actor).sellerId;
  requireSellerReader(ctx.actor, sellerId);
  const seller = await readSeller(ctx, sellerId);
  const checklist = await loadChecklist(ctx, seller);
  const required = checklist.filter((r) => r.required);
  return {
    sellerId,
    status: seller.status,
    version: seller.version,
    statusReason: seller.statusReason,
    statusNote: seller.statusNote,
    rows: checklist.map((r) => rowView(r, seller.status)),
    complete: required.filter((r) => r.standing === 'complete').length,
    required: required.length,
    canSubmit: canMove(seller.status, 'ready_for_review', 'seller') && !checklist.some(blocksSubmission),
    canApprove: !checklist.some((r) => blocksApproval(r, r.requirement.kind)),
  };
}
export type SellerStanding = Awaited<ReturnType<typeof getSellerStanding>>;
