import { type Actor, type Ctx, denied, forbidden, hasRole } from '@yarmarka/kernel';

/** Moderators and administrators work the queue; the platform's own rules and jobs may decide without holding a claim. */
export const moderates = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, 'moderator', 'admin');

export function assertCanModerate(ctx: Ctx): void {
  if (moderates(ctx.actor)) return;
  throw denied(ctx.actor);
}

/** Claims are held by people. */
export function requireModerator(ctx: Ctx): string {
  assertCanModerate(ctx);
  if (ctx.actor.kind !== 'user') throw forbidden();
  return ctx.actor.userId;
}

/** Whoever holds a task may give it back; an administrator may take it from anybody. */
export const mayRelease = (actor: Actor, holder: string | null): boolean =>
  hasRole(actor, 'admin') || actor.kind === 'system' || (actor.kind === 'user' && actor.userId === holder);
