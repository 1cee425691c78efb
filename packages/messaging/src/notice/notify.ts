import { sellerMembers } from '@yarmarka/accounts/tables';
import { appendEvent, type Ctx, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
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
};

/** Tells people something, in the caller's transaction; returns how many. Open tabs hear of it through `notice.created.v1`. */
export async function notify(ctx: Ctx, request: NoticeRequest): Promise<number> {
  const { to } = request;
  // authorised by caller: whoever changes something decides who is told of it
  // no audit row: the change that is told has its own row
  return withTx(ctx, async (tx) => {
    const userIds =
      'userIds' in to
        ? [...new Set(to.userIds)]
        : (await tx.db.select({ id: sellerMembers.userId }).from(sellerMembers).where(eq(sellerMembers.sellerId, to.sellerId))).map((m) => m.id);
    if (userIds.length === 0) return 0;
    await tx.db
      .insert(notices)
      .values(userIds.map((userId) => ({ userId, kind: request.kind, params: request.params ?? {}, link: request.link ?? null, createdAt: tx.clock.now() })));
    for (const userId of userIds) await appendEvent(tx, noticeCreated, userId, { userId });
    return userIds.length;
  });
}
