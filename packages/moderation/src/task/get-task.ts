import { getSeller, getSellerStanding, type SellerStanding, type SellerView } from '@yarmarka/accounts';
import { type CardView, type ChangeSetView, getCard, getChangeSet, listPictureFacts } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { compileSchema } from '@yarmarka/taxonomy/check';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { and, desc, eq, sql } from 'drizzle-orm';
import { gatherFacts } from '../check/gather-facts.ts';
import { type Proposed, proposedOf } from '../check/proposed.ts';
import { findProblems } from '../check/rules.ts';
import { taskNotFound } from '../errors.ts';
import { assertCanModerate } from '../policies.ts';
import type { CheckFinding, Outcome, TaskInput } from '../schemas.ts';
import { tasks } from '../tables.ts';
import { type ListedTask, readTasks } from './list-tasks.ts';

/** What became of this seller's earlier submissions, and what was decided about this card before. */
export type SellerRecord = {
  readonly liveCards: number;
  readonly decided: number;
  /** Of the decided: those that went live whole or in part. */
  readonly accepted: number;
};
export type EarlierDecision = { readonly taskId: number; readonly outcome: Outcome; readonly decidedAt: Date; readonly decidedBy: string | null };

export type TaskSubject =
  | {
      readonly kind: 'card';
      readonly card: CardView;
      readonly changeSet: ChangeSetView;
      /** The card as it will be if everything is accepted. */
      readonly proposed: Pick<Proposed, 'attrs' | 'variants'>;
      readonly earlier: readonly EarlierDecision[];
    }
  | { readonly kind: 'seller'; readonly seller: SellerView; readonly standing: SellerStanding };
export type TaskView = {
  readonly task: ListedTask & { readonly outcome: Outcome | null };
  readonly subject: TaskSubject;
  readonly checks: readonly CheckFinding[];
  readonly sellerRecord: SellerRecord | null;
};

/**
 * Everything a verdict needs: the card or seller, the proposal old beside new, what the automatic checks found with their evidence, and the seller's record. The checks are made now,
 * so they see what changed since the task came. Error: `moderation.task_not_found`.
 */
export async function getTask(ctx: Ctx, input: TaskInput): Promise<TaskView> {
  assertCanModerate(ctx);
  const [task] = await readTasks(ctx, eq(tasks.id, input.taskId), 1);
  const [row] = await ctx.db.select({ outcome: tasks.outcome }).from(tasks).where(eq(tasks.id, input.taskId));
  if (!task || !row) throw taskNotFound();
  const sellerRecord = task.sellerId === null ? null : await recordOf(ctx, task.sellerId);
  const seen = { ...task, outcome: row.outcome };
  if (task.kind === 'seller') {
    const sellerId = task.sellerId ?? 0;
    const subject = { kind: 'seller' as const, seller: await getSeller(ctx, { sellerId }), standing: await getSellerStanding(ctx, { sellerId }) };
    return { task: seen, subject, checks: [], sellerRecord };
  }
  const card = await getCard(ctx, task.cardId ?? 0);
  const changeSet = await getChangeSet(ctx, task.changeSetId ?? 0);
  const proposed = proposedOf(card, changeSet);
  return {
    task: seen,
    subject: {
      kind: 'card',
      card,
      changeSet,
      proposed: { attrs: proposed.attrs, variants: proposed.variants },
      earlier: await earlierDecisions(ctx, card.id, task.id),
    },
    checks: await runChecks(ctx, card, changeSet, proposed),
    sellerRecord,
  };
}

async function runChecks(ctx: Ctx, card: CardView, changeSet: ChangeSetView, proposed: Proposed): Promise<CheckFinding[]> {
  const loaded = await getCategorySchema(ctx, card.categoryId);
  const pictures = proposed.attrs[RESERVED.pictures];
  const fileIds = Array.isArray(pictures) ? pictures.filter((p): p is string => typeof p === 'string') : [];
  const facts = await gatherFacts(ctx, card, changeSet.sellerId, proposed);
  return findProblems(changeSet.kind, proposed, compileSchema(loaded.schema, loaded.lists), { ...facts, pictures: await listPictureFacts(ctx, fileIds) });
}

async function recordOf(ctx: Ctx, sellerId: number): Promise<SellerRecord> {
  const [row] = await ctx.read.execute<{ live: number; decided: number; accepted: number }>(sql`
    select (select count(*)::int from (select 1 from catalog.cards where seller_id = ${sellerId} and version > 0 limit 10000) c) as live,
      count(*)::int as decided, count(*) filter (where outcome in ('applied', 'partly_applied'))::int as accepted
    from (select outcome from moderation.tasks where seller_id = ${sellerId} and kind = 'card' and status = 'decided' order by id desc limit 1000) t`);
  return { liveCards: row?.live ?? 0, decided: row?.decided ?? 0, accepted: row?.accepted ?? 0 };
}

async function earlierDecisions(ctx: Ctx, cardId: number, taskId: number): Promise<EarlierDecision[]> {
  const rows = await ctx.read
    .select({ taskId: tasks.id, outcome: tasks.outcome, decidedAt: tasks.decidedAt, decidedBy: tasks.decidedBy })
    .from(tasks)
    .where(and(eq(tasks.cardId, cardId), eq(tasks.status, 'decided'), sql`${tasks.id} <> ${taskId}`))
    .orderBy(desc(tasks.id))
    .limit(20);
  return rows.flatMap(({ outcome, decidedAt, ...r }) => (outcome === null || decidedAt === null ? [] : [{ ...r, outcome, decidedAt }]));
}
