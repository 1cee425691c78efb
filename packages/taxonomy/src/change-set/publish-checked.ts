import { AppError, appendEvent, audit, type Ctx, defineJob, type JobDefinition, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Blocker, Conflict, MatrixDelta, Trouble } from '../delta.ts';
import { brokeOff, draftChanged, previewOutdated } from '../errors.ts';
import { changeSetFailed } from '../events.ts';
import type { Published } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import { changeSets } from '../tables.ts';
import { lockDraft, withoutDate } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';
import { listDueChangeSets, PUBLISH_CHANGE_SET } from './schedule-change-set.ts';

/** What another capability says of a delta: reasons not to publish it. The edge and the worker pass the catalogue's: nothing that offers and search do loses anything. */
export type DeltaPreview = (ctx: Ctx, delta: MatrixDelta) => Promise<{ readonly blockers: readonly Blocker[] }>;

/** How often a publish is tried again when another version went live, or an edit was saved, between its previews and itself. */
const ATTEMPTS = 3;
/** A scheduled set that broke off so often, and is so late (ms), waits no longer: it becomes a conflict, and its people are told. */
const FAILURES = 5;
const PATIENCE = 20 * 60_000;

/**
 * Publishes a change-set with the previews of the others run on the very edits that go live, on the very version they go onto. What the administrator saw: `expectedVersion`
 * (if the matrix has moved since without a conflict, `taxonomy.preview_outdated`) and `stamp` (if the edits have, `taxonomy.draft_changed`). Other reasons: those of `publishChangeSet`.
 */
export async function publishChecked(
  ctx: Ctx,
  input: { id: number; expectedVersion?: number | undefined; stamp?: string | undefined; overwrite?: boolean | undefined },
  previews: readonly DeltaPreview[],
): Promise<Published> {
  // no audit row: publishChangeSet writes it
  assertCanEditMatrix(ctx);
  for (let attempt = 1; ; attempt++) {
    const delta = await previewChangeSet(ctx, input.id);
    if (input.stamp !== undefined && delta.stamp !== input.stamp) throw draftChanged();
    // Conflicts are refused below and tell more: they show, cell by cell, what moved.
    const refused = delta.conflicts.length > 0 && !input.overwrite;
    if (input.expectedVersion !== undefined && delta.baseVersion !== input.expectedVersion && !refused) throw previewOutdated();
    const blockers: Blocker[] = [];
    // Problems and conflicts are refused by the publish itself, which says them cell by cell.
    if (delta.problems.length === 0 && !refused) for (const preview of previews) blockers.push(...(await preview(ctx, delta)).blockers);
    try {
      const { baseVersion: expectedVersion, stamp } = delta;
      return await publishChangeSet(ctx, { id: input.id, blockers, expectedVersion, stamp, overwrite: input.overwrite ?? false });
    } catch (error) {
      // What nobody says to have seen is previewed anew; what somebody saw is theirs to look at again.
      const seen = input.expectedVersion !== undefined || input.stamp !== undefined;
      if (!hasMoved(error) || seen || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** The matrix or the draft moved between a preview and its publish. */
const hasMoved = (error: unknown): boolean =>
  error instanceof AppError && (error.reason === 'taxonomy.preview_outdated' || error.reason === 'taxonomy.draft_changed');

/**
 * Publishes a scheduled set whose date has come; when something stands against it, it is not published but gets status `conflict` with the reasons, and its people are told
 * (`matrix.publish_failed.v1`, `matrix.unscheduled.v1`). What breaks off for the moment, or with no reason of its own, is thrown for another attempt; a set that keeps breaking
 * off ends in `conflict` too. Does nothing for a set that is not scheduled, or not yet due.
 */
export async function publishScheduled(ctx: Ctx, id: number, previews: readonly DeltaPreview[]): Promise<void> {
  assertCanEditMatrix(ctx);
  const [set] = await ctx.db.select().from(changeSets).where(eq(changeSets.id, id));
  if (set?.status !== 'scheduled' || !set.publishAt || set.publishAt > ctx.clock.now()) return;
  try {
    await publishChecked(ctx, { id }, previews);
  } catch (error) {
    if (!(await giveUp(ctx, id, error))) throw error;
  }
}

/** Keeps what broke a scheduled set off; true when it thereby became a conflict, false when it waits for another attempt. */
async function giveUp(ctx: Ctx, id: number, error: unknown): Promise<boolean> {
  // authorised by caller: publishScheduled
  return withTx(ctx, async (tx) => {
    const row = await lockDraft(tx, id);
    if (row.status !== 'scheduled') return true;
    const now = tx.clock.now();
    const failures = (row.trouble?.failures ?? 0) + 1;
    const refused = error instanceof AppError && error.kind !== 'unavailable' && !hasMoved(error);
    const late = now.getTime() - (row.publishAt?.getTime() ?? 0);
    if (!refused && (failures < FAILURES || late < PATIENCE)) {
      // no audit row: nothing happened to the set
      const trouble = { at: now.toISOString(), failures, conflicts: [], problems: [], blockers: [] };
      await tx.db.update(changeSets).set({ trouble }).where(eq(changeSets.id, id));
      return false;
    }
    const known = error instanceof AppError ? error : brokeOff();
    const trouble = troubleOf(known, now);
    await tx.db
      .update(changeSets)
      .set({ status: 'conflict', ...(await withoutDate(tx, row)), trouble, updatedAt: now })
      .where(eq(changeSets.id, id));
    await audit(tx, { action: 'change-set.publish', entity: 'matrix_change_set', id, from: 'scheduled', to: 'conflict', reasonCode: known.reason });
    const scheduledBy = row.scheduledBy ?? undefined;
    await appendEvent(tx, changeSetFailed, id, { changeSetId: id, reason: known.reason, ...(scheduledBy === undefined ? {} : { scheduledBy }) });
    return true;
  });
}

function troubleOf(error: AppError, now: Date): Trouble {
  const { cells, problems, blockers } = error.details;
  const known = {
    at: now.toISOString(),
    conflicts: listOf(cells) as readonly Conflict[],
    problems: listOf(problems) as Trouble['problems'],
    blockers: listOf(blockers) as readonly Blocker[],
  };
  const told = known.conflicts.length + known.problems.length + known.blockers.length > 0;
  return told ? known : { ...known, blockers: [{ code: error.reason, ...error.publicMessage }] };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The jobs of the worker: publishing at the date, and every five minutes whatever was missed. */
export function publishJobs(previews: readonly DeltaPreview[]): readonly JobDefinition[] {
  return [
    defineJob({ ...PUBLISH_CHANGE_SET, run: (ctx, { changeSetId }) => publishScheduled(ctx, changeSetId, previews) }),
    defineJob({
      name: 'taxonomy.publish-due',
      schema: z.object({}),
      cron: '*/5 * * * *',
      run: async (ctx) => {
        // One that breaks off keeps none of the others from their date; it is tried again at the next turn.
        for (const id of await listDueChangeSets(ctx))
          await publishScheduled(ctx, id, previews).catch((error: unknown) =>
            ctx.log.error({ changeSetId: id, err: error instanceof Error ? error.message : 'unknown' }, 'change-set.publish_broke_off'),
          );
      },
    }),
  ] as readonly JobDefinition[];
}
