import { advanceActivity, type Ctx, defineJob, enqueue, type JobDefinition, withActivity, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type BatchResult, convertBatch } from './convert-batch.ts';

/**
 * Carries out in the background how values follow a version (`taxonomy.value_conversions`): version after version, batch after batch. May be killed anywhere and started twice: each batch
 * commits with the cursor behind it, the end of a version with the event that says so (`finishRun`).
 */
export const convertValuesJob: JobDefinition = defineJob({
  name: 'catalog.convert-values',
  schema: z.object({}),
  // What was given up is tried again once a night; nothing open, nothing done.
  cron: '50 0 * * *',
  options: { expireInSeconds: 4 * 3600 },
  run: async (ctx) => {
    for (let version = await nextVersion(ctx); version !== undefined; version = await nextVersion(ctx)) await followVersion(ctx, version);
  },
});

/** All batches of one version, as work that people can follow: how far it is through the cards. */
async function followVersion(ctx: Ctx, version: number): Promise<void> {
  const [row] = await ctx.db.execute<{ last: number | null; done: number }>(sql`
    select (select max(id) from catalog.cards) as last, done_up_to as done from catalog.conversion_runs where version = ${version}`);
  const title = { ru: `Значения следуют за версией ${version}`, en: `Values follow version ${version}` };
  const work = { key: `catalog.convert-values:${version}`, kind: 'catalog.convert', title, total: row?.last ?? 0, href: '/admin/changes' };
  await withActivity(ctx, work, async (activity) => {
    let at = activity.done;
    for (;;) {
      const batch = await convertNext(ctx, version);
      if (batch.finished) return;
      await advanceActivity(ctx, activity, Math.max(0, batch.doneUpTo - at));
      at = batch.doneUpTo;
    }
  });
}

async function nextVersion(ctx: Ctx): Promise<number | undefined> {
  const [run] = await ctx.db.execute<{ version: number }>(sql`select version from catalog.conversion_runs where finished_at is null order by version limit 1`);
  return run?.version;
}

/** Opens the run of a version that converts values and sends the job; a version that converts nothing, or is known already, changes nothing. True when there is something to do. */
// authorised by caller: a consumer of `matrix.published.v1`; no audit row: the batches write theirs
export async function enqueueConversions(ctx: Ctx, version: number): Promise<boolean> {
  return withTx(ctx, async (tx) => {
    const rows = await tx.db.execute(sql`
      insert into catalog.conversion_runs (version) select ${version}::int where exists (select 1 from taxonomy.value_conversions where version = ${version}) on conflict do nothing returning version`);
    if (rows.length === 0) return false;
    await enqueue(tx, convertValuesJob, {});
    return true;
  });
}

// authorised by caller: the job runs as the platform; no audit row: the batch writes it
/** One batch in a transaction of its own. Versions wait for one another: an undo comes after what it undoes, so the oldest open one goes first. */
export async function convertNext(ctx: Ctx, version: number): Promise<BatchResult> {
  return withTx(ctx, (tx) => convertBatch(tx, version));
}

export type ConversionRun = {
  readonly version: number;
  readonly cards: number;
  readonly converted: number;
  readonly unconverted: number;
  readonly collisions: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
};

/** How far the values of these versions are; versions that convert nothing are absent. */
export async function listConversionRuns(ctx: Ctx, versions: readonly number[]): Promise<ConversionRun[]> {
  return ctx.read.execute<ConversionRun>(sql`
    select version, cards, converted, unconverted, collisions, started_at as "startedAt", finished_at as "finishedAt"
    from catalog.conversion_runs where version = any(${`{${versions.join(',')}}`}::int[]) order by version`);
}
