import { cards, changeActions, changeSets } from '@yarmarka/catalog/tables';
import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getSchemaByHash } from '@yarmarka/taxonomy';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { isOpen, type TaskRow, tellQueue } from '../internal.ts';
import { assertCanModerate } from '../policies.ts';
import type { LaneKey, Outcome } from '../schemas.ts';
import { lanes, tasks } from '../tables.ts';
import { dueAt, laneOf } from './rules.ts';

type Submitted = { readonly changeSetId: number; readonly came: Date };

/**
 * Puts a submitted change-set into its lane. Does nothing when it already has an open task, or when it no longer waits for a decision (taken back before the event arrived). Called by
 * the consumer of `card.submitted.v1` and by the reconciler; returns the task's id.
 */
export async function openCardTask(ctx: Ctx, input: Submitted): Promise<number | undefined> {
  assertCanModerate(ctx);
  return withTx(ctx, async (tx) => {
    const [set] = await tx.db.select().from(changeSets).where(eq(changeSets.id, input.changeSetId));
    if (set?.status !== 'submitted') return undefined;
    const actions = await tx.db
      .select({ target: changeActions.target, attributeNo: changeActions.attributeNo })
      .from(changeActions)
      .where(eq(changeActions.changeSetId, set.id));
    const { schema } = await getSchemaByHash(tx, set.schemaHash);
    const lane = laneOf({
      kind: set.kind,
      sellerId: set.sellerId,
      sellerHasLive: set.sellerId !== null && (await hasLiveCard(tx, set.sellerId)),
      actions,
      attributes: schema.attributes,
    });
    return insertTask(tx, { kind: 'card', lane, cardId: set.cardId, changeSetId: set.id, sellerId: set.sellerId }, input.came);
  });
}

async function hasLiveCard(tx: Ctx, sellerId: number): Promise<boolean> {
  const rows = await tx.db
    .select({ id: cards.id })
    .from(cards)
    .where(and(eq(cards.sellerId, sellerId), sql`${cards.version} > 0`))
    .limit(1);
  return rows.length > 0;
}

/** Puts a seller's application into the queue, once: a seller who submits again while the first task is open keeps its place. */
export async function openSellerTask(ctx: Ctx, input: { readonly sellerId: number; readonly came: Date }): Promise<number | undefined> {
  assertCanModerate(ctx);
  return withTx(ctx, (tx) => insertTask(tx, { kind: 'seller', lane: 'seller', cardId: null, changeSetId: null, sellerId: input.sellerId }, input.came));
}

async function insertTask(
  tx: Ctx,
  subject: Pick<TaskRow, 'kind' | 'cardId' | 'changeSetId' | 'sellerId'> & { readonly lane: LaneKey },
  came: Date,
): Promise<number | undefined> {
  const [lane] = await tx.db.select().from(lanes).where(eq(lanes.key, subject.lane));
  if (!lane) throw new Error(`lane ${subject.lane} has no row`);
  const [task] = await tx.db
    .insert(tasks)
    .values({ ...subject, rank: lane.rank, dueAt: dueAt(came, lane.promiseMinutes), createdAt: came })
    .onConflictDoNothing()
    .returning();
  if (!task) return undefined;
  await audit(tx, {
    action: 'task.open',
    entity: 'task',
    id: task.id,
    to: 'queued',
    patch: { lane: task.lane, cardId: task.cardId, changeSetId: task.changeSetId, sellerId: task.sellerId },
  });
  await tellQueue(tx, task);
  return task.id;
}

/** Which open tasks: those of a change-set, or the review of a seller. */
export type TaskSubject = { readonly changeSetId: number } | { readonly sellerId: number };

/** Closes open tasks that need no decision any more: taken back by their author, stale, or (with `outcome`) decided past the queue by an operator. Returns how many. */
export async function closeTasks(ctx: Ctx, subject: TaskSubject, outcome?: Outcome): Promise<number> {
  assertCanModerate(ctx);
  return withTx(ctx, async (tx) => {
    const which = 'changeSetId' in subject ? eq(tasks.changeSetId, subject.changeSetId) : and(eq(tasks.sellerId, subject.sellerId), eq(tasks.kind, 'seller'));
    const open = await tx.db
      .select()
      .from(tasks)
      .where(and(which, inArray(tasks.status, ['queued', 'in_review'])))
      .for('update');
    for (const task of open) {
      if (!isOpen(task)) continue;
      const status = outcome === undefined ? ('withdrawn' as const) : ('decided' as const);
      await tx.db
        .update(tasks)
        .set({ status, outcome: outcome ?? null, decidedAt: tx.clock.now(), claimedBy: null, claimUntil: null, version: task.version + 1 })
        .where(and(eq(tasks.id, task.id), eq(tasks.version, task.version)));
      await audit(tx, { action: outcome === undefined ? 'task.withdraw' : 'task.close', entity: 'task', id: task.id, from: task.status, to: status });
      await tellQueue(tx, { ...task, status });
    }
    return open.length;
  });
}
