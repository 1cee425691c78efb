import { AppError, type Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { applyChanges } from '../change-set/apply-changes.ts';
import { getChangeSet } from '../change-set/change-sets.ts';
import { parseChanges, rebase } from '../change-set/conflicts.ts';
import { stampOf } from '../change-set/stamp.ts';
import type { Conflict, MatrixDelta } from '../delta.ts';
import { isLockTimeout, publishing } from '../errors.ts';
import { getSchemasByHash, type LoadedSchema } from '../matrix/get-schema.ts';
import type { Problem } from '../matrix/problems.ts';
import { currentVersion, type Prepared, prepareVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';

/** How long a preview waits for a publish (or another preview) to end. */
const LOCK_TIMEOUT = '10s';

class RolledBack extends Error {
  readonly prepared: Prepared | undefined;
  constructor(prepared: Prepared | undefined) {
    super('preview rolled back');
    this.prepared = prepared;
  }
}

/**
 * What publishing a change-set would do, on the present version: applies, folds and gives schemas exactly as a publish does, then rolls everything back. Holds the publish
 * lock for that long and not longer, so a publish waits at most one preview and the two cannot deadlock. An edit that would be refused comes back under `problems`, a field
 * that others published meanwhile under `conflicts` (the rest is worked out as if the set's own value won). Reasons: `taxonomy.change_set_not_found`, `taxonomy.publishing`.
 */
export async function previewChangeSet(ctx: Ctx, id: number): Promise<MatrixDelta> {
  assertCanEditMatrix(ctx);
  const set = await getChangeSet(ctx, id);
  const list = parseChanges(set.changes);
  let conflicts: readonly Conflict[] = [];
  let problems: (Problem & { categoryId: number })[] = [];
  let baseVersion = 0;
  let prepared: Prepared | undefined;
  try {
    // A savepoint where the caller is in a transaction already, a transaction of its own otherwise.
    await ctx.db.transaction(async (db) => {
      const tx: Ctx = { ...ctx, db, read: db, inTx: true };
      await db.execute(sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`);
      const result = await prepareVersion(tx, async (inner, version) => {
        baseVersion = version - 1;
        const rebased = await rebase(inner, list);
        conflicts = rebased.conflicts;
        return rebased.changes.length === 0 ? undefined : applyChanges(inner, version, rebased.changes);
      });
      throw new RolledBack(result);
    });
  } catch (error) {
    if (error instanceof RolledBack) prepared = error.prepared;
    else if (isLockTimeout(error)) throw publishing();
    else problems = problemsOf(error);
  }
  if (baseVersion === 0) baseVersion = await currentVersion(ctx);
  const moves = prepared?.moves ?? [];
  const before = await getSchemasByHash(
    ctx,
    moves.flatMap((m) => (m.from === null ? [] : [m.from])),
  );
  const schemas = new Map<string, LoadedSchema>(before);
  for (const { to } of moves) {
    const built = prepared?.built.get(to);
    if (built) schemas.set(to, built);
  }
  return {
    changeSetId: id,
    baseVersion,
    stamp: stampOf(set.changes),
    moves,
    schemas,
    categories: prepared?.categories ?? 0,
    created: prepared?.touched.categories ?? [],
    moved: prepared?.touched.moved ?? [],
    merged: prepared?.touched.merged ?? [],
    conversions: prepared?.touched.conversions ?? [],
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
