import { type Ctx, defineJob } from '@yarmarka/kernel';
import { OFFERED, pushFilled } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

/**
 * Tells taxonomy how many cards of each category are on offer and on how many of them an offer fills each attribute of the offer's level; a value of the variant or the card counts,
 * since the offer reads it. Archived offers do not count, nor do cards that are rejected, merged or archived. One pass over offers. Returns the number of (category, attribute) pairs.
 */
export async function pushOfferUsage(ctx: Ctx): Promise<number> {
  return pushFilled(
    ctx,
    'offers',
    sql`
    with asked as materialized (select category_id, array_agg(attribute_no::text) as keys from taxonomy.effective_cells where fields ->> 'level' = 'offer' group by 1)
    select coalesce(k.alias_of, k.id), x.key::int as no, count(distinct c.id)::int
    from offers.offers o join catalog.cards c on c.id = o.card_id and c.status not in ('rejected', 'merged', 'archived')
    join catalog.variants v on v.id = o.variant_id and not v.archived join taxonomy.categories k on k.id = c.category_id
    join asked a on a.category_id = coalesce(k.alias_of, k.id) cross join lateral unnest(a.keys || ${String(OFFERED)}::text) x(key)
    where o.status <> 'archived' and (x.key = ${String(OFFERED)} or o.attrs ? x.key or v.attrs ? x.key or c.attrs ? x.key) group by 1, 2`,
  );
}

/** Every night, before the matrix is looked over for what nobody fills. */
export const pushOfferUsageJob = defineJob({
  name: 'offers.push-usage',
  schema: z.object({}),
  cron: '35 3 * * *',
  options: { expireInSeconds: 3600 },
  run: async (ctx) => {
    await pushOfferUsage(ctx);
  },
});
