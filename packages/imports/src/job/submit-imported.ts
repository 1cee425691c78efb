import { sellers } from '@yarmarka/accounts/tables';
import { audit, type Ctx, enqueue, precondition, withTx } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import { nothingToSubmit, wrongStatus } from '../errors.ts';
import { lockImport, tellProgress, writeImport } from '../internal.ts';
import { assertCanUseImport } from '../policies.ts';
import type { ImportInput } from '../schemas.ts';
import { type ImportView, viewOf } from './get-import.ts';
import { runImportJob } from './run-import.ts';
import { DRAFTS } from './submit-cards.ts';

const sellerNotApproved = () =>
  precondition(
    'imports.seller_not_approved',
    'Cards go to moderation once your company is approved. Drafts are kept until then.',
    'Карточки уходят на проверку, когда ваша компания подтверждена. Черновики до тех пор сохранятся.',
  );

/**
 * Sends the complete cards of a finished import to moderation, in the background; incomplete ones stay drafts and are counted. May be repeated once more of them are complete. Errors:
 * `imports.import_not_found`, `imports.wrong_status`, `imports.seller_not_approved`, `imports.nothing_to_submit`.
 */
export async function submitImported(ctx: Ctx, input: ImportInput): Promise<ImportView> {
  return withTx(ctx, async (tx) => {
    const job = await lockImport(tx, input.importId);
    assertCanUseImport(tx, job);
    if ((job.status !== 'completed' && job.status !== 'completed_with_errors') || job.submitting === 'waiting' || job.submitting === 'running')
      throw wrongStatus(job.status);
    const [seller] = await tx.db.select({ status: sellers.status }).from(sellers).where(eq(sellers.id, job.sellerId));
    if (seller?.status !== 'approved') throw sellerNotApproved();
    const [count] = await tx.db.execute<{ n: number }>(sql`
      select count(distinct c.id)::int as n from imports.import_rows r join catalog.cards c on c.id = r.card_id where r.job_id = ${job.id} and ${DRAFTS}`);
    if (!count || count.n === 0) throw nothingToSubmit();
    const now = tx.clock.now();
    const saved = await writeImport(tx, job, {
      submitting: 'waiting',
      cursor: 0,
      cardsSubmitted: 0,
      cardsIncomplete: 0,
      progressDone: 0,
      progressTotal: count.n,
      stepStartedAt: now,
      heartbeatAt: now,
    });
    await audit(tx, { action: 'import.submit', entity: 'import', id: job.id, patch: { cards: count.n } });
    await tellProgress(tx, saved);
    await enqueue(tx, runImportJob, { importId: job.id });
    return viewOf(saved);
  });
}
