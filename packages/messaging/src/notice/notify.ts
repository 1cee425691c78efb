import { sellerMembers } from '@yarmarka/accounts/tables';
import { appendEvent, type Ctx, withTx } from '@yarmarka/kernel';
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { noticeCreated } from '../events.ts';
import type { NoticeKind, NoticeParams } from '../schemas.ts';
import { notices } from '../tables.ts';

export type NoticeRequest = {
  /** These people, or everybody who works for this seller. */
  readonly to: { readonly userIds: readonly string[] } | { readonly sellerId: number };
  readonly kind: NoticeKind;
  readonly params?: NoticeParams;
  /** A path of the product, beginning with a slash. */
  readonly link?: string;
  /** For what comes in thousands: an unread notice of this kind, not older than an hour, counts one more (`{more}`) and leads to this list instead of standing beside another. */
  readonly gatherInto?: string;
};

const GATHER_MS = 3_600_000;

/**
 * Tells people something, in the caller's transaction. Returns whom it told anew: people whose unread notice only counts one more are not among them. Open tabs hear of it through
 * `notice.created.v1`.
 */
export async function notify(ctx: Ctx, request: NoticeRequest): Promise<string[]> {
  const { to } = request;
  // authorised by caller: whoever changes something decides who is told of it
  // no audit row: the change that is told has its own row
  return withTx(ctx, async (tx) => {
    const all =
      'userIds' in to
        ? [...new Set(to.userIds)]
        : (await tx.db.select({ id: sellerMembers.userId }).from(sellerMembers).where(eq(sellerMembers.sellerId, to.sellerId))).map((m) => m.id);
    const gathered = request.gatherInto === undefined ? new Set<string>() : await gather(tx, all, request.kind, request.gatherInto);
    const fresh = all.filter((id) => !gathered.has(id));
    if (fresh.length > 0)
      await tx.db
        .insert(notices)
        .values(fresh.map((userId) => ({ userId, kind: request.kind, params: request.params ?? {}, link: request.link ?? null, createdAt: tx.clock.now() })));
    for (const userId of all) await appendEvent(tx, noticeCreated, userId, { userId });
    return fresh;
  });
}

async function gather(tx: Ctx, userIds: readonly string[], kind: NoticeKind, link: string): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await tx.db
    .update(notices)
    .set({ params: sql`jsonb_set(${notices.params}, '{more}', to_jsonb(coalesce((${notices.params} ->> 'more')::int, 0) + 1))`, link })
    .where(
      and(
        inArray(notices.userId, [...userIds]),
        eq(notices.kind, kind),
        isNull(notices.readAt),
        gt(notices.createdAt, new Date(tx.clock.now().getTime() - GATHER_MS)),
      ),
    )
    .returning({ userId: notices.userId });
  return new Set(rows.map((r) => r.userId));
}
