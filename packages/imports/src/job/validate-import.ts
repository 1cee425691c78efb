import { audit, type Ctx, enqueue, withTx } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import { columnsAmbiguous, columnsRepeated, wrongStatus } from '../errors.ts';
import { type ImportRecord, lockImport, tellProgress, writeImport } from '../internal.ts';
import { proposalFor, usable } from '../mapping/propose-mapping.ts';
import { assertCanUseImport } from '../policies.ts';
import type { ColumnMapping, ImportInput } from '../schemas.ts';
import { importRows, mappingProfiles } from '../tables.ts';
import { type ImportView, viewOf } from './get-import.ts';
import { runImportJob } from './run-import.ts';

/**
 * Reads and checks all rows in the background. Without a saved mapping the proposed one is taken, if no column is left open. The mapping is remembered for the seller's next sheet with
 * these columns. Errors: `imports.import_not_found`, `imports.wrong_status`, `imports.columns_ambiguous` (with the candidates), `imports.columns_repeated`, `imports.sku_column_missing`.
 */
export async function validateImport(ctx: Ctx, input: ImportInput): Promise<ImportView> {
  return withTx(ctx, async (tx) => {
    const job = await lockImport(tx, input.importId);
    assertCanUseImport(tx, job);
    if (!['uploaded', 'mapping', 'validated'].includes(job.status)) throw wrongStatus(job.status);
    const mapping = job.status === 'uploaded' ? await proposedMapping(tx, job) : await usable(tx, job, job.mapping);
    await remember(tx, job, mapping);
    // A changed mapping changes which rows belong together: they are laid out anew.
    if (job.status === 'validated') await tx.db.update(importRows).set({ status: 'staged' }).where(eq(importRows.jobId, job.id));
    else await tx.db.delete(importRows).where(eq(importRows.jobId, job.id));
    return viewOf(await startChecking(tx, { ...job, mapping }, job.rowsTotal));
  });
}

// authorised by caller: validateImport, applyFix and applyImport assert before they call
export async function startChecking(tx: Ctx, job: ImportRecord, rows: number): Promise<ImportRecord> {
  const now = tx.clock.now();
  const saved = await writeImport(tx, job, {
    mapping: job.mapping,
    status: 'staging',
    failure: null,
    failureText: null,
    progressDone: 0,
    progressTotal: rows,
    stepStartedAt: now,
    heartbeatAt: now,
  });
  await audit(tx, { action: 'import.validate', entity: 'import', id: job.id, from: job.status, to: 'staging', patch: { rows } });
  await tellProgress(tx, saved);
  await enqueue(tx, runImportJob, { importId: job.id });
  return saved;
}

async function proposedMapping(tx: Ctx, job: ImportRecord): Promise<ColumnMapping[]> {
  const { columns } = await proposalFor(tx, job);
  const open = columns.filter((c) => c.by === 'ambiguous');
  if (open.length > 0) throw columnsAmbiguous(open.map((c) => ({ column: c.column, header: c.header, candidates: c.candidates })));
  const repeated = columns.filter((c) => c.by === 'repeated');
  if (repeated.length > 0)
    throw columnsRepeated(
      repeated.map((r) => {
        const target = r.candidates[0]?.target ?? '';
        return { target, headers: [...columns.filter((c) => c.target === target), r].map((c) => c.header) };
      }),
    );
  return usable(
    tx,
    job,
    columns.map(({ column, header, target, language, unit }) => ({ column, header, target, ...(language ? { language } : {}), ...(unit ? { unit } : {}) })),
  );
}

async function remember(tx: Ctx, job: ImportRecord, mapping: ColumnMapping[]): Promise<void> {
  await tx.db
    .insert(mappingProfiles)
    .values({ sellerId: job.sellerId, headerHash: job.headerHash, mapping, usedAt: tx.clock.now() })
    .onConflictDoUpdate({
      target: [mappingProfiles.sellerId, mappingProfiles.headerHash],
      set: { mapping, usedAt: tx.clock.now(), uses: sql`${mappingProfiles.uses} + 1` },
    });
}
