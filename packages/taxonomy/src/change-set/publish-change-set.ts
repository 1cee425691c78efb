import { audit, type Ctx, invalid, withTx } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import type { Blocker, Conflict } from '../delta.ts';
import { versionMoved } from '../errors.ts';
import { type Published, publishVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { Change } from '../schemas.ts';
import { changeSets } from '../tables.ts';
import { applyChanges } from './apply-changes.ts';
import { getChangeSet, lockDraft } from './change-sets.ts';

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
    const published = await publishVersion(tx, { title: set.title, changeSetId: set.id }, async (inner, version) => {
      const { changes } = await getChangeSet(inner, set.id);
      if (changes.length === 0) return undefined;
      const list = changes.map((c) => ({ target: c.target, change: Change.parse(c.change), base: c.base }));
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

type Base = { op: string; fields: Record<string, unknown>; fromVersion: number } | null;

async function findConflicts(tx: Ctx, list: readonly { target: string; change: Change; base: unknown }[]): Promise<Conflict[]> {
  const out: Conflict[] = [];
  const edits = list.flatMap((c) => (c.change.kind === 'rule' ? [{ ...c, edit: c.change.edit }] : []));
  if (edits.length === 0) return out;
  const rows = await tx.db.execute<{ category_id: number; attribute_no: number; op: string; fields: Record<string, unknown>; from_version: number }>(sql`
    select r.category_id, r.attribute_no, r.op, r.fields, r.from_version from taxonomy.rules r
    join unnest(${`{${edits.map((e) => e.edit.categoryId).join(',')}}`}::int[], ${`{${edits.map((e) => e.edit.attributeNo).join(',')}}`}::int[]) x(c, a) on r.category_id = x.c and r.attribute_no = x.a
    where r.to_version is null`);
  const now = new Map(rows.map((r) => [`rule:${r.category_id}:${r.attribute_no}`, r]));
  for (const e of edits) {
    const base = e.base as Base;
    const theirs = now.get(e.target);
    if ((theirs?.from_version ?? 0) === (base?.fromVersion ?? 0)) continue;
    if (e.edit.op !== 'set' || (theirs?.op ?? 'none') !== (base?.op ?? 'none')) {
      out.push({ target: e.target, field: 'op', base: base?.op ?? null, theirs: theirs?.op ?? null, mine: e.edit.op });
      continue;
    }
    for (const [field, mine] of Object.entries(e.edit.fields)) {
      const was = JSON.stringify(base?.fields[field] ?? null);
      const is = JSON.stringify(theirs?.fields[field] ?? null);
      if (was !== is && is !== JSON.stringify(mine))
        out.push({ target: e.target, field, base: base?.fields[field] ?? null, theirs: theirs?.fields[field] ?? null, mine });
    }
  }
  return out;
}
