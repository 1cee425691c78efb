import type { Ctx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { createChangeSet, saveChanges } from '../change-set/change-sets.ts';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import { listUndoChanges } from '../change-set/undo-changes.ts';
import type { Published } from '../matrix/publish-version.ts';
import { changeSets } from '../tables.ts';

/** Publishes the change-set that takes a version back. */
export async function undo(ctx: Ctx, version: number): Promise<Published> {
  const set = await createChangeSet(ctx, { title: `Undo ${version}` });
  await ctx.db.update(changeSets).set({ undoes: version }).where(eq(changeSets.id, set.id));
  await saveChanges(ctx, { changeSetId: set.id, changes: await listUndoChanges(ctx, version) });
  return publishChangeSet(ctx, { id: set.id });
}
