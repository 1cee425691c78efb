import { type Ctx, metrics } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';

/** Ready = the database answers and is migrated. */
export async function isReady(ctx: Ctx): Promise<boolean> {
  try {
    await ctx.db.execute(sql`select 1 from kernel.outbox limit 1`);
    return true;
  } catch {
    return false;
  }
}

/** Prometheus text; lags are read when they are asked for. */
export async function printMetrics(ctx: Ctx): Promise<string> {
  const [outbox] = await ctx.db.execute<{ n: number; age: number }>(
    sql`select count(*)::int as n, coalesce(extract(epoch from now() - min(occurred_at)), 0)::float as age from kernel.outbox where seq is null`,
  );
  metrics.outboxUnpublished.set(outbox?.n ?? 0);
  metrics.outboxOldestSeconds.set(outbox?.age ?? 0);
  const queues = await ctx.db.execute<{ queue: string; n: number; age: number }>(
    sql`select queue, count(*)::int as n, extract(epoch from now() - min(marked_at))::float as age from kernel.dirty group by queue`,
  );
  metrics.dirtyRows.reset();
  metrics.dirtyOldestSeconds.reset();
  for (const q of queues) {
    metrics.dirtyRows.set({ queue: q.queue }, q.n);
    metrics.dirtyOldestSeconds.set({ queue: q.queue }, q.age);
  }
  const jobs = await ctx.db.execute<{ name: string; state: string; n: number }>(
    sql`select name, state::text, count(*)::int as n from pgboss.job group by 1, 2`,
  );
  metrics.jobsGauge.reset();
  for (const j of jobs) metrics.jobsGauge.set({ queue: j.name, state: j.state }, j.n);
  return metrics.registry.metrics();
}
