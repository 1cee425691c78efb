import type { Ctx } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { sql } from 'drizzle-orm';
import { assertCanListOffers } from '../policies.ts';
import { ListOffersInput, type OfferRow } from '../schemas.ts';

export type OfferListItem = OfferRow & {
  readonly name: { readonly ru: string | null; readonly en: string | null };
  /** Why buyers cannot buy it now, if so: the first that holds. */
  readonly notBuyable: 'not_active' | 'card_unavailable' | 'seller_not_approved' | 'out_of_stock' | null;
  readonly updatedAt: Date;
};
type Row = Omit<OfferListItem, 'name' | 'updatedAt' | 'priceMinor' | 'oldPriceMinor' | 'qty'> & {
  ru: string | null;
  en: string | null;
  updatedAt: string;
  priceMinor: string;
  oldPriceMinor: string | null;
  qty: string;
};

const like = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, (ch) => `\\${ch}`)}%`;
/** Why buyers cannot buy an offer now: the first that holds. */
const WHY = sql`case when o.status <> 'active' then 'not_active' when c.status <> 'published' or v.archived then 'card_unavailable'
        when s.status <> 'approved' then 'seller_not_approved' when q.qty = 0 then 'out_of_stock' end`;
const IN_STATE = {
  on_sale: sql`and ${WHY} is null`,
  out_of_stock: sql`and ${WHY} = 'out_of_stock'`,
  not_on_sale: sql`and ${WHY} <> 'out_of_stock'`,
  to_correct: sql`and o.wrong_since <> '{}'`,
};

/** A seller's offers, newest first, keyset pages; archived ones only when asked for. Moderators and administrators name the seller. Error: `offers.seller_not_found`. */
export async function listOffersOfSeller(ctx: Ctx, raw: ListOffersInput): Promise<Page<OfferListItem>> {
  const input = ListOffersInput.parse(raw);
  const sellerId = assertCanListOffers(ctx, input.sellerId);
  const before = input.cursor && /^\d{1,10}$/.test(input.cursor) ? sql`and o.id < ${input.cursor}::int` : sql``;
  const status = input.status ? sql`and o.status = any(${`{${input.status.join(',')}}`}::text[])` : sql`and o.status <> 'archived'`;
  const words = (input.query ?? '').split(/\s+/).filter(Boolean).slice(0, 6);
  const named = sql.join(
    words.map((word) => sql`l.name like ${like(word)}`),
    sql` and `,
  );
  const query = input.query ? sql`and (lower(o.seller_sku) like ${like(input.query)} or (${named}))` : sql``;
  const sku = input.sku ? sql`and lower(o.seller_sku) like ${like(input.sku)}` : sql``;
  // One look-up by key for each of the seller's offers: the limit keeps the planner from reading the whole list of cards.
  const names = input.query ? sql`left join lateral (select name from catalog.card_names where card_id = o.card_id limit 1) l on true` : sql``;
  const state = input.state ? IN_STATE[input.state] : sql``;
  // Looked for among this seller's offers only: the sum hides the order from the primary key, whose walk would pass everyone's offers to fill a page of few.
  const order = input.query || input.sku || input.state ? sql`o.id + 0` : sql`o.id`;
  const rows = await ctx.read.execute<Row>(sql`
    select o.id, o.seller_id as "sellerId", o.card_id as "cardId", o.variant_id as "variantId", o.seller_sku as "sellerSku", o.status, o.price_minor::text as "priceMinor",
      o.old_price_minor::text as "oldPriceMinor", o.currency, o.version, o.updated_at as "updatedAt", c.attrs #>> '{1,ru}' as ru, c.attrs #>> '{1,en}' as en, q.qty::text as qty,
      ${WHY} as "notBuyable"
    from offers.offers o
    join catalog.cards c on c.id = o.card_id
    join catalog.variants v on v.id = o.variant_id
    ${names}
    join accounts.sellers s on s.id = o.seller_id
    cross join lateral (select coalesce(sum(k.qty), 0) as qty from offers.stock k where k.offer_id = o.id) q
    where o.seller_id = ${sellerId} ${status} ${query} ${sku} ${state} ${before}
    order by ${order} desc limit ${input.limit + 1}`);
  const items = rows.slice(0, input.limit).map(
    ({ ru, en, updatedAt, priceMinor, oldPriceMinor, qty, ...r }): OfferListItem => ({
      ...r,
      priceMinor: Number(priceMinor),
      oldPriceMinor: oldPriceMinor === null ? null : Number(oldPriceMinor),
      qty: Number(qty),
      name: { ru, en },
      updatedAt: new Date(updatedAt),
    }),
  );
  return { items, next: rows.length > input.limit ? String(items.at(-1)?.id ?? '') : null };
}
