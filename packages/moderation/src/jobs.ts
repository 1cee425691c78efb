import { type Ctx, defineJob, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { assertCanModerate } from './policies.ts';
import { closeTasks, openCardTask, openSellerTask } from './task/open-task.ts';

const Nothing = z.object({});

/** What is overdue comes first, whatever its lane: rank 0. Returns how many tasks moved up. Runs every minute. */
// no audit row: the clock moves tasks, and their due time already says so
export async function escalateTasks(ctx: Ctx): Promise<number> {
  assertCanModerate(ctx);
  return withTx(ctx, async (tx) => {
    const rows = await tx.db.execute(sql`
      update moderation.tasks set rank = 0, version = version + 1 where status in ('queued', 'in_review') and rank > 0 and due_at <= ${tx.clock.now().toISOString()}::timestamptz returning id`);
    return rows.length;
  });
}

/**
 * Finds what fell between: submitted change-sets and sellers without an open task, open tasks of change-sets that wait no more. What was submitted within the last minute is left to
 * the event that is still on its way.
 */
export async function reconcileTasks(ctx: Ctx): Promise<{ readonly opened: number; readonly closed: number }> {
  assertCanModerate(ctx);
  const settled = sql`${new Date(ctx.clock.now().getTime() - 60_000).toISOString()}::timestamptz`;
  const sets = await ctx.db.execute<{ id: number; came: Date | string }>(sql`
    select s.id, coalesce(s.submitted_at, s.created_at) as came from catalog.change_sets s
    where s.status = 'submitted' and s.submitted_at < ${settled}
      and not exists (select 1 from moderation.tasks t where t.change_set_id = s.id and t.status in ('queued', 'in_review')) order by s.id limit 1000`);
  let opened = 0;
  for (const s of sets) if ((await openCardTask(ctx, { changeSetId: s.id, came: new Date(s.came) })) !== undefined) opened++;
  const waiting = await ctx.db.execute<{ id: number; came: Date | string }>(sql`
    select s.id, coalesce(s.submitted_at, s.created_at) as came from accounts.sellers s
    where s.status in ('ready_for_review', 'in_review') and s.submitted_at < ${settled}
      and not exists (select 1 from moderation.tasks t where t.seller_id = s.id and t.kind = 'seller' and t.status in ('queued', 'in_review')) limit 1000`);
  for (const s of waiting) if ((await openSellerTask(ctx, { sellerId: s.id, came: new Date(s.came) })) !== undefined) opened++;
  const gone = await ctx.db.execute<{ change_set_id: number }>(sql`
    select t.change_set_id from moderation.tasks t join catalog.change_sets s on s.id = t.change_set_id
    where t.status in ('queued', 'in_review') and t.created_at < ${settled} and s.status <> 'submitted' limit 1000`);
  let closed = 0;
  for (const g of gone) closed += await closeTasks(ctx, { changeSetId: g.change_set_id });
  return { opened, closed };
}

export const escalateTasksJob = defineJob({
  name: 'moderation.escalate-tasks',
  schema: Nothing,
  cron: '* * * * *',
  run: async (ctx) => {
    await escalateTasks(ctx);
  },
});
export const reconcileTasksJob = defineJob({
  name: 'moderation.reconcile-tasks',
  schema: Nothing,
  cron: '*/5 * * * *',
  run: async (ctx) => {
    const found = await reconcileTasks(ctx);
    if (found.opened + found.closed > 0) ctx.log.warn(found, 'moderation.reconciled');
  },
});
