import { type Actor, denied, forbidden, hasRole, notFound, type Role, unauthenticated } from '@yarmarka/kernel';

export type UserActor = Extract<Actor, { kind: 'user' }>;

export const sellerNotFound = () =>
  notFound('accounts.seller_not_found', 'There is no such seller, or you have no access to it.', 'Такого продавца нет или у вас нет к нему доступа.');

/** A signed-in person; jobs and the CLI act as themselves and are no person. */
export function requireUser(actor: Actor): UserActor {
  if (actor.kind === 'user') return actor;
  throw actor.kind === 'system' ? forbidden() : unauthenticated();
}

/** One of the roles, or the system itself. */
export function requireRole(actor: Actor, ...roles: readonly Role[]): void {
  if (actor.kind === 'system' || hasRole(actor, ...roles)) return;
  throw denied(actor);
}

/** Moderators decide about sellers; administrators may do what moderators may. */
export const requireModerator = (actor: Actor): void => requireRole(actor, 'moderator', 'admin');
export const requireAdmin = (actor: Actor): void => requireRole(actor, 'admin');

/** The seller the actor works for. */
export function requireOwnSeller(actor: Actor): { readonly user: UserActor; readonly sellerId: number } {
  const user = requireUser(actor);
  if (!user.roles.includes('seller') || user.sellerId === undefined) throw forbidden();
  return { user, sellerId: user.sellerId };
}

export const canJudgeSellers = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, 'moderator', 'admin');

/** Whoever may read a seller's private side: its own people, moderators and administrators. For everyone else it does not exist. */
export function requireSellerReader(actor: Actor, sellerId: number): void {
  if (canJudgeSellers(actor)) return;
  if (actor.kind === 'anonymous') throw unauthenticated();
  if (!(actor.kind === 'user' && actor.roles.includes('seller') && actor.sellerId === sellerId)) throw sellerNotFound();
}
