import { type Ctx, defineJob, type JobDefinition, receiveOnce, withTx } from '@yarmarka/kernel';
import { changeSetScheduledFor } from '@yarmarka/taxonomy/events';
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

/** Whoever was told of the date hears that it is off. */
export async function tellUnscheduled(ctx: Ctx, changeSetId: number): Promise<void> {
  const rows = await ctx.db.execute<{ user_id: string; at: string }>(sql`
    select user_id, max(params ->> 'at') as at from messaging.notices where kind = 'matrix_scheduled' and params ->> 'changeSet' = ${String(changeSetId)} group by user_id`);
  const dates = new Map<string, string[]>();
  for (const r of rows) dates.set(r.at, [...(dates.get(r.at) ?? []), r.user_id]);
  for (const [at, userIds] of dates) await notify(ctx, { to: { userIds }, kind: 'matrix_unscheduled', params: { at }, link: LINKS.cards });
}

/** The author, and who had set the date, hear that it was not published. */
export async function tellFailed(ctx: Ctx, { changeSetId, scheduledBy }: { changeSetId: number; scheduledBy?: string | undefined }): Promise<void> {
  const [set] = await ctx.db.select().from(changeSets).where(eq(changeSets.id, changeSetId));
  if (!set) return;
  const userIds = [...new Set([...userIdOf(set.author), ...userIdOf(scheduledBy ?? '')])];
  if (userIds.length > 0) await notify(ctx, { to: { userIds }, kind: 'matrix_failed', params: { title: set.title }, link: LINKS.changeSet(changeSetId) });
}
