import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { SearchDocument } from '../../document/document.ts';
import { textHash, textHashes } from '../../document/text-hash.ts';
import { indexText } from '../../understanding/normalise.ts';
import { ints } from './conditions.ts';

/** Names in both languages, each once. */
export const nameText = (d: SearchDocument): string => indexText(d.nameRu === d.nameEn ? d.nameRu : `${d.nameRu} ${d.nameEn}`);
export const descriptionText = (d: SearchDocument): string =>
  indexText(d.descriptionRu === d.descriptionEn ? d.descriptionRu : `${d.descriptionRu} ${d.descriptionEn}`);
export const codesText = (d: SearchDocument): string => [...new Set(d.codes.flatMap((c) => indexText(c).split(' ')))].join(' ');

const REMEMBERED = 20_000;
const known = new Map<string, string>();

/** `indexText` of what many cards share. */
function sharedText(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= REMEMBERED) known.clear();
  const made = indexText(text);
  known.set(text, made);
  return made;
}

/** The brand's name. */
export const brandText = (d: SearchDocument): string => sharedText(d.brand);
/** What a card is found by besides its own words: the names of its category, and of those above it. */
export const categoryText = (d: SearchDocument): string => sharedText(d.category);
export const sectionsText = (d: SearchDocument): string => sharedText(d.sections);

/** Writes the rows of these documents; rows that stay equal are not touched. In the caller's transaction. */
export async function writeDocuments(ctx: Ctx, docs: readonly SearchDocument[]): Promise<void> {
  await writeFacts(ctx, docs);
  await writeTexts(ctx, docs);
  await writeNumbers(ctx, docs);
}

const set = (xs: readonly (number | string)[]): string => `{${xs.join(',')}}`;

async function writeFacts(ctx: Ctx, docs: readonly SearchDocument[]): Promise<void> {
  const rows = docs.map((d) => ({
    card_id: d.cardId,
    category_id: d.categoryId,
    popularity: d.popularity,
    rating: d.rating,
    in_stock: d.inStock,
    min_price: d.minPrice,
    published_at: d.publishedAt.toISOString(),
    cat_ids: set(d.catIds),
    facet_ids: set(d.facetIds),
    variant_ids: set(d.variantIds),
    seller_ids: set(d.sellerIds),
    axis_set: set(d.axisSet),
  }));
  await ctx.db.execute(sql`
    insert into search.product_search as s (card_id, category_id, popularity, rating, in_stock, min_price, published_at, cat_ids, facet_ids, variant_ids, seller_ids, axis_set)
    select card_id, category_id, popularity, rating, in_stock, min_price, published_at, cat_ids::int[], facet_ids::int[], variant_ids::bigint[], seller_ids::int[], axis_set::int[]
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(card_id int, category_id int, popularity int, rating real, in_stock bool, min_price bigint, published_at timestamptz,
      cat_ids text, facet_ids text, variant_ids text, seller_ids text, axis_set text)
    on conflict (card_id) do update set category_id = excluded.category_id, popularity = excluded.popularity, rating = excluded.rating, in_stock = excluded.in_stock,
      min_price = excluded.min_price, published_at = excluded.published_at, cat_ids = excluded.cat_ids, facet_ids = excluded.facet_ids, variant_ids = excluded.variant_ids,
      seller_ids = excluded.seller_ids, axis_set = excluded.axis_set
    where s is distinct from excluded`);
}

/** A card whose own words stayed keeps its part of the vector; only that of its categories, the same for all that stand there, is put anew. */
async function writeTexts(ctx: Ctx, docs: readonly SearchDocument[]): Promise<void> {
  const hashes = await textHashes(ctx, 'product_text', docs);
  const places = new Map<string, { no: number; category: string; sections: string }>();
  const placeOf = (d: SearchDocument): number => {
    const key = `${d.category}\n${d.sections}`;
    const known = places.get(key) ?? { no: places.size, category: categoryText(d), sections: sectionsText(d) };
    places.set(key, known);
    return known.no;
  };
  const rows = docs.map((d) => {
    const hash = textHash(d);
    const place = { card_id: d.cardId, popularity: d.popularity, cat_ids: set(d.catIds), place: placeOf(d), hash };
    return hashes.get(d.cardId) === hash ? place : { ...place, name: nameText(d), brand: brandText(d), description: descriptionText(d), codes: codesText(d) };
  });
  await ctx.db.execute(sql`
    with place as materialized (
      select no, search.place_tsv(category, sections) as tsv from jsonb_to_recordset(${JSON.stringify([...places.values()])}::jsonb) as x(no int, category text, sections text))
    insert into search.product_text as s (card_id, popularity, cat_ids, tsv, text_hash)
    select x.card_id, x.popularity, x.cat_ids::int[],
      case when x.name is null then (select ts_filter(o.tsv, '{a,d}') from search.product_text o where o.card_id = x.card_id) else search.own_tsv(x.name, x.brand, x.description, x.codes) end
        || place.tsv, x.hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(card_id int, popularity int, cat_ids text, place int, hash bigint, name text, brand text, description text, codes text)
    join place on place.no = x.place
    on conflict (card_id) do update set popularity = excluded.popularity, cat_ids = excluded.cat_ids, tsv = excluded.tsv, text_hash = excluded.text_hash
    where s is distinct from excluded`);
}

async function writeNumbers(ctx: Ctx, docs: readonly SearchDocument[]): Promise<void> {
  const numbers = docs.flatMap((d) => d.numbers.map((n) => ({ c: d.cardId, v: n.variantId, a: n.attributeNo, lo: n.lo, hi: n.hi })));
  await ctx.db.execute(sql`
    with fresh as (select distinct on (c, a, v) c, v, a, lo, hi from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as x(c int, v int, a smallint, lo float8, hi float8) order by c, a, v),
      gone as (delete from search.product_num n where n.card_id = any(${ints(docs.map((d) => d.cardId))})
        and not exists (select 1 from fresh f where f.c = n.card_id and f.a = n.attribute_no and f.v = n.variant_id))
    insert into search.product_num as n (card_id, variant_id, attribute_no, lo, hi)
    select c, v, a, lo, hi from fresh f
    where not exists (select 1 from search.product_num o where o.card_id = f.c and o.attribute_no = f.a and o.variant_id = f.v and o.lo = f.lo and o.hi = f.hi)
    on conflict (card_id, attribute_no, variant_id) do update set lo = excluded.lo, hi = excluded.hi`);
}

export async function removeDocuments(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await ctx.db.execute(sql`delete from search.product_search where card_id = any(${ints(ids)})`);
  await ctx.db.execute(sql`delete from search.product_text where card_id = any(${ints(ids)})`);
  await ctx.db.execute(sql`delete from search.product_num where card_id = any(${ints(ids)})`);
}
