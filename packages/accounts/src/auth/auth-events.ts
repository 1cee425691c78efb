import { createHash } from 'node:crypto';
import { appendEvent, audit, type Ctx, isUuid, type Role, withTx } from '@yarmarka/kernel';
import { createEmailVerificationToken } from 'better-auth/api';
import { and, eq, ne, sql } from 'drizzle-orm';
import { userRegistered } from '../events.ts';
import { devices, users } from '../tables.ts';
import { deviceName } from '../user/device-name.ts';
import type { AuthOptions } from './auth.ts';
import { mailFor } from './auth-mail.ts';
import { LINKS, ownPath } from './links.ts';

/** What better-auth hands to its hooks, as far as it is used here. */
type Request = { readonly path?: string; readonly headers?: Headers | undefined; readonly body?: { readonly callbackURL?: unknown } | null | undefined } | null;
type HookUser = { readonly id: string; readonly email: string; readonly name: string } & Readonly<Record<string, unknown>>;
type HookSession = { readonly id: string; readonly userId: string; readonly userAgent?: string | null | undefined };

/**
 * What happens besides when people register and sign in: journal rows, events, letters. better-auth runs `after` hooks behind its own transaction, so a letter or a journal row never
 * stands for a user that was rolled back.
 */
export function authEvents(options: Pick<AuthOptions, 'ctx' | 'secret' | 'baseUrl' | 'sendMail'>) {
  const { ctx, sendMail } = options;
  const confirmLink = (token: string, next: string) => options.baseUrl + LINKS.confirm(token, next);
  const asUser = (userId: string, request: Request): Ctx => {
    const requestId = request?.headers?.get('x-request-id') ?? '';
    return { ...ctx, actor: { kind: 'user', userId, roles: [] satisfies Role[] }, requestId: isUuid(requestId) ? requestId : ctx.requestId };
  };
  // authorised by caller: better-auth has checked the password, the code or the token of the letter
  const record = (as: Ctx, action: string, more?: (tx: Ctx) => Promise<void>): Promise<void> =>
    withTx(as, async (tx) => {
      await audit(tx, { action, entity: 'user', id: as.actor.kind === 'user' ? as.actor.userId : '' });
      await more?.(tx);
    });

  return {
    confirmLink,

    async registered(user: HookUser, request: Request): Promise<void> {
      await record(asUser(user.id, request), 'user.register', (tx) => appendEvent(tx, userRegistered, user.id, { userId: user.id }));
      const token = await createEmailVerificationToken(options.secret, user.email, undefined, 86_400);
      await sendMail(mailFor(user, 'welcome', { link: confirmLink(token, ownPath(request?.body?.callbackURL)) }));
    },

    async updated(user: HookUser, request: Request): Promise<void> {
      if (request?.path !== '/two-factor/verify-totp' && request?.path !== '/two-factor/disable') return;
      const on = user.twoFactorEnabled === true;
      await record(asUser(user.id, request), on ? 'user.enable_second_factor' : 'user.disable_second_factor');
      await sendMail(mailFor(user, on ? 'second_factor_on' : 'second_factor_off', {}));
    },

    async passwordChanged(user: HookUser, action: 'user.reset_password' | 'user.change_password'): Promise<void> {
      await record(asUser(user.id, null), action);
      await sendMail(mailFor(user, 'password_changed', { link: options.baseUrl + LINKS.forgot }));
    },

    /** A blocked person gets no session, whatever the password. */
    async mayOpenSession(
      session: HookSession,
      request: { context: { internalAdapter: { findUserById(id: string): Promise<unknown> } } } | null,
    ): Promise<boolean> {
      const user = await request?.context.internalAdapter.findUserById(session.userId);
      const blocked = typeof user === 'object' && user !== null && 'status' in user && user.status === 'blocked';
      return !blocked;
    },

    async sessionOpened(session: HookSession, request: Request): Promise<void> {
      const [user] = await ctx.db.select().from(users).where(eq(users.id, session.userId));
      // With a second factor the first step's session is taken back at once: only the second step signs in.
      if (!user || (user.twoFactorEnabled && request?.path === '/sign-in/email')) return;
      const userAgent = session.userAgent ?? '';
      const isNew = await rememberDevice(ctx, user.id, userAgent);
      await record(asUser(user.id, request), 'session.open');
      if (isNew)
        await sendMail(mailFor(user, 'new_device', { device: nameOf(userAgent), at: ctx.clock.now().toISOString(), link: options.baseUrl + LINKS.sessions }));
    },
  };
}

/** True when the user has signed in before, but never from this browser. */
async function rememberDevice(ctx: Ctx, userId: string, userAgent: string): Promise<boolean> {
  const fingerprint = createHash('sha256').update(nameOf(userAgent)).digest('hex').slice(0, 32);
  const now = ctx.clock.now();
  const [row] = await ctx.db
    .insert(devices)
    .values({ userId, fingerprint, firstSeenAt: now, lastSeenAt: now })
    .onConflictDoUpdate({ target: [devices.userId, devices.fingerprint], set: { lastSeenAt: now } })
    .returning({ inserted: sql<boolean>`(xmax = 0)` });
  if (!row?.inserted) return false;
  const others = await ctx.db
    .select({ one: sql`1` })
    .from(devices)
    .where(and(eq(devices.userId, userId), ne(devices.fingerprint, fingerprint)))
    .limit(1);
  return others.length > 0;
}

/** What a letter calls a device, and what it is recognised by. */
const nameOf = (userAgent: string): string => deviceName(userAgent) ?? (userAgent.slice(0, 60) || '—');
