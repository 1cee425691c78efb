import { audit, type Ctx, notFound, precondition, type Role, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { requireAdmin } from '../policies.ts';
import type { SetRolesInput, SetUserStatusInput } from '../schemas.ts';
import { sessions, users } from '../tables.ts';

const userNotFound = () => notFound('accounts.user_not_found', 'There is no such user.', 'Такого пользователя нет.');

async function loadUser(tx: Ctx, userId: string): Promise<typeof users.$inferSelect> {
  const [user] = await tx.db.select().from(users).where(eq(users.id, userId)).for('update');
  if (!user) throw userNotFound();
  return user;
}

/**
 * Sets a person's roles; they count from the person's next request. `buyer` always stays; `seller` needs a seller to work for. Nobody takes their own `admin` away, so one always remains.
 * Reasons: `accounts.user_not_found`, `accounts.own_admin`, `accounts.no_seller`.
 */
export async function setRoles(ctx: Ctx, input: SetRolesInput): Promise<Role[]> {
  requireAdmin(ctx.actor);
  return withTx(ctx, async (tx) => {
    const user = await loadUser(tx, input.userId);
    const roles = [...new Set<Role>(['buyer', ...input.roles])];
    if (ctx.actor.kind === 'user' && ctx.actor.userId === user.id && !roles.includes('admin'))
      throw precondition(
        'accounts.own_admin',
        'You cannot take the administrator role from yourself. Ask another administrator.',
        'Снять роль администратора с самого себя нельзя. Попросите другого администратора.',
      );
    if (roles.includes('seller') && user.sellerId === null)
      throw precondition(
        'accounts.no_seller',
        'This person works for no seller. They register one or accept an invitation.',
        'Этот человек не работает ни у одного продавца. Ему нужно зарегистрировать своего или принять приглашение.',
      );
    await tx.db.update(users).set({ roles, updatedAt: tx.clock.now() }).where(eq(users.id, user.id));
    await audit(tx, { action: 'user.set_roles', entity: 'user', id: user.id, patch: { from: user.roles, to: roles } });
    return roles;
  });
}

/** Blocks a person, ending every session at once, or lets them in again. Reasons: `accounts.user_not_found`, `accounts.own_admin`. */
export async function setUserStatus(ctx: Ctx, input: SetUserStatusInput): Promise<void> {
  requireAdmin(ctx.actor);
  await withTx(ctx, async (tx) => {
    const user = await loadUser(tx, input.userId);
    if (ctx.actor.kind === 'user' && ctx.actor.userId === user.id)
      throw precondition(
        'accounts.own_admin',
        'You cannot block yourself. Ask another administrator.',
        'Заблокировать самого себя нельзя. Попросите другого администратора.',
      );
    if (user.status === input.status) return;
    await tx.db.update(users).set({ status: input.status, updatedAt: tx.clock.now() }).where(eq(users.id, user.id));
    if (input.status === 'blocked') await tx.db.delete(sessions).where(eq(sessions.userId, user.id));
    await audit(tx, { action: 'user.set_status', entity: 'user', id: user.id, from: user.status, to: input.status });
  });
}
