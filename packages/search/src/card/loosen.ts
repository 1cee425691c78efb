import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { SearchEngine, SearchQuery } from '../engine/engine.ts';
import type { Loosening } from '../schemas.ts';
import { askEngine } from '../understanding/search-text.ts';

type Attempt = { readonly what: Loosening['what']; readonly attributeNo: number | null; readonly query: SearchQuery };

const LABELS = {
  price: { ru: 'Цена', en: 'Price' },
  in_stock: { ru: 'В наличии', en: 'In stock' },
  sellers: { ru: 'Продавцы', en: 'Sellers' },
  category: { ru: 'Категория', en: 'Category' },
} as const;

/** Nothing was found: which single choice to give up, and how many cards there would be then; the most helpful first, those that help nothing are left out. */
export async function listLoosenings(ctx: Ctx, engine: SearchEngine, query: SearchQuery): Promise<Loosening[]> {
  const q: SearchQuery = { ...query, limit: 0, facets: [], ranges: [], categories: false, cursor: null };
  const found = await Promise.all(attempts(q).map(async (a) => ({ ...a, count: (await askEngine(ctx, engine, a.query)).total })));
  const nos = found.flatMap((f) => (f.attributeNo === null ? [] : [f.attributeNo]));
  const rows =
    nos.length === 0
      ? []
      : await ctx.read.execute<{ no: number; ru: string; en: string }>(sql`
    select no, label_ru as ru, label_en as en from taxonomy.attributes where no = any(${`{${nos.join(',')}}`}::int[])`);
  const labels = new Map(rows.map((r) => [r.no, r]));
  return found
    .filter((f) => f.count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ what, attributeNo, count }) => {
      const { ru, en } = (what === 'attribute' ? labels.get(attributeNo ?? 0) : LABELS[what]) ?? { ru: '', en: '' };
      return { what, attributeNo, ru, en, count };
    });
}

function attempts(q: SearchQuery): Attempt[] {
  const out: Attempt[] = Object.keys(q.filters)
    .slice(0, 8)
    .map((no) => {
      const { [Number(no)]: _gone, ...filters } = q.filters;
      return { what: 'attribute', attributeNo: Number(no), query: { ...q, filters } };
    });
  const { priceMin, priceMax, inStock, sellerIds, categoryId, ...rest } = q;
  const kept = {
    ...(priceMin === undefined ? {} : { priceMin }),
    ...(priceMax === undefined ? {} : { priceMax }),
  };
  const stock = inStock === undefined ? {} : { inStock };
  const sellers = sellerIds === undefined ? {} : { sellerIds };
  const category = categoryId === undefined ? {} : { categoryId };
  if (Object.keys(kept).length > 0) out.push({ what: 'price', attributeNo: null, query: { ...rest, ...stock, ...sellers, ...category } });
  if (inStock) out.push({ what: 'in_stock', attributeNo: null, query: { ...rest, ...kept, ...sellers, ...category } });
  if (sellerIds && sellerIds.length > 0) out.push({ what: 'sellers', attributeNo: null, query: { ...rest, ...kept, ...stock, ...category } });
  if (categoryId !== undefined && q.text) out.push({ what: 'category', attributeNo: null, query: { ...rest, ...kept, ...stock, ...sellers } });
  return out;
}
