import { audit, type Ctx, notFound, precondition, withTx } from '@yarmarka/kernel';
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { requireUser } from '../policies.ts';
import type { InvitationIdInput } from '../schemas.ts';
import { sellerInvitations, sellerMembers, sellers, users } from '../tables.ts';

/** Invitations waiting for the signed-in person's confirmed address. */
export async function listInvitations(ctx: Ctx) {
  const user = requireUser(ctx.actor);
  const rows = await ctx.db
    .select({ id: sellerInvitations.id, nameRu: sellers.nameRu, nameEn: sellers.nameEn, expiresAt: sellerInvitations.expiresAt })
    .from(sellerInvitations)
    .innerJoin(users, and(eq(users.id, user.userId), eq(users.email, sellerInvitations.email), eq(users.emailVerified, true)))
    .innerJoin(sellers, eq(sellers.id, sellerInvitations.sellerId))
    .where(and(isNull(sellerInvitations.acceptedAt), gt(sellerInvitations.expiresAt, ctx.clock.now())))
    .orderBy(asc(sellerInvitations.id));
  return rows.map((r) => ({ id: r.id, seller: { ru: r.nameRu, en: r.nameEn }, expiresAt: r.expiresAt }));
}

/**
 * Joins the seller's staff. Only the person whose confirmed e-mail was invited can; for all others the invitation does not exist.
 * Reasons: `accounts.invitation_not_found`, `accounts.email_unconfirmed`, `accounts.already_member`.
 */
export async function acceptInvitation(ctx: Ctx, input: InvitationIdInput): Promise<{ sellerId: number }> {
  const actor = requireUser(ctx.actor);
  return withTx(ctx, async (tx) => {
    const now = tx.clock.now();
    const [user] = await tx.db.select().from(users).where(eq(users.id, actor.userId)).for('update');
    const [invitation] = await tx.db
      .select()
      .from(sellerInvitations)
      .where(and(eq(sellerInvitations.id, input.invitationId), isNull(sellerInvitations.acceptedAt), gt(sellerInvitations.expiresAt, now)))
      .for('update');
    if (!user || !invitation || invitation.email !== user.email)
      throw notFound(
        'accounts.invitation_not_found',
        'The invitation has run out or is meant for another address.',
        'Приглашение истекло или отправлено на другой адрес.',
      );
    if (!user.emailVerified)
      throw precondition(
        'accounts.email_unconfirmed',
        'Confirm your e-mail first: the link is in the welcome letter.',
        'Сначала подтвердите почту: ссылка есть в приветственном письме.',
      );
    if (user.sellerId !== null)
      throw precondition(
        'accounts.already_member',
        'You already work for a seller. Leave it first.',
        'Вы уже работаете у одного из продавцов. Сначала выйдите из него.',
      );
    await tx.db.insert(sellerMembers).values({ sellerId: invitation.sellerId, userId: user.id, role: 'staff', createdAt: now });
    await tx.db.update(sellerInvitations).set({ acceptedAt: now }).where(eq(sellerInvitations.id, invitation.id));
    await tx.db
      .update(users)
      .set({
        sellerId: invitation.sellerId,
        roles: sql`case when 'seller' = any(${users.roles}) then ${users.roles} else array_append(${users.roles}, 'seller') end`,
        updatedAt: now,
      })
      .where(eq(users.id, user.id));
    await audit(tx, { action: 'staff.join', entity: 'seller', id: invitation.sellerId, patch: { userId: user.id } });
    return { sellerId: invitation.sellerId };
  });
}
