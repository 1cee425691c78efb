import type { Ctx } from '@yarmarka/kernel';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import { undoVersion } from '../change-set/undo-version.ts';
import type { Published } from '../matrix/publish-version.ts';

/** Publishes the change-set that takes a version back. */
export async function undo(ctx: Ctx, version: number): Promise<Published> {
  const { changeSetId } = await undoVersion(ctx, { version });
  return publishChangeSet(ctx, { id: changeSetId });
}
