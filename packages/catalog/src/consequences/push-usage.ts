import { type Ctx, defineJob } from '@yarmarka/kernel';
import { pushFilled } from '@yarmarka/taxonomy';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

/**
 * Tells taxonomy how many cards each category holds and how many of them fill each attribute of its schema, on the card or its first variant. Cards that are rejected, merged or
 * archived do not count, nor do parked values. One pass over the cards. Returns the number of (category, attribute) pairs.
 */
export async function pushCardUsage(ctx: Ctx): Promise<number> {
  return pushFilled(
    ctx,
    sql`
    with held as materialized (
      select c.category_id, k.key, count(*)::int as n
      from catalog.cards c
      left join lateral (select v.attrs from catalog.variants v where v.card_id = c.id and not v.archived order by v.position, v.id limit 1) v on true
      cross join lateral jsonb_object_keys(coalesce(v.attrs, '{}') || c.attrs || '{"cards": 1}') as k(key)
      where c.status not in ('rejected', 'merged', 'archived') group by c.category_id, k.key
    ), named as (
      select coalesce(k.alias_of, k.id) as category_id, case h.key when 'cards' then ${RESERVED.name}::int else h.key::int end as attribute_no, h.n
      from held h join taxonomy.categories k on k.id = h.category_id where h.key <> ${String(RESERVED.name)} and (h.key = 'cards' or h.key ~ '^[0-9]{1,5}$')
    )
    select n.category_id, n.attribute_no, sum(n.n)::int from named n
    where n.attribute_no < 100 or exists (select 1 from taxonomy.effective_cells e where e.category_id = n.category_id and e.attribute_no = n.attribute_no)
    group by n.category_id, n.attribute_no`,
  );
}

/** Every night, after the cards have been looked at. */
export const pushCardUsageJob = defineJob({
  name: 'catalog.push-usage',
  schema: z.object({}),
  cron: '20 3 * * *',
  options: { expireInSeconds: 3600 },
  run: async (ctx) => {
    await pushCardUsage(ctx);
  },
});
