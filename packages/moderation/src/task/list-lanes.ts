import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { assertCanModerate } from '../policies.ts';
import type { LaneKey, TaskKind } from '../schemas.ts';

export type LaneView = {
  readonly key: LaneKey;
  readonly kind: TaskKind;
  readonly label: { readonly ru: string; readonly en: string };
  readonly promiseMinutes: number;
  /** Tasks nobody holds, tasks somebody holds. */
  readonly waiting: number;
  readonly inReview: number;
  readonly overdue: number;
  readonly oldest: Date | null;
  readonly nextDue: Date | null;
};

/** The lanes with what waits in them now. */
export async function listLanes(ctx: Ctx): Promise<LaneView[]> {
  assertCanModerate(ctx);
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const held = sql`t.status = 'in_review' and t.claim_until > ${now}`;
  const rows = await ctx.read.execute<{
    key: LaneKey;
    kind: TaskKind;
    ru: string;
    en: string;
    promise: number;
    waiting: number;
    inReview: number;
    overdue: number;
    oldest: Date | string | null;
    nextDue: Date | string | null;
  }>(sql`
    select l.key, l.kind, l.label_ru as ru, l.label_en as en, l.promise_minutes as promise,
      count(t.id) filter (where not (${held}))::int as waiting, count(t.id) filter (where ${held})::int as "inReview",
      count(t.id) filter (where t.due_at < ${now})::int as overdue, min(t.created_at) as oldest, min(t.due_at) as "nextDue"
    from moderation.lanes l left join moderation.tasks t on t.lane = l.key and t.status in ('queued', 'in_review')
    group by l.key order by l.position`);
  const date = (d: Date | string | null) => (d === null ? null : new Date(d));
  return rows.map((r) => ({
    key: r.key,
    kind: r.kind,
    label: { ru: r.ru, en: r.en },
    promiseMinutes: r.promise,
    waiting: r.waiting,
    inReview: r.inReview,
    overdue: r.overdue,
    oldest: date(r.oldest),
    nextDue: date(r.nextDue),
  }));
}
