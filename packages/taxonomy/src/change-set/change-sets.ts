import { actorLabel, appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { changeSetClosed, changeSetNotFound, changeSetScheduled } from '../errors.ts';
import { changeSetEdited, changeSetUnscheduled } from '../events.ts';
import { currentVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { type Change, targetOf } from '../schemas.ts';
import { changeSets, changes } from '../tables.ts';
import { giveNumbers } from '../dictionary/numbers.ts';
import { idleTargets } from './idle-changes.ts';
import { findRefusedEdits, type RefusedEdit } from './refused-edits.ts';
import { repairNumbers } from './repair-numbers.ts';
import { type Contents, NO_EDITS, type Source, titleFor } from './source.ts';
import { presentStates } from './states.ts';

export type ChangeSet = typeof changeSets.$inferSelect;
export type ChangeRow = typeof changes.$inferSelect;

/** Opens a draft change-set on the present version. */
export async function createChangeSet(ctx: Ctx, input: { title: string; note?: string; source?: Source }): Promise<ChangeSet> {
  assertCanEditMatrix(ctx);
  return withTx(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(changeSets)
      .values({ title: input.title, note: input.note ?? '', author: actorLabel(tx.actor), baseVersion: await currentVersion(tx), source: input.source ?? null })
      .returning();
    if (!row) throw changeSetNotFound();
    await audit(tx, { action: 'change-set.create', entity: 'matrix_change_set', id: row.id, to: 'draft' });
    return row;
  });
}

export async function getChangeSet(ctx: Ctx, id: number): Promise<ChangeSet & { changes: ChangeRow[] }> {
  assertCanEditMatrix(ctx);
  const [row] = await ctx.db.select().from(changeSets).where(eq(changeSets.id, id));
  if (!row) throw changeSetNotFound();
  return { ...row, changes: await ctx.db.select().from(changes).where(eq(changes.changeSetId, id)).orderBy(changes.position) };
}

export async function listChangeSets(ctx: Ctx, input: { limit?: number; beforeId?: number | undefined } = {}): Promise<(ChangeSet & { size: number })[]> {
  assertCanEditMatrix(ctx);
  return ctx.read
    .select({
      ...getTableColumns(changeSets),
      size: sql<number>`(select count(*)::int from taxonomy.changes c where c.change_set_id = ${changeSets.id})`,
    })
    .from(changeSets)
    .where(input.beforeId === undefined ? undefined : sql`${changeSets.id} < ${input.beforeId}`)
    .orderBy(desc(changeSets.id))
    .limit(input.limit ?? 50);
}

/**
 * Collects edits in a draft: one row per target; a rule that would stand as it stands already is no edit and takes back what the draft said of it. Each remembers what its target looked like,
 * so that a conflict with what others publish meanwhile can be shown. With `remove` other edits leave in the same transaction, as `removeChanges` takes them out. Saying the same twice leaves
 * what saying it once does. With `partly` edits of cells that could never be published are answered, each with its reasons, and everything else is stored in the same transaction: of a cell that
 * is answered the draft says what it said before. Without it all are stored, and the publication tells what is wrong.
 */
export async function saveChanges(
  ctx: Ctx,
  input: { changeSetId: number; changes: readonly Change[]; remove?: readonly string[] | undefined; partly?: boolean },
): Promise<readonly RefusedEdit[]> {
  assertCanEditMatrix(ctx);
  await repairNumbers(ctx, input.changeSetId);
  return withTx(ctx, async (tx) => {
    await lockEditable(tx, input.changeSetId);
    if (input.remove?.length) await removeChanges(tx, { changeSetId: input.changeSetId, targets: input.remove });
    if (input.changes.length === 0) return [];
    const numbered = await giveNumbers(tx, input.changeSetId, input.changes);
    const asked = [...new Map(numbered.map((change) => [targetOf(change), change])).values()];
    const refused = input.partly ? await findRefusedEdits(tx, input.changeSetId, asked) : [];
    const refusedTargets = new Set(refused.map((r) => r.target));
    const list = asked.filter((change) => !refusedTargets.has(targetOf(change)));
    if (list.length === 0) return refused;
    const bases = await presentStates(tx, list);
    const byTarget = new Map(list.map((change) => [targetOf(change), change]));
    const idle = await idleTargets(tx, input.changeSetId, list, bases);
    for (const target of idle) byTarget.delete(target);
    if (idle.length > 0) await tx.db.delete(changes).where(and(eq(changes.changeSetId, input.changeSetId), inArray(changes.target, idle)));
    const rows = [...byTarget].map(([target, change], n) => ({ n, t: target, c: change, b: bases.get(target) ?? null }));
    await tx.db.execute(sql`
      insert into taxonomy.changes (change_set_id, target, change, base, position)
      select ${input.changeSetId}::int, t, c, nullif(b, 'null'), (select coalesce(max(position), 0) from taxonomy.changes where change_set_id = ${input.changeSetId}::int) + 1 + n
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(n int, t text, c jsonb, b jsonb)
      on conflict (change_set_id, target) do update set change = excluded.change, edited_at = now()`);
    await touch(tx, input.changeSetId);
    await audit(tx, {
      action: 'change-set.edit',
      entity: 'matrix_change_set',
      id: input.changeSetId,
      patch: { targets: rows.slice(0, 100).map((r) => r.t), count: rows.length },
    });
    await appendEvent(tx, changeSetEdited, input.changeSetId, { changeSetId: input.changeSetId, changes: rows.length });
    return refused;
  });
}

/**
 * Takes edits out of a draft. A new attribute goes with what the same draft says of it: its cells, its options where no other attribute offers them. So does a new category: its cells, help
 * texts, name and place, the new categories below it, and what was moved or merged into any of them, which stays where it is published.
 */
export async function removeChanges(ctx: Ctx, input: { changeSetId: number; targets: readonly string[] }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await lockEditable(tx, input.changeSetId);
    if (input.targets.length > 0)
      await tx.db
        .delete(changes)
        .where(
          and(
            eq(changes.changeSetId, input.changeSetId),
            inArray(changes.target, [...input.targets, ...(await targetsOfNew(tx, input)), ...(await targetsOfNewCategories(tx, input))]),
          ),
        );
    await touch(tx, input.changeSetId);
    await audit(tx, { action: 'change-set.edit', entity: 'matrix_change_set', id: input.changeSetId, patch: { removed: input.targets.slice(0, 100) } });
    await appendEvent(tx, changeSetEdited, input.changeSetId, { changeSetId: input.changeSetId, changes: input.targets.length });
  });
}

