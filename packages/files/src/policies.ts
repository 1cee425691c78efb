import { type Actor, type Ctx, hasRole, unauthenticated } from '@yarmarka/kernel';

/** Whoever is signed in may store files; what they become is decided where they are used. */
export function assertCanStore(ctx: Ctx): void {
  if (ctx.actor.kind === 'anonymous') throw unauthenticated();
}

/** The names under which an actor is a reader of private files. */
export function readerNames(actor: Actor): string[] {
  if (actor.kind !== 'user') return [];
  return [...(actor.sellerId === undefined ? [] : [`seller:${actor.sellerId}`]), `user:${actor.userId}`];
}

/** Moderators and administrators read every file; so does the platform itself. */
export const readsEverything = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, 'moderator', 'admin');
