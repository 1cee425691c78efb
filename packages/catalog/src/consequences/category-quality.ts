import { type Ctx, defineJob, drainDirty, withTx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';

/** Categories whose averages have moved. */
export const CATEGORY_QUALITY_QUEUE = 'catalog.category_quality';
const ints = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::int[]`;

export type CategoryQuality = {
  readonly categoryId: number;
  /** Live cards of the category itself. */
  readonly cards: number;
  /** Percent, and points of 100, on average. */
  readonly completeness: number;
  readonly quality: number;
};

// authorised by caller: only projections write read models; no audit row: a read model is no change of anybody's
/** Rebuilds the figures of these categories from their live cards. Repeating it changes nothing. */
export async function refreshCategoryQuality(ctx: Ctx, categoryIds: readonly number[]): Promise<void> {
  if (categoryIds.length === 0) return;
  await withTx(ctx, async (tx) => {
    await tx.db.execute(sql`
      insert into catalog.category_quality as q (category_id, cards, completeness, quality, incomplete, invalid)
      select t.id, c.* from (select distinct unnest(${ints(categoryIds)}) as id order by 1) t cross join lateral (
        select count(*), coalesce(round(avg(c.completeness)), 0), coalesce(round(avg(c.quality)), 0), count(*) filter (where c.completeness < 100), count(*) filter (where c.invalid <> '{}')
        from catalog.cards c where c.category_id = t.id and c.status = 'published') c
      on conflict (category_id) do update set cards = excluded.cards, completeness = excluded.completeness, quality = excluded.quality, incomplete = excluded.incomplete,
        invalid = excluded.invalid, updated_at = now()`);
  });
}

/** How the live cards of these categories stand on average; categories without any are left out. */
export async function listCategoryQuality(ctx: Ctx, categoryIds: readonly number[]): Promise<CategoryQuality[]> {
  if (categoryIds.length === 0) return [];
  return ctx.read.execute<CategoryQuality>(
    sql`select category_id as "categoryId", cards, completeness, quality from catalog.category_quality where category_id = any(${ints(categoryIds)}) and cards > 0`,
  );
}

/** Averages move slowly and a large category is a long read: what changed is gathered for some minutes. */
export const refreshCategoryQualityJob = defineJob({
  name: 'catalog.refresh-category-quality',
  schema: z.object({}),
  cron: '*/5 * * * *',
  run: async (ctx) => {
    for (let n = 1; n > 0; ) n = await drainDirty(ctx, CATEGORY_QUALITY_QUEUE, (ids) => refreshCategoryQuality(ctx, ids), 200);
  },
});
