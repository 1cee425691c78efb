import { audit, type Ctx, enqueue, withTx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { eq } from 'drizzle-orm';
import { nothingToApply, wrongStatus } from '../errors.ts';
import { lockImport, tellProgress, writeImport } from '../internal.ts';
import { assertCanUseImport } from '../policies.ts';
import type { ImportInput } from '../schemas.ts';
import { importRows } from '../tables.ts';
import { type ImportView, viewOf } from './get-import.ts';
import { runImportJob } from './run-import.ts';
import { startChecking } from './validate-import.ts';

/**
 * Turns the valid rows into draft cards and offers, in the background; wrong ones stay behind. When the category's schema has moved since the check, the rows are checked again first and
 * the import is back in `staging`. Errors: `imports.import_not_found`, `imports.wrong_status`, `imports.nothing_to_apply`.
 */
export async function applyImport(ctx: Ctx, input: ImportInput): Promise<ImportView> {
  return withTx(ctx, async (tx) => {
    const job = await lockImport(tx, input.importId);
    assertCanUseImport(tx, job);
    if (job.status !== 'validated') throw wrongStatus(job.status);
    if ((await getCategorySchema(tx, job.categoryId)).hash !== job.schemaHash) {
      await tx.db.update(importRows).set({ status: 'staged' }).where(eq(importRows.jobId, job.id));
      return viewOf(await startChecking(tx, job, job.rowsTotal));
    }
    if (job.rowsValid === 0) throw nothingToApply();
    const now = tx.clock.now();
    const saved = await writeImport(tx, job, { status: 'applying', progressDone: 0, progressTotal: job.rowsValid, stepStartedAt: now, heartbeatAt: now });
    await audit(tx, { action: 'import.apply', entity: 'import', id: job.id, from: job.status, to: 'applying', patch: { rows: job.rowsValid } });
    await tellProgress(tx, saved);
    await enqueue(tx, runImportJob, { importId: job.id });
    return viewOf(saved);
  });
}

/** Stops an import where it is: chunks that are applied stay, nothing more is. Errors: `imports.import_not_found`, `imports.wrong_status`. */
export async function cancelImport(ctx: Ctx, input: ImportInput): Promise<ImportView> {
  return withTx(ctx, async (tx) => {
    const job = await lockImport(tx, input.importId);
    assertCanUseImport(tx, job);
    if (!['uploaded', 'mapping', 'staging', 'validated', 'applying'].includes(job.status)) throw wrongStatus(job.status);
    const saved = await writeImport(tx, job, { status: 'canceled', completedAt: tx.clock.now() });
    await audit(tx, { action: 'import.cancel', entity: 'import', id: job.id, from: job.status, to: 'canceled' });
    await tellProgress(tx, saved);
    return viewOf(saved);
  });
}
