import { type Ctx, invalid } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import { categoryNotFound } from '../errors.ts';
import { categories } from '../tables.ts';

/**
 * Moves a subtree as of `version`: parent, paths and depths of everything below, in one statement. Moving an alias makes it a category of its own again. Refuses to move a category into
 * itself. Reasons: `taxonomy.category_not_found`, `taxonomy.move_into_itself`.
 */
export async function moveCategory(ctx: Ctx, version: number, move: { categoryId: number; parentId: number | null }): Promise<void> {
  const [node] = await ctx.db.select().from(categories).where(eq(categories.id, move.categoryId));
  const [named] = move.parentId === null ? [undefined] : await ctx.db.select().from(categories).where(eq(categories.id, move.parentId));
  const [target] = named?.aliasOf == null ? [named] : await ctx.db.select().from(categories).where(eq(categories.id, named.aliasOf));
  const parent = target;
  if (!node || (move.parentId !== null && !parent)) throw categoryNotFound();
  if (parent?.path.includes(node.id))
    throw invalid('taxonomy.move_into_itself', 'A category cannot be moved into its own branch.', 'Категорию нельзя перенести внутрь её собственной ветки.', {
      categoryId: node.id,
    });
  const depth = parent ? parent.depth + 1 : 0;
  const prefix = `{${(parent?.path ?? []).join(',')}}`;
  if (node.aliasOf === null)
    await ctx.db.execute(sql`
      update taxonomy.categories set path = ${prefix}::int[] || path[${node.depth + 1}::int:], depth = depth + ${depth - node.depth}::int
      where path @> array[${node.id}::int]`);
  else
    await ctx.db
      .update(categories)
      .set({ aliasOf: null, depth, path: [...(parent?.path ?? []), node.id] })
      .where(eq(categories.id, node.id));
  const parentId = parent?.id ?? null;
  await ctx.db.update(categories).set({ parentId }).where(eq(categories.id, node.id));
  await ctx.db.execute(sql`update taxonomy.category_parents set to_version = ${version}::int where category_id = ${node.id} and to_version is null`);
  await ctx.db.execute(
    sql`insert into taxonomy.category_parents (category_id, parent_id, from_version) values (${node.id}, ${parentId}, ${version}) on conflict (category_id, from_version) do update set parent_id = excluded.parent_id, to_version = null`,
  );
}
