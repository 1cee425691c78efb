import type { SearchCardsInput, Sort } from '@yarmarka/search/schemas';

const SORTS = ['relevance', 'popularity', 'price_asc', 'price_desc', 'new', 'rating'] as const satisfies readonly Sort[];
export const sortsFor = (hasText: boolean): readonly Sort[] => (hasText ? SORTS : SORTS.slice(1));

const number = (text: string | null): number | undefined => (text !== null && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined);

/**
 * The address is the state of a list: `q`, `sort`, `price=100-200` (roubles), `stock=1`, and per attribute `f.<no>=token,token` or `f.<no>=min..max`.
 * What cannot be read is passed over.
 */
export function readFilters(params: URLSearchParams, fixed: { categoryId?: number }): SearchCardsInput {
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
      if (tokens.length > 0) filters[no] = { tokens };
    }
  }
  const price = /^(\d*)-(\d*)$/.exec(params.get('price') ?? '');
  const text = (params.get('q') ?? '').trim().slice(0, 200);
  const sort = SORTS.find((s) => s === params.get('sort')) ?? (text ? 'relevance' : 'popularity');
  const from = number(price?.[1] || null);
  const to = number(price?.[2] || null);
  return {
    ...(text ? { query: text } : {}),
    ...(params.get('exact') === '1' ? { exact: true } : {}),
    ...(fixed.categoryId === undefined ? {} : { categoryId: fixed.categoryId }),
    filters,
    ...(from === undefined ? {} : { priceMin: from * 100 }),
    ...(to === undefined ? {} : { priceMax: to * 100 }),
    ...(params.get('stock') === '1' ? { inStock: true } : {}),
    sort,
    limit: 24,
  };
}

/** The address after a token of an attribute is switched. */
export function toggled(params: URLSearchParams, attributeNo: number, token: number): URLSearchParams {
  const key = `f.${attributeNo}`;
  const now = (params.get(key) ?? '').split(',').filter((t) => /^-?\d+$/.test(t));
  const next = now.includes(String(token)) ? now.filter((t) => t !== String(token)) : [...now, String(token)];
  return withParam(params, key, next.join(','));
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
  for (const key of [...out.keys()]) if (key.startsWith('f.') || key === 'price' || key === 'stock') out.delete(key);
  return out;
}
