import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { SearchHit } from '../schemas.ts';

type Row = {
  id: number;
  category_id: number;
  slug_ru: string;
  slug_en: string;
  name_ru: string | null;
  name_en: string | null;
  picture: string | null;
  rating_sum: number;
  rating_count: number;
  brand: string | null;
  sellers: number;
  stocked_sellers: number;
  price: string | null;
  old_price: string | null;
  in_stock: boolean | null;
};

/** What a tile shows, read by id from the source of truth, in the order of `ids`; cards that left meanwhile are left out. The name falls back to the other language. */
export async function hydrateHits(ctx: Ctx, ids: readonly number[]): Promise<SearchHit[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.read.execute<Row>(sql`
    with o as (
      select b.card_id, b.seller_id, b.price_minor, b.old_price_minor, b.offer_id as id, b.qty > 0 as stocked from offers.buyable_of_cards(${`{${ids.join(',')}}`}::int[]) b),
    best as (select distinct on (card_id) card_id, price_minor, old_price_minor, stocked from o order by card_id, stocked desc, price_minor, id),
    sold as (select card_id, count(distinct seller_id)::int as sellers, count(distinct seller_id) filter (where stocked)::int as stocked_sellers from o group by card_id)
    select c.id, c.category_id, c.slug_ru, c.slug_en, c.attrs #>> '{1,ru}' as name_ru, c.attrs #>> '{1,en}' as name_en,
      case jsonb_typeof(c.attrs -> '5') when 'array' then c.attrs #>> '{5,0}' when 'string' then c.attrs ->> '5' end as picture, c.rating_sum, c.rating_count,
      coalesce(b.name, c.attrs #>> '{3,c}') as brand, coalesce(sold.sellers, 0) as sellers, coalesce(sold.stocked_sellers, 0) as stocked_sellers, best.price_minor as price,
      best.old_price_minor as old_price, best.stocked as in_stock
    from catalog.cards c left join best on best.card_id = c.id left join sold on sold.card_id = c.id
      left join taxonomy.brands b on b.id = case when jsonb_typeof(c.attrs -> '3') = 'number' then -(c.attrs ->> '3')::int end
    where c.id = any(${`{${ids.join(',')}}`}::int[]) and c.status = 'published'`);
  const byId = new Map(rows.map((r) => [r.id, r]));
  return ids.flatMap((id) => {
    const r = byId.get(id);
    return r ? [hitOf(r, ctx.locale)] : [];
  });
}

function hitOf(r: Row, locale: 'ru' | 'en'): SearchHit {
  const [name, other] = locale === 'ru' ? [r.name_ru, r.name_en] : [r.name_en, r.name_ru];
  const price = r.price === null ? null : Number(r.price);
  const old = r.old_price === null ? null : Number(r.old_price);
  return {
    id: r.id,
    slug: locale === 'ru' ? r.slug_ru : r.slug_en,
    name: name?.trim() || other?.trim() || '',
    priceMinor: price,
    oldPriceMinor: old !== null && price !== null && old > price ? old : null,
    picture: r.picture,
    rating: r.rating_count > 0 ? Math.round((r.rating_sum / r.rating_count) * 10) / 10 : null,
    ratingCount: r.rating_count,
    brand: r.brand,
    sellerCount: r.in_stock ? r.stocked_sellers : r.sellers,
    inStock: r.in_stock ?? false,
    categoryId: r.category_id,
  };
}
