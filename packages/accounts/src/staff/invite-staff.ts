import { appendEvent, audit, type Ctx, forbidden, precondition, withTx } from '@yarmarka/kernel';
import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm';
import { staffInvited } from '../events.ts';
import { requireOwnSeller } from '../policies.ts';
import type { InviteStaffInput, InvitationIdInput } from '../schemas.ts';
import { sellerInvitations, sellerMembers, users } from '../tables.ts';

const INVITATION_DAYS = 14;

async function requireOwner(tx: Ctx, sellerId: number, userId: string): Promise<void> {
  const [member] = await tx.db
    .select({ role: sellerMembers.role })
    .from(sellerMembers)
    .where(and(eq(sellerMembers.sellerId, sellerId), eq(sellerMembers.userId, userId)));
  if (member?.role !== 'owner') throw forbidden();
}

/**
 * The owner invites a colleague by e-mail for 14 days; an invitation that has run out is renewed. The letter is sent by messaging after the commit.
 * Reasons: `accounts.already_invited`, `accounts.already_member`.
 */
export async function inviteStaff(ctx: Ctx, input: InviteStaffInput): Promise<{ invitationId: number }> {
  const { user, sellerId } = requireOwnSeller(ctx.actor);
  return withTx(ctx, async (tx) => {
    await requireOwner(tx, sellerId, user.userId);
    const [known] = await tx.db
      .select({ sellerId: sellerMembers.sellerId })
      .from(sellerMembers)
      .innerJoin(users, eq(users.id, sellerMembers.userId))
      .where(eq(users.email, input.email));
    // Told only about one's own people: whether a stranger works elsewhere is nobody's business.
    if (known?.sellerId === sellerId) throw precondition('accounts.already_member', 'This person works for you already.', 'Этот человек уже работает у вас.');
    const now = tx.clock.now();
    await tx.db
      .delete(sellerInvitations)
      .where(
        and(
          eq(sellerInvitations.sellerId, sellerId),
          eq(sellerInvitations.email, input.email),
          isNull(sellerInvitations.acceptedAt),
          lt(sellerInvitations.expiresAt, now),
        ),
      );
    const [invitation] = await tx.db
      .insert(sellerInvitations)
      .values({ sellerId, email: input.email, invitedBy: user.userId, createdAt: now, expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000) })
      .returning({ id: sellerInvitations.id });
    if (!invitation) throw new Error('insert into seller_invitations returned nothing');
    await audit(tx, { action: 'staff.invite', entity: 'seller', id: sellerId, patch: { invitationId: invitation.id } });
    await appendEvent(tx, staffInvited, sellerId, { sellerId, invitationId: invitation.id });
    return { invitationId: invitation.id };
  });
}

/** The own seller's people and its open invitations. */
export async function listStaff(ctx: Ctx) {
  const { sellerId } = requireOwnSeller(ctx.actor);
  const members = await ctx.db
    .select({ userId: users.id, name: users.name, email: users.email, role: sellerMembers.role, since: sellerMembers.createdAt })
    .from(sellerMembers)
    .innerJoin(users, eq(users.id, sellerMembers.userId))
    .where(eq(sellerMembers.sellerId, sellerId))
    .orderBy(asc(sellerMembers.createdAt));
  const invitations = await ctx.db
    .select({ id: sellerInvitations.id, email: sellerInvitations.email, expiresAt: sellerInvitations.expiresAt })
    .from(sellerInvitations)
    .where(and(eq(sellerInvitations.sellerId, sellerId), isNull(sellerInvitations.acceptedAt), gt(sellerInvitations.expiresAt, ctx.clock.now())))
    .orderBy(asc(sellerInvitations.id));
  return { members, invitations };
}

/** The owner takes an invitation back. An unknown or accepted one is ignored. */
export async function revokeInvitation(ctx: Ctx, input: InvitationIdInput): Promise<void> {
  const { user, sellerId } = requireOwnSeller(ctx.actor);
  await withTx(ctx, async (tx) => {
    await requireOwner(tx, sellerId, user.userId);
    const gone = await tx.db
      .delete(sellerInvitations)
      .where(and(eq(sellerInvitations.id, input.invitationId), eq(sellerInvitations.sellerId, sellerId), isNull(sellerInvitations.acceptedAt)))
      .returning({ id: sellerInvitations.id });
    if (gone.length > 0) await audit(tx, { action: 'staff.revoke_invitation', entity: 'seller', id: sellerId, patch: { invitationId: input.invitationId } });
  });
}
