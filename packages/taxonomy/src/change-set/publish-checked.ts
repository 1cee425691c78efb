import { AppError, appendEvent, audit, type Ctx, defineJob, type JobDefinition, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Blocker, Conflict, MatrixDelta, Trouble } from '../delta.ts';
import { previewOutdated } from '../errors.ts';
import { changeSetFailed } from '../events.ts';
import type { Published } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import { changeSets } from '../tables.ts';
import { lockDraft } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';
import { listDueChangeSets, PUBLISH_CHANGE_SET } from './schedule-change-set.ts';

/** What another capability says of a delta: reasons not to publish it. The edge and the worker pass the catalogue's: nothing that offers and search do loses anything. */
export type DeltaPreview = (ctx: Ctx, delta: MatrixDelta) => Promise<{ readonly blockers: readonly Blocker[] }>;

/** How often a publish is tried again when another version went live between its previews and itself. */
const ATTEMPTS = 3;

/**
 * Publishes a change-set with the previews of the others run on the very version it goes onto. `expectedVersion`: what the administrator saw; if the matrix has moved since,
 * `taxonomy.preview_outdated`. Other reasons: those of `publishChangeSet`.
 */
export async function publishChecked(
  ctx: Ctx,
  input: { id: number; expectedVersion?: number | undefined; overwrite?: boolean | undefined },
  previews: readonly DeltaPreview[],
): Promise<Published> {
  // no audit row: publishChangeSet writes it
  assertCanEditMatrix(ctx);
  for (let attempt = 1; ; attempt++) {
    const delta = await previewChangeSet(ctx, input.id);
    if (input.expectedVersion !== undefined && delta.baseVersion !== input.expectedVersion) throw previewOutdated();
    const blockers: Blocker[] = [];
    // Problems and conflicts are refused by the publish itself, which says them cell by cell.
    if (delta.problems.length === 0 && (delta.conflicts.length === 0 || input.overwrite))
      for (const preview of previews) blockers.push(...(await preview(ctx, delta)).blockers);
    try {
      return await publishChangeSet(ctx, { id: input.id, blockers, expectedVersion: delta.baseVersion, overwrite: input.overwrite ?? false });
    } catch (error) {
      const moved = error instanceof AppError && error.reason === 'taxonomy.preview_outdated';
      if (!moved || input.expectedVersion !== undefined || attempt >= ATTEMPTS) throw error;
    }
  }
}

/**
 * Publishes a scheduled set whose date has come; when something stands against it, it is not published but gets status `conflict` with the reasons, and its people are told
 * (`matrix.publish_failed.v1`). Does nothing for a set that is not scheduled, or not yet due.
 */
export async function publishScheduled(ctx: Ctx, id: number, previews: readonly DeltaPreview[]): Promise<void> {
  assertCanEditMatrix(ctx);
  const [set] = await ctx.db.select().from(changeSets).where(eq(changeSets.id, id));
  if (set?.status !== 'scheduled' || !set.publishAt || set.publishAt > ctx.clock.now()) return;
  try {
    await publishChecked(ctx, { id }, previews);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable' || error.reason === 'taxonomy.preview_outdated') throw error;
    await withTx(ctx, async (tx) => {
      const row = await lockDraft(tx, id);
      if (row.status !== 'scheduled') return;
      const trouble = troubleOf(error, tx.clock.now());
      await tx.db.update(changeSets).set({ status: 'conflict', trouble, updatedAt: tx.clock.now() }).where(eq(changeSets.id, id));
      await audit(tx, { action: 'change-set.publish', entity: 'matrix_change_set', id, from: 'scheduled', to: 'conflict', reasonCode: error.reason });
      await appendEvent(tx, changeSetFailed, id, { changeSetId: id, reason: error.reason });
    });
  }
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
        for (const id of await listDueChangeSets(ctx)) await publishScheduled(ctx, id, previews);
      },
    }),
  ] as readonly JobDefinition[];
}
