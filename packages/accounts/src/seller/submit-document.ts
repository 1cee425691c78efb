import { getOwnFile } from '@yarmarka/files';
import { audit, type Ctx, notFound, withTx } from '@yarmarka/kernel';
import { rowClosed, wrongStatus } from '../errors.ts';
import { type ChecklistRow, loadChecklist, loadSeller, saveSubmission, writeSeller } from '../internal.ts';
import { requireOwnSeller } from '../policies.ts';
import type { SubmitDocumentInput } from '../schemas.ts';
import { isRowOpen } from './rules.ts';

export const requirementNotFound = () => notFound('accounts.requirement_not_found', 'The checklist has no such row.', 'В списке требований нет такой строки.');

/** The active row of that key and kind, or `accounts.requirement_not_found`. */
export function rowOf(checklist: readonly ChecklistRow[], key: string, kind: ChecklistRow['requirement']['kind']): ChecklistRow {
  const row = checklist.find((r) => r.key === key && r.requirement.kind === kind);
  if (!row) throw requirementNotFound();
  return row;
}

/**
 * Hands in a stored file for a document row; an earlier one is replaced and the row waits for a moderator. It must be a document that the seller's own people have uploaded; the file itself
 * belongs to the files package, its hash and name are kept here. Reasons: `files.not_found`, `accounts.requirement_not_found`, `accounts.row_closed`, `accounts.seller_status`.
 */
export async function submitDocument(ctx: Ctx, input: SubmitDocumentInput): Promise<void> {
  const { user, sellerId } = requireOwnSeller(ctx.actor);
  const file = await getOwnFile(ctx, input.fileId, 'document');
  await withTx(ctx, async (tx) => {
    const seller = await loadSeller(tx, sellerId);
    const row = rowOf(await loadChecklist(tx, seller), input.requirementKey, 'document');
    if (!isRowOpen(seller.status, 'incomplete')) throw wrongStatus(seller.status);
    if (!isRowOpen(seller.status, row.standing)) throw rowClosed(row.key);
    await saveSubmission(tx, sellerId, row.key, {
      status: 'pending',
      fileId: file.id,
      fileName: file.name,
      reasonCode: null,
      note: null,
      submittedBy: user.userId,
      submittedAt: tx.clock.now(),
      reviewedBy: null,
      reviewedAt: null,
    });
    await writeSeller(tx, seller, {});
    await audit(tx, { action: 'document.submit', entity: 'seller', id: sellerId, patch: { requirement: row.key, fileId: file.id } });
  });
}
