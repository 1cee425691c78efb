import { type Ctx, invalid } from '@yarmarka/kernel';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Consequences } from '../change-set/applied.ts';
import { categoryNotFound } from '../errors.ts';
import { listCurrentRules, removeRule } from '../matrix/current-rules.ts';
import type { CategoryEdit, CategoryMerge, CategoryMove, Change } from '../schemas.ts';
import { categories } from '../tables.ts';
import { moveCategory } from './move-category.ts';

type CategoryRow = typeof categories.$inferSelect;

/** Error: `taxonomy.category_not_found`. */
async function loadCategories(tx: Ctx, ids: readonly number[]): Promise<Map<number, CategoryRow>> {
  const rows =
    ids.length === 0
      ? []
      : await tx.db
          .select()
          .from(categories)
          .where(inArray(categories.id, [...ids]));
  const byId = new Map(rows.map((r) => [r.id, r]));
  if (ids.some((id) => !byId.has(id))) throw categoryNotFound();
  return byId;
}

/** Labels and places among siblings, in one statement; addresses stay. Reason: `taxonomy.category_not_found`. */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function editCategories(tx: Ctx, edits: readonly CategoryEdit[]): Promise<Change[]> {
  const rows = await loadCategories(
    tx,
    edits.map((e) => e.categoryId),
  );
  const writes = edits.flatMap((e) => {
    const row = rows.get(e.categoryId);
    return row ? [{ i: row.id, ru: e.label?.ru ?? row.labelRu, en: e.label?.en ?? row.labelEn, p: e.position ?? row.position }] : [];
  });
  if (writes.length > 0)
    await tx.db.execute(sql`
      update taxonomy.categories c set label_ru = x.ru, label_en = x.en, position = x.p
      from json_to_recordset(${JSON.stringify(writes)}::json) as x(i int, ru text, en text, p int) where c.id = x.i`);
  return edits.flatMap((e): Change[] => {
    const row = rows.get(e.categoryId);
    if (!row) return [];
    const label = e.label ? { label: { ru: row.labelRu, en: row.labelEn } } : {};
    return [{ kind: 'category_edit', edit: { categoryId: row.id, ...label, ...(e.position === undefined ? {} : { position: row.position }) } }];
  });
}

/** Moves subtrees to where all of them together put them, whatever their order. Inverse: each back, last first. Reasons: those of `moveCategory`. */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function moveCategories(tx: Ctx, version: number, moves: readonly CategoryMove[]): Promise<Change[]> {
  const inverse: Change[] = [];
  const left = [...moves];
  for (let waited = 0; ; ) {
    const m = left.shift();
    if (!m) return inverse;
    // One may lead into its own branch until another has taken the place out of it; when all that are left do, the first is refused.
    if (waited < left.length && (await leadsIntoItself(tx, m))) {
      left.push(m);
      waited += 1;
      continue;
    }
    waited = 0;
    const row = (await loadCategories(tx, [m.categoryId])).get(m.categoryId);
    await moveCategory(tx, version, m);
    if (row)
      inverse.unshift(
        row.aliasOf === null
          ? { kind: 'move', move: { categoryId: row.id, parentId: row.parentId } }
          : { kind: 'category_merge', merge: { fromId: row.id, intoId: row.aliasOf } },
      );
  }
}

async function leadsIntoItself(tx: Ctx, { categoryId, parentId }: CategoryMove): Promise<boolean> {
  const [row] = await tx.db.execute<{ is: boolean }>(sql`select path @> array[${categoryId}::int] as is from taxonomy.categories where id = ${parentId}`);
  return row?.is ?? false;
}

export type MergedCategory = { readonly fromId: number; readonly intoId: number; readonly children: readonly number[] };

/**
 * Merges a category into another: its children move under it, its rules and schema end, it stays as an alias row with the target's path, so that its address and the cards that still name
 * it resolve at once. Reasons: `taxonomy.category_not_found`, `taxonomy.merge_into_branch` (the target lies below it), `taxonomy.merge_into_itself`.
 */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function mergeCategory(tx: Ctx, version: number, merge: CategoryMerge): Promise<Consequences & { readonly merged: MergedCategory }> {
  const rows = await loadCategories(tx, [merge.fromId, merge.intoId]);
  const from = rows.get(merge.fromId);
  const named = rows.get(merge.intoId);
  if (!from || !named) throw categoryNotFound();
  const into = named.aliasOf === null ? named : (await loadCategories(tx, [named.aliasOf])).get(named.aliasOf);
  if (!into) throw categoryNotFound();
  if (into.id === from.id)
    throw invalid(
      'taxonomy.merge_into_itself',
      'A category cannot be merged into itself. Choose another target.',
      'Категорию нельзя объединить с самой собой. Выберите другую.',
      {
        categoryId: from.id,
      },
    );
  if (from.aliasOf === null && into.path.includes(from.id))
    throw invalid(
      'taxonomy.merge_into_branch',
      `“${into.labelEn}” lies inside “${from.labelEn}”. Move it out of the branch first, then merge.`,
      `«${into.labelRu}» находится внутри «${from.labelRu}». Сначала вынесите её из ветки, потом объединяйте.`,
      { categoryId: from.id, intoId: into.id },
    );
  const children = (
    await tx.db
      .select({ id: categories.id, aliasOf: categories.aliasOf })
      .from(categories)
      .where(eq(categories.parentId, from.id))
      .orderBy(asc(categories.position), asc(categories.id))
  ).flatMap((c) => (c.aliasOf === null ? [c.id] : []));
  for (const id of children) await moveCategory(tx, version, { categoryId: id, parentId: into.id });
  const rules = await listCurrentRules(tx, sql`r.category_id = ${from.id}`);
  await endSchema(tx, version, from.id);
  const aliases = await tx.db.execute<{ id: number }>(sql`
    update taxonomy.categories c set alias_of = ${into.id}, path = t.path, depth = t.depth, parent_id = t.parent_id
    from taxonomy.categories t where t.id = ${into.id} and (c.id = ${from.id} or c.alias_of = ${from.id}) returning c.id`);
  return {
    writes: rules.map(removeRule),
    attributes: [],
    conversions: [{ kind: 'category', fromId: from.id, intoId: into.id }],
    inverse: [
      ...(from.aliasOf === null
        ? [{ kind: 'move' as const, move: { categoryId: from.id, parentId: from.parentId } }]
        : [{ kind: 'category_merge' as const, merge: { fromId: from.id, intoId: from.aliasOf } }]),
      ...children.map((id) => ({ kind: 'move' as const, move: { categoryId: id, parentId: from.id } })),
      ...aliases.filter((a) => a.id !== from.id).map((a) => ({ kind: 'category_merge' as const, merge: { fromId: a.id, intoId: from.id } })),
    ],
    merged: { fromId: from.id, intoId: into.id, children },
  };
}

async function endSchema(tx: Ctx, version: number, categoryId: number): Promise<void> {
  await tx.db.execute(sql`delete from taxonomy.effective_cells where category_id = ${categoryId}`);
  await tx.db.execute(sql`delete from taxonomy.category_schemas where category_id = ${categoryId} and from_version = ${version}::int`);
  await tx.db.execute(sql`update taxonomy.category_schemas set to_version = ${version}::int where category_id = ${categoryId} and to_version is null`);
  await tx.db.execute(sql`update taxonomy.category_parents set to_version = ${version}::int where category_id = ${categoryId} and to_version is null`);
}
