import { type Ahead, countEnding, type EndingGrace, endingSql, groupEnding } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { assertCanReconcile } from '../policies.ts';

const held = (sellerId?: number): SQL => sql`
  select o.id, o.seller_id, d.key::int as no, d.value::timestamptz as since from offers.offers o cross join jsonb_each_text(o.wrong_since) d
  where o.status = 'active' and o.wrong_since <> '{}' ${sellerId === undefined ? sql`` : sql`and o.seller_id = ${sellerId}`}`;

/** Which sellers have offers that leave the shop in the days ahead, on which day, because of which attributes of theirs. */
export async function listEndingOffers(ctx: Ctx, ahead: Ahead): Promise<EndingGrace[]> {
  assertCanReconcile(ctx);
  return groupEnding(ctx, await endingSql(ctx, ahead, held()));
}

/** How many offers of that seller leave on that day because of these attributes; an offer with several counts once. */
export async function countEndingOffers(ctx: Ctx, ahead: Ahead, of: EndingGrace): Promise<number> {
  assertCanReconcile(ctx);
  return countEnding(ctx, await endingSql(ctx, ahead, held(of.sellerId)), of);
}
