import type { Ctx } from '@yarmarka/kernel';
import { getSchemasByHash } from '@yarmarka/taxonomy';
import { visibleValues } from '@yarmarka/taxonomy/check';
import { type Attrs, type CategorySchema, RESERVED, toBase, UNIT_BY_CODE, type Value } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { categoryWords } from './category-words.ts';
import { combinationsOf } from './combinations.ts';
import type { NumberFact, SearchDocument } from './document.ts';

/** A published card as the database tells it. */
export type CardRow = {
  id: number;
  category_id: number;
  hash: string;
  cat_ids: number[];
  attrs: Attrs;
  popularity: number;
  rating: number;
  published_at: string;
  variants: { id: number; attrs: Attrs }[] | null;
  offers: { variantId: number; sellerId: number; price: number; qty: number; sku: string }[] | null;
};

/** Builds the documents of those of `ids` that are published now, with the schema their main category has now; the others are to be removed. Set-based: a few queries for the whole batch. */
export async function buildDocuments(ctx: Ctx, ids: readonly number[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return [];
  const list = `{${ids.join(',')}}`;
  const rows = await ctx.db.execute<CardRow>(sql`
    select c.id, coalesce(k.alias_of, k.id) as category_id, s.hash, c.attrs, c.popularity, case when c.rating_count > 0 then round(c.rating_sum::numeric / c.rating_count, 2)::float8 else 0 end as rating, coalesce(c.published_at, c.created_at) as published_at,
      (select array_agg(distinct a) from taxonomy.categories p, unnest(p.path) a where p.id = any(c.placements || c.category_id)) as cat_ids,
      (select json_agg(json_build_object('id', v.id, 'attrs', v.attrs) order by v.position, v.id) from catalog.variants v where v.card_id = c.id and not v.archived) as variants,
      (select json_agg(json_build_object('variantId', o.variant_id, 'sellerId', o.seller_id, 'price', o.price_minor, 'sku', o.seller_sku,
          'qty', (select coalesce(sum(t.qty), 0) from offers.stock t where t.offer_id = o.id)) order by o.price_minor, o.id)
        from offers.offers o join catalog.variants w on w.id = o.variant_id and not w.archived join accounts.sellers x on x.id = o.seller_id and x.status = 'approved' where o.card_id = c.id and o.status = 'active') as offers
    from catalog.cards c join taxonomy.categories k on k.id = c.category_id join taxonomy.category_schemas s on s.category_id = coalesce(k.alias_of, k.id) and s.to_version is null
    where c.id = any(${list}::int[]) and c.status = 'published' order by c.id`);
  const schemas = await getSchemasByHash(
    ctx,
    rows.map((r) => r.hash),
  );
  const merged = await mergedTokens(ctx);
  const drafts = rows.map((raw) => {
    const r =
      merged.size === 0
        ? raw
        : { ...raw, attrs: resolved(raw.attrs, merged), variants: raw.variants?.map((v) => ({ ...v, attrs: resolved(v.attrs, merged) })) ?? null };
    const loaded = schemas.get(r.hash);
    // A published card never leaves the index because its schema could not be read.
    if (!loaded) throw new Error(`schema ${r.hash} of card ${r.id} is missing`);
    return draftOf(r, loaded.schema);
  });
  const dictionaries = await loadDictionaries(ctx, drafts);
  return drafts.map((d) => completed(d, dictionaries));
}

/** Options that were merged, with those that took over: values follow in the background, and nobody may miss them meanwhile. */
async function mergedTokens(ctx: Ctx): Promise<Map<number, number>> {
  const rows = await ctx.db.execute<{ token: number; target: number }>(sql`
    select a.no * 65536 + e.entry_no as token, a.no * 65536 + e.merged_into as target from taxonomy.entries e join taxonomy.attributes a on a.list_id = e.list_id where e.merged_into is not null`);
  return new Map(rows.map((r) => [r.token, r.target]));
}

function resolved(attrs: Attrs, merged: ReadonlyMap<number, number>): Attrs {
  const one = (v: unknown): unknown => (typeof v === 'number' ? (merged.get(v) ?? v) : v);
  return Object.fromEntries(Object.entries(attrs).map(([no, v]) => [no, (Array.isArray(v) ? [...new Set(v.map(one))] : one(v)) as Value]));
}

type Draft = SearchDocument & { readonly brandId: number };

/** A card's document but for what stands in dictionaries (`completed`). */
export function draftOf(row: CardRow, schema: CategorySchema): Draft {
  const variants = row.variants ?? [];
  const offers = row.offers ?? [];
  const card = visibleValues(schema, 'card', row.attrs, { variants: variants.map((v) => v.attrs) });
  const facets = new Set<number>();
  const combinations = new Set<string>();
  const numbers: NumberFact[] = [];
  const axes = schema.attributes.filter((a) => a.axis && a.level === 'variant').map((a) => a.no);
  const dates = new Set(schema.attributes.filter((a) => a.type === 'date').map((a) => a.no));
  collect(card, 0, dates, facets, numbers);
  const codes = new Set<string>();
  const stocked = new Set(offers.filter((o) => o.qty > 0).map((o) => o.variantId));
  for (const v of variants) {
    const own = visibleValues(schema, 'variant', v.attrs, { card: row.attrs });
    collect(own, v.id, dates, facets, numbers);
    const axisTokens = axes.flatMap((no) => (typeof own[no] === 'number' ? [own[no]] : []));
    for (const c of combinationsOf(axisTokens, stocked.has(v.id))) combinations.add(c);
    const gtin = own[RESERVED.gtin];
    if (typeof gtin === 'string') codes.add(gtin);
  }
  for (const o of offers) codes.add(o.sku);
  const buyable = offers.filter((o) => o.qty > 0);
  const name = card[RESERVED.name] as { ru?: string; en?: string } | undefined;
  const description = card[RESERVED.description] as { ru?: string; en?: string } | undefined;
  const brand = card[RESERVED.brand];
  return {
    cardId: row.id,
    categoryId: row.category_id,
    catIds: row.cat_ids,
    nameRu: name?.ru ?? name?.en ?? '',
    nameEn: name?.en ?? name?.ru ?? '',
    descriptionRu: description?.ru ?? description?.en ?? '',
    descriptionEn: description?.en ?? description?.ru ?? '',
    brand: customBrand(brand),
    category: '',
    sections: '',
    brandId: typeof brand === 'number' ? -brand : 0,
    codes: [...codes].sort().slice(0, 50),
    popularity: row.popularity,
    rating: row.rating,
    minPrice: buyable[0]?.price ?? null,
    inStock: buyable.length > 0,
    sellerIds: [...new Set(offers.map((o) => o.sellerId))].sort((a, b) => a - b),
    publishedAt: new Date(row.published_at),
    facetIds: [...facets].sort((a, b) => a - b),
    variantIds: [...combinations].sort(),
    axisSet: axes,
    numbers,
  };
}

/** A brand that is not in the dictionary yet is found by its words, not by a facet. */
const customBrand = (v: Value | undefined): string => (v !== null && typeof v === 'object' && 'c' in v && typeof v.c === 'string' ? v.c : '');

/** A day as a number, so that dates filter like numbers. */
export const dayNumber = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);

