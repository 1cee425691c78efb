import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { and, eq, or, sql } from 'drizzle-orm';
import { notClaimed, taskClosed, taskHeld } from '../errors.ts';
import { fetchTask, isHeld, isOpen, lockTask, type TaskRow, tellQueue } from '../internal.ts';
import { mayRelease, requireModerator, assertCanModerate } from '../policies.ts';
import { type ClaimNextInput, LEASE_MINUTES, type TaskInput } from '../schemas.ts';
import { tasks } from '../tables.ts';

export type Claim = { readonly taskId: number; readonly until: Date; readonly version: number };

const leaseEnd = (ctx: Ctx): Date => new Date(ctx.clock.now().getTime() + LEASE_MINUTES * 60_000);
/** Free to take: nobody has it, or the lease of whoever had it is over. */
const isFree = (ctx: Ctx) =>
  or(eq(tasks.status, 'queued'), and(eq(tasks.status, 'in_review'), sql`${tasks.claimUntil} <= ${ctx.clock.now().toISOString()}::timestamptz`));

/**
 * Takes one task for 15 minutes. Of several who try at once exactly one gets it; claiming what one already holds renews it. Errors: `moderation.task_not_found`,
 * `moderation.task_held` (with the lease's end), `moderation.task_closed`.
 */
export async function claimTask(ctx: Ctx, input: TaskInput): Promise<Claim> {
  const userId = requireModerator(ctx);
  return withTx(ctx, async (tx) => {
    const claimed = await hold(tx, userId, and(eq(tasks.id, input.taskId), or(isFree(tx), and(eq(tasks.status, 'in_review'), eq(tasks.claimedBy, userId)))));
    if (claimed) return claimed;
    const task = await fetchTask(tx, input.taskId);
    throw isOpen(task) ? taskHeld(task.claimUntil) : taskClosed(task.status);
  });
}

/** Takes the most urgent task nobody holds, of the given lanes or of all; undefined when there is none. Rows that somebody is taking at this moment are passed over. */
export async function claimNextTask(ctx: Ctx, input: ClaimNextInput = {}): Promise<Claim | undefined> {
  const userId = requireModerator(ctx);
  const among = input.lane && input.lane.length > 0 ? sql`and lane = any(${`{${input.lane.join(',')}}`}::text[])` : sql``;
  return withTx(ctx, async (tx) => {
    const [next] = await tx.db.execute<{ id: number }>(sql`
      select id from moderation.tasks where status in ('queued', 'in_review') and (status = 'queued' or claim_until <= ${tx.clock.now().toISOString()}::timestamptz) ${among}
      order by rank, due_at, id limit 1 for update skip locked`);
    return next ? hold(tx, userId, eq(tasks.id, next.id)) : undefined;
  });
}

// authorised by caller: claimTask and claimNextTask ask requireModerator
async function hold(tx: Ctx, userId: string, which: ReturnType<typeof and>): Promise<Claim | undefined> {
  const until = leaseEnd(tx);
  const [row] = await tx.db
    .update(tasks)
    .set({ status: 'in_review', claimedBy: userId, claimUntil: until, version: sql`${tasks.version} + 1` })
    .where(which)
    .returning();
  if (!row) return undefined;
  await audit(tx, { action: 'task.claim', entity: 'task', id: row.id, to: 'in_review' });
  await tellQueue(tx, row);
  return { taskId: row.id, until, version: row.version };
}

/** Holds the task for another 15 minutes, also when the lease has run out and nobody has taken it. Errors: `moderation.task_not_found`, `moderation.task_not_claimed`. */
// no audit row: a heartbeat of the desk changes nobody's rights and comes every few minutes
export async function renewClaim(ctx: Ctx, input: TaskInput): Promise<Claim> {
  const userId = requireModerator(ctx);
  return withTx(ctx, async (tx) => {
    const until = leaseEnd(tx);
    const [row] = await tx.db
      .update(tasks)
      .set({ claimUntil: until })
      .where(and(eq(tasks.id, input.taskId), eq(tasks.status, 'in_review'), eq(tasks.claimedBy, userId)))
      .returning({ version: tasks.version });
    if (row) return { taskId: input.taskId, until, version: row.version };
    await fetchTask(tx, input.taskId);
    throw notClaimed();
  });
}

/** Gives a task back to the queue, at its old place. An administrator may release anybody's. Errors: `moderation.task_not_found`, `moderation.task_not_claimed`, `moderation.task_held`. */
export async function releaseTask(ctx: Ctx, input: TaskInput): Promise<void> {
  assertCanModerate(ctx);
  await withTx(ctx, async (tx) => {
    const task = await lockTask(tx, input.taskId);
    if (task.status !== 'in_review') throw notClaimed();
    if (!mayRelease(tx.actor, task.claimedBy)) throw taskHeld(task.claimUntil);
    await tx.db
      .update(tasks)
      .set({ status: 'queued', claimedBy: null, claimUntil: null, version: task.version + 1 })
      .where(eq(tasks.id, task.id));
    await audit(tx, { action: 'task.release', entity: 'task', id: task.id, from: 'in_review', to: 'queued' });
    await tellQueue(tx, { ...task, status: 'queued' });
  });
}

/** Whoever decides holds the task; a lease that ran out still counts as long as nobody else took it. Jobs and rules decide without one. */
export function assertCanDecide(ctx: Ctx, task: TaskRow): void {
  assertCanModerate(ctx);
  if (!isOpen(task)) throw taskClosed(task.status);
  if (ctx.actor.kind === 'system') {
    if (isHeld(task, ctx.clock.now())) throw taskHeld(task.claimUntil);
    return;
  }
  if (ctx.actor.kind === 'user' && task.claimedBy === ctx.actor.userId && task.status === 'in_review') return;
  throw isHeld(task, ctx.clock.now()) ? taskHeld(task.claimUntil) : notClaimed();
}
