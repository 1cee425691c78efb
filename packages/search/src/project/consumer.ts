import { sellerChanged, sellerDecided } from '@yarmarka/accounts/events';
import { type Consumer, type Ctx, markDirtyWhere, on } from '@yarmarka/kernel';
import { matrixPublished } from '@yarmarka/taxonomy/events';
import { sql } from 'drizzle-orm';
import { searchEngine } from '../engine/select-engine.ts';
import { SEARCH_QUEUE } from './project-cards.ts';

/** Marks the published cards of categories whose schema a version changed, and of those whose place in the tree it changed. */
export async function markCardsOfVersion(ctx: Ctx, version: number): Promise<number> {
  return markDirtyWhere(
    ctx,
    SEARCH_QUEUE,
    sql`select c.id from catalog.cards c join taxonomy.categories k on k.id = c.category_id
          join taxonomy.category_schemas s on s.category_id = coalesce(k.alias_of, k.id) and s.from_version = ${version} where c.status = 'published'
        union
        select c.id from catalog.cards c where c.status = 'published' and exists (
          select 1 from taxonomy.category_parents m join taxonomy.categories k on k.path @> array[m.category_id] where m.from_version = ${version} and k.id = any (c.placements || c.category_id))`,
  );
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
    ...on(sellerDecided, async (ctx, event) => {
      await markCardsOfSeller(ctx, event.sellerId);
    }),
    ...on(sellerChanged, async (ctx, event) => {
      await markCardsOfSeller(ctx, event.sellerId);
    }),
  },
};
