import type { AppError, Ctx } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import * as accounts from '../index.ts';
import { sellerMembers, users } from '../tables.ts';
import { createSeller, createUser } from '../testing.ts';

const it = databaseTest();
const refused = (reason: string) => expect.objectContaining<Partial<AppError>>({ reason });

async function invited(ctx: Ctx, email: string) {
  const seller = await createSeller(ctx);
  const owner = as(ctx, seller.actor);
  return { seller, owner, ...(await accounts.inviteStaff(owner, { email })) };
}

describe('inviteStaff', () => {
  it('lets exactly the person with that confirmed address join', async (ctx) => {
    const person = await createUser(ctx, [], { email: 'colleague@test.example' });
    const stranger = await createUser(ctx);
    const { seller, owner, invitationId } = await invited(ctx, person.email);
    await expect(accounts.acceptInvitation(as(ctx, stranger.actor), { invitationId })).rejects.toEqual(refused('accounts.invitation_not_found'));
    expect(await accounts.listInvitations(as(ctx, stranger.actor))).toEqual([]);
    expect(await accounts.listInvitations(as(ctx, person.actor))).toMatchObject([{ id: invitationId }]);
    expect(await accounts.acceptInvitation(as(ctx, person.actor), { invitationId })).toEqual({ sellerId: seller.id });
    expect(await ctx.db.select().from(users).where(eq(users.id, person.id))).toMatchObject([{ sellerId: seller.id, roles: ['buyer', 'seller'] }]);
    expect(await ctx.db.select().from(sellerMembers).where(eq(sellerMembers.userId, person.id))).toMatchObject([{ role: 'staff' }]);
    expect((await accounts.listStaff(owner)).members.map((m) => m.role).sort()).toEqual(['owner', 'staff']);
    await expect(accounts.acceptInvitation(as(ctx, person.actor), { invitationId })).rejects.toEqual(refused('accounts.invitation_not_found'));
  });
  it('waits for the address to be confirmed', async (ctx) => {
    const person = await createUser(ctx, [], { email: 'unconfirmed@test.example', emailVerified: false });
    const { invitationId } = await invited(ctx, person.email);
    expect(await accounts.listInvitations(as(ctx, person.actor))).toEqual([]);
    await expect(accounts.acceptInvitation(as(ctx, person.actor), { invitationId })).rejects.toEqual(refused('accounts.email_unconfirmed'));
  });
  it('runs out after 14 days and can then be renewed', async (ctx) => {
    const person = await createUser(ctx, [], { email: 'late@test.example' });
    const { owner, invitationId } = await invited(ctx, person.email);
    const later = (c: Ctx): Ctx => ({ ...c, clock: { now: () => new Date(ctx.clock.now().getTime() + 15 * 86_400_000) } });
    await expect(accounts.acceptInvitation(later(as(ctx, person.actor)), { invitationId })).rejects.toEqual(refused('accounts.invitation_not_found'));
    const again = await accounts.inviteStaff(later(owner), { email: person.email });
    expect(await accounts.acceptInvitation(later(as(ctx, person.actor)), again)).toMatchObject({ sellerId: expect.any(Number) });
  });
  it('is the owner’s: staff, buyers and people of another seller cannot', async (ctx) => {
    const { seller, owner, invitationId } = await invited(ctx, 'someone@test.example');
    const staff = await createUser(ctx, ['seller'], { sellerId: seller.id });
    await ctx.db.insert(sellerMembers).values({ sellerId: seller.id, userId: staff.id, role: 'staff' });
    await expect(accounts.inviteStaff(as(ctx, staff.actor), { email: 'x@test.example' })).rejects.toEqual(refused('kernel.forbidden'));
    await expect(accounts.inviteStaff(as(ctx, userActor(['buyer'])), { email: 'x@test.example' })).rejects.toEqual(refused('kernel.forbidden'));
    await expect(accounts.inviteStaff(owner, { email: staff.email })).rejects.toEqual(refused('accounts.already_member'));
    await accounts.revokeInvitation(as(ctx, (await createSeller(ctx)).actor), { invitationId });
    expect((await accounts.listStaff(owner)).invitations).toHaveLength(1);
    await accounts.revokeInvitation(owner, { invitationId });
    expect((await accounts.listStaff(owner)).invitations).toEqual([]);
  });
  it('takes nobody who works elsewhere', async (ctx) => {
    const elsewhere = await createSeller(ctx);
    const { invitationId } = await invited(ctx, elsewhere.owner.email);
    await expect(accounts.acceptInvitation(as(ctx, elsewhere.actor), { invitationId })).rejects.toEqual(refused('accounts.already_member'));
  });
});
