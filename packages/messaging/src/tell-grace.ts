import { DEFAULT_TIME_ZONE } from '@yarmarka/i18n/locale';
import { type Ctx, defineJob, type JobDefinition, receiveOnce, withTx } from '@yarmarka/kernel';
import { z } from 'zod';
import { LINKS } from './links.ts';
import { tellSeller } from './tell-seller.ts';

type Words = { readonly ru: string; readonly en: string };
/** What of a seller leaves the shop after one day (`YYYY-MM-DD`) unless these attributes are mended. */
export type GraceEnding = { readonly sellerId: number; readonly day: string; readonly nos: readonly number[] };
/** The next so many days, in this zone. */
type Ahead = { readonly days: number; readonly timeZone: string };
/** Where the job learns what ends in the days ahead, and how much of a seller that is. */
export type GraceNews = {
  readonly list: (ctx: Ctx, ahead: Ahead) => Promise<readonly GraceEnding[]>;
  readonly count: (ctx: Ctx, ahead: Ahead, of: GraceEnding) => Promise<{ readonly cards: number; readonly offers: number }>;
  readonly name: (ctx: Ctx, nos: readonly number[]) => Promise<Words>;
};

/** Sellers hear a week before; days are those that notices and letters show. */
const AHEAD: Ahead = { days: 7, timeZone: DEFAULT_TIME_ZONE };

/**
 * Tells sellers, every night, which of their cards and offers leave the shop within a week. Of one attribute and day a seller is told once, however often the job runs and wherever it is
 * killed: the mark commits with the notice.
 */
export function tellGraceJob(news: GraceNews): JobDefinition {
  return defineJob({
    name: 'messaging.tell-grace',
    schema: z.object({}),
    cron: '20 4 * * *',
    options: { expireInSeconds: 3600 },
    // authorised by caller: the job runs as the platform
    // no audit row: nothing but the notice changes
    async run(ctx) {
      for (const ending of await news.list(ctx, AHEAD)) await withTx(ctx, (tx) => tellEnding(tx, news, ending));
    },
  }) as JobDefinition;
}

// authorised by caller: the job runs as the platform; no audit row: nothing but the notice changes
async function tellEnding(tx: Ctx, news: GraceNews, { sellerId, day, nos }: GraceEnding): Promise<void> {
  const fresh: number[] = [];
  // In one order, so that two runs at once never wait for each other in a circle.
  for (const no of nos.toSorted((a, b) => a - b)) if (await receiveOnce(tx, 'messaging.grace', `${sellerId} ${no} ${day}`)) fresh.push(no);
  if (fresh.length === 0) return;
  const { cards, offers } = await news.count(tx, AHEAD, { sellerId, day, nos: fresh });
  if (cards + offers === 0) return;
  const { ru, en } = await news.name(tx, fresh);
  await tellSeller(tx, {
    sellerId,
    kind: 'grace_ending',
    link: cards > 0 ? LINKS.cardsToCorrect : LINKS.offersToCorrect,
    params: { at: day, attributesRu: ru, attributesEn: en, cards, offers },
  });
}
