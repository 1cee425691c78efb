import { type Ctx, denied, hasRole } from '@yarmarka/kernel';

/** What a change of the matrix would do to search is for those who run the marketplace. */
export function assertSeesImpact(ctx: Ctx): void {
  if (ctx.actor.kind === 'system' || hasRole(ctx.actor, 'admin', 'editor')) return;
  throw denied(ctx.actor);
}
