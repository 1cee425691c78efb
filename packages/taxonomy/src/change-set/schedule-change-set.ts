import { actorLabel, appendEvent, audit, type Ctx, enqueue, invalid, withTx } from '@yarmarka/kernel';
import { and, eq, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { changeSetEmpty, versionMoved } from '../errors.ts';
import { changeSetScheduledFor } from '../events.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { changeSets } from '../tables.ts';
import { assertApproved } from './approve-change-set.ts';
import { getChangeSet, lockDraft, withoutDate } from './change-sets.ts';
import { parseChanges, rebase } from './conflicts.ts';
import { assertStamp } from './stamp.ts';

/** The sending side of the job that publishes at the date. */
export const PUBLISH_CHANGE_SET = {
  name: 'taxonomy.publish-change-set',
  schema: z.object({ changeSetId: z.number().int().positive() }),
  options: { retryLimit: 5 },
};

/**
 * Sets the date at which a change-set is published: rebased, checked and published then, or reported as in conflict. The job is enqueued with the row; sellers concerned are
 * told (`matrix.scheduled.v1`). `stamp`: the edits that were looked at. Reasons: `taxonomy.date_past`, `taxonomy.draft_changed`, `taxonomy.version_moved`,
 * `taxonomy.not_approved`, `taxonomy.change_set_empty`, `taxonomy.change_set_closed`.
 */
export async function scheduleChangeSet(ctx: Ctx, input: { id: number; publishAt: Date; stamp?: string | undefined }): Promise<void> {
  assertCanEditMatrix(ctx);
  if (input.publishAt.getTime() <= ctx.clock.now().getTime())
    throw invalid(
      'taxonomy.date_past',
      'The date lies in the past. Choose a later one, or publish now.',
      'Эта дата уже прошла. Выберите другую или опубликуйте сразу.',
    );
  await withTx(ctx, async (tx) => {
    const set = await lockDraft(tx, input.id);
    const { changes: edits } = await getChangeSet(tx, set.id);
    assertStamp(edits, input.stamp);
    const list = parseChanges(edits);
    if (list.length === 0) throw changeSetEmpty();
    const { conflicts } = await rebase(tx, list);
    if (conflicts.length > 0) throw versionMoved(conflicts);
    // With a date it counts as somebody's, so four eyes are asked for here and not only when nobody looks.
    await assertApproved(tx, set);
    await tx.db
      .update(changeSets)
      .set({ status: 'scheduled', publishAt: input.publishAt, scheduledBy: actorLabel(tx.actor), trouble: null, updatedAt: tx.clock.now() })
      .where(eq(changeSets.id, set.id));
    await enqueue(tx, PUBLISH_CHANGE_SET, { changeSetId: set.id }, { startAfter: input.publishAt });
    await audit(tx, {
      action: 'change-set.schedule',
      entity: 'matrix_change_set',
      id: set.id,
      from: set.status,
      to: 'scheduled',
      patch: { publishAt: input.publishAt.toISOString() },
    });
    await appendEvent(tx, changeSetScheduledFor, set.id, { changeSetId: set.id, publishAt: input.publishAt.toISOString() });
  });
}

/** Takes the date away: the set is a draft again, and who was told of the date is told that it is off. No-op without a date. */
export async function unscheduleChangeSet(ctx: Ctx, id: number): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const set = await lockDraft(tx, id);
    if (set.status !== 'scheduled') return;
    await tx.db
      .update(changeSets)
      .set({ status: 'draft', ...(await withoutDate(tx, set)), updatedAt: tx.clock.now() })
      .where(eq(changeSets.id, id));
    await audit(tx, { action: 'change-set.unschedule', entity: 'matrix_change_set', id, from: 'scheduled', to: 'draft' });
  });
}

/** Scheduled sets whose date has come: what the reconciler publishes when a job was lost. */
export async function listDueChangeSets(ctx: Ctx): Promise<number[]> {
  const rows = await ctx.db
    .select({ id: changeSets.id })
    .from(changeSets)
    .where(and(eq(changeSets.status, 'scheduled'), lte(changeSets.publishAt, sql`${ctx.clock.now().toISOString()}::timestamptz`)))
    .orderBy(changeSets.publishAt);
  return rows.map((r) => r.id);
}
