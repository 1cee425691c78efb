import type { Ctx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { countCases } from '../axis-cases.ts';
import { type SearchQuery, type SearchResult, type Span, TOTAL_CAP } from '../engine.ts';
import { allOf, axesAre, bigints, conditions, ints, leanSource, source, type Without } from './conditions.ts';

type Counts = Pick<SearchResult, 'total' | 'capped' | 'facets' | 'ranges' | 'price' | 'categories'>;
type Row = { kind: 'total' | 'facet' | 'range' | 'price' | 'category'; key: number; n: string | null; lo: number | null; hi: number | null };
type Ask = {
  readonly facets?: readonly number[];
  readonly ranges?: readonly number[];
  readonly price?: boolean;
  readonly categories?: boolean;
  readonly total?: boolean;
};

/** Brands are the options of attribute 3 and have negative tokens. */
const attributeOf = (token: number): number => (token < 0 ? 3 : Math.floor(token / 65_536));
const ATTRIBUTE = sql`case when t < 0 then 3 else t / 65536 end`;
const MAX_MAPPED = 20_000;

/** All counts of one query: one pass over the matching cards, and one more for each filtered attribute that is asked for, since its counts ignore its own filter. */
export async function readCounts(ctx: Ctx, q: SearchQuery): Promise<Counts> {
  const filtered = (no: number) => q.filters[no] !== undefined;
  const priced = q.priceMin !== undefined || q.priceMax !== undefined;
  const wide = q.facets.length + q.ranges.length > 0;
  const shared: Ask = {
    total: true,
    facets: q.facets.filter((no) => !filtered(no)),
    ranges: q.ranges.filter((no) => !filtered(no)),
    categories: q.categories ?? false,
    price: wide && !priced,
  };
  const [base, ...rest] = await Promise.all([
    wide || q.categories ? pass(ctx, q, {}, shared) : cappedTotal(ctx, q),
    ...(wide && priced ? [pass(ctx, q, { price: true }, { price: true })] : []),
    ...[...new Set([...q.facets, ...q.ranges])]
      .filter(filtered)
      .map((no) => pass(ctx, q, { attribute: no }, { facets: q.facets.filter((f) => f === no), ranges: q.ranges.filter((r) => r === no) })),
  ]);
  const counts = collect([...(base ?? []), ...rest.flat()]);
  await Promise.all(
    q.facets.map(async (no) => {
      const exact = await exactOptions(ctx, q, no, counts.facets.get(no));
      if (exact) counts.facets.set(no, exact);
    }),
  );
  return counts;
}

function collect(rows: readonly Row[]) {
  const facets = new Map<number, Map<number, number>>();
  const ranges = new Map<number, Span>();
  const categories = new Map<number, number>();
  let price: Span | null = null;
  let found = 0;
  for (const r of rows) {
    const n = Number(r.n);
    if (r.kind === 'total') found = n;
    else if (r.kind === 'category') categories.set(r.key, n);
    else if (r.kind === 'facet') {
      const no = attributeOf(r.key);
      facets.set(no, (facets.get(no) ?? new Map<number, number>()).set(r.key, n));
    } else if (r.lo !== null && r.hi !== null) {
      if (r.kind === 'price') price = { min: r.lo, max: r.hi };
      else ranges.set(r.key, { min: r.lo, max: r.hi });
    }
  }
  return { total: Math.min(found, TOTAL_CAP), capped: found > TOTAL_CAP, facets, ranges, categories, price };
}

async function cappedTotal(ctx: Ctx, q: SearchQuery): Promise<Row[]> {
  const { from, where } = leanSource(q);
  return ctx.read.execute<Row>(
    sql`select 'total' as kind, 0 as key, count(*) as n, null::float8 as lo, null::float8 as hi from (select 1 from ${from} where ${allOf(where)} limit ${TOTAL_CAP + 1}) m`,
  );
}

async function pass(ctx: Ctx, q: SearchQuery, without: Without, ask: Ask): Promise<Row[]> {
  const { from, where } = source(q);
  const parts: SQL[] = [];
  const none = sql`null::float8 as lo, null::float8 as hi`;
  if (ask.total) parts.push(sql`select 'total' as kind, 0 as key, count(*) as n, ${none} from m`);
  if (ask.price) parts.push(sql`select 'price' as kind, 0 as key, null::bigint as n, min(min_price)::float8 as lo, max(min_price)::float8 as hi from m`);
  if (ask.categories) parts.push(sql`select 'category' as kind, category_id as key, count(*) as n, ${none} from m group by category_id`);
  if (ask.facets && ask.facets.length > 0)
    parts.push(
      sql`select 'facet' as kind, t as key, count(*) as n, ${none} from m, unnest(m.facet_ids) t where ${ATTRIBUTE} = any(${ints(ask.facets)}) group by t`,
    );
  if (ask.ranges && ask.ranges.length > 0)
    parts.push(sql`select 'range' as kind, n.attribute_no::int as key, null::bigint as n, min(n.lo) as lo, max(n.hi) as hi from m join search.product_num n on n.card_id = m.card_id
      where n.attribute_no = any(${ints(ask.ranges)}::smallint[]) group by n.attribute_no`);
  if (parts.length === 0) return [];
  return ctx.read.execute<Row>(sql`
    with m as materialized (select p.card_id, p.category_id, p.min_price, p.facet_ids from ${from} where ${allOf([...where, ...conditions(q, without)])})
    ${sql.join(parts, sql` union all `)}`);
}

/**
 * Options of an axis while other axes are chosen or stock is asked: an option counts a card when one and the same variant has it and the other chosen values. `plain` (all options
 * that the cards hold) is their upper bound. Undefined when the plain counts are already exact.
 */
async function exactOptions(
  ctx: Ctx,
  q: SearchQuery,
  attributeNo: number,
  plain: ReadonlyMap<number, number> | undefined,
): Promise<Map<number, number> | undefined> {
  const cases = countCases(q, attributeNo);
  if (!cases || !plain || plain.size === 0) return undefined;
  const options = [...plain.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([token]) => token);
  const map: { token: string; option: number; no: number }[] = [];
  for (const option of options) {
    const more = cases.flatMap((c, no) => (c.tokenOf?.(option) ?? []).map((token) => ({ token, option, no })));
    if (map.length + more.length > MAX_MAPPED) break;
    map.push(...more);
  }
  const { from, where } = source(q);
  const which = sql.join(
    cases.map((c, no) => sql`when ${axesAre(c)} then ${sql.raw(String(no))}`),
    sql` `,
  );
  const plainCase = cases.findIndex((c) => c.tokenOf === null);
  const rows = await ctx.read.execute<{ option: number; n: string }>(sql`
    with m as materialized (
      select p.card_id, p.facet_ids, p.variant_ids, case when not p.axis_set @> ${ints([attributeNo])} then -1 ${which} end as no
      from ${from} where ${allOf([...where, ...conditions(q, { attribute: attributeNo })])}),
      v as materialized (select m.card_id, m.no, u as token from m, unnest(m.variant_ids) u where m.no >= 0),
      map as (select * from unnest(${bigints(map.map((x) => x.token))}, ${ints(map.map((x) => x.option))}, ${ints(map.map((x) => x.no))}) as s(token, option, no))
    select option, count(distinct card_id) as n from (
      select m.card_id, t as option from m, unnest(m.facet_ids) t where m.no in (-1, ${sql.raw(String(plainCase === -1 ? -2 : plainCase))}) and ${ATTRIBUTE} = ${attributeNo}
      union all
      select v.card_id, map.option from v join map on map.token = v.token and map.no = v.no) s
    group by option`);
  return new Map(rows.map((r) => [r.option, Number(r.n)]));
}
