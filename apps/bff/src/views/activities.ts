import { type ActivityView, type Ctx, hasRole, listActivities } from '@yarmarka/kernel';

/** Long work that the caller may follow: people of the marketplace see all of it, a seller its own, everybody else none. */
export async function listMyActivities(ctx: Ctx): Promise<ActivityView[]> {
  if (hasRole(ctx.actor, 'admin', 'moderator', 'editor')) return listActivities(ctx);
  const sellerId = ctx.actor.kind === 'user' && ctx.actor.roles.includes('seller') ? ctx.actor.sellerId : undefined;
  return sellerId === undefined ? [] : listActivities(ctx, { sellerId });
}
