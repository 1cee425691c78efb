import type { Meilisearch, MultiSearchQuery } from 'meilisearch';
import { countCases } from '../axis-cases.ts';
import { decodePosition, encodePosition } from '../cursor.ts';
import { type SearchQuery, type SearchResult, type Span, TOTAL_CAP } from '../engine.ts';
import { anyOf, axesAre, conditions, listField, numberFields, type Without } from './filter.ts';
import type { Slots } from './slots.ts';

type Hit = { readonly id: number; readonly price?: number } & Readonly<Record<string, number>>;
type Answer = {
  readonly hits: readonly Hit[];
  readonly totalHits?: number;
  readonly facetDistribution?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly facetStats?: Readonly<Record<string, Span>>;
};
type Ask = { readonly query: MultiSearchQuery; readonly read: (answer: Answer) => void };

const SORT_KEY = { popularity: 'popularity', price_asc: 'priceAsc', price_desc: 'priceDesc', new: 'publishedAt', rating: 'rating' } as const;
const attributeOf = (token: number): number => (token < 0 ? 3 : Math.floor(token / 65_536));
const MAX_COUNTED_OPTIONS = 200;
const PER_REQUEST = 100;

/** One multi-search: the page, the counts, and a query more for each filtered attribute that is counted (its counts ignore its own filter). `q` is the stemmed text. */
export async function readMeili(client: Meilisearch, index: string, query: SearchQuery, slots: Slots, q: string): Promise<SearchResult> {
  const facets = new Map<number, Map<number, number>>();
  const ranges = new Map<number, Span>();
  const categories = new Map<number, number>();
  const state: { hits: readonly Hit[]; next: string | null; total: number; low: number | null; high: number | null } = {
    hits: [],
    next: null,
    total: 0,
    low: null,
    high: null,
  };
  const base = (filter: readonly string[]): MultiSearchQuery => ({
    indexUid: index,
    q,
    matchingStrategy: 'all',
    ...(filter.length > 0 ? { filter: [...filter] } : {}),
  });
  const count = (filter: readonly string[], fields: readonly string[] = []): MultiSearchQuery => ({
    ...base(filter),
    page: 1,
    hitsPerPage: 0,
    ...(fields.length > 0 ? { facets: [...fields] } : {}),
  });
  const countFacet = (no: number, answer: Answer) => {
    const field = listField(slots, no);
    if (!field) return;
    const own = Object.entries(answer.facetDistribution?.[field] ?? {}).map(([t, n]) => [Number(t), n] as const);
    facets.set(no, new Map(own.filter(([t]) => attributeOf(t) === no)));
  };
  const filtered = (no: number) => query.filters[no] !== undefined;
  const without = (w: Without) => conditions(query, slots, w);

  const shared = query.facets.filter((no) => !filtered(no));
  const sharedFields = [...new Set(shared.flatMap((no) => listField(slots, no) ?? []))];
  const totals: Ask[] = [
    {
      query: count(without({}), [...sharedFields, ...(query.categories ? ['categoryId'] : [])]),
      read(a) {
        state.total = a.totalHits ?? 0;
        for (const no of shared) countFacet(no, a);
        for (const [id, n] of Object.entries(a.facetDistribution?.categoryId ?? {})) categories.set(Number(id), n);
      },
    },
  ];
  const asks: Ask[] = [
    ...(query.uncounted ? [] : totals),
    ...pageAsk(query, base(without({})), (hits, next) => Object.assign(state, { hits, next })),
    ...query.facets.filter(filtered).flatMap((no): Ask[] => {
      const field = listField(slots, no);
      return field ? [{ query: count(without({ attribute: no }), [field]), read: (a) => countFacet(no, a) }] : [];
    }),
    ...query.ranges.flatMap((no): Ask[] => {
      const fields = numberFields(slots, no);
      if (!fields) return [];
      const names = [...new Set([fields.lo, fields.hi])];
      return [{ query: count([...without({ attribute: no }), `numeric = ${no}`], names), read: (a) => readSpan(a, fields, (span) => ranges.set(no, span)) }];
    }),
  ];
  if (query.facets.length + query.ranges.length > 0) {
    const priced = base([...without({ price: true }), 'price EXISTS']);
    asks.push({ query: { ...priced, sort: ['priceAsc:asc'], limit: 1 }, read: (a) => Object.assign(state, { low: a.hits[0]?.price ?? null }) });
    asks.push({ query: { ...priced, sort: ['priceDesc:desc'], limit: 1 }, read: (a) => Object.assign(state, { high: a.hits[0]?.price ?? null }) });
  }
  await run(client, asks);
  await run(
    client,
    query.facets.flatMap((no) => exactAsks(query, slots, no, facets, count)),
  );
  if (query.uncounted) state.total = state.hits.length;
  const capped = state.total > TOTAL_CAP;
  return {
    hits: state.hits.map((h) => ({ cardId: h.id, minPrice: h.price ?? null })),
    next: state.next,
    total: capped ? TOTAL_CAP : state.total,
    capped,
    facets,
    ranges,
    categories,
    price: state.low === null || state.high === null ? null : { min: state.low, max: state.high },
  };
}

