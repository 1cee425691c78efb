import { type Actor, denied, hasRole } from '@yarmarka/kernel';

/** Who a procedure is for. Administrators may do what moderators and editors do; a seller's doors open only to people who work for one. */
export const AUDIENCES = {
  public: () => true,
  user: (actor: Actor) => actor.kind === 'user',
  buyer: (actor: Actor) => hasRole(actor, 'buyer'),
  seller: (actor: Actor) => actor.kind === 'user' && actor.roles.includes('seller') && actor.sellerId !== undefined,
  moderator: (actor: Actor) => hasRole(actor, 'moderator', 'admin'),
  editor: (actor: Actor) => hasRole(actor, 'editor', 'admin'),
  /** Anyone who works for the marketplace itself. */
  staff: (actor: Actor) => hasRole(actor, 'moderator', 'editor', 'admin'),
  admin: (actor: Actor) => hasRole(actor, 'admin'),
} as const satisfies Record<string, (actor: Actor) => boolean>;
export type Audience = keyof typeof AUDIENCES;

/** Throws `kernel.unauthenticated` for a visitor and `kernel.forbidden` for the wrong role. */
export function requireAudience(actor: Actor, audience: Audience): void {
  if (AUDIENCES[audience](actor)) return;
  throw denied(actor);
}
