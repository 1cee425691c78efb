import { actorLabel, appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { changeSetClosed, changeSetNotFound } from '../errors.ts';
import { changeSetEdited } from '../events.ts';
import { currentVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { type Change, targetOf } from '../schemas.ts';
import { changeSets, changes, rules } from '../tables.ts';

export type ChangeSet = typeof changeSets.$inferSelect;
export type ChangeRow = typeof changes.$inferSelect;

/** Opens a draft change-set on the present version. */
export async function createChangeSet(ctx: Ctx, input: { title: string; note?: string }): Promise<ChangeSet> {
  assertCanEditMatrix(ctx);
  return withTx(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(changeSets)
      .values({ title: input.title, note: input.note ?? '', author: actorLabel(tx.actor), baseVersion: await currentVersion(tx) })
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

/** Collects edits in a draft: one row per target. Each remembers the rule it saw, so that a conflict with what others publish meanwhile can be shown. */
export async function saveChanges(ctx: Ctx, input: { changeSetId: number; changes: readonly Change[] }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await lockDraft(tx, input.changeSetId);
    if (input.changes.length === 0) return;
    const bases = await ruleBases(tx, input.changes);
    const byTarget = new Map(input.changes.map((change) => [targetOf(change), change]));
    const rows = [...byTarget].map(([target, change], n) => ({ n, t: target, c: change, b: bases.get(target) ?? null }));
    await tx.db.execute(sql`
      insert into taxonomy.changes (change_set_id, target, change, base, position)
      select ${input.changeSetId}::int, t, c, nullif(b, 'null'), (select coalesce(max(position), 0) from taxonomy.changes where change_set_id = ${input.changeSetId}::int) + 1 + n
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(n int, t text, c jsonb, b jsonb)
      on conflict (change_set_id, target) do update set change = excluded.change, edited_at = now()`);
    await tx.db.update(changeSets).set({ updatedAt: tx.clock.now() }).where(eq(changeSets.id, input.changeSetId));
    await audit(tx, {
      action: 'change-set.edit',
      entity: 'matrix_change_set',
      id: input.changeSetId,
      patch: { targets: rows.slice(0, 100).map((r) => r.t), count: rows.length },
    });
    await appendEvent(tx, changeSetEdited, input.changeSetId, { changeSetId: input.changeSetId, changes: rows.length });
  });
}

export async function removeChanges(ctx: Ctx, input: { changeSetId: number; targets: readonly string[] }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await lockDraft(tx, input.changeSetId);
    if (input.targets.length > 0)
      await tx.db.delete(changes).where(and(eq(changes.changeSetId, input.changeSetId), inArray(changes.target, [...input.targets])));
    await audit(tx, { action: 'change-set.edit', entity: 'matrix_change_set', id: input.changeSetId, patch: { removed: input.targets.slice(0, 100) } });
    await appendEvent(tx, changeSetEdited, input.changeSetId, { changeSetId: input.changeSetId, changes: input.targets.length });
  });
}

export async function cancelChangeSet(ctx: Ctx, id: number): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const row = await lockDraft(tx, id);
    await tx.db.update(changeSets).set({ status: 'canceled', updatedAt: tx.clock.now() }).where(eq(changeSets.id, id));
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

async function ruleBases(tx: Ctx, list: readonly Change[]): Promise<Map<string, unknown>> {
  const edits = list.flatMap((c) => (c.kind === 'rule' ? [c.edit] : []));
  if (edits.length === 0) return new Map();
  const rows = await tx.db
    .select()
    .from(rules)
    .where(
      sql`${rules.toVersion} is null and (${rules.categoryId}, ${rules.attributeNo}) in (select unnest(${`{${edits.map((e) => e.categoryId).join(',')}}`}::int[]), unnest(${`{${edits.map((e) => e.attributeNo).join(',')}}`}::int[]))`,
    );
  return new Map(rows.map((r) => [`rule:${r.categoryId}:${r.attributeNo}`, { op: r.op, fields: r.fields, fromVersion: r.fromVersion }]));
}
