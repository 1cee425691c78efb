import { type Ctx, drainDirty, markDirtyWhere, type Projection } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { CATEGORY_QUALITY_QUEUE } from '../consequences/category-quality.ts';

/** Rebuilds the list's rows of these cards from the source of truth. Repeating it changes nothing. */
async function projectCards(ctx: Ctx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await ctx.db.execute(sql`select catalog.project_card_list(${`{${ids.join(',')}}`}::int[])`);
}

/** What has moved in these cards has moved in the averages of their categories too. */
async function projectMarked(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await projectCards(ctx, ids);
  await markDirtyWhere(ctx, CATEGORY_QUALITY_QUEUE, sql`select category_id from catalog.cards where id = any(${`{${ids.join(',')}}`}::int[])`);
}

/** Brings the workplace's lists up to date with what is marked dirty; returns how many cards were looked at. */
export async function projectCardList(ctx: Ctx, batch = 1000): Promise<number> {
  let total = 0;
  for (let n = batch; n === batch; total += n) n = await drainDirty(ctx, 'catalog.card_list', (ids) => projectMarked(ctx, ids), batch);
  return total;
}

/** Projects every card anew, in ranges of ids. Gives the same rows as the projections that went before; returns the number of cards. */
export async function rebuildCardList(ctx: Ctx, chunk = 20_000): Promise<number> {
  const [last] = await ctx.db.execute<{ max: number | null }>(sql`select max(id) as max from catalog.cards`);
  let total = 0;
  for (let from = 0; from < (last?.max ?? 0); from += chunk) {
    const rows = await ctx.db.execute<{ id: number }>(sql`select id from catalog.cards where id > ${from} and id <= ${from + chunk}`);
    await projectCards(
      ctx,
      rows.map((r) => r.id),
    );
    total += rows.length;
  }
  return total;
}

/** Kept up to date by the worker: the workplace's lists show an edit within a second. */
export const cardListProjection: Projection = { queue: 'catalog.card_list', batch: 1000, project: (ctx, ids) => projectMarked(ctx, ids) };
