import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from './ctx.ts';
import { WAKE_CHANNEL } from './wake.ts';

/** Marks ids for re-projection, in the caller's transaction. A later mark of the same id moves its version. */
export async function markDirty(ctx: Ctx, queue: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db.execute(sql`
    insert into kernel.dirty (queue, id) select ${queue}, x from (select distinct unnest(${`{${ids.join(',')}}`}::bigint[]) as x order by 1) s
    on conflict (queue, id) do update set version = nextval('kernel.dirty_version')`);
  await ctx.db.execute(sql`select pg_notify(${WAKE_CHANNEL}, 'dirty')`);
}

/** Marks every id that a select gives (one integer column), in one statement and the caller's transaction. Returns how many were marked. */
export async function markDirtyWhere(ctx: Ctx, queue: string, ids: SQL): Promise<number> {
  const [row] = await ctx.db.execute<{ n: number }>(sql`
    with marked as (
      insert into kernel.dirty (queue, id) select ${queue}, x.id from (select distinct id from (${ids}) s(id) order by 1) x
      on conflict (queue, id) do update set version = nextval('kernel.dirty_version') returning 1)
    select count(*)::int as n from marked`);
  if (row?.n) await ctx.db.execute(sql`select pg_notify(${WAKE_CHANNEL}, 'dirty')`);
  return row?.n ?? 0;
}

/** How many ids of a queue wait for projection. */
export async function countDirty(ctx: Ctx, queue: string): Promise<number> {
  const [row] = await ctx.db.execute<{ n: number }>(sql`select count(*)::int as n from kernel.dirty where queue = ${queue}`);
  return row?.n ?? 0;
}

/** A read model kept by a queue of dirty ids: `project` rebuilds the given ids from the source of truth; a full rebuild always gives the same result. */
export type Projection = { readonly queue: string; readonly batch?: number; readonly project: (ctx: Ctx, ids: number[]) => Promise<void> };

export type DirtyRow = { readonly id: number; readonly version: number };

/**
 * Projects what is marked, oldest first: `project` gets up to `batch` ids and rebuilds their read models from the source of truth; only then are the marks removed, and only
 * where nobody marked again meanwhile. A crash in between repeats the projection. One projector a queue at a time (session lock held by `withProjectorLock`).
 */
export async function drainDirty(ctx: Ctx, queue: string, project: (ids: number[]) => Promise<void>, batch = 500): Promise<number> {
  const rows = await ctx.db.execute<{ id: string; version: string }>(
    sql`select id::text, version::text from kernel.dirty where queue = ${queue} order by version limit ${batch}`,
  );
  if (rows.length === 0) return 0;
  await project(rows.map((r) => Number(r.id)));
  await ctx.db.execute(sql`
    delete from kernel.dirty d using (select unnest(${`{${rows.map((r) => r.id).join(',')}}`}::bigint[]) as id, unnest(${`{${rows.map((r) => r.version).join(',')}}`}::bigint[]) as version) x
    where d.queue = ${queue} and d.id = x.id and d.version = x.version`);
  return rows.length;
}
