import type { Ctx } from '@yarmarka/kernel';
import type { CreatedThings } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';
import { assertSeesImpact } from '../policies.ts';

const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;
const keys = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::text[]`;

/**
 * Which of these categories, attributes and options cards of any status hold: one pass over cards and variants for each kind, seconds at a million. For the undo of a version that files
 * made, which leaves such things be.
 */
export async function listUses(ctx: Ctx, made: CreatedThings): Promise<CreatedThings> {
  assertSeesImpact(ctx);
  const { categories, attributes, tokens } = made;
  const holders = [...new Set(tokens.map((t) => Math.floor(t / 65_536)))];
  const placed =
    categories.length === 0
      ? []
      : await ctx.read.execute<{ id: number }>(sql`
          select category_id as id from catalog.cards where category_id = any(${ints(categories)}) group by 1
          union select p from catalog.cards cross join unnest(placements) p where placements && ${ints(categories)} and p = any(${ints(categories)})`);
  const filled =
    attributes.length === 0
      ? []
      : await ctx.read.execute<{ no: number }>(sql`
          select distinct k::int as no from (select attrs from catalog.cards union all select attrs from catalog.variants) x cross join jsonb_object_keys(x.attrs) k
          where x.attrs ?| ${keys(attributes)} and k = any(${keys(attributes)})`);
  const chosen =
    tokens.length === 0
      ? []
      : await ctx.read.execute<{ token: number }>(sql`
          select distinct i.item::int as token from (select attrs from catalog.cards union all select attrs from catalog.variants) x
          cross join lateral jsonb_each(x.attrs) a(no, v)
          cross join lateral jsonb_array_elements(case jsonb_typeof(a.v) when 'array' then a.v else jsonb_build_array(a.v) end) i(item)
          where x.attrs ?| ${keys(holders)} and a.no = any(${keys(holders)}) and jsonb_typeof(i.item) = 'number' and i.item::int = any(${ints(tokens)})`);
  return { categories: placed.map((r) => r.id), attributes: filled.map((r) => r.no), tokens: chosen.map((r) => r.token) };
}
