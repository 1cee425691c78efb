import { appendEvent, audit, type Ctx, precondition, withTx } from '@yarmarka/kernel';
import { checklistIncomplete, sellerChanged as changedMeanwhile, wrongStatus } from '../errors.ts';
import { sellerChanged, sellerDecided } from '../events.ts';
import { loadChecklist, loadSeller, type SellerRow, type SellerView, saveSubmission, sellerView, writeSeller } from '../internal.ts';
import { requireModerator } from '../policies.ts';
import type { DecideSellerInput, RowVerdict, VersionedSellerInput } from '../schemas.ts';
import { blocksApproval, canJudge, canMove } from './rules.ts';
import { requirementNotFound } from './submit-document.ts';

const DECIDED = { approve: 'approved', needs_changes: 'needs_changes', reject: 'rejected' } as const;
/** Who reviews: the journal names the user, a job or the system by its own name. */
const reviewer = (ctx: Ctx): string => (ctx.actor.kind === 'user' ? ctx.actor.userId : 'system');

/** A moderator takes a waiting seller up: ready_for_review -> in_review on the version seen. Reasons: `accounts.seller_changed`, `accounts.seller_status`. */
export async function startSellerReview(ctx: Ctx, input: VersionedSellerInput): Promise<SellerView> {
  requireModerator(ctx.actor);
  return withTx(ctx, async (tx) => {
    const seller = await loadSeller(tx, input.sellerId);
    if (seller.version !== input.version) throw changedMeanwhile();
    return sellerView(await takeUp(tx, seller));
  });
}

async function takeUp(tx: Ctx, seller: SellerRow): Promise<SellerRow> {
  if (!canMove(seller.status, 'in_review', 'moderator')) throw wrongStatus(seller.status);
  const saved = await writeSeller(tx, seller, { status: 'in_review' });
  await audit(tx, { action: 'seller.start_review', entity: 'seller', id: seller.id, from: seller.status, to: saved.status });
  return saved;
}

/**
 * A moderator's decision: verdicts per row, then approve, ask for changes or refuse. It counts only for the version the moderator saw, so of two decisions one is a conflict. Approval
 * needs every required row complete after the verdicts; changes need at least one refused row. Appends `seller.decided.v1` and `seller.changed.v1`.
 * Reasons: `accounts.seller_changed`, `accounts.seller_status`, `accounts.requirement_not_found`, `accounts.row_not_judgeable`, `accounts.checklist_incomplete`, `accounts.no_refused_row`.
 */
export async function decideSeller(ctx: Ctx, input: DecideSellerInput): Promise<SellerView> {
  requireModerator(ctx.actor);
  return withTx(ctx, async (tx) => {
    const loaded = await loadSeller(tx, input.sellerId);
    if (loaded.version !== input.version) throw changedMeanwhile();
    const seller = loaded.status === 'ready_for_review' ? await takeUp(tx, loaded) : loaded;
    const to = DECIDED[input.decision];
    if (!canMove(seller.status, to, 'moderator')) throw wrongStatus(seller.status);
    await applyVerdicts(tx, seller, input.rows);
    const checklist = await loadChecklist(tx, seller);
    if (input.decision === 'approve') {
      const open = checklist.filter((r) => blocksApproval(r, r.requirement.kind));
      if (open.length > 0) throw checklistIncomplete(open.map((r) => ({ key: r.key, ru: r.requirement.titleRu, en: r.requirement.titleEn })));
      for (const row of checklist.filter((r) => r.requirement.kind === 'operator_review' && r.standing !== 'complete'))
        await saveSubmission(tx, seller.id, row.key, {
          status: 'accepted',
          reasonCode: null,
          note: null,
          reviewedBy: reviewer(tx),
          reviewedAt: tx.clock.now(),
        });
    }
    if (input.decision === 'needs_changes' && !checklist.some((r) => r.standing === 'rejected'))
      throw precondition(
        'accounts.no_refused_row',
        'Refuse at least one row, so that the seller knows what to change.',
        'Отметьте хотя бы одну строку, которую нужно исправить: иначе продавец не поймёт, что менять.',
      );
    const saved = await writeSeller(tx, seller, {
      status: to,
      decidedAt: tx.clock.now(),
      statusReason: input.reasonCode ?? null,
      statusNote: input.note || null,
    });
    await audit(tx, {
      action: 'seller.decide',
      entity: 'seller',
      id: seller.id,
      from: seller.status,
      to,
      ...(input.reasonCode ? { reasonCode: input.reasonCode } : {}),
      ...(input.note ? { note: input.note } : {}),
      patch: { rows: input.rows.map(({ requirementKey, verdict, reasonCode }) => ({ requirementKey, verdict, reasonCode })) },
    });
    await appendEvent(tx, sellerDecided, seller.id, { sellerId: seller.id, status: to });
    await appendEvent(tx, sellerChanged, seller.id, { sellerId: seller.id });
    return sellerView(saved);
  });
}

async function applyVerdicts(tx: Ctx, seller: SellerRow, verdicts: readonly RowVerdict[]): Promise<void> {
  const checklist = await loadChecklist(tx, seller);
  for (const verdict of verdicts) {
    const row = checklist.find((r) => r.key === verdict.requirementKey);
    if (!row) throw requirementNotFound();
    if (!canJudge(row.requirement.kind, row.submission !== undefined, verdict.verdict))
      throw precondition(
        'accounts.row_not_judgeable',
        `"${row.requirement.titleEn}" cannot be ${verdict.verdict}: nothing was handed in, or it speaks for itself.`,
        `По строке «${row.requirement.titleRu}» решение принять нельзя: либо в ней ничего не прислано, либо она заполняется сама.`,
        { requirementKey: row.key },
      );
    await saveSubmission(tx, seller.id, row.key, {
      status: verdict.verdict,
      reasonCode: verdict.verdict === 'rejected' ? (verdict.reasonCode ?? null) : null,
      note: verdict.note || null,
      reviewedBy: reviewer(tx),
      reviewedAt: tx.clock.now(),
    });
  }
}
