import type { AppError } from '@yarmarka/kernel';
import { newId, systemActor } from '@yarmarka/kernel';
import { auditLog } from '@yarmarka/kernel/tables';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import * as accounts from '../index.ts';
import { ListUsersInput } from '../schemas.ts';
import { accounts as credentials, sessions, users } from '../tables.ts';
import { createSeller, createUser } from '../testing.ts';
import { verifyPassword } from './password.ts';

const it = databaseTest();
const refused = (reason: string) => expect.objectContaining<Partial<AppError>>({ reason });

describe('createUser', () => {
  it('keeps the password as argon2id with 19 MiB and two passes, never as text', async (ctx) => {
    const id = await accounts.createUser(as(ctx, systemActor('cli')), {
      email: 'New@Test.example',
      name: 'New',
      password: 'correct horse battery',
      roles: ['moderator'],
    });
    const [credential] = await ctx.db.select().from(credentials).where(eq(credentials.userId, id));
    expect(credential?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword({ hash: credential?.password ?? '', password: 'correct horse battery' })).toBe(true);
    expect(await verifyPassword({ hash: credential?.password ?? '', password: 'correct horse batterY' })).toBe(false);
    expect(await ctx.db.select().from(users).where(eq(users.id, id))).toMatchObject([{ email: 'new@test.example', roles: ['buyer', 'moderator'] }]);
  });
  it('is the administrator’s and the system’s', async (ctx) => {
    await expect(
      accounts.createUser(as(ctx, userActor(['moderator'])), { email: 'x@test.example', name: 'x', password: 'x'.repeat(12), roles: [] }),
    ).rejects.toEqual(refused('kernel.forbidden'));
  });
});

describe('removeUser', () => {
  it('leaves nothing to sign in with, and is the administrator’s and the system’s', async (ctx) => {
    const operator = as(ctx, systemActor('bench'));
    const id = await accounts.createUser(operator, { email: 'brief@test.example', name: 'Brief', password: 'correct horse battery', roles: ['admin'] });
    await expect(accounts.removeUser(as(ctx, userActor(['moderator'])), id)).rejects.toEqual(refused('kernel.forbidden'));
    await accounts.removeUser(operator, id);
    expect(await ctx.db.select().from(users).where(eq(users.id, id))).toEqual([]);
    expect(await ctx.db.select().from(credentials).where(eq(credentials.userId, id))).toEqual([]);
  });
});

describe('setRoles', () => {
  it('changes what a person may do and writes both sides into the journal', async (ctx) => {
    const user = await createUser(ctx);
    expect(await accounts.setRoles(as(ctx, userActor(['admin'])), { userId: user.id, roles: ['moderator'] })).toEqual(['buyer', 'moderator']);
    const [entry] = await ctx.db.select().from(auditLog).where(eq(auditLog.action, 'user.set_roles'));
    expect(entry?.patch).toEqual({ from: ['buyer'], to: ['buyer', 'moderator'] });
  });
  it('never takes admin from oneself, gives seller without a seller, or works for others', async (ctx) => {
    const admin = await createUser(ctx, ['admin']);
    const user = await createUser(ctx);
    await expect(accounts.setRoles(as(ctx, admin.actor), { userId: admin.id, roles: ['buyer'] })).rejects.toEqual(refused('accounts.own_admin'));
    await expect(accounts.setRoles(as(ctx, admin.actor), { userId: user.id, roles: ['seller'] })).rejects.toEqual(refused('accounts.no_seller'));
    await expect(accounts.setRoles(as(ctx, admin.actor), { userId: 'nobody', roles: ['buyer'] })).rejects.toEqual(refused('accounts.user_not_found'));
    await expect(accounts.setRoles(as(ctx, user.actor), { userId: user.id, roles: ['admin'] })).rejects.toEqual(refused('kernel.forbidden'));
  });
});

