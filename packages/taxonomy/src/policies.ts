import { type Ctx, denied, hasRole } from '@yarmarka/kernel';

/** Who may change the tree, the dictionary and the matrix. */
export function assertCanEditMatrix(ctx: Ctx): void {
  if (ctx.actor.kind === 'system' || hasRole(ctx.actor, 'admin')) return;
  throw denied(ctx.actor);
}

/** Who may name a brand that the list does not have: those who describe goods. */
export function assertCanNameBrands(ctx: Ctx): void {
  if (ctx.actor.kind === 'system' || hasRole(ctx.actor, 'admin', 'editor')) return;
  if (ctx.actor.kind === 'user' && ctx.actor.roles.includes('seller') && ctx.actor.sellerId !== undefined) return;
  throw denied(ctx.actor);
}