/** Discards a draft; who was told of its date is told that it is off. */
export async function cancelChangeSet(ctx: Ctx, id: number): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const row = await lockDraft(tx, id);
    await tx.db
      .update(changeSets)
      .set({ status: 'canceled', ...(await withoutDate(tx, row)), updatedAt: tx.clock.now() })
      .where(eq(changeSets.id, id));
    await audit(tx, { action: 'change-set.cancel', entity: 'matrix_change_set', id, from: row.status, to: 'canceled' });
    await appendEvent(tx, changeSetEdited, id, { changeSetId: id, changes: 0 });
  });
}

export async function lockDraft(tx: Ctx, id: number): Promise<ChangeSet> {
  const [row] = await tx.db.select().from(changeSets).where(eq(changeSets.id, id)).for('update');
  if (!row) throw changeSetNotFound();
  if (row.status === 'published' || row.status === 'canceled') throw changeSetClosed();
  return row;
}

/** The row of a change-set that may be edited: one with a date first gives it back (`taxonomy.change_set_scheduled`). */
export async function lockEditable(tx: Ctx, id: number): Promise<ChangeSet> {
  const row = await lockDraft(tx, id);
  if (row.status === 'scheduled') throw changeSetScheduled();
  return row;
}

/** What a set writes when it leaves `scheduled` without being published: the date goes with whoever set it, and who was told of it is told that it is off. */
export async function withoutDate(tx: Ctx, set: ChangeSet): Promise<{ publishAt: null; scheduledBy: null; trouble?: null }> {
  if (set.status !== 'scheduled') return { publishAt: null, scheduledBy: null };
  await appendEvent(tx, changeSetUnscheduled, set.id, { changeSetId: set.id });
  return { publishAt: null, scheduledBy: null, trouble: null };
}

/** Every edit takes the approval away: four eyes saw something else. */
async function touch(tx: Ctx, id: number): Promise<void> {
  const [row] = await tx.db
    .update(changeSets)
    .set({ updatedAt: tx.clock.now(), approvedBy: null, approvedAt: null })
    .where(eq(changeSets.id, id))
    .returning({ source: changeSets.source, undoes: changeSets.undoes });
  // An undo is called by what it takes back, whatever is left of it.
  if (row?.source?.kind === 'edits' && row.undoes === null)
    await tx.db
      .update(changeSets)
      .set({ source: { kind: 'edits', ...(await contentsOf(tx, id)) } })
      .where(eq(changeSets.id, id));
}

