import { type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { SearchEngine, SearchResult } from '../engine.ts';
import { readCounts } from './counts.ts';
import { readPage } from './page.ts';
import { removeDocuments, writeDocuments } from './write.ts';

const NO_COUNTS: Omit<SearchResult, 'hits' | 'next'> = { total: 0, capped: false, facets: new Map(), ranges: new Map(), price: null, categories: new Map() };

// authorised by caller: only projections and operators' commands write read models; no audit row: a read model is no change of anybody's
/** Search in the platform's own database: nothing else to run. Exact counts; meant for up to some hundred thousand cards. */
export function postgresEngine(): SearchEngine {
  return {
    name: 'postgres',
    ensureReady: () => Promise.resolve(),
    schemasChanged: () => Promise.resolve(),
    upsert: (ctx, docs) => (docs.length === 0 ? Promise.resolve() : withTx(ctx, (tx) => writeDocuments(tx, docs))),
    remove: (ctx, ids) => (ids.length === 0 ? Promise.resolve() : withTx(ctx, (tx) => removeDocuments(tx, ids))),
    async search(ctx, query) {
      const [page, counts] = await Promise.all([readPage(ctx, query), query.uncounted ? NO_COUNTS : readCounts(ctx, query)]);
      return { ...page, ...counts, ...(query.uncounted ? { total: page.hits.length } : {}) };
    },
    async stats(ctx: Ctx) {
      const [row] = await ctx.db.execute<{ n: string }>(sql`select count(*) as n from search.product_search`);
      return { documents: Number(row?.n ?? 0) };
    },
    async reset(ctx: Ctx) {
      await ctx.db.execute(sql`truncate search.product_search, search.product_text, search.product_num`);
    },
  };
}
