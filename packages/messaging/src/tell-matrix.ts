import { cardsFollowed } from '@yarmarka/catalog/events';
import { type Ctx, defineJob, type JobDefinition, receiveOnce, withTx } from '@yarmarka/kernel';
import { changeSetScheduledFor } from '@yarmarka/taxonomy/events';
import { titleFor } from '@yarmarka/taxonomy/schemas';
import { changeSets } from '@yarmarka/taxonomy/tables';
import { eq, sql } from 'drizzle-orm';
import { LINKS } from './links.ts';
import { notify } from './notice/notify.ts';
import { tellSeller } from './tell-seller.ts';

/** What a scheduled change-set will ask of sellers: the attributes in words, and how many cards and offers of each need work. */
export type MatrixNews = {
  readonly attributesRu: string;
  readonly attributesEn: string;
  readonly sellers: readonly { readonly sellerId: number; readonly cards: number; readonly offers: number }[];
};

/** The sending side: sellers are told in the background, for they may be thousands. */
export const TELL_MATRIX = { name: 'messaging.tell-matrix', schema: changeSetScheduledFor.schema, options: { retryLimit: 5 } };

const userIdOf = (actor: string): string[] => (actor.startsWith('user:') ? [actor.slice('user:'.length)] : []);

/**
 * Tells every seller concerned what becomes required when. `newsOf` counts (undefined: nothing can be said, because the set would be refused). A seller is told once per date,
 * however often the job runs; nobody is told of a date that has been moved or taken away meanwhile.
 */
export function tellMatrixJob(newsOf: (ctx: Ctx, changeSetId: number) => Promise<MatrixNews | undefined>): JobDefinition {
  return defineJob({
    ...TELL_MATRIX,
    async run(ctx, { changeSetId, publishAt }) {
      // authorised by caller: whoever set the date decided that sellers are told of it
      // no audit row: the date has its own
      const [set] = await ctx.db.select({ status: changeSets.status, publishAt: changeSets.publishAt }).from(changeSets).where(eq(changeSets.id, changeSetId));
      if (set?.status !== 'scheduled' || set.publishAt?.toISOString() !== publishAt) return;
      const news = await newsOf(ctx, changeSetId);
      for (const { sellerId, cards, offers } of news?.sellers ?? [])
        await withTx(ctx, async (tx) => {
          if (!news || !(await receiveOnce(tx, 'messaging.matrix', `${changeSetId} ${publishAt} ${sellerId}`))) return;
          await tellSeller(tx, {
            sellerId,
            kind: 'matrix_scheduled',
            link: cards > 0 ? LINKS.cards : LINKS.offers,
            params: { changeSet: changeSetId, at: publishAt, cards, offers, attributesRu: news.attributesRu, attributesEn: news.attributesEn },
          });
        });
    },
  }) as JobDefinition;
}

/** What a published version asks of sellers: the attributes in words; cards on sale that lack something, that hold what is no longer allowed (to be corrected by `until`), and offers that lack something. */
export type PublishedNews = Pick<MatrixNews, 'attributesRu' | 'attributesEn'> & {
  readonly sellers: readonly {
    readonly sellerId: number;
    readonly lacking: number;
    readonly invalid: number;
    readonly until: Date | null;
    readonly offers: number;
  }[];
};

/** The sending side: whenever something that the news of a version waits for has come to its end. */
export const TELL_PUBLISHED = { name: 'messaging.tell-published', schema: cardsFollowed.schema, options: { retryLimit: 5 } };

/**
 * Tells every seller concerned what a version that is live asks of it now. `newsOf` counts, and says nothing (undefined) while cards or offers still follow the version: each job that it may
 * have waited for sends this one again at its end. Of one version a seller is told once, however often the job runs and wherever it is killed: the mark commits with the notice.
 */
export function tellPublishedJob(newsOf: (ctx: Ctx, version: number) => Promise<PublishedNews | undefined>): JobDefinition {
  return defineJob({
    ...TELL_PUBLISHED,
    async run(ctx, { version }) {
      // authorised by caller: whoever published decided that sellers are told of it
      // no audit row: the publication has its own
      const news = await newsOf(ctx, version);
      for (const { sellerId, lacking, invalid, until, offers } of news?.sellers ?? [])
        await withTx(ctx, async (tx) => {
          if (!news || !(await receiveOnce(tx, 'messaging.published', `${version} ${sellerId}`))) return;
          const params = { version, lacking, invalid, offers, attributesRu: news.attributesRu, attributesEn: news.attributesEn };
          await tellSeller(tx, {
            sellerId,
            kind: 'matrix_published',
            link: invalid > 0 ? LINKS.cardsToCorrect : lacking > 0 ? LINKS.cardsToComplete : LINKS.offers,
            params: until === null ? params : { ...params, until: until.toISOString() },
          });
        });
    },
  }) as JobDefinition;
}

/** Whoever was told of the date hears that it is off. */
export async function tellUnscheduled(ctx: Ctx, changeSetId: number): Promise<void> {
  const rows = await ctx.db.execute<{ user_id: string; at: string }>(sql`
    select user_id, max(params ->> 'at') as at from messaging.notices where kind = 'matrix_scheduled' and params ->> 'changeSet' = ${String(changeSetId)} group by user_id`);
  const dates = new Map<string, string[]>();
  for (const r of rows) dates.set(r.at, [...(dates.get(r.at) ?? []), r.user_id]);
  for (const [at, userIds] of dates) await notify(ctx, { to: { userIds }, kind: 'matrix_unscheduled', params: { at }, link: LINKS.cards });
}

/** The author hears that a second administrator sent the set back, and in which words. */
export async function tellReturned(ctx: Ctx, changeSetId: number): Promise<void> {
  const [set] = await ctx.db.select().from(changeSets).where(eq(changeSets.id, changeSetId));
  if (!set?.returned) return;
  const userIds = userIdOf(set.author);
  const params = { titleRu: titleFor(set, 'ru'), titleEn: titleFor(set, 'en'), words: set.returned.text.slice(0, 300) };
  if (userIds.length > 0) await notify(ctx, { to: { userIds }, kind: 'matrix_returned', params, link: LINKS.changeSet(changeSetId) });
}

/** The author, and who had set the date, hear that it was not published. */
export async function tellFailed(ctx: Ctx, { changeSetId, scheduledBy }: { changeSetId: number; scheduledBy?: string | undefined }): Promise<void> {
  const [set] = await ctx.db.select().from(changeSets).where(eq(changeSets.id, changeSetId));
  if (!set) return;
  const userIds = [...new Set([...userIdOf(set.author), ...userIdOf(scheduledBy ?? '')])];
  if (userIds.length > 0)
    await notify(ctx, {
      to: { userIds },
      kind: 'matrix_failed',
      params: { titleRu: titleFor(set, 'ru'), titleEn: titleFor(set, 'en') },
      link: LINKS.changeSet(changeSetId),
    });
}
