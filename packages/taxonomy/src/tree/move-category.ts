import type { Ctx } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import { invalid } from '@yarmarka/kernel';
import { categoryNotFound } from '../errors.ts';
import { categories } from '../tables.ts';

/** Moves a subtree as of `version`: parent, paths and depths of everything below. Refuses to move a category into itself. */
export async function moveCategory(ctx: Ctx, version: number, move: { categoryId: number; parentId: number | null }): Promise<void> {
  const [node] = await ctx.db.select().from(categories).where(eq(categories.id, move.categoryId));
  const [parent] = move.parentId === null ? [undefined] : await ctx.db.select().from(categories).where(eq(categories.id, move.parentId));
  if (!node || (move.parentId !== null && !parent)) throw categoryNotFound();
  if (parent?.path.includes(node.id))
    throw invalid('taxonomy.move_into_itself', 'A category cannot be moved into its own branch.', 'Категорию нельзя перенести внутрь её собственной ветки.');
  const prefix = `{${(parent?.path ?? []).join(',')}}`;
  await ctx.db.execute(sql`
    update taxonomy.categories set path = ${prefix}::int[] || path[${node.depth + 1}::int:], depth = depth + ${(parent ? parent.depth + 1 : 0) - node.depth}::int
    where path @> array[${node.id}::int]`);
  await ctx.db.update(categories).set({ parentId: move.parentId }).where(eq(categories.id, node.id));
  await ctx.db.execute(sql`update taxonomy.category_parents set to_version = ${version}::int where category_id = ${node.id} and to_version is null`);
  await ctx.db.execute(
    sql`insert into taxonomy.category_parents (category_id, parent_id, from_version) values (${node.id}, ${move.parentId}, ${version}) on conflict (category_id, from_version) do update set parent_id = excluded.parent_id, to_version = null`,
  );
}
