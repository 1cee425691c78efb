import { audit, type Ctx, invalid, withTx } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import { createAttributes, createEntries } from '../dictionary/create-attributes.ts';
import { matrixInvalid, versionMoved } from '../errors.ts';
import { applyRules, type RuleWrite } from '../matrix/apply-rules.ts';
import { fieldProblems, type Problem } from '../matrix/problems.ts';
import { type Published, publishVersion } from '../matrix/publish-version.ts';
import { loadDictionary } from '../matrix/rehash.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { CellFields, Change } from '../schemas.ts';
import { changeSets } from '../tables.ts';
import { createCategories } from '../tree/create-categories.ts';
import { moveCategory } from '../tree/move-category.ts';
import { getChangeSet, lockDraft } from './change-sets.ts';

/** Reasons from outside the taxonomy not to publish, found by the previews of catalogue, offers and search on the rebased version. */
export type Blocker = { readonly code: string; readonly en: string; readonly ru: string };
export type Conflict = { readonly target: string; readonly field: string; readonly base: unknown; readonly theirs: unknown; readonly mine: unknown };

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

async function applyChanges(tx: Ctx, version: number, list: readonly Change[]) {
  const categories = await createCategories(
    tx,
    version,
    list.flatMap((c) => (c.kind === 'category' ? [c.category] : [])),
  );
  const moves = list.flatMap((c) => (c.kind === 'move' ? [c.move] : []));
  for (const m of moves) await moveCategory(tx, version, m);
  await createAttributes(
    tx,
    version,
    list.flatMap((c) => (c.kind === 'attribute' ? [c.attribute] : [])),
  );
  const attributes = await createEntries(
    tx,
    version,
    list.flatMap((c) => (c.kind === 'entry' ? [c.entry] : [])),
  );
  const writes: RuleWrite[] = list.flatMap((c) => (c.kind === 'rule' ? [c.edit] : []));
  await refuseWrongFields(tx, writes);
  const pairs = await applyRules(tx, version, writes);
  return { pairs, moved: moves.map((m) => m.categoryId), attributes, categories };
}

async function refuseWrongFields(tx: Ctx, writes: readonly RuleWrite[]): Promise<void> {
  const dictionary = await loadDictionary(tx, [...new Set(writes.map((w) => w.attributeNo))]);
  const problems: (Problem & { categoryId: number })[] = [];
  for (const w of writes) {
    const attribute = dictionary.get(w.attributeNo);
    const fields = CellFields.safeParse(Object.fromEntries(Object.entries(w.fields).filter(([, v]) => v !== null)));
    if (!attribute)
      problems.push({
        categoryId: w.categoryId,
        attributeNo: w.attributeNo,
        code: 'attribute',
        en: 'There is no such attribute.',
        ru: 'Такой характеристики нет.',
      });
    else if (!fields.success)
      problems.push({
        categoryId: w.categoryId,
        attributeNo: w.attributeNo,
        code: 'field',
        en: fields.error.issues[0]?.message ?? 'A field is wrong.',
        ru: 'Неверное значение поля.',
      });
    else problems.push(...fieldProblems(attribute, fields.data).map((p) => ({ ...p, categoryId: w.categoryId })));
  }
  if (problems.length > 0) throw matrixInvalid(problems.slice(0, 50));
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
