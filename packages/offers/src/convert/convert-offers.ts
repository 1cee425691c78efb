import { advanceActivity, type Consumer, type Ctx, defineJob, enqueue, type JobDefinition, on, withActivity, withTx } from '@yarmarka/kernel';
import { matrixPublished } from '@yarmarka/taxonomy/events';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type BatchResult, convertBatch } from './convert-batch.ts';
import { CONVERTS_OFFERS } from './finish-run.ts';

/**
 * Lets the offers' own values follow versions that merge options or attributes or change types, as cards and variants do: version after version, batch after batch. May be killed anywhere and
 * started twice: each batch commits with the cursor behind it, the end of a version with the event that says so (`finishRun`).
 */
export const convertOffersJob: JobDefinition = defineJob({
  name: 'offers.convert-values',
  schema: z.object({}),
  // What was given up is tried again once a night; nothing open, nothing done.
  cron: '0 1 * * *',
  options: { expireInSeconds: 4 * 3600 },
  run: async (ctx) => {
    for (let version = await nextVersion(ctx); version !== undefined; version = await nextVersion(ctx)) await followVersion(ctx, version);
  },
});

/** What a publish of the matrix means for offers. */
export const offersConsumer: Consumer = {
  name: 'offers.consequences',
  on: { ...on(matrixPublished, (ctx, event) => enqueueOfferConversions(ctx, event.version)) },
};

/** Opens the run of a version that converts values and sends the job; a version that converts none, or is known already, changes nothing. */
// authorised by caller: a consumer of `matrix.published.v1`; no audit row: the batches write theirs
export async function enqueueOfferConversions(ctx: Ctx, version: number): Promise<void> {
  await withTx(ctx, async (tx) => {
    const rows = await tx.db.execute(sql`
      insert into offers.conversion_runs (version) select ${version}::int
      where exists (select 1 from taxonomy.value_conversions c where c.version = ${version} and ${CONVERTS_OFFERS}) on conflict do nothing returning version`);
    if (rows.length > 0) await enqueue(tx, convertOffersJob, {});
  });
}

async function followVersion(ctx: Ctx, version: number): Promise<void> {
  const [row] = await ctx.db.execute<{ last: number | null }>(sql`select max(id) as last from offers.offers`);
  const title = { ru: `Значения в предложениях следуют за версией ${version}`, en: `Values in offers follow version ${version}` };
  const work = { key: `offers.convert-values:${version}`, kind: 'offers.convert', title, total: row?.last ?? 0, href: '/admin/changes' };
  await withActivity(ctx, work, async (activity) => {
    let at = activity.done;
    for (;;) {
      const batch = await convertNextOffers(ctx, version);
      if (batch.finished) return;
      await advanceActivity(ctx, activity, Math.max(0, batch.doneUpTo - at));
      at = batch.doneUpTo;
    }
  });
}

async function nextVersion(ctx: Ctx): Promise<number | undefined> {
  const [run] = await ctx.db.execute<{ version: number }>(sql`select version from offers.conversion_runs where finished_at is null order by version limit 1`);
  return run?.version;
}

// authorised by caller: the job runs as the platform; no audit row: the batch writes it
/** One batch in a transaction of its own. Versions wait for one another: an undo comes after what it undoes, so the oldest open one goes first. */
export async function convertNextOffers(ctx: Ctx, version: number): Promise<BatchResult> {
  return withTx(ctx, (tx) => convertBatch(tx, version));
}
