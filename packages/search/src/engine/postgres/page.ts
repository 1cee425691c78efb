import type { Ctx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import type { Sort } from '../../schemas.ts';
import { decodePosition, encodePosition } from '../cursor.ts';
import type { SearchQuery, SearchResult } from '../engine.ts';
import { allOf, conditions, leanSource, source, textCondition } from './conditions.ts';

/** Sort keys, each descending; ascending ones are negated. What has no price comes last either way. */
const KEYS: Readonly<Record<Exclude<Sort, 'relevance'>, SQL>> = {
  popularity: sql`p.popularity::float8`,
  price_asc: sql`coalesce(-p.min_price::float8, -9e15)`,
  price_desc: sql`coalesce(p.min_price::float8, -9e15)`,
  new: sql`floor(extract(epoch from p.published_at) * 1000)::float8`,
  rating: sql`p.rating::float8`,
};

/** Words are weighed on at most so many cards, the most popular; the rest follow by popularity. */
const RANKED = 2000;

/**
 * From 1 to 2 where the name, brand, code or categories have all the words, so that they come before whatever only the description says; from 0 to 1 otherwise. Flags 1 and 32: by
 * the logarithm of the length, and r / (r + 1).
 */
const RANK = (ts: SQL): SQL =>
  sql`(case when ts_filter(x.tsv, '{a,b,c}') @@ ${ts} then 1 + ts_rank_cd(ts_filter(x.tsv, '{a,b,c}'), ${ts}, 33) else ts_rank_cd(x.tsv, ${ts}, 33) end)`;

type Row = { card_id: number; min_price: string | null; k1: number; k2: number };

/** One page by keyset: no hit is seen twice and none is missed while nothing moves. */
export async function readPage(ctx: Ctx, q: SearchQuery): Promise<Pick<SearchResult, 'hits' | 'next'>> {
  if (q.limit === 0) return { hits: [], next: null };
  const ts = q.sort === 'relevance' ? textCondition(q.text) : undefined;
  const rows = await (ts ? byRelevance(ctx, q, ts) : byKey(ctx, q, KEYS[q.sort === 'relevance' ? 'popularity' : q.sort]));
  const page = rows.slice(0, q.limit);
  const last = page.at(-1);
  return {
    hits: page.map((r) => ({ cardId: r.card_id, minPrice: r.min_price === null ? null : Number(r.min_price) })),
    next: last && rows.length > q.limit ? encodePosition([last.k1, last.k2, last.card_id]) : null,
  };
}

const after = (q: SearchQuery): SQL => {
  if (!q.cursor) return sql`true`;
  const [k1, k2, id] = decodePosition(q.cursor, 3);
  return sql`(k1, k2, card_id) < (${k1}::float8, ${k2}::float8, ${id}::int)`;
};

function byKey(ctx: Ctx, q: SearchQuery, key: SQL): Promise<Row[]> {
  const { from, where } = source(q);
  return ctx.read.execute<Row>(sql`
    select card_id, min_price, k1, k2 from (
      select p.card_id, p.min_price, ${key} as k1, 0::float8 as k2 from ${from} where ${allOf([...where, ...conditions(q)])}) m
    where ${after(q)} order by k1 desc, k2 desc, card_id desc limit ${q.limit + 1}`) as Promise<Row[]>;
}

function byRelevance(ctx: Ctx, q: SearchQuery, ts: SQL): Promise<Row[]> {
  const { from, where, key } = leanSource(q);
  return ctx.read.execute<Row>(sql`
    with m as materialized (select ${key}.card_id, ${key}.popularity from ${from} where ${allOf(where)}),
      top as (select card_id from m order by popularity desc, card_id desc limit ${RANKED}),
      ranked as (select t.card_id, round(${RANK(ts)}::numeric, 4)::float8 as rank from top t join search.product_text x on x.card_id = t.card_id),
      page as (
        select card_id, k1, k2 from (select m.card_id, coalesce(r.rank, -1) as k1, m.popularity::float8 as k2 from m left join ranked r on r.card_id = m.card_id) s
        where ${after(q)} order by k1 desc, k2 desc, card_id desc limit ${q.limit + 1})
    select page.card_id, p.min_price, k1, k2 from page join search.product_search p on p.card_id = page.card_id order by k1 desc, k2 desc, page.card_id desc`) as Promise<
    Row[]
  >;
}
