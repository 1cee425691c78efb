import { createHmac } from 'node:crypto';
import { auditLog } from '@yarmarka/kernel/tables';
import { as, cloneDatabase, type TestDatabase, testCtx, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listSessions, revokeSession, setRoles, setUserStatus } from '../index.ts';
import { rateLimits, sessions, users, verifications } from '../tables.ts';
import { type Auth, CLIENT_IP_HEADER, createAuth } from './auth.ts';
import type { AuthMail } from './auth-mail.ts';

const SECRET = 'a test secret of thirty-two characters or more';
const BASE = 'http://localhost:4000';
const PASSWORD = 'correct horse battery';

let db: TestDatabase;
let auth: Auth;
const mails: AuthMail[] = [];
let person = 0;

beforeAll(async () => {
  db = await cloneDatabase(6);
  auth = make();
});
afterAll(() => db.close());
beforeEach(() => {
  mails.length = 0;
});

const make = (more: Partial<Parameters<typeof createAuth>[0]> = {}) =>
  createAuth({
    ctx: testCtx(db.database, undefined, { now: () => new Date() }),
    secret: SECRET,
    baseUrl: BASE,
    rateLimit: false,
    sendMail: async (m) => void mails.push(m),
    ...more,
  });

type Options = { cookie?: string; ip?: string; origin?: string; userAgent?: string; auth?: Auth };
const post = (path: string, body: object, o: Options = {}) =>
  (o.auth ?? auth).handler(
    new Request(`${BASE}/api/auth${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        origin: o.origin ?? BASE,
        [CLIENT_IP_HEADER]: o.ip ?? '10.0.0.1',
        'user-agent': o.userAgent ?? 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
        ...(o.cookie ? { cookie: o.cookie } : {}),
      },
    }),
  );
/** Set-Cookie headers as the next request's Cookie header. */
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((c) => c.split(';')[0] ?? '')
    .filter((c) => !c.endsWith('='))
    .join('; ');
const headers = (cookie: string) => new Headers({ cookie });

async function register(more: object = {}, o: Options = {}) {
  const email = `person${person++}@test.example`;
  const response = await post('/sign-up/email', { email, password: PASSWORD, name: 'Test person', ...more }, o);
  const [user] = await db.database.db.select().from(users).where(eq(users.email, email));
  return { email, response, cookie: cookieOf(response), id: user?.id ?? '', user };
}

describe('registration', () => {
  it('opens a session in an HttpOnly, SameSite=Lax cookie and greets in the person’s language', async () => {
    const { response, cookie, id, user, email } = await register({ locale: 'en' });
    expect(response.status).toBe(200);
    const set = response.headers.getSetCookie().find((c) => c.startsWith('yarmarka.session_token='));
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=Lax/i);
    expect(await auth.actorFromSession(headers(cookie))).toMatchObject({ kind: 'user', userId: id, roles: ['buyer'] });
    expect(user).toMatchObject({ locale: 'en', status: 'active', emailVerified: false });
    expect(mails).toMatchObject([{ to: email, kind: 'welcome', locale: 'en', params: { link: expect.stringContaining('/api/auth/verify-email?token=') } }]);
    const journal = await db.database.db.select({ action: auditLog.action }).from(auditLog).where(eq(auditLog.entityId, id));
    expect(journal.map((j) => j.action)).toEqual(expect.arrayContaining(['user.register', 'session.open']));
  });
  it('takes no roles, status or unknown language from outside', async () => {
    const { response, email } = await register({ roles: ['admin'], status: 'active' });
    const [user] = await db.database.db.select().from(users).where(eq(users.email, email));
    expect(response.status === 200 ? user?.roles : ['buyer']).toEqual(['buyer']);
    const other = await register({ locale: 'xx' });
    expect(other.user?.locale).toBe('ru');
  });
  it('refuses a short password and a taken address', async () => {
    expect((await register({ password: 'short' })).response.status).toBe(400);
    const { email } = await register();
    expect((await post('/sign-up/email', { email, password: PASSWORD, name: 'Again' })).status).toBe(422);
  });
  it('confirms the address by the letter’s link and leads on to the page the form named, never to another site', async () => {
    const { id } = await register({ callbackURL: '/seller' });
    const response = await auth.handler(new Request(String(mails[0]?.params.link)));
    expect([response.status, response.headers.get('location')]).toEqual([302, '/seller']);
    const foreign = await register({ callbackURL: 'https://evil.example/x' });
    expect(foreign.response.status).toBe(403);
    expect(await db.database.db.select().from(users).where(eq(users.id, id))).toMatchObject([{ emailVerified: true }]);
  });
});

describe('sign-in and sessions', () => {
  it('answers a wrong password and an unknown address alike', async () => {
    const { email } = await register();
    const wrong = await post('/sign-in/email', { email, password: 'not the password' });
    const unknown = await post('/sign-in/email', { email: 'nobody@test.example', password: 'not the password' });
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(wrong.status).toBe(401);
  });
  it('trusts no forged, foreign or revoked cookie', async () => {
    const { cookie, id } = await register();
    const [, value = ''] = cookie.split('=');
    const [token = ''] = decodeURIComponent(value).split('.');
    for (const bad of [
      '',
      'yarmarka.session_token=abc',
      `yarmarka.session_token=${token}`,
      `yarmarka.session_token=${encodeURIComponent(`${token}.AAAA`)}`,
      'yarmarka.session_token=%E0%A4%A',
    ])
      expect(await auth.actorFromSession(headers(bad))).toEqual({ kind: 'anonymous' });
    expect(await make({ secret: `${SECRET} other` }).actorFromSession(headers(cookie))).toEqual({ kind: 'anonymous' });
    const actor = await auth.actorFromSession(headers(cookie));
    const own = testCtx(db.database, actor, { now: () => new Date() });
    const [session] = await listSessions(own);
    await revokeSession(own, { sessionId: session?.id ?? '' });
    expect(await auth.actorFromSession(headers(cookie))).toEqual({ kind: 'anonymous' });
    expect(id).not.toBe('');
  });
  it('ends with sign-out, and runs out', async () => {
    const { cookie } = await register();
    expect((await post('/sign-out', {}, { cookie })).status).toBe(200);
    expect(await auth.actorFromSession(headers(cookie))).toEqual({ kind: 'anonymous' });
    const second = await register();
    await db.database.db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(sessions.userId, second.id));
    expect(await auth.actorFromSession(headers(second.cookie))).toEqual({ kind: 'anonymous' });
  });
  it('shows changed roles at the next request, and shuts a blocked person out at once', async () => {
    const { cookie, id, email } = await register();
    const admin = as(testCtx(db.database), userActor(['admin']));
    await setRoles(admin, { userId: id, roles: ['moderator'] });
    expect(await auth.actorFromSession(headers(cookie))).toMatchObject({ roles: ['buyer', 'moderator'] });
    await setUserStatus(admin, { userId: id, status: 'blocked' });
    expect(await auth.actorFromSession(headers(cookie))).toEqual({ kind: 'anonymous' });
    const again = await post('/sign-in/email', { email, password: PASSWORD });
    expect(again.ok).toBe(false);
    expect(await auth.actorFromSession(headers(cookieOf(again)))).toEqual({ kind: 'anonymous' });
  });
  it('refuses requests that another site sends', async () => {
    const { cookie } = await register();
    expect((await post('/sign-out', {}, { cookie, origin: 'https://evil.example' })).status).toBe(403);
  });
  it('tells of a new device, but not of the first one or of one seen before', async () => {
    const { email } = await register();
    mails.length = 0;
    await post('/sign-in/email', { email, password: PASSWORD });
    expect(mails).toEqual([]);
    const phone = { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1' };
    await post('/sign-in/email', { email, password: PASSWORD }, phone);
    expect(mails).toMatchObject([{ kind: 'new_device', params: { device: 'Safari, iOS' } }]);
    await post('/sign-in/email', { email, password: PASSWORD }, phone);
    expect(mails).toHaveLength(1);
  });
  it('hands out no session tokens and offers none of the switched-off doors', async () => {
    const { cookie } = await register();
    for (const path of ['/update-user', '/change-email', '/delete-user', '/revoke-sessions'])
      expect((await post(path, { name: 'x' }, { cookie })).status).toBe(404);
    expect((await auth.handler(new Request(`${BASE}/api/auth/list-sessions`, { headers: { cookie } }))).status).toBe(404);
  });
});

describe('password reset', () => {
  it('works once by the letter’s token, ends every session, and stores the token hashed', async () => {
    const { email, cookie, id } = await register();
    mails.length = 0;
    expect((await post('/request-password-reset', { email })).status).toBe(200);
    const link = String(mails[0]?.params.link);
    expect(link).toMatch(/^http:\/\/localhost:4000\/auth\/reset\?token=/);
    const token = link.split('token=')[1] ?? '';
    expect(JSON.stringify(await db.database.db.select().from(verifications))).not.toContain(token);
    const newPassword = 'another correct horse';
    expect((await post('/reset-password', { token, newPassword })).status).toBe(200);
    expect(await auth.actorFromSession(headers(cookie))).toEqual({ kind: 'anonymous' });
    expect((await post('/reset-password', { token, newPassword: 'a third password' })).status).toBe(400);
    expect((await post('/sign-in/email', { email, password: PASSWORD })).status).toBe(401);
    expect((await post('/sign-in/email', { email, password: newPassword })).status).toBe(200);
    expect(mails.map((m) => m.kind)).toEqual(['password_reset', 'password_changed']);
    const journal = await db.database.db.select({ action: auditLog.action }).from(auditLog).where(eq(auditLog.entityId, id));
    expect(journal.map((j) => j.action)).toContain('user.reset_password');
  });
  it('does not tell whether an address is registered', async () => {
    const { email } = await register();
    const known = await (await post('/request-password-reset', { email })).text();
    const unknown = await (await post('/request-password-reset', { email: 'nobody@test.example' })).text();
    expect(known).toBe(unknown);
  });
});

describe('second factor', () => {
  it('is asked for after it was set up, and no session exists before the code is right', async () => {
    const { email, cookie, id } = await register();
    const enabled = await post('/two-factor/enable', { password: PASSWORD }, { cookie });
    const { totpURI, backupCodes } = (await enabled.json()) as { totpURI: string; backupCodes: string[] };
    const secret = new URL(totpURI).searchParams.get('secret') ?? '';
    const verified = await post('/two-factor/verify-totp', { code: totp(secret) }, { cookie });
    expect(verified.status).toBe(200);
    expect(mails.map((m) => m.kind)).toContain('second_factor_on');

    const first = await post('/sign-in/email', { email, password: PASSWORD });
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
    const half = cookieOf(first);
    expect(await auth.actorFromSession(headers(half))).toEqual({ kind: 'anonymous' });
    expect((await post('/two-factor/verify-totp', { code: '000000' }, { cookie: half })).status).toBe(401);
    const done = await post('/two-factor/verify-totp', { code: totp(secret) }, { cookie: half });
    expect(await auth.actorFromSession(headers(cookieOf(done)))).toMatchObject({ userId: id });

    const backup = cookieOf(await post('/sign-in/email', { email, password: PASSWORD }));
    expect((await post('/two-factor/verify-backup-code', { code: backupCodes[0] }, { cookie: backup })).status).toBe(200);
  });
  it('keeps staff roles asleep until it is set up, where the operator requires it', async () => {
    const strict = make({ staffSecondFactor: 'required' });
    const { cookie, id } = await register();
    await setRoles(as(testCtx(db.database), userActor(['admin'])), { userId: id, roles: ['admin'] });
    expect(await auth.actorFromSession(headers(cookie))).toMatchObject({ roles: ['buyer', 'admin'] });
    expect(await strict.actorFromSession(headers(cookie))).toMatchObject({ roles: ['buyer'] });
    await db.database.db.update(users).set({ twoFactorEnabled: true }).where(eq(users.id, id));
    expect(await strict.actorFromSession(headers(cookie))).toMatchObject({ roles: ['buyer', 'admin'] });
  });
});

describe('limits', () => {
  it('count sign-ins of one address across two servers, in the database', async () => {
    const servers = [make({ rateLimit: true }), make({ rateLimit: true })];
    const statuses: number[] = [];
    for (let i = 0; i < 24; i++)
      statuses.push(
        (await post('/sign-in/email', { email: 'nobody@test.example', password: 'wrong password' }, { ip: '203.0.113.7', auth: servers[i % 2] ?? auth }))
          .status,
      );
    expect(statuses.filter((s) => s !== 429)).toHaveLength(20);
    expect(
      (await post('/sign-in/email', { email: 'nobody@test.example', password: 'wrong password' }, { ip: '203.0.113.8', auth: servers[0] ?? auth })).status,
    ).toBe(401);
    expect((await db.database.db.select().from(rateLimits)).length).toBeGreaterThan(0);
  });
  it('stop guessing of one account from many addresses, without telling whether it exists', async () => {
    const failures = new Map<string, number>();
    const attempts = {
      blockedMs: async (k: string) => ((failures.get(k) ?? 0) >= 3 ? 60_000 : 0),
      failed: async (k: string) => void failures.set(k, (failures.get(k) ?? 0) + 1),
      succeeded: async (k: string) => void failures.delete(k),
    };
    const guarded = make({ attempts });
    const { email } = await register();
    const guess = (address: string, password: string) => post('/sign-in/email', { email: address, password }, { auth: guarded });
    for (let i = 0; i < 3; i++) expect((await guess(email, 'wrong password')).status).toBe(401);
    expect((await guess(email, PASSWORD)).status).toBe(429);
    for (let i = 0; i < 3; i++) await guess('nobody@test.example', 'wrong password');
    expect((await guess('nobody@test.example', 'wrong password')).status).toBe(429);
    expect([...failures.keys()].join()).not.toContain('@');
  });
});

/** A code as an authenticator app makes it: RFC 6238 over RFC 4226, six digits, 30 seconds. */
function totp(secret: string): string {
  const bits = [...secret.replace(/=+$/, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => Number.parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}
