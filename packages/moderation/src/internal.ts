import { appendEvent, type Ctx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { taskNotFound } from './errors.ts';
import { queueChanged } from './events.ts';
import { tasks } from './tables.ts';

export type TaskRow = typeof tasks.$inferSelect;

/** The task as it is now. Error: `moderation.task_not_found`. */
export async function fetchTask(ctx: Ctx, id: number): Promise<TaskRow> {
  const [row] = await ctx.db.select().from(tasks).where(eq(tasks.id, id));
  if (!row) throw taskNotFound();
  return row;
}

/** The task, its row locked until the end of the transaction. */
export async function lockTask(tx: Ctx, id: number): Promise<TaskRow> {
  const [row] = await tx.db.select().from(tasks).where(eq(tasks.id, id)).for('update');
  if (!row) throw taskNotFound();
  return row;
}

export const isOpen = (task: Pick<TaskRow, 'status'>): boolean => task.status === 'queued' || task.status === 'in_review';

/** Somebody holds the task at this moment: a lease that has run out holds nothing. */
export const isHeld = (task: Pick<TaskRow, 'status' | 'claimUntil'>, now: Date): boolean =>
  task.status === 'in_review' && task.claimUntil !== null && task.claimUntil.getTime() > now.getTime();

/** Tells the open desks. */
export async function tellQueue(tx: Ctx, task: Pick<TaskRow, 'id' | 'lane' | 'status'>): Promise<void> {
  await appendEvent(tx, queueChanged, `lane:${task.lane}`, { taskId: task.id, lane: task.lane, status: task.status });
}
