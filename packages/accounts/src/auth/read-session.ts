import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Actor, ANONYMOUS, type Db, type Role } from '@yarmarka/kernel';
import { parseCookies } from 'better-auth/cookies';
import { and, eq, gt, sql } from 'drizzle-orm';
import { sessions, users } from '../tables.ts';

export type SessionInfo = { readonly actor: Actor; readonly locale?: 'ru' | 'en' };
export type SessionReader = {
  /** Who asks, and in which language; a visitor when the cookie is missing, forged, run out, revoked or its owner blocked. */
  readonly readSession: (headers: Headers) => Promise<SessionInfo>;
  readonly actorFromSession: (headers: Headers) => Promise<Actor>;
};

const STAFF: readonly Role[] = ['moderator', 'editor', 'admin'];
const VISITOR: SessionInfo = { actor: ANONYMOUS };

/** The token of a signed cookie (`token.signature`, HMAC-SHA-256 in base64, as better-auth writes it), or nothing when the signature is not ours. */
function tokenOf(cookie: string | undefined, secret: string): string | undefined {
  const dot = cookie?.lastIndexOf('.') ?? -1;
  if (cookie === undefined || dot < 1) return undefined;
  const token = cookie.slice(0, dot);
  const given = Buffer.from(cookie.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

function decode(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

type Context = { readonly secret: string; readonly authCookies: { readonly sessionToken: { readonly name: string } } };

/** One query a request and no cache: a revoked session, a changed role or a blocked person counts from the next request, in every process. */
export function createSessionReader(db: Db, context: () => Promise<Context>, staffSecondFactor: 'optional' | 'required'): SessionReader {
  const readSession = async (headers: Headers): Promise<SessionInfo> => {
    const header = headers.get('cookie');
    if (!header) return VISITOR;
    const { secret, authCookies } = await context();
    const token = tokenOf(decode(parseCookies(header).get(authCookies.sessionToken.name)), secret);
    if (token === undefined) return VISITOR;
    const [row] = await db
      .select({
        sessionId: sessions.id,
        userId: users.id,
        roles: users.roles,
        sellerId: users.sellerId,
        locale: users.locale,
        secondFactor: users.twoFactorEnabled,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.token, token), gt(sessions.expiresAt, sql`now()`), eq(users.status, 'active')));
    if (!row) return VISITOR;
    const roles = staffSecondFactor === 'required' && !row.secondFactor ? row.roles.filter((r) => !STAFF.includes(r)) : row.roles;
    const actor: Actor = { kind: 'user', userId: row.userId, roles, sessionId: row.sessionId, ...(row.sellerId === null ? {} : { sellerId: row.sellerId }) };
    return { actor, locale: row.locale };
  };
  return { readSession, actorFromSession: async (headers) => (await readSession(headers)).actor };
}
