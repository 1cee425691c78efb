import { type Ctx, defineJob, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { tellSellers } from '../internal.ts';
import { assertCanReconcile } from '../policies.ts';

const CHUNK = 500;

/** Finds cards whose sellers, as catalog knows them, are not those of their offers, and tells catalog anew. Returns how many. For the platform's own jobs. */
// no audit row: what catalog knows of sellers is a copy
export async function reconcileCardSellers(ctx: Ctx): Promise<number> {
  assertCanReconcile(ctx);
  const rows = await ctx.db.execute<{ id: number }>(sql`
    with told as (select card_id, seller_id, array_agg(distinct variant_id order by variant_id) as variants from offers.offers where status <> 'archived' group by 1, 2)
    select distinct card_id as id from told full join catalog.card_sellers s using (card_id, seller_id)
    where told.variants is null or s.variant_ids is null or not (s.variant_ids @> told.variants and s.variant_ids <@ told.variants) order by 1`);
  const ids = rows.map((r) => r.id);
  for (let i = 0; i < ids.length; i += CHUNK) await withTx(ctx, (tx) => tellSellers(tx, ids.slice(i, i + CHUNK)));
  return ids.length;
}

export const reconcileCardSellersJob = defineJob({
  name: 'offers.reconcile-card-sellers',
  schema: z.object({}),
  cron: '50 2 * * *',
  async run(ctx) {
    const cards = await reconcileCardSellers(ctx);
    if (cards > 0) ctx.log.warn({ cards }, 'offers.card_sellers_reconciled');
  },
});