function collect(values: Attrs, variantId: number, dates: ReadonlySet<number>, facets: Set<number>, numbers: NumberFact[]): void {
  for (const [key, value] of Object.entries(values)) {
    const attributeNo = Number(key);
    for (const v of Array.isArray(value) ? (value as readonly Value[]) : [value]) {
      if (typeof v === 'number') facets.add(v);
      else if (typeof v === 'string') {
        if (dates.has(attributeNo) && /^\d{4}-\d{2}-\d{2}$/.test(v)) numbers.push({ variantId, attributeNo, lo: dayNumber(v), hi: dayNumber(v) });
      } else if (v !== null && typeof v === 'object') {
        if ('n' in v) numbers.push({ variantId, attributeNo, lo: v.n, hi: v.n });
        else if ('from' in v) numbers.push({ variantId, attributeNo, lo: v.from, hi: v.to });
      }
    }
  }
}

export type Dictionaries = {
  readonly brands: ReadonlyMap<number, string>;
  /** Token -> the entry's quantity (16 GB) in base unit. */
  readonly quantities: ReadonlyMap<number, number>;
  /** Category -> the words it is looked for by. */
  readonly categories: ReadonlyMap<number, string>;
};

/** The brands, category names and quantities of list entries that these cards need; without `drafts`, all there are. */
export async function loadDictionaries(ctx: Ctx, drafts?: readonly Draft[]): Promise<Dictionaries> {
  const brandIds = drafts && [...new Set(drafts.map((d) => d.brandId).filter((id) => id > 0))];
  const brands =
    brandIds?.length === 0
      ? []
      : await ctx.db.execute<{ id: number; name: string }>(
          sql`select id, name from taxonomy.brands ${brandIds ? sql`where id = any(${`{${brandIds.join(',')}}`}::int[])` : sql``}`,
        );
  const tokens = drafts && [...new Set(drafts.flatMap((d) => d.facetIds))].filter((t) => t > 0);
  const quantities =
    tokens?.length === 0
      ? []
      : await ctx.db.execute<{ token: number; number: number; unit: string | null }>(
          tokens
            ? sql`select t.token, e.number, e.unit from unnest(${`{${tokens.join(',')}}`}::int[]) t(token)
                join taxonomy.attributes a on a.no = t.token / 65536 join taxonomy.entries e on e.list_id = a.list_id and e.entry_no = t.token % 65536 where e.number is not null`
            : sql`select a.no * 65536 + e.entry_no as token, e.number, e.unit from taxonomy.entries e join taxonomy.attributes a on a.list_id = e.list_id where e.number is not null`,
        );
  const categoryIds = drafts && [...new Set(drafts.flatMap((d) => d.catIds))];
  const categories =
    categoryIds?.length === 0
      ? []
      : await ctx.db.execute<{ id: number; ru: string; en: string }>(
          sql`select id, label_ru as ru, label_en as en from taxonomy.categories ${categoryIds ? sql`where id = any(${`{${categoryIds.join(',')}}`}::int[])` : sql``}`,
        );
  return {
    categories: new Map(categories.map((c) => [c.id, categoryWords(c)])),
    brands: new Map(brands.map((b) => [b.id, b.name])),
    quantities: new Map(quantities.map((q) => [q.token, baseQuantity(q.number, q.unit)])),
  };
}

/** The document with the names of brand and categories and the quantities of list entries as numbers. */
export function completed({ brandId, ...d }: Draft, { brands, quantities, categories }: Dictionaries): SearchDocument {
  const listed = d.facetIds.flatMap((t, i) => {
    const n = quantities.get(t);
    return n === undefined ? [] : [{ variantId: -1 - i, attributeNo: Math.floor(t / 65_536), lo: n, hi: n }];
  });
  const above = d.catIds.filter((id) => id !== d.categoryId).sort((a, b) => a - b);
  const sections = above.map((id) => categories.get(id) ?? '').join(' ');
  return { ...d, brand: brands.get(brandId) ?? d.brand, category: categories.get(d.categoryId) ?? '', sections, numbers: [...d.numbers, ...listed] };
}

function baseQuantity(n: number, unit: string | null): number {
  const u = unit === null ? undefined : UNIT_BY_CODE.get(unit);
  return u ? toBase(n, u) : n;
}