/** What the edits of a set are about; a category that only the draft has is called as the draft calls it. */
async function contentsOf(tx: Ctx, id: number): Promise<Contents> {
  const [row] = await tx.db.execute<Omit<Contents, 'category'> & { ru: string | null; en: string | null }>(sql`
    with c as (select change, coalesce(change #>> '{edit,categoryId}', change #>> '{help,categoryId}')::int as category, change ->> 'kind' in ('rule', 'help') as cell
      from taxonomy.changes where change_set_id = ${id}),
    most as (select category, count(*) as n from c where cell group by category order by n desc, category limit 1)
    select (select count(*)::int from c where cell) as cells, (select count(*)::int from c where not cell) as other, (select count(distinct category)::int from c where cell) as categories,
      coalesce(k.label_ru, d.label ->> 'ru') as ru, coalesce(k.label_en, d.label ->> 'en') as en
    from (select 1) x left join most on true left join taxonomy.categories k on k.id = most.category
    left join lateral (select change #> '{category,label}' as label from c where change #>> '{category,id}' = most.category::text limit 1) d on true`);
  if (!row) return NO_EDITS;
  const { ru, en, ...counts } = row;
  return { ...counts, category: ru === null && en === null ? null : { ru: ru ?? en ?? '', en: en ?? ru ?? '' } };
}

/** Gives a change-set that is not published yet a title and a reason of its own; what was approved stays approved. Reasons: `taxonomy.change_set_closed`, `taxonomy.change_set_not_found`. */
export async function nameChangeSet(ctx: Ctx, input: { id: number; title: string; note: string }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const row = await lockDraft(tx, input.id);
    const renamed = input.title !== titleFor(row, tx.locale);
    await tx.db
      .update(changeSets)
      .set({ note: input.note, ...(renamed ? { title: input.title, source: null } : {}) })
      .where(eq(changeSets.id, row.id));
    await audit(tx, { action: 'change-set.name', entity: 'matrix_change_set', id: row.id, patch: { title: input.title, note: input.note } });
  });
}

/** What a draft says of the new attributes among these targets, and of lists that nobody but them has. */
async function targetsOfNew(tx: Ctx, input: { changeSetId: number; targets: readonly string[] }): Promise<string[]> {
  if (!input.targets.some((t) => t.startsWith('attribute:'))) return [];
  const json = JSON.stringify(input.targets);
  const rows = await tx.db.execute<{ target: string }>(sql`
    with gone as (select change -> 'attribute' as a, target from taxonomy.changes where change_set_id = ${input.changeSetId} and change ->> 'kind' = 'attribute'
      and target in (select jsonb_array_elements_text(${json}::jsonb))),
    lists as (select coalesce(a ->> 'listKey', a ->> 'key') as key from gone where a ->> 'type' = 'list'
      except select l.key from taxonomy.lists l join taxonomy.attributes x on x.list_id = l.id
      except select coalesce(change -> 'attribute' ->> 'listKey', change -> 'attribute' ->> 'key') from taxonomy.changes
        where change_set_id = ${input.changeSetId} and change ->> 'kind' = 'attribute' and target not in (select target from gone))
    select c.target from taxonomy.changes c where c.change_set_id = ${input.changeSetId} and (
      (c.change -> 'edit' ->> 'attributeNo')::int in (select (a ->> 'no')::int from gone) or (c.change -> 'help' ->> 'attributeNo')::int in (select (a ->> 'no')::int from gone)
      or coalesce(c.change -> 'entry' ->> 'listKey', c.change -> 'edit' ->> 'listKey', c.change -> 'merge' ->> 'listKey') in (select key from lists))`);
  return rows.map((r) => r.target);
}

/** What a draft says of the new categories among these targets, and of those it creates below them. */
async function targetsOfNewCategories(tx: Ctx, input: { changeSetId: number; targets: readonly string[] }): Promise<string[]> {
  if (!input.targets.some((t) => t.startsWith('category:'))) return [];
  const rows = await tx.db.execute<{ target: string }>(sql`
    with recursive mine as (select target, change, change -> 'category' as made from taxonomy.changes where change_set_id = ${input.changeSetId}),
    gone(id, key) as (
      select (made ->> 'id')::int, made ->> 'key' from mine where made is not null and target in (select jsonb_array_elements_text(${JSON.stringify(input.targets)}::jsonb))
      union select (m.made ->> 'id')::int, m.made ->> 'key' from mine m join gone g on m.made ->> 'parentKey' = g.key)
    select target from mine where made ->> 'key' in (select key from gone)
      or array[change #>> '{edit,categoryId}', change #>> '{help,categoryId}', change #>> '{move,categoryId}', change #>> '{move,parentId}',
        change #>> '{merge,fromId}', change #>> '{merge,intoId}']::int[] && array(select id from gone)`);
  return rows.map((r) => r.target);
}
