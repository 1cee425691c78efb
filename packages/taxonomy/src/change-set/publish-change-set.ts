import { audit, type Ctx, invalid, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import type { Blocker } from '../delta.ts';
import { versionMoved } from '../errors.ts';
import { type Published, publishVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { changeSets } from '../tables.ts';
import { applyChanges } from './apply-changes.ts';
import { getChangeSet, lockDraft } from './change-sets.ts';
import { findConflicts, parseChanges } from './conflicts.ts';

/**
 * Publishes a change-set as the next version. Serialised; a change-set of an older base is rebased on the way: fields that others published meanwhile and this set changes
 * too are conflicts (`taxonomy.version_moved` lists them cell by cell). Refuses with `taxonomy.matrix_invalid`, `taxonomy.publish_blocked`, `taxonomy.change_set_empty`.
 */
export async function publishChangeSet(ctx: Ctx, input: { id: number; blockers?: readonly Blocker[]; overwrite?: boolean }): Promise<Published> {
  assertCanEditMatrix(ctx);
  if (input.blockers && input.blockers.length > 0)
    throw invalid('taxonomy.publish_blocked', 'Something else stands against this change.', 'Публикации этих изменений кое-что мешает.', {
      blockers: input.blockers,
    });
  return withTx(ctx, async (tx) => {
    const set = await lockDraft(tx, input.id);
    const published = await publishVersion(tx, { title: set.title, changeSetId: set.id, undoes: set.undoes }, async (inner, version) => {
      const { changes } = await getChangeSet(inner, set.id);
      if (changes.length === 0) return undefined;
      const list = parseChanges(changes);
      if (!input.overwrite) {
        const conflicts = await findConflicts(inner, list);
        if (conflicts.length > 0) throw versionMoved(conflicts);
      }
      return applyChanges(
        inner,
        version,
        list.map((c) => c.change),
      );
    });
    if (!published)
      throw invalid('taxonomy.change_set_empty', 'There is nothing to publish: the change-set is empty.', 'Публиковать нечего: в наборе нет изменений.');
    await tx.db
      .update(changeSets)
      .set({ status: 'published', publishedVersion: published.version, updatedAt: tx.clock.now() })
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
