import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { PINNED } from './pinned.ts';

export type RulePlace = { readonly categoryId: number; readonly attributeNo: number };
type Repeat = RulePlace & { readonly op: 'set' | 'exclude'; readonly originId: number };

/**
 * Rules that say what would hold without them: a set whose every field the category inherits with the same value, an exclusion of what is not inherited. What is pinned is meant so and no repeat. Leaving all of them out
 * at once changes no effective field: the parent's cells stay, and with them what the category inherits. `originId` is the category that the inherited cell comes from.
 */
export async function findRepeats(ctx: Ctx): Promise<Repeat[]> {
  return ctx.read.execute<Repeat>(sql`
    select r.category_id as "categoryId", r.attribute_no as "attributeNo", r.op, coalesce((p.origins -> '_' ->> 0)::int, c.parent_id, c.id) as "originId"
    from taxonomy.rules r join taxonomy.categories c on c.id = r.category_id and c.alias_of is null
    left join taxonomy.effective_cells p on p.category_id = c.parent_id and p.attribute_no = r.attribute_no
    where r.to_version is null and case r.op when 'set' then p.fields || r.fields = p.fields else p.category_id is null end
      and (r.category_id, r.attribute_no) not in (${PINNED})
    order by 1, 2`);
}

/** Cells that can move up: one common ancestor already says what two or more categories below it say again. */
export type MoveUp = { readonly originId: number; readonly attributeNo: number; readonly categories: readonly number[] };

export function movesUp(repeats: readonly Repeat[]): MoveUp[] {
  const groups = new Map<string, { originId: number; attributeNo: number; categories: number[] }>();
  for (const r of repeats) {
    if (r.op !== 'set') continue;
    const key = `${r.originId}:${r.attributeNo}`;
    const group = groups.get(key) ?? { originId: r.originId, attributeNo: r.attributeNo, categories: [] };
    group.categories.push(r.categoryId);
    groups.set(key, group);
  }
  return [...groups.values()].filter((g) => g.categories.length > 1).toSorted((a, b) => b.categories.length - a.categories.length);
}

/** Categories all of whose own rules repeat what they inherit. */
export type IdleCategory = { readonly categoryId: number; readonly attributes: readonly number[] };

export async function idleCategories(ctx: Ctx, repeats: readonly Repeat[]): Promise<IdleCategory[]> {
  const byCategory = new Map<number, number[]>();
  for (const r of repeats) byCategory.set(r.categoryId, [...(byCategory.get(r.categoryId) ?? []), r.attributeNo]);
  const counts = await ctx.read.execute<{ id: number; n: number }>(
    sql`select category_id as id, count(*)::int as n from taxonomy.rules where to_version is null and category_id = any(${`{${[...byCategory.keys()].join(',')}}`}::int[]) group by 1`,
  );
  return counts
    .filter((c) => byCategory.get(c.id)?.length === c.n)
    .map((c) => ({ categoryId: c.id, attributes: byCategory.get(c.id) ?? [] }))
    .toSorted((a, b) => b.attributes.length - a.attributes.length || a.categoryId - b.categoryId);
}
