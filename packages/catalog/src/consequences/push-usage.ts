import { type Ctx, defineJob } from '@yarmarka/kernel';
import { pushFilled } from '@yarmarka/taxonomy';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

/**
 * Tells taxonomy how many cards each category holds and how many of them fill each attribute of its schema, on the card or any of its variants. Cards that are rejected, merged or
 * archived do not count, nor do parked values; attributes of the offer's level are counted by offers. One pass over cards and one over variants. Returns the number of (category, attribute) pairs.
 */
export async function pushCardUsage(ctx: Ctx): Promise<number> {
  return pushFilled(
    ctx,
    'cards',
    sql`
    with counted as not materialized (select c.id, c.category_id, c.attrs from catalog.cards c where c.status not in ('rejected', 'merged', 'archived')),
    of_variants as (select distinct v.card_id, k.key from catalog.variants v cross join jsonb_object_keys(v.attrs) k(key) where not v.archived),
    held as (
      select c.category_id, k.key from counted c cross join lateral jsonb_object_keys(c.attrs || '{"cards": 1}') as k(key)
      union all
      select c.category_id, v.key from of_variants v join counted c on c.id = v.card_id where not c.attrs ? v.key
    ), sums as materialized (select category_id, key, count(*)::int as n from held where key <> ${String(RESERVED.name)} and (key = 'cards' or key ~ '^[0-9]{1,5}$') group by 1, 2)
    select coalesce(k.alias_of, k.id), case s.key when 'cards' then ${RESERVED.name}::int else s.key::int end as no, sum(s.n)::int
    from sums s join taxonomy.categories k on k.id = s.category_id group by 1, 2`,
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
