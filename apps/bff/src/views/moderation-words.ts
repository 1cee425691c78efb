import { users } from '@yarmarka/accounts/tables';
import type { Ctx } from '@yarmarka/kernel';
import { inArray, sql } from 'drizzle-orm';

export type Words = { readonly ru: string; readonly en: string };
/** How a decided task ended, as the journal has it. */
export type TaskDecision = {
  readonly outcome: string;
  readonly reasonCode: string | null;
  readonly note: string | null;
  /** The person's name; null where a rule or a job decided. */
  readonly by: string | null;
  readonly at: string;
};
/** One submission of this card or seller that was decided before. */
export type EarlierTask = {
  readonly taskId: number;
  readonly outcome: string;
  readonly at: string;
  readonly by: string | null;
  readonly reasonCode: string | null;
};

/** The verdict on the whole of a decided task; null while it is open or was withdrawn. */
export async function decisionOf(ctx: Ctx, taskId: number): Promise<TaskDecision | null> {
  const [row] = await ctx.read.execute<TaskDecision>(sql`
    select a.to_state as outcome, a.reason_code as "reasonCode", a.note, u.name as by, a.occurred_at as at
    from kernel.audit_log a left join accounts.users u on a.actor = 'user:' || u.id
    where a.entity = 'task' and a.entity_id = ${String(taskId)} and a.action = 'task.decide' order by a.id desc limit 1`);
  return row ?? null;
}

/** Names of people behind the journal's labels (`user:<id>`); labels of jobs and rules are left out. */
export async function namesOf(ctx: Ctx, labels: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(labels.flatMap((l) => (l?.startsWith('user:') ? [l.slice(5)] : [])))];
  if (ids.length === 0) return new Map();
  const rows = await ctx.read.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
  return new Map(rows.map((r) => [`user:${r.id}`, r.name]));
}
