import { audit, type Ctx, invalid, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import type { Blocker } from '../delta.ts';
import { changeSetEmpty, previewOutdated, versionMoved } from '../errors.ts';
import { type Published, publishVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { changeSets } from '../tables.ts';
import { applyChanges } from './apply-changes.ts';
import { assertApproved } from './approve-change-set.ts';
import { getChangeSet, lockDraft } from './change-sets.ts';
import { parseChanges, rebase } from './conflicts.ts';
import { repairNumbers } from './repair-numbers.ts';
import { assertStamp } from './stamp.ts';

export type PublishInput = {
  readonly id: number;
  /** What the catalogue’s preview found against it. */
  readonly blockers?: readonly Blocker[];
  /** The version the previews were made on. */
  readonly expectedVersion?: number;
  /** The edits they were made of. */
  readonly stamp?: string;
  /** In a conflict the own value wins; fields that are in none stay as others published them. */
  readonly overwrite?: boolean;
};

/**
 * Publishes a change-set as the next version. Serialised; a change-set of an older base is rebased on the way: fields that others published meanwhile and this set changes
 * too are conflicts (`taxonomy.version_moved` lists them cell by cell). The version bears the name of who publishes; at a date, of who set it.
 * Refuses with `taxonomy.matrix_invalid`, `taxonomy.publish_blocked`, `taxonomy.preview_outdated` (the version has moved since `expectedVersion`), `taxonomy.draft_changed` (the edits are no longer those of `stamp`), `taxonomy.not_approved`, `taxonomy.change_set_empty`.
 */
export async function publishChangeSet(ctx: Ctx, input: PublishInput): Promise<Published> {
  assertCanEditMatrix(ctx);
  if (input.blockers && input.blockers.length > 0)
    throw invalid('taxonomy.publish_blocked', 'Something else stands against this change.', 'Публикации этих изменений кое-что мешает.', {
      blockers: input.blockers,
    });
  await repairNumbers(ctx, input.id);
  return withTx(ctx, async (tx) => {
    const set = await lockDraft(tx, input.id);
    await assertApproved(tx, set);
    const { changes: edits } = await getChangeSet(tx, set.id);
    assertStamp(edits, input.stamp);
    const atDate = tx.actor.kind === 'system' && set.status === 'scheduled';
    const meta = { title: set.title, changeSetId: set.id, undoes: set.undoes, ...(atDate && set.scheduledBy !== null ? { author: set.scheduledBy } : {}) };
    const published = await publishVersion(tx, meta, async (inner, version) => {
      if (input.expectedVersion !== undefined && version !== input.expectedVersion + 1) throw previewOutdated();
      const { changes, conflicts } = await rebase(inner, parseChanges(edits));
      if (conflicts.length > 0 && !input.overwrite) throw versionMoved(conflicts);
      return changes.length === 0 ? undefined : applyChanges(inner, version, changes);
    });
    if (!published) throw changeSetEmpty();
    await tx.db
      .update(changeSets)
      .set({
        status: 'published',
        publishedVersion: published.version,
        trouble: null,
        updatedAt: tx.clock.now(),
        ...(atDate ? {} : { publishAt: null, scheduledBy: null }),
      })
      .where(eq(changeSets.id, set.id));
    await audit(tx, {
      action: 'change-set.publish',
      entity: 'matrix_change_set',
      id: set.id,
      from: set.status,
      to: 'published',
      patch: { version: published.version, schemasChanged: published.schemasChanged },
    });
    return published;
  });
}
