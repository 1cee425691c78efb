import { actorLabel, audit, type Ctx, notFound, precondition, withTx } from '@yarmarka/kernel';
import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import { type ChangeSet, createChangeSet, saveChanges } from '../change-set/change-sets.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { Change } from '../schemas.ts';
import { suggestions } from '../tables.ts';
import { PINNED } from './pinned.ts';
import type { Evidence, SuggestionKind } from './schemas.ts';

export type Suggestion = typeof suggestions.$inferSelect;
const gone = () => notFound('taxonomy.suggestion_not_found', 'There is no such suggestion any more.', 'Такого предложения больше нет.');

/** Open suggestions, or those that were dismissed, the weightiest first. `after`: weight and id of the last one seen. */
export async function listSuggestions(
  ctx: Ctx,
  input: { kind?: SuggestionKind | undefined; dismissed?: boolean | undefined; after?: readonly [weight: number, id: number] | undefined; limit: number },
): Promise<{ items: Suggestion[]; next: [number, number] | null }> {
  assertCanEditMatrix(ctx);
  const rows = await ctx.read
    .select()
    .from(suggestions)
    .where(
      and(
        eq(suggestions.status, input.dismissed ? 'dismissed' : 'open'),
        input.kind ? eq(suggestions.kind, input.kind) : undefined,
        input.after ? or(lt(suggestions.weight, input.after[0]), and(eq(suggestions.weight, input.after[0]), lt(suggestions.id, input.after[1]))) : undefined,
      ),
    )
    .orderBy(desc(suggestions.weight), desc(suggestions.id))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return { items, next: rows.length > input.limit && last ? [last.weight, last.id] : null };
}

export async function countSuggestions(ctx: Ctx): Promise<Partial<Record<SuggestionKind, number>>> {
  assertCanEditMatrix(ctx);
  const rows = await ctx.read.execute<{ kind: SuggestionKind; n: number }>(
    sql`select kind, count(*)::int as n from taxonomy.suggestions where status = 'open' group by kind`,
  );
  return Object.fromEntries(rows.map((r) => [r.kind, r.n]));
}

export async function countDismissed(ctx: Ctx): Promise<number> {
  assertCanEditMatrix(ctx);
  const [row] = await ctx.read.execute<{ n: number }>(sql`select count(*)::int as n from taxonomy.suggestions where status = 'dismissed'`);
  return row?.n ?? 0;
}

/**
 * Turns a suggestion into a draft change-set of the caller's, to be looked at, previewed and published like any other. Reasons: `taxonomy.suggestion_not_found`,
 * `taxonomy.suggestion_stale` when the matrix has moved so far that nothing is left to do.
 */
export async function takeSuggestion(ctx: Ctx, input: { id: number; title: string }): Promise<ChangeSet> {
  assertCanEditMatrix(ctx);
  return withTx(ctx, async (tx) => {
    const [row] = await tx.db.select().from(suggestions).where(eq(suggestions.id, input.id)).for('update');
    if (!row || row.status !== 'open') throw gone();
    const list = await changesOf(tx, row.evidence);
    if (list.length === 0)
      throw precondition(
        'taxonomy.suggestion_stale',
        'The matrix has changed since: there is nothing left to do here. Look it over again.',
        'Матрица с тех пор изменилась: делать здесь больше нечего. Запустите поиск заново.',
      );
    const set = await createChangeSet(tx, { title: input.title });
    await saveChanges(tx, { changeSetId: set.id, changes: list });
    await tx.db
      .update(suggestions)
      .set({ status: 'taken', changeSetId: set.id, decidedBy: actorLabel(tx.actor) })
      .where(eq(suggestions.id, row.id));
    await audit(tx, { action: 'suggestion.take', entity: 'suggestion', id: row.id, from: 'open', to: 'taken', patch: { changeSetId: set.id } });
    return set;
  });
}

/** Not to be shown again, however often it is found; once more of what is dismissed already changes nothing. Reason: `taxonomy.suggestion_not_found`. */
export async function dismissSuggestion(ctx: Ctx, input: { id: number }): Promise<void> {
  await decide(ctx, input.id, 'open', 'dismissed', 'suggestion.dismiss');
}

/** Brings a dismissed suggestion back among the open ones; the next look over takes it away if it holds no longer. Reason: `taxonomy.suggestion_not_found`. */
export async function restoreSuggestion(ctx: Ctx, input: { id: number }): Promise<void> {
  await decide(ctx, input.id, 'dismissed', 'open', 'suggestion.restore');
}

async function decide(ctx: Ctx, id: number, from: Suggestion['status'], to: Suggestion['status'], action: string): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const [row] = await tx.db.select({ status: suggestions.status }).from(suggestions).where(eq(suggestions.id, id)).for('update');
    if (row?.status === to) return;
    if (row?.status !== from) throw gone();
    await tx.db
      .update(suggestions)
      .set({ status: to, decidedBy: actorLabel(tx.actor) })
      .where(eq(suggestions.id, id));
    await audit(tx, { action, entity: 'suggestion', id, from, to });
  });
}

/** The edits a suggestion amounts to now; rules that are gone or pinned meanwhile are left out. */
async function changesOf(tx: Ctx, e: Evidence): Promise<Change[]> {
  const remove = (categoryId: number, attributeNo: number): Change => ({ kind: 'rule', edit: { categoryId, attributeNo, op: 'remove', fields: {} } });
  switch (e.kind) {
    case 'move_up':
      return (await rulesAmong(tx, e.categories, [e.attributeNo])).map((r) => remove(r.c, r.a));
    case 'idle_category':
      return (await rulesAmong(tx, [e.categoryId], e.attributes)).map((r) => remove(r.c, r.a));
    case 'leaf_move': {
      const below = await tx.db.execute<{ c: number; a: number }>(sql`
        select r.category_id as c, r.attribute_no as a from taxonomy.rules r join taxonomy.categories k on k.id = r.category_id
        where r.to_version is null and r.attribute_no = ${e.attributeNo} and k.path @> array[${e.categoryId}::int] and k.id <> ${e.categoryId}
          and (r.category_id, r.attribute_no) not in (${PINNED}) order by 1`);
      return [
        { kind: 'rule', edit: { categoryId: e.categoryId, attributeNo: e.attributeNo, op: 'set', fields: { ...e.fields } } },
        ...below.map((r) => remove(r.c, r.a)),
      ];
    }
    case 'same':
      return [{ kind: 'attribute_merge', merge: { fromNo: e.fromNo, intoNo: e.intoNo, options: {} } }];
    case 'unused': {
      if (e.reason === 'unfilled') return [{ kind: 'attribute_edit', edit: { no: e.attributeNo, retired: true } }];
      const rows = await tx.db.execute<{ c: number }>(
        sql`select category_id as c from taxonomy.rules where to_version is null and attribute_no = ${e.attributeNo} and fields @> '{"filterable": true}' order by 1`,
      );
      return rows.map((r): Change => ({ kind: 'rule', edit: { categoryId: r.c, attributeNo: e.attributeNo, op: 'set', fields: { filterable: null } } }));
    }
  }
}

async function rulesAmong(tx: Ctx, categories: readonly number[], attributes: readonly number[]): Promise<{ c: number; a: number }[]> {
  return tx.db.execute(sql`
    select category_id as c, attribute_no as a from taxonomy.rules where to_version is null
      and category_id = any(${`{${categories.join(',')}}`}::int[]) and attribute_no = any(${`{${attributes.join(',')}}`}::int[])
      and (category_id, attribute_no) not in (${PINNED}) order by 1, 2`);
}
