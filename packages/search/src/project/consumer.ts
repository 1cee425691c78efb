import { sellerChanged, sellerDecided } from '@yarmarka/accounts/events';
import { listVersionMoves } from '@yarmarka/catalog';
import { type Consumer, type Ctx, markDirtyWhere, on } from '@yarmarka/kernel';
import { dictionaryChanged, matrixPublished } from '@yarmarka/taxonomy/events';
import { sql } from 'drizzle-orm';
import { listRenamed, touchedByMoves, touchedBySchemas } from '../consequences/touched-cards.ts';
import { searchEngine } from '../engine/select-engine.ts';
import { SEARCH_QUEUE } from './project-cards.ts';

/** Marks the published cards whose documents a version changes: those that see other values or axes now, and those in moved or renamed subtrees. A new requirement or facet marks none. */
export async function markCardsOfVersion(ctx: Ctx, version: number): Promise<number> {
  const moved = await ctx.db.execute<{ id: number }>(sql`select category_id as id from taxonomy.category_parents where from_version = ${version}`);
  const selects = touchedBySchemas(await listVersionMoves(ctx, version));
  const elsewhere = [...moved.map((m) => m.id), ...(await listRenamed(ctx, { version }))];
  if (elsewhere.length > 0) selects.push(touchedByMoves(elsewhere));
  // In one go, so that a card that both moved and changed is built once.
  return selects.length === 0 ? 0 : markDirtyWhere(ctx, SEARCH_QUEUE, sql.join(selects, sql` union `));
}

/** Marks the live cards that a seller has offers on: what can be bought there has changed. */
export async function markCardsOfSeller(ctx: Ctx, sellerId: number): Promise<number> {
  return markDirtyWhere(
    ctx,
    SEARCH_QUEUE,
    sql`select s.card_id from catalog.card_sellers s join catalog.cards c on c.id = s.card_id and c.status = 'published' where s.seller_id = ${sellerId}`,
  );
}

/** Everything outside a card and its offers that changes its search document. */
export const searchConsumer: Consumer = {
  name: 'search.cards',
  on: {
    ...on(matrixPublished, async (ctx, event) => {
      await markCardsOfVersion(ctx, event.version);
      await searchEngine().schemasChanged(ctx);
    }),
    // Category names stand in the documents below them; names of options and attributes are looked up when somebody searches.
    ...on(dictionaryChanged, async (ctx, { renamed = [] }) => {
      if (renamed.length > 0) await markDirtyWhere(ctx, SEARCH_QUEUE, touchedByMoves(renamed));
    }),
    ...on(sellerDecided, async (ctx, event) => {
      await markCardsOfSeller(ctx, event.sellerId);
    }),
    ...on(sellerChanged, async (ctx, event) => {
      await markCardsOfSeller(ctx, event.sellerId);
    }),
  },
};
