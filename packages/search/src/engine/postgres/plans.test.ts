import { databaseTest } from '@yarmarka/testing';
import { type SQL, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { SearchQuery } from '../engine.ts';
import { allOf, conditions, source } from './conditions.ts';

const it = databaseTest();
const BASE: SearchQuery = { filters: {}, sort: 'popularity', limit: 24, facets: [], ranges: [], axisSets: [[101, 102]] };
const token = (no: number, entry: number) => no * 65_536 + entry;

const CASES: Readonly<Record<string, { query: SearchQuery; index: string }>> = {
  'a category with one option': { query: { ...BASE, categoryId: 5, filters: { 103: { tokens: [token(103, 3)] } } }, index: 'product_search_gin' },
  'two axes in stock': {
    query: { ...BASE, categoryId: 5, inStock: true, filters: { 101: { tokens: [token(101, 1)] }, 102: { tokens: [token(102, 2)] } } },
    index: 'product_search_gin',
  },
  'words within a category': { query: { ...BASE, categoryId: 5, text: 'слово77' }, index: 'product_text_gin' },
};

it('answers categories, options, variants and words from the one GIN of each table', async (ctx) => {
  await ctx.db.execute(sql`
    insert into search.product_search select i, i % 200, i % 1000, 0, true, i, now(), array[i % 200, 1000 + i % 10], array[101 * 65536 + i % 7, 102 * 65536 + i % 5, 103 * 65536 + i % 50], array[i::bigint], '{1}', '{101,102}'
    from generate_series(1, 20000) i`);
  await ctx.db.execute(
    sql`insert into search.product_text select i, 0, array[i % 200, 1000 + i % 10], to_tsvector('russian', 'слово' || (i % 500)) from generate_series(1, 20000) i`,
  );
  await ctx.db.execute(sql`select gin_clean_pending_list('search.product_search_gin'), gin_clean_pending_list('search.product_text_gin')`);
  await ctx.db.execute(sql`analyze search.product_search, search.product_text`);
  for (const [name, { query, index }] of Object.entries(CASES))
    expect([name, await planOf(query)]).toEqual([name, expect.stringContaining(`Bitmap Index Scan on ${index}`)]);

  async function planOf(query: SearchQuery): Promise<string> {
    const { from, where } = source(query);
    const statement: SQL = sql`explain select p.card_id from ${from} where ${allOf([...where, ...conditions(query)])}`;
    return (await ctx.db.execute<{ 'QUERY PLAN': string }>(statement)).map((r) => r['QUERY PLAN']).join('\n');
  }
});
