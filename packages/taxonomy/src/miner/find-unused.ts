import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { RESERVED } from '../schemas.ts';
import { OFFERED } from '../usage/push-usage.ts';

export type Unused = {
  readonly attributeNo: number;
  readonly reason: 'unfilled' | 'unfiltered';
  /** Categories that have it (`unfiltered`: as a filter), their cards, and how many of those hold a value. */
  readonly categories: number;
  readonly cards: number;
  readonly filled: number;
};

/** So many cards had the chance. */
const MIN_CARDS = 50;

/**
 * Attributes that no card fills although their categories hold cards (on offer, for those of the offer's level), and filters that nobody has ever used. Nothing is said of a level
 * before its usage has been counted.
 */
export async function findUnused(ctx: Ctx, limit = 300): Promise<Unused[]> {
  return ctx.read.execute<Unused>(sql`
    with cards as materialized (select category_id, attribute_no as counter, filled as n from taxonomy.attribute_usage where attribute_no in (${RESERVED.name}::int, ${OFFERED}::int)),
    filters as (select exists (select 1 from taxonomy.attribute_usage where filtered > 0) as counted),
    used as (
      select e.attribute_no, count(*)::int as categories, count(*) filter (where (e.fields ->> 'filterable')::boolean)::int as filters, coalesce(sum(c.n), 0)::int as cards,
        coalesce(sum(u.filled), 0)::int as filled, coalesce(sum(u.filtered), 0)::int as filtered
      from taxonomy.effective_cells e join taxonomy.attributes a on a.no = e.attribute_no and not a.retired and a.no >= 100
      left join cards c on c.category_id = e.category_id and c.counter = case e.fields ->> 'level' when 'offer' then ${OFFERED}::int else ${RESERVED.name}::int end
      left join taxonomy.attribute_usage u on u.category_id = e.category_id and u.attribute_no = e.attribute_no group by 1)
    select attribute_no as "attributeNo", case when filled = 0 then 'unfilled' else 'unfiltered' end as reason, case when filled = 0 then categories else filters end as categories, cards, filled
    from used, filters where cards >= ${MIN_CARDS} and (filled = 0 or (counted and filters > 0 and filtered = 0)) order by cards desc, attribute_no limit ${limit}`);
}
