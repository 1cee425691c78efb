import { type Actor, denied, forbidden, hasRole, unauthenticated } from '@yarmarka/kernel';

/** A signed-in person: notices belong to people. */
export function requireUser(actor: Actor): Extract<Actor, { kind: 'user' }> {
  if (actor.kind === 'user') return actor;
  throw actor.kind === 'system' ? forbidden() : unauthenticated();
}

/** Letters hold links that open accounts: only administrators read the mailbox. */
export function requireAdmin(actor: Actor): void {
  if (actor.kind === 'system' || hasRole(actor, 'admin')) return;
  throw denied(actor);
}
