import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from './ctx.ts';
import { AppError } from './error.ts';
import { WAKE_CHANNEL } from './wake.ts';

/**
 * Marks ids for re-projection, in the caller's transaction. Every mark is a row of its own: marks of many transactions never wait for one another, whatever the order of
 * their ids; draining takes marks of one id together.
 */
export async function markDirty(ctx: Ctx, queue: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db.execute(sql`insert into kernel.dirty (queue, id) select ${queue}, x from (select distinct unnest(${`{${ids.join(',')}}`}::bigint[]) as x) s`);
  await ctx.db.execute(sql`select pg_notify(${WAKE_CHANNEL}, 'dirty')`);
}

/**
 * Marks every id that a select gives (one integer column), in one statement and the caller's transaction. Returns how many were marked. In the order of the ids, which are projected
 * in the order of their marks: what lies side by side on the disk is read once.
 */
export async function markDirtyWhere(ctx: Ctx, queue: string, ids: SQL): Promise<number> {
  const [row] = await ctx.db.execute<{ n: number }>(sql`
    with marked as (insert into kernel.dirty (queue, id) select ${queue}, x.id from (select distinct id from (${ids}) s(id) order by id) x returning 1)
    select count(*)::int as n from marked`);
  if (row?.n) await ctx.db.execute(sql`select pg_notify(${WAKE_CHANNEL}, 'dirty')`);
  return row?.n ?? 0;
}

/** How many ids of a queue wait for projection. */
export async function countDirty(ctx: Ctx, queue: string): Promise<number> {
  const [row] = await ctx.db.execute<{ n: number }>(sql`select count(distinct id)::int as n from kernel.dirty where queue = ${queue}`);
  return row?.n ?? 0;
}

/** A read model kept by a queue of dirty ids: `project` rebuilds the given ids from the source of truth; a full rebuild always gives the same result. */
export type Projection = { readonly queue: string; readonly batch?: number; readonly project: (ctx: Ctx, ids: number[]) => Promise<void> };

/** Says whether the caller still is the queue's only projector (the session that holds the lock may have died meanwhile). */
export type ProjectorLock = { held(): Promise<boolean> };
type Project = (ids: number[]) => Promise<void>;
type Failure = { readonly id: number; readonly message: string; readonly error: unknown };

const RETRY_SECONDS = 10;
const RETRY_SECONDS_MAX = 3600;
/** More ids than this failing one by one is no fault of theirs. */
const FAULTS_MAX = 20;

/**
 * Projects what is marked, oldest first: `project` gets up to `batch` ids and rebuilds their read models from the source of truth; only then are the marks removed, exactly
 * those that were read, so that a mark made meanwhile stays. A crash in between repeats the projection. An id that cannot be projected is found by halving and set aside with
 * its error until its next attempt; when the engine is unavailable, or everything fails, the error is thrown and all marks stay. One projector a queue at a time: with `lock`
 * lost on the way the ids are marked again, because someone else may have projected an older state over a newer one.
 */
export async function drainDirty(ctx: Ctx, queue: string, project: Project, batch = 500, lock?: ProjectorLock): Promise<number> {
  const rows = await ctx.db.execute<{ id: string; version: string }>(
    sql`select d.id::text, d.version::text from kernel.dirty d where d.queue = ${queue} and (d.retry_at is null or d.retry_at <= now()) order by d.version limit ${batch}`,
  );
  if (rows.length === 0) return 0;
  const ids = [...new Set(rows.map((r) => Number(r.id)))];
  const failures = await projectApart(project, ids, []);
  if (failures.length === ids.length && ids.length > 1) throw failures[0]?.error;
  if (lock && !(await lock.held())) {
    await markDirty(ctx, queue, ids);
    throw new Error(`the lock of ${queue} was lost while projecting`);
  }
  const failed = new Map(failures.map((f) => [f.id, f]));
  for (const f of failures)
    await setAside(
      ctx,
      queue,
      f,
      rows.flatMap((r) => (Number(r.id) === f.id ? [r.version] : [])),
    );
  const done = rows.filter((r) => !failed.has(Number(r.id)));
  await ctx.db.execute(sql`delete from kernel.dirty where queue = ${queue} and version = any(${`{${done.map((r) => r.version).join(',')}}`}::bigint[])`);
  return done.length;
}

async function projectApart(project: Project, ids: number[], failures: Failure[]): Promise<Failure[]> {
  try {
    await project(ids);
  } catch (error) {
    if ((error instanceof AppError && error.kind === 'unavailable') || failures.length >= FAULTS_MAX) throw error;
    const [only] = ids;
    if (ids.length === 1 && only !== undefined)
      failures.push({ id: only, message: error instanceof Error ? error.message.slice(0, 2000) : 'unknown error', error });
    else {
      const middle = Math.ceil(ids.length / 2);
      await projectApart(project, ids.slice(0, middle), failures);
      await projectApart(project, ids.slice(middle), failures);
    }
  }
  return failures;
}

/** Only the marks that were read wait: a later change of the same id is tried at once. */
async function setAside(ctx: Ctx, queue: string, failure: Failure, versions: readonly string[]): Promise<void> {
  ctx.log.error({ queue, id: failure.id, err: failure.message }, 'projection.failed');
  await ctx.db.execute(sql`
    update kernel.dirty set attempts = attempts + 1, last_error = ${failure.message},
      retry_at = now() + make_interval(secs => least(${RETRY_SECONDS_MAX}, ${RETRY_SECONDS} * power(4, least(attempts, 10))))
    where queue = ${queue} and version = any(${`{${versions.join(',')}}`}::bigint[])`);
}
