import { AppError, type Ctx, defineJob, enqueue, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type BetweenChunks, fetchImport, lockImport, tellCompleted, writeImport } from '../internal.ts';
import { assertCanRunImports } from '../policies.ts';
import { applyRows } from './apply-rows.ts';
import { checkRows } from './check-rows.ts';
import { stageFile } from './stage-file.ts';
import { submitCards } from './submit-cards.ts';

/**
 * Takes an import on from wherever it is, in chunks that each commit with their progress and heartbeat. Killed between any two of them, the next run goes on and ends with the same
 * result; two runs at once take turns. A file that cannot be read any more ends the import as `failed`.
 */
// no audit row: each step writes its own when it ends
export async function runImport(ctx: Ctx, input: { readonly importId: number }, between: BetweenChunks = () => undefined): Promise<void> {
  assertCanRunImports(ctx);
  try {
    const job = await fetchImport(ctx, input.importId);
    if (job.status === 'staging') {
      await stageFile(ctx, job, between);
      await checkRows(ctx, job.id, between);
    } else if (job.status === 'applying') await applyRows(ctx, job.id, between);
    else if (job.submitting === 'waiting' || job.submitting === 'running') await submitCards(ctx, job.id, between);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await withTx(ctx, async (tx) => {
      const job = await lockImport(tx, input.importId);
      if (job.status !== 'staging' && job.status !== 'applying') return;
      await tellCompleted(
        tx,
        await writeImport(tx, job, { status: 'failed', failure: error.reason, failureText: error.publicMessage, completedAt: tx.clock.now() }),
      );
    });
  }
}

export const runImportJob = defineJob({
  name: 'imports.run-import',
  schema: z.object({ importId: z.number().int().positive() }),
  options: { retryLimit: 10, expireInSeconds: 3600 },
  run: (ctx, data) => runImport(ctx, data),
});

const STALLED_SECONDS = 90;

/** Starts again what stopped without ending: the worker was killed, or its job gave up. Returns how many. */
export async function resumeImports(ctx: Ctx): Promise<number> {
  assertCanRunImports(ctx);
  const before = new Date(ctx.clock.now().getTime() - STALLED_SECONDS * 1000).toISOString();
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select id from imports.import_jobs where (status in ('staging', 'applying') or submitting in ('waiting', 'running')) and heartbeat_at < ${before}::timestamptz order by id limit 100`);
  for (const { id } of rows) await enqueue(ctx, runImportJob, { importId: id });
  return rows.length;
}

export const resumeImportsJob = defineJob({
  name: 'imports.resume-imports',
  schema: z.object({}),
  cron: '* * * * *',
  run: async (ctx) => {
    const resumed = await resumeImports(ctx);
    if (resumed > 0) ctx.log.warn({ resumed }, 'imports.resumed');
  },
});
