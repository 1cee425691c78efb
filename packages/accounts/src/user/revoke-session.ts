import { audit, type Ctx, notFound, withTx } from '@yarmarka/kernel';
import { and, desc, eq, gt, ne } from 'drizzle-orm';
import { requireAdmin, requireUser } from '../policies.ts';
import type { SessionIdInput, UserIdInput } from '../schemas.ts';
import { sessions } from '../tables.ts';
import { deviceName, isPhone } from './device-name.ts';

/** The signed-in person's live sessions, the present one marked. Tokens are never handed out. */
export async function listSessions(ctx: Ctx) {
  const user = requireUser(ctx.actor);
  const rows = await ctx.db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      ipAddress: sessions.ipAddress,
      createdAt: sessions.createdAt,
      updatedAt: sessions.updatedAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, user.userId), gt(sessions.expiresAt, ctx.clock.now())))
    .orderBy(desc(sessions.updatedAt));
  return rows.map(({ userAgent, ...r }) => ({
    ...r,
    /** Browser and system; null when neither is known. */
    device: deviceName(userAgent ?? ''),
    phone: isPhone(userAgent ?? ''),
    current: r.id === user.sessionId,
  }));
}
export type ListedSession = Awaited<ReturnType<typeof listSessions>>[number];

/** Ends one of the own sessions at once. Reason: `accounts.session_not_found`, also for somebody else's. */
export async function revokeSession(ctx: Ctx, input: SessionIdInput): Promise<void> {
  const user = requireUser(ctx.actor);
  await withTx(ctx, async (tx) => {
    const gone = await tx.db
      .delete(sessions)
      .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, user.userId)))
      .returning({ id: sessions.id });
    if (gone.length === 0) throw notFound('accounts.session_not_found', 'This session has ended already.', 'Этот сеанс уже завершён.');
    await audit(tx, { action: 'session.revoke', entity: 'session', id: input.sessionId });
  });
}

/** Ends every own session but the present one; returns how many. */
export async function revokeOtherSessions(ctx: Ctx): Promise<number> {
  const user = requireUser(ctx.actor);
  return withTx(ctx, async (tx) => {
    const gone = await tx.db
      .delete(sessions)
      .where(and(eq(sessions.userId, user.userId), ne(sessions.id, user.sessionId ?? '')))
      .returning({ id: sessions.id });
    await audit(tx, { action: 'session.revoke_others', entity: 'user', id: user.userId, patch: { count: gone.length } });
    return gone.length;
  });
}

/** An administrator signs a person out everywhere; returns the number of sessions ended. */
export async function revokeUserSessions(ctx: Ctx, input: UserIdInput): Promise<number> {
  requireAdmin(ctx.actor);
  return withTx(ctx, async (tx) => {
    const gone = await tx.db.delete(sessions).where(eq(sessions.userId, input.userId)).returning({ id: sessions.id });
    await audit(tx, { action: 'session.revoke_all', entity: 'user', id: input.userId, patch: { count: gone.length } });
    return gone.length;
  });
}