async function run(client: Meilisearch, asks: readonly Ask[]): Promise<void> {
  for (let from = 0; from < asks.length; from += PER_REQUEST) {
    const part = asks.slice(from, from + PER_REQUEST);
    const { results } = await client.multiSearch({ queries: part.map((a) => a.query) });
    part.forEach((a, i) => {
      const answer = results[i];
      if (answer) a.read(answer as unknown as Answer);
    });
  }
}

function readSpan(a: Answer, fields: { readonly lo: string; readonly hi: string }, found: (span: Span) => void): void {
  const [lo, hi] = [a.facetStats?.[fields.lo], a.facetStats?.[fields.hi]];
  if (lo && hi) found({ min: lo.min, max: hi.max });
}

/** Sorted by a value: keyset through a filter, as exact as SQL's. By relevance: Meilisearch knows only positions, so the cursor is one. */
function pageAsk(q: SearchQuery, base: MultiSearchQuery, found: (hits: readonly Hit[], next: string | null) => void): Ask[] {
  if (q.limit === 0) return [];
  const filter = (base.filter ?? []) as string[];
  if (q.sort === 'relevance' && base.q) {
    const [offset = 0] = q.cursor ? decodePosition(q.cursor, 1) : [0];
    const limit = Math.min(q.limit + 1, TOTAL_CAP - offset);
    if (limit <= 0) return [];
    return [
      { query: { ...base, offset, limit }, read: (a) => found(a.hits.slice(0, q.limit), a.hits.length > q.limit ? encodePosition([offset + q.limit]) : null) },
    ];
  }
  const key = SORT_KEY[q.sort === 'relevance' ? 'popularity' : q.sort];
  const up = q.sort === 'price_asc';
  const after = q.cursor ? decodePosition(q.cursor, 2) : undefined;
  const rest = after ? [`(${key} ${up ? '>' : '<'} ${after[0]} OR (${key} = ${after[0]} AND id < ${after[1]}))`] : [];
  return [
    {
      query: { ...base, filter: [...filter, ...rest], sort: [`${key}:${up ? 'asc' : 'desc'}`, 'id:desc'], limit: q.limit + 1 },
      read(a) {
        const page = a.hits.slice(0, q.limit);
        const last = page.at(-1);
        found(page, last && a.hits.length > q.limit ? encodePosition([last[key] ?? 0, last.id]) : null);
      },
    },
  ];
}

/** Options of an axis while other axes are chosen or stock is asked are counted one by one, by the rule for cards; what the plain tokens gave is only their upper bound. */
function exactAsks(
  q: SearchQuery,
  slots: Slots,
  no: number,
  facets: Map<number, Map<number, number>>,
  count: (filter: readonly string[]) => MultiSearchQuery,
): Ask[] {
  const cases = countCases(q, no);
  const plain = facets.get(no);
  const field = listField(slots, no);
  if (!cases || !plain || !field) return [];
  const exact = new Map<number, number>();
  facets.set(no, exact);
  const most = [...plain].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MAX_COUNTED_OPTIONS);
  return most.map(([option]) => {
    const ways = cases.map((c) => [...axesAre(c), ...(c.tokenOf ? [anyOf('variants', c.tokenOf(option))] : [])].join(' AND '));
    const rule = `(NOT axes = ${no} OR ${ways.map((w) => `(${w})`).join(' OR ')})`;
    return {
      query: count([...conditions(q, slots, { attribute: no }), anyOf(field, [option]), rule]),
      read: (a) => {
        if (a.totalHits) exact.set(option, a.totalHits);
      },
    };
  });
}
