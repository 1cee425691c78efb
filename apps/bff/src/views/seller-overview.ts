import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';

export type SellerOverview = {
  readonly cards: Readonly<Record<string, number>>;
  /** Offers by why buyers cannot buy them; `buyable` are on sale. */
  readonly offers: { readonly buyable: number; readonly outOfStock: number; readonly paused: number; readonly blocked: number; readonly suppressed: number };
  /** Published cards of the seller that it has no offer on. */
  readonly withoutOffer: number;
  /** Published cards that lack something required, and those that hold what is no longer allowed: as its list of products has them, its own and those it sells. */
  readonly incomplete: number;
  readonly invalid: number;
  /** Drafts that lack nothing required: they can be sent at once. */
  readonly readyDrafts: number;
};

/** What needs the seller's attention, in numbers. */
export async function getSellerOverview(ctx: Ctx): Promise<SellerOverview> {
  const sellerId = ctx.actor.kind === 'user' ? (ctx.actor.sellerId ?? 0) : 0;
  const [[cards], [offers]] = await Promise.all([
    ctx.read.execute<{ cards: Record<string, number> | null; withoutOffer: number; readyDrafts: number; incomplete: number; invalid: number }>(sql`
      select (select jsonb_object_agg(status, n) from (select status, count(*)::int as n from catalog.cards where seller_id = ${sellerId} group by status) x) as cards,
        (select count(*)::int from catalog.cards c where c.seller_id = ${sellerId} and c.status = 'published'
          and not exists (select 1 from offers.offers o where o.card_id = c.id and o.seller_id = ${sellerId} and o.status <> 'archived')) as "withoutOffer",
        (select count(*)::int from catalog.cards c where c.seller_id = ${sellerId} and c.status = 'draft' and c.completeness = 100) as "readyDrafts",
        count(*) filter (where completeness < 100)::int as incomplete, count(*) filter (where invalid <> '{}')::int as invalid
      from catalog.cards where status = 'published'
        and id in (select id from catalog.cards where seller_id = ${sellerId} union all select card_id from catalog.card_sellers where seller_id = ${sellerId})`),
    ctx.read.execute<SellerOverview['offers']>(sql`
      select count(*) filter (where o.status = 'active' and q.qty > 0 and c.status = 'published' and not v.archived and s.status = 'approved')::int as buyable,
        count(*) filter (where o.status = 'active' and q.qty = 0 and c.status = 'published' and not v.archived and s.status = 'approved')::int as "outOfStock",
        count(*) filter (where o.status = 'paused')::int as paused, count(*) filter (where o.status = 'blocked')::int as blocked,
        count(*) filter (where o.status = 'suppressed')::int as suppressed
      from offers.offers o join catalog.cards c on c.id = o.card_id join catalog.variants v on v.id = o.variant_id join accounts.sellers s on s.id = o.seller_id
      cross join lateral (select coalesce(sum(k.qty), 0) as qty from offers.stock k where k.offer_id = o.id) q
      where o.seller_id = ${sellerId} and o.status <> 'archived'`),
  ]);
  return {
    cards: cards?.cards ?? {},
    offers: offers ?? { buyable: 0, outOfStock: 0, paused: 0, blocked: 0, suppressed: 0 },
    withoutOffer: cards?.withoutOffer ?? 0,
    incomplete: cards?.incomplete ?? 0,
    invalid: cards?.invalid ?? 0,
    readyDrafts: cards?.readyDrafts ?? 0,
  };
}
