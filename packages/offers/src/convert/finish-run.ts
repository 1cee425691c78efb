import { appendEvents, type Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { offersFollowed } from '../events.ts';

/** Offers have no category of their own: that a card's moves is nothing to them. Of `taxonomy.value_conversions`, called c. */
export const CONVERTS_OFFERS = sql`(c.undo or c.conversion ->> 'kind' <> 'category')`;

/** Ends a version's run in the caller's transaction, and says so of every version whose news may have waited for it: as the catalogue's `finishRun` does for cards. */
// authorised by caller: only the job that converts ends a run; no audit row: its batches wrote theirs
export async function finishRun(tx: Ctx, version: number): Promise<void> {
  await tx.db.execute(sql`update offers.conversion_runs set finished_at = now() where version = ${version}`);
  const waited = await tx.db.execute<{ version: number }>(sql`
    select v.version from taxonomy.matrix_versions v where v.version >= ${version} order by 1`);
  await appendEvents(
    tx,
    offersFollowed,
    waited.map((w) => ({ key: w.version, payload: w })),
  );
}

/** The versions up to this one that the cards' values follow and the offers' still have to: also those of which the offers' run is not even open. */
// authorised by caller: says nothing of any offer
export async function listOpenRuns(ctx: Ctx, version: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ version: number }>(sql`
    select distinct c.version from catalog.conversion_runs k join taxonomy.value_conversions c on c.version = k.version where c.version <= ${version}::int and ${CONVERTS_OFFERS}
      and not exists (select 1 from offers.conversion_runs r where r.version = c.version and r.finished_at is not null) order by 1`);
  return rows.map((r) => r.version);
}
