import { type Ctx, readSetting, writeSetting } from '@yarmarka/kernel';
import { z } from 'zod';

const KEY = 'search.cards_per_second';
/** Until the first large projection has been measured. */
const ASSUMED = 1500;
const ENOUGH = 500;
const Rate = z.object({ perSecond: z.number() });

// authorised by caller: only projections measure themselves; no audit row: a measurement is no change of anybody's
/** Remembers how fast a projection of many cards was, smoothed. */
export async function rememberRate(ctx: Ctx, cards: number, ms: number): Promise<void> {
  if (cards < ENOUGH || ms <= 0) return;
  const rate = (1000 * cards) / ms;
  const before = await storedRate(ctx);
  await writeSetting(ctx, KEY, { perSecond: Math.round(before === undefined ? rate : 0.7 * before + 0.3 * rate) });
}

/** Cards per second of the last projections. */
export async function projectionRate(ctx: Ctx): Promise<number> {
  return Math.max(1, (await storedRate(ctx)) ?? ASSUMED);
}

async function storedRate(ctx: Ctx): Promise<number | undefined> {
  return Rate.safeParse(await readSetting(ctx, KEY)).data?.perSecond;
}
