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
      if (!(await stands(ctx, changeSetId, publishAt))) return;
      const news = await newsOf(ctx, changeSetId);
      for (const { sellerId, cards, offers } of news?.sellers ?? [])
        await withTx(ctx, async (tx) => {
          if (!news || !(await stands(tx, changeSetId, publishAt)) || !(await receiveOnce(tx, 'messaging.matrix', `${changeSetId} ${publishAt} ${sellerId}`)))
            return;
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

/** Whether the set still has that date; in a transaction it has it until that ends, so that whoever takes it away finds everybody who was told. */
async function stands(ctx: Ctx, changeSetId: number, publishAt: string): Promise<boolean> {
  const [set] = await ctx.db
    .select({ status: changeSets.status, publishAt: changeSets.publishAt })
    .from(changeSets)
    .where(eq(changeSets.id, changeSetId))
    .for('share');
  return set?.status === 'scheduled' && set.publishAt?.toISOString() === publishAt;
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

/** Whoever was told of a date of the set hears that the latest they know of is off, once. */
export async function tellUnscheduled(ctx: Ctx, changeSetId: number): Promise<void> {
  const rows = await ctx.db.execute<{ userId: string; at: string }>(sql`
    select user_id as "userId", at from (
      select distinct on (user_id) user_id, kind, params ->> 'at' as at from messaging.notices
      where kind in ('matrix_scheduled', 'matrix_unscheduled') and params ->> 'changeSet' = ${String(changeSetId)} order by user_id, id desc) latest
    where kind = 'matrix_scheduled'`);
  for (const [at, told] of Map.groupBy(rows, (r) => r.at))
    await notify(ctx, { to: { userIds: told.map((r) => r.userId) }, kind: 'matrix_unscheduled', params: { changeSet: changeSetId, at }, link: LINKS.cards });
}

/** The author hears that a second administrator sent the set back, and in which words. */
export async function tellReturned(ctx: Ctx, changeSetId: number): Promise<void> {
  const [set] = await ctx.db.select().from(changeSets).where(eq(changeSets.id, changeSetId));
  if (!set?.returned) return;
  const userIds = userIdOf(set.author);
  const params = { titleRu: titleFor(set, 'ru'), titleEn: titleFor(set, 'en'), words: set.returned.text.slice(0, 300) };
  if (userIds.length > 0) await notify(ctx, { to: { userIds }, kind: 'matrix_returned', params, link: LINKS.changeSet(changeSetId) });
}

/** The author hears that the edits are approved and can be published. */
export async function tellApproved(ctx: Ctx, changeSetId: number): Promise<void> {
  const [set] = await ctx.db.select().from(changeSets).where(eq(changeSets.id, changeSetId));
  if (!set?.approvedBy) return;
  const userIds = userIdOf(set.author);
  const params = { titleRu: titleFor(set, 'ru'), titleEn: titleFor(set, 'en') };
  if (userIds.length > 0) await notify(ctx, { to: { userIds }, kind: 'matrix_approved', params, link: LINKS.changeSet(changeSetId) });
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
