import { and, desc, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { actorLabel } from './actor.ts';
import type { Ctx } from './ctx.ts';
import { withTx } from './ctx.ts';
import type { Bilingual } from './error.ts';
import { appendEvent, defineEvent } from './outbox.ts';
import { activities } from './tables.ts';

/** Long work began or ended; what is between is read from its row. */
export const activityChanged = defineEvent('activity.changed.v1', z.object({ id: z.number().int(), kind: z.string(), sellerId: z.number().int().nullable() }));

/** A piece of long work that reports how far it is. Held by the process that does it. */
export type Activity = {
  readonly id: number;
  readonly kind: string;
  readonly sellerId: number | null;
  /** Items done so far, those of earlier runs included. */
  done: number;
  readonly takenUpMs: number;
  readonly takenUpDone: number;
  writtenMs: number;
};

const WRITE_EVERY_MS = 500;
const KEEP_DAYS = 30;
/** Without a sign of life for so long nobody works on it: it waits for a worker. */
const SILENT_SECONDS = 60;

/**
 * Begins work that people can follow, or takes it up again: unfinished work of the same `key` keeps its row and what it had done. Rows and progress are written in short
 * transactions of their own, so do not call it inside the work's transaction.
 */
export async function startActivity(
  ctx: Ctx,
  work: { readonly key: string; readonly kind: string; readonly title: Bilingual; readonly total?: number; readonly href?: string; readonly sellerId?: number },
): Promise<Activity> {
  const row = await withTx(ctx, async (tx) => {
    await tx.db.delete(activities).where(lt(activities.finishedAt, sql`now() - make_interval(days => ${KEEP_DAYS})`));
    const [started] = await tx.db
      .insert(activities)
      .values({
        key: work.key,
        kind: work.kind,
        titleRu: work.title.ru,
        titleEn: work.title.en,
        total: work.total ?? null,
        href: work.href ?? null,
        author: actorLabel(ctx.actor),
        sellerId: work.sellerId ?? null,
      })
      .onConflictDoUpdate({ target: activities.key, targetWhere: sql`finished_at is null`, set: { updatedAt: sql`now()`, perSecond: null } })
      .returning();
    if (!started) throw new Error('no activity row');
    await appendEvent(tx, activityChanged, started.id, { id: started.id, kind: started.kind, sellerId: started.sellerId });
    return started;
  });
  const now = performance.now();
  return { id: row.id, kind: row.kind, sellerId: row.sellerId, done: row.done, takenUpMs: now, takenUpDone: row.done, writtenMs: now };
}

/** So many more items are done. Written at most twice a second; the rest is added in memory. */
export async function advanceActivity(ctx: Ctx, activity: Activity, items: number): Promise<void> {
  activity.done += items;
  const now = performance.now();
  if (now - activity.writtenMs < WRITE_EVERY_MS) return;
  activity.writtenMs = now;
  const perSecond = (1000 * (activity.done - activity.takenUpDone)) / Math.max(1, now - activity.takenUpMs);
  await ctx.db
    .update(activities)
    .set({ done: activity.done, perSecond, total: sql`greatest(${activities.total}, ${activity.done})`, updatedAt: sql`now()` })
    .where(eq(activities.id, activity.id));
}

/** Ends it: done, or with the reason why not. What failed and is tried again gets a new row. */
export async function finishActivity(ctx: Ctx, activity: Activity, outcome: { readonly error?: string; readonly href?: string } = {}): Promise<void> {
  await withTx(ctx, async (tx) => {
    await tx.db
      .update(activities)
      .set({
        done: activity.done,
        ...(outcome.error === undefined ? { total: activity.done } : { error: outcome.error.slice(0, 2000) }),
        ...(outcome.href === undefined ? {} : { href: outcome.href }),
        finishedAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .where(eq(activities.id, activity.id));
    await appendEvent(tx, activityChanged, activity.id, { id: activity.id, kind: activity.kind, sellerId: activity.sellerId });
  });
}

export type ActivityView = {
  readonly id: number;
  readonly kind: string;
  readonly title: Bilingual;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly total: number | null;
  readonly done: number;
  readonly perSecond: number | null;
  /** Until it is done at the present speed; null where that cannot be told. */
  readonly leftMs: number | null;
  readonly href: string | null;
  readonly error: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
};

/** What runs now and what ended within a day, newest first; with `sellerId` only that seller's own. Visibility is the caller's to decide. */
export async function listActivities(ctx: Ctx, filter: { readonly sellerId?: number; readonly limit?: number } = {}): Promise<ActivityView[]> {
  const recent: SQL | undefined = or(isNull(activities.finishedAt), gt(activities.finishedAt, sql`now() - interval '1 day'`));
  const rows = await ctx.db
    .select({ row: activities, silent: sql<boolean>`${activities.updatedAt} < now() - make_interval(secs => ${SILENT_SECONDS})` })
    .from(activities)
    .where(and(recent, filter.sellerId === undefined ? undefined : eq(activities.sellerId, filter.sellerId)))
    .orderBy(desc(isNull(activities.finishedAt)), desc(activities.updatedAt))
    .limit(filter.limit ?? 20);
  return rows.map(({ row, silent }) => {
    const state = row.finishedAt ? (row.error === null ? 'done' : 'failed') : silent ? 'waiting' : 'running';
    const left = row.total === null || !row.perSecond ? null : Math.max(0, row.total - row.done) / row.perSecond;
    return {
      id: row.id,
      kind: row.kind,
      title: { ru: row.titleRu, en: row.titleEn },
      state,
      total: row.total,
      done: row.done,
      perSecond: state === 'running' ? row.perSecond : null,
      leftMs: state === 'running' && left !== null ? Math.round(1000 * left) : null,
      href: row.href,
      error: row.error,
      startedAt: row.startedAt,
      finishedAt: row.finishedAt,
    };
  });
}

/** Does work under an activity: finished when it ends, failed with its message when it throws. */
export async function withActivity<T>(ctx: Ctx, work: Parameters<typeof startActivity>[1], run: (activity: Activity) => Promise<T>): Promise<T> {
  const activity = await startActivity(ctx, work);
  try {
    const result = await run(activity);
    await finishActivity(ctx, activity);
    return result;
  } catch (error) {
    await finishActivity(ctx, activity, { error: error instanceof Error ? error.message : 'unknown error' });
    throw error;
  }
}
