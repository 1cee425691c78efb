import { AppError, type Ctx } from '@yarmarka/kernel';
import { applyChanges } from '../change-set/apply-changes.ts';
import { getChangeSet } from '../change-set/change-sets.ts';
import { parseChanges, rebase } from '../change-set/conflicts.ts';
import { repairNumbers } from '../change-set/repair-numbers.ts';
import { stampOf } from '../change-set/stamp.ts';
import type { Conflict, MatrixDelta } from '../delta.ts';
import { isLockTimeout, publishing } from '../errors.ts';
import type { Problem } from '../matrix/problems.ts';
import { currentVersion, type Prepared, prepareVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { deltaFacts, rolledBack } from './rolled-back.ts';

/**
 * What publishing a change-set would do, on the present version: applies, folds and gives schemas exactly as a publish does, then rolls everything back. Holds the publish
 * lock for that long and not longer, so a publish waits at most one preview and the two cannot deadlock. An edit that would be refused comes back under `problems`, a field
 * that others published meanwhile under `conflicts` (the rest is worked out as if the set's own value won). Reasons: `taxonomy.change_set_not_found`, `taxonomy.publishing`.
 */
export async function previewChangeSet(ctx: Ctx, id: number): Promise<MatrixDelta> {
  assertCanEditMatrix(ctx);
  await repairNumbers(ctx, id);
  const set = await getChangeSet(ctx, id);
  const list = parseChanges(set.changes);
  let conflicts: readonly Conflict[] = [];
  let problems: (Problem & { categoryId: number })[] = [];
  let baseVersion = 0;
  let prepared: Prepared | undefined;
  try {
    prepared = await rolledBack(ctx, (tx) =>
      prepareVersion(tx, async (inner, version) => {
        baseVersion = version - 1;
        const rebased = await rebase(inner, list);
        conflicts = rebased.conflicts;
        return rebased.changes.length === 0 ? undefined : applyChanges(inner, version, rebased.changes);
      }),
    );
  } catch (error) {
    if (isLockTimeout(error)) throw publishing();
    problems = problemsOf(error);
  }
  if (baseVersion === 0) baseVersion = await currentVersion(ctx);
  return {
    ...(await deltaFacts(ctx, prepared)),
    changeSetId: id,
    baseVersion,
    stamp: stampOf(set.changes),
    problems: prepared?.problems ?? problems,
    conflicts,
  };
}

/** A refusal of one of the verbs, as a problem; anything else is a bug and goes on. */
function problemsOf(error: unknown): (Problem & { categoryId: number })[] {
  if (!(error instanceof AppError)) throw error;
  const own = error.details.problems;
  if (error.reason === 'taxonomy.matrix_invalid' && Array.isArray(own)) return own as (Problem & { categoryId: number })[];
  return [{ categoryId: 0, code: error.reason, en: error.publicMessage.en, ru: error.publicMessage.ru }];
}
