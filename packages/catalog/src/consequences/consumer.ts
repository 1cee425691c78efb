import { type Consumer, type Ctx, markDirtyWhere, on } from '@yarmarka/kernel';
import { matrixPublished } from '@yarmarka/taxonomy/events';
import { sql } from 'drizzle-orm';
import { placementToken } from '../card-list/tokens.ts';
import { enqueueConversions } from '../convert/convert-values.ts';
import { enqueueRecompute } from './recompute-cards.ts';

/** What a publish of the matrix means for cards. */
export const catalogConsumer: Consumer = {
  name: 'catalog.consequences',
  on: {
    ...on(matrixPublished, async (ctx, event) => {
      if (event.schemasChanged > 0 || event.treeChanged) await enqueueRecompute(ctx, { version: event.version });
      if (event.treeChanged) await markMovedCards(ctx, event.version);
      await enqueueConversions(ctx, event.version);
    }),
  },
};

/** The lists know each card's categories with their ancestors: those of moved subtrees are projected anew. Returns how many were marked. */
export async function markMovedCards(ctx: Ctx, version: number): Promise<number> {
  const moved = await ctx.db.execute<{ id: number }>(sql`select category_id as id from taxonomy.category_parents where from_version = ${version}`);
  if (moved.length === 0) return 0;
  const ids = moved.map((m) => m.id);
  return markDirtyWhere(
    ctx,
    'catalog.card_list',
    sql`select c.id from taxonomy.categories m join taxonomy.categories k on k.path @> array[m.id] join catalog.cards c on c.category_id = k.id where m.id = any(${`{${ids.join(',')}}`}::int[])
        union select card_id from catalog.card_list where tokens && ${`{${ids.map(placementToken).join(',')}}`}::int[]`,
  );
}
