import { actorLabel, type Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { createChangeSet, saveChanges } from '../change-set/change-sets.ts';
import type { MatrixDelta } from '../delta.ts';
import { isLockTimeout, publishing } from '../errors.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import type { AttributeMerge, Change } from '../schemas.ts';
import { loadPair, planMerge } from './merge-attributes.ts';

class RolledBack extends Error {}

/** What these edits alone would do if they were published now, before anybody puts them into a change-set: for the dialogs of merges, moves and changes of type. Nothing stays. Reasons: those of `saveChanges` and `previewChangeSet`. */
export async function previewChanges(ctx: Ctx, changes: readonly Change[]): Promise<MatrixDelta> {
  assertCanEditMatrix(ctx);
  let delta: MatrixDelta | undefined;
  await ctx.db
    .transaction(async (db) => {
      const tx: Ctx = { ...ctx, db, read: db, inTx: true };
      await db.execute(sql`select set_config('lock_timeout', '10s', true)`);
      // before the lock on numbers that saving may take: a publish takes them in this order
      await db.execute(sql`select pg_advisory_xact_lock(hashtext('taxonomy.publish'))`);
      const set = await createChangeSet(tx, { title: 'Preview' });
      await bringNewCategories(tx, set.id, changes);
      await saveChanges(tx, { changeSetId: set.id, changes });
      delta = await previewChangeSet(tx, set.id);
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw isLockTimeout(error) ? publishing() : error;
    });
  if (!delta) throw new Error('the preview gave nothing');
  return delta;
}

/** Edits that name a category of the caller's own draft are looked at with the categories that the draft creates. */
async function bringNewCategories(tx: Ctx, changeSetId: number, changes: readonly Change[]): Promise<void> {
  const named = changes.flatMap((c) => {
    if (c.kind === 'rule' || c.kind === 'category_edit') return [c.edit.categoryId];
    if (c.kind === 'help') return [c.help.categoryId];
    if (c.kind === 'move') return [c.move.categoryId, c.move.parentId ?? 0];
    return c.kind === 'category_merge' ? [c.merge.fromId, c.merge.intoId] : [];
  });
  if (named.length === 0) return;
  await tx.db.execute(sql`
    with mine as (select target, change, position from taxonomy.changes where change ->> 'kind' = 'category' and change_set_id =
      (select max(id) from taxonomy.change_sets where author = ${actorLabel(tx.actor)} and status in ('draft', 'conflict') and id <> ${changeSetId}))
    insert into taxonomy.changes (change_set_id, target, change, position) select ${changeSetId}::int, target, change, position from mine
    where exists (select 1 from mine m where (m.change #>> '{category,id}')::int = any(${`{${named.join(',')}}`}::int[]))`);
}

export type OptionMatch = {
  readonly key: string;
  readonly ru: string;
  readonly en: string;
  /** The option of the other attribute it becomes; null: it joins that one's list. */
  readonly into: { readonly key: string; readonly ru: string; readonly en: string } | null;
};

/** How the options of two attributes would be matched by a merge. Reasons: those of the merge itself. */
export async function previewOptionMatch(ctx: Ctx, merge: AttributeMerge): Promise<OptionMatch[]> {
  assertCanEditMatrix(ctx);
  const { from, into } = await loadPair(ctx, merge);
  const { pairs, missing } = await planMerge(ctx, from, into, merge.options);
  const names = (e: { key: string; ru: string; en: string }) => ({ key: e.key, ru: e.ru, en: e.en });
  return [
    ...missing.filter((e) => !e.retired).map((e) => ({ ...names(e), into: null })),
    ...pairs.filter(([e]) => !e.retired).map(([e, other]) => ({ ...names(e), into: names(other) })),
  ];
}
