import { type Ctx, forbidden, hasRole } from '@yarmarka/kernel';

/** Who may change the tree, the dictionary and the matrix. */
export function assertCanEditMatrix(ctx: Ctx): void {
  if (ctx.actor.kind === 'system' || hasRole(ctx.actor, 'admin')) return;
  throw forbidden();
}
