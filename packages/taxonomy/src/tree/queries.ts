import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { categoryNotFound } from '../errors.ts';
import { siblingOrder, sortSiblings } from './sibling-order.ts';

export type TreeNode = {
  readonly id: number;
  readonly key: string;
  readonly parentId: number | null;
  readonly ru: string;
  readonly en: string;
  readonly position: number;
};
export type Category = {
  readonly id: number;
  readonly key: string;
  readonly parentId: number | null;
  readonly aliasOf: number | null;
  readonly ru: string;
  readonly en: string;
  readonly slugRu: string;
  readonly slugEn: string;
  readonly depth: number;
  readonly path: readonly number[];
  /** Root to leaf, the category itself last. */
  readonly trail: readonly { readonly id: number; readonly ru: string; readonly en: string; readonly slugRu: string; readonly slugEn: string }[];
  readonly childCount: number;
};

const COLUMNS = sql`c.id, c.key, c.parent_id as "parentId", c.alias_of as "aliasOf", c.label_ru as ru, c.label_en as en, c.slug_ru as "slugRu", c.slug_en as "slugEn", c.depth, c.path,
  (select json_agg(json_build_object('id', t.id, 'ru', t.label_ru, 'en', t.label_en, 'slugRu', t.slug_ru, 'slugEn', t.slug_en) order by t.depth) from taxonomy.categories t where t.id = any(c.path)) as trail,
  (select count(*)::int from taxonomy.categories k where k.parent_id = c.id and k.alias_of is null) as "childCount"`;

/** The whole tree, parents before children, siblings as the reader sees them (`sortSiblings`). About 1 MB for 10,595 categories: for the workplace, which keeps it. */
export async function listTree(ctx: Ctx): Promise<TreeNode[]> {
  const nodes = await ctx.read.execute<TreeNode>(
    sql`select id, key, parent_id as "parentId", label_ru as ru, label_en as en, position from taxonomy.categories where alias_of is null order by depth, position, id`,
  );
  return sortSiblings(nodes, ctx.locale);
}

/** Error: `taxonomy.category_not_found`. An alias answers with its target. */
export async function getCategory(ctx: Ctx, id: number): Promise<Category> {
  const found = await findCategory(ctx, sql`c.id = ${id}`);
  if (!found) throw categoryNotFound();
  return found.aliasOf === null ? found : getCategory(ctx, found.aliasOf);
}

export async function findCategoryByKey(ctx: Ctx, key: string): Promise<Category | undefined> {
  return findCategory(ctx, sql`c.key = ${key}`);
}

/** By the address in the reader's language, else by the one in the other: one word may be the address of two categories. */
export async function findCategoryBySlug(ctx: Ctx, slug: string): Promise<Category | undefined> {
  const [own, other] = ctx.locale === 'ru' ? ([sql`c.slug_ru`, sql`c.slug_en`] as const) : ([sql`c.slug_en`, sql`c.slug_ru`] as const);
  return (await findCategory(ctx, sql`${own} = ${slug}`)) ?? findCategory(ctx, sql`${other} = ${slug}`);
}

async function findCategory(ctx: Ctx, where: ReturnType<typeof sql>): Promise<Category | undefined> {
  const [row] = await ctx.read.execute<Category>(sql`select ${COLUMNS} from taxonomy.categories c where ${where} limit 1`);
  return row;
}

/** Siblings as the reader sees them; null: the roots. */
export async function listChildren(ctx: Ctx, parentId: number | null): Promise<Category[]> {
  const found = await ctx.read.execute<Category & { position: number }>(
    sql`select ${COLUMNS}, c.position from taxonomy.categories c where ${parentId === null ? sql`c.parent_id is null` : sql`c.parent_id = ${parentId}`} and c.alias_of is null`,
  );
  return [...found].sort(siblingOrder(ctx.locale)).map(({ position: _, ...category }) => category);
}

export async function listCategories(ctx: Ctx, ids: readonly number[]): Promise<Category[]> {
  if (ids.length === 0) return [];
  return ctx.read.execute<Category>(sql`select ${COLUMNS} from taxonomy.categories c where c.id = any(${`{${ids.join(',')}}`}::int[])`);
}

/** Categories whose key or label in either language holds the words; exact and shorter labels first. */
export async function searchCategories(ctx: Ctx, query: string, limit = 30): Promise<Category[]> {
  const words = query.trim().toLowerCase().split(/\s+/).slice(0, 6);
  const match = words.map(
    (w) => sql`(lower(c.label_ru) like ${`%${escapeLike(w)}%`} or lower(c.label_en) like ${`%${escapeLike(w)}%`} or c.key like ${`${escapeLike(w)}%`})`,
  );
  return ctx.read.execute<Category>(
    sql`select ${COLUMNS} from taxonomy.categories c where c.alias_of is null and ${sql.join(match, sql` and `)} order by least(length(c.label_ru), length(c.label_en)), c.depth, c.id limit ${limit}`,
  );
}

export const escapeLike = (s: string): string => s.replace(/[\\%_]/g, (ch) => `\\${ch}`);
