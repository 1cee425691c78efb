import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';

const KEY = 'search.cards_per_second';
/** Until the first large projection has been measured. */
const ASSUMED = 1500;
const ENOUGH = 500;

// authorised by caller: only projections measure themselves; no audit row: a measurement is no change of anybody's
/** Remembers how fast a projection of many cards was, smoothed. */
export async function rememberRate(ctx: Ctx, cards: number, ms: number): Promise<void> {
  if (cards < ENOUGH || ms <= 0) return;
  const rate = Math.round((1000 * cards) / ms);
  await ctx.db.execute(sql`
    insert into kernel.settings as s (key, value, updated_by) values (${KEY}, to_jsonb(${rate}::int), 'system')
    on conflict (key) do update set value = to_jsonb(round(0.7 * (s.value #>> '{}')::numeric + 0.3 * ${rate}::int)::int), updated_at = now()`);
}

/** Cards per second of the last projections. */
export async function projectionRate(ctx: Ctx): Promise<number> {
  const [row] = await ctx.read.execute<{ rate: number | null }>(sql`select (value #>> '{}')::int as rate from kernel.settings where key = ${KEY}`);
  return Math.max(1, row?.rate ?? ASSUMED);
}
