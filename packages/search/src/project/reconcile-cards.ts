import { type Ctx, defineJob, markDirtyWhere } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { SEARCH_QUEUE } from './project-cards.ts';

/** In so many nights every live card is built anew once. */
const NIGHTS = 7;

// authorised by caller: a job of the worker; no audit row: a read model is no change of anybody's
/**
 * Finds what fell between: marks published cards that the index lacks, indexed ones that are not published any more, and a seventh of the others each night, so that no
 * document stays out of date for longer than a week whatever was lost. Returns how many were marked.
 */
export async function reconcileCards(ctx: Ctx): Promise<number> {
  const night = Math.floor(ctx.clock.now().getTime() / 86_400_000) % NIGHTS;
  return markDirtyWhere(
    ctx,
    SEARCH_QUEUE,
    sql`select c.id from catalog.cards c where c.status = 'published' and (c.id % ${NIGHTS}::int = ${night}::int or not exists (select 1 from search.card_words w where w.card_id = c.id))
        union all select w.card_id from search.card_words w where not exists (select 1 from catalog.cards c where c.id = w.card_id and c.status = 'published')`,
  );
}

export const reconcileCardsJob = defineJob({
  name: 'search.reconcile-cards',
  schema: z.object({}),
  cron: '20 1 * * *',
  async run(ctx) {
    const marked = await reconcileCards(ctx);
    ctx.log.info({ marked }, 'search.reconciled');
  },
});