describe('setUserStatus', () => {
  it('ends every session of a blocked person', async (ctx) => {
    const user = await createUser(ctx);
    await ctx.db.insert(sessions).values({ id: newId(), userId: user.id, token: newId(), expiresAt: new Date('2030-01-01') });
    const admin = await createUser(ctx, ['admin']);
    await accounts.setUserStatus(as(ctx, admin.actor), { userId: user.id, status: 'blocked' });
    expect(await ctx.db.select().from(sessions).where(eq(sessions.userId, user.id))).toEqual([]);
    await expect(accounts.setUserStatus(as(ctx, admin.actor), { userId: admin.id, status: 'blocked' })).rejects.toEqual(refused('accounts.own_admin'));
    await expect(accounts.setUserStatus(as(ctx, user.actor), { userId: admin.id, status: 'blocked' })).rejects.toEqual(refused('kernel.forbidden'));
  });
});

describe('listUsers', () => {
  it('pages through people of one name without losing or repeating one', async (ctx) => {
    const ids = new Set<string>();
    for (let i = 0; i < 5; i++) ids.add((await createUser(ctx, i % 2 ? ['moderator'] : [], { name: `Listed ${i}` })).id);
    const admin = as(ctx, userActor(['admin']));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await accounts.listUsers(admin, ListUsersInput.parse({ query: 'listed', limit: 2, cursor }));
      seen.push(...page.items.map((u) => u.id));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen)).toEqual(ids);
    expect(seen).toHaveLength(5);
    expect((await accounts.listUsers(admin, ListUsersInput.parse({ query: 'listed', role: 'moderator' }))).items).toHaveLength(2);
    await expect(accounts.listUsers(as(ctx, userActor(['moderator'])), ListUsersInput.parse({}))).rejects.toEqual(refused('kernel.forbidden'));
  });
});

describe('profile', () => {
  it('tells a visitor nothing and a person about themselves', async (ctx) => {
    const seller = await createSeller(ctx);
    expect(await accounts.findProfile(as(ctx, { kind: 'anonymous' }))).toBeNull();
    expect(await accounts.findProfile(as(ctx, seller.actor))).toMatchObject({
      id: seller.owner.id,
      seller: { id: seller.id, status: 'approved' },
      needsSecondFactor: false,
    });
    expect(await accounts.findProfile(as(ctx, { ...seller.actor, roles: ['buyer'] }))).toMatchObject({ needsSecondFactor: true });
  });
  it('changes the own name and language only', async (ctx) => {
    const user = await createUser(ctx);
    await accounts.updateProfile(as(ctx, user.actor), { locale: 'en' });
    expect(await accounts.findProfile(as(ctx, user.actor))).toMatchObject({ locale: 'en', name: 'Test person' });
    await expect(accounts.updateProfile(as(ctx, { kind: 'anonymous' }), { locale: 'en' })).rejects.toEqual(refused('kernel.unauthenticated'));
  });
});

describe('sessions', () => {
  it('are listed without their tokens and revoked one by one or all but this one', async (ctx) => {
    const user = await createUser(ctx);
    const stranger = await createUser(ctx);
    const ids = [newId(), newId(), newId()];
    for (const id of ids) await ctx.db.insert(sessions).values({ id, userId: user.id, token: `secret-${id}`, expiresAt: new Date('2030-01-01') });
    const own = as(ctx, { ...user.actor, sessionId: ids[0] ?? '' });
    const list = await accounts.listSessions(own);
    expect(list.filter((s) => s.current).map((s) => s.id)).toEqual([ids[0]]);
    expect(JSON.stringify(list)).not.toContain('secret-');
    await expect(accounts.revokeSession(as(ctx, stranger.actor), { sessionId: ids[1] ?? '' })).rejects.toEqual(refused('accounts.session_not_found'));
    await accounts.revokeSession(own, { sessionId: ids[1] ?? '' });
    expect(await accounts.revokeOtherSessions(own)).toBe(1);
    expect((await accounts.listSessions(own)).map((s) => s.id)).toEqual([ids[0]]);
    expect(await accounts.revokeUserSessions(as(ctx, userActor(['admin'])), { userId: user.id })).toBe(1);
    await expect(accounts.revokeUserSessions(own, { userId: user.id })).rejects.toEqual(refused('kernel.forbidden'));
  });
});
