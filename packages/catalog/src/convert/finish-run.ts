import { appendEvents, type Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { cardsFollowed } from '../events.ts';

/**
 * Ends a version's run in the caller's transaction, and with it says so of every version whose news may have waited for it: of this one and all published since, for
 * what waits for one alone is told though the next is not followed yet.
 */
// authorised by caller: only the job that converts ends a run; no audit row: its batches wrote theirs
export async function finishRun(tx: Ctx, version: number): Promise<void> {
  await tx.db.execute(sql`update catalog.conversion_runs set finished_at = now() where version = ${version}`);
  const waited = await tx.db.execute<{ version: number }>(sql`
    select v.version from taxonomy.matrix_versions v where v.version >= ${version} order by 1`);
  await appendEvents(
    tx,
    cardsFollowed,
    waited.map((w) => ({ key: w.version, payload: w })),
  );
}
