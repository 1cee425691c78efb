import { createAuth } from '@yarmarka/accounts';
import { cloneDatabase, type TestDatabase, testCtx } from '@yarmarka/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleAuth } from '../http/auth.ts';
import { createContextFactory } from './session.ts';

let db: TestDatabase;
let auth: ReturnType<typeof createAuth>;
beforeAll(async () => {
  db = await cloneDatabase(4);
  auth = createAuth({
    ctx: testCtx(db.database),
    secret: 'a test secret of thirty-two characters',
    baseUrl: 'http://localhost:4000',
    sendMail: async () => undefined,
    rateLimit: false,
  });
});
afterAll(() => db.close());

const contextOf = (headers: Record<string, string>) =>
  createContextFactory({ database: db.database, jobs: testCtx(db.database).jobs, auth })(new Request('http://localhost:4000/trpc/x', { headers }), {
    clientIp: '203.0.113.7',
  });

describe('a request', () => {
  it('of a visitor becomes a Ctx in the language the browser wishes, Russian when it wishes none we speak', async () => {
    expect(await contextOf({ 'accept-language': 'en-GB,en;q=0.9' })).toMatchObject({
      actor: { kind: 'anonymous' },
      locale: 'en',
      clientIp: '203.0.113.7',
      inTx: false,
    });
    expect((await contextOf({ 'accept-language': 'de' })).locale).toBe('ru');
  });
  it('speaks the language of the page that asks, whatever the browser chose elsewhere', async () => {
    expect((await contextOf({ 'x-locale': 'en', cookie: 'locale=ru', 'accept-language': 'ru' })).locale).toBe('en');
    expect((await contextOf({ 'x-locale': '', cookie: 'locale=en' })).locale).toBe('en');
  });
  it('keeps a request id that is a UUID and replaces anything else', async () => {
    const id = '0190b5c4-7a55-7c3a-9d2e-3f8a52b6c111';
    expect((await contextOf({ 'x-request-id': id })).requestId).toBe(id);
    expect((await contextOf({ 'x-request-id': "1'; drop table x" })).requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
  it('of a signed-in person carries who it is; this browser’s choice of language wins over the person’s', async () => {
    const request = new Request('http://localhost:4000/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:4000' },
      body: JSON.stringify({ email: 'ctx@test.example', password: 'correct horse battery', name: 'Test person', locale: 'en' }),
    });
    const response = await handleAuth(auth, request, { clientIp: '203.0.113.7', requestId: '0190b5c4-7a55-7c3a-9d2e-3f8a52b6c112' });
    const cookie = response.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ');
    const ctx = await contextOf({ cookie, 'accept-language': 'ru' });
    expect(ctx).toMatchObject({ actor: { kind: 'user', roles: ['buyer'] }, locale: 'en' });
    expect((await contextOf({ cookie: `${cookie}; locale=ru` })).locale).toBe('ru');
    const [row] = await db.database.client`select ip_address from accounts.sessions where id = ${ctx.actor.kind === 'user' ? (ctx.actor.sessionId ?? '') : ''}`;
    expect(row?.ip_address).toBe('203.0.113.7');
    const journal = await db.database.client`select action from kernel.audit_log where request_id = '0190b5c4-7a55-7c3a-9d2e-3f8a52b6c112' order by id`;
    expect(journal.map((j) => j.action)).toEqual(['user.register', 'session.open']);
  });
});
