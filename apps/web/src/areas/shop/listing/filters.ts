import type { SearchCardsInput, Sort } from '@yarmarka/search/schemas';

const SORTS = ['relevance', 'popularity', 'price_asc', 'price_desc', 'new', 'rating'] as const satisfies readonly Sort[];
export const sortsFor = (hasText: boolean): readonly Sort[] => (hasText ? SORTS : SORTS.slice(1));

const number = (text: string | null): number | undefined => (text !== null && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined);

/**
 * The address is the state of a list: `q`, `sort`, `price=100-200` (roubles), `stock=1`, and per attribute `f.<no>=token,token` or `f.<no>=min..max`.
 * What cannot be read is passed over.
 */
export function readFilters(params: URLSearchParams, fixed: { categoryId?: number; sellerId?: number }): SearchCardsInput {
  const filters: Record<string, { tokens?: number[]; min?: number; max?: number }> = {};
  for (const [key, value] of params) {
    const no = /^f\.(\d{1,5})$/.exec(key)?.[1];
    if (no === undefined) continue;
    const range = /^(-?[\d.]*)\.\.(-?[\d.]*)$/.exec(value);
    if (range) {
      const [min, max] = [number(range[1] || null), number(range[2] || null)];
      if (min !== undefined || max !== undefined) filters[no] = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    } else {
      const tokens = value.split(',').map(Number).filter(Number.isSafeInteger);
      if (tokens.length > 0) filters[no] = { tokens: tokens.slice(0, 100) };
    }
  }
  const price = readPrice(params);
  const text = (params.get('q') ?? '').trim().slice(0, 200);
  const sort = SORTS.find((s) => s === params.get('sort')) ?? (text ? 'relevance' : 'popularity');
  return {
    ...(text ? { query: text } : {}),
    ...(params.get('exact') === '1' ? { exact: true } : {}),
    ...(fixed.categoryId === undefined ? {} : { categoryId: fixed.categoryId }),
    filters,
    ...(fixed.sellerId === undefined ? {} : { sellerIds: [fixed.sellerId] }),
    ...(price?.from == null ? {} : { priceMin: price.from * 100 }),
    ...(price?.to == null ? {} : { priceMax: price.to * 100 }),
    ...(params.get('stock') === '1' ? { inStock: true } : {}),
    sort,
    limit: 24,
  };
}

const MOST_ROUBLES = 100_000_000;

/** The price span of an address in whole roubles; null when there is none that can be read. */
export function readPrice(params: URLSearchParams): { readonly from: number | null; readonly to: number | null } | null {
  const found = /^(\d{0,12})-(\d{0,12})$/.exec(params.get('price') ?? '');
  const end = (text: string | undefined) => (text ? Math.min(Number(text), MOST_ROUBLES) : null);
  const [from, to] = [end(found?.[1]), end(found?.[2])];
  return from === null && to === null ? null : { from, to };
}

const isFilter = (key: string): boolean => key.startsWith('f.') || key === 'price' || key === 'stock';

/** How many filters are set: attributes, price, stock. */
export const countFilters = (params: URLSearchParams): number => [...params].filter(([key, value]) => isFilter(key) && value !== '').length;

/** The tokens of an attribute that an address names. */
export const tokensIn = (params: URLSearchParams, attributeNo: number): ReadonlySet<number> =>
  new Set(
    (params.get(`f.${attributeNo}`) ?? '')
      .split(',')
      .filter((t) => /^-?\d+$/.test(t))
      .map(Number),
  );

/** The address after a token of an attribute is switched. */
export function toggled(params: URLSearchParams, attributeNo: number, token: number): URLSearchParams {
  const now = [...tokensIn(params, attributeNo)];
  const next = now.includes(token) ? now.filter((t) => t !== token) : [...now, token];
  return withParam(params, `f.${attributeNo}`, next.join(','));
}

export function withParam(params: URLSearchParams, key: string, value: string): URLSearchParams {
  const out = new URLSearchParams(params);
  if (value === '') out.delete(key);
  else out.set(key, value);
  return out;
}

/** Without any filter; what was searched for and how it is sorted stays. */
export function cleared(params: URLSearchParams): URLSearchParams {
  const out = new URLSearchParams(params);
  for (const key of [...out.keys()]) if (isFilter(key)) out.delete(key);
  return out;
}
