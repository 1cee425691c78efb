import { type Actor, type Ctx, denied, hasRole, unauthenticated } from '@yarmarka/kernel';
import { offerNotFound, sellerMissing, sellerNotFound } from './errors.ts';

const managesOffers = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, 'admin');
const ownSeller = (actor: Actor): number | undefined => (actor.kind === 'user' && actor.roles.includes('seller') ? actor.sellerId : undefined);

/** Whose offers the actor works on: a seller its own; administrators and jobs name the seller. */
export function assertCanManageOffers(ctx: Ctx, sellerId: number | undefined): number {
  if (managesOffers(ctx.actor)) {
    if (sellerId === undefined) throw sellerMissing();
    return sellerId;
  }
  const own = ownSeller(ctx.actor);
  if (own === undefined) throw denied(ctx.actor);
  if (sellerId !== undefined && sellerId !== own) throw sellerNotFound();
  return own;
}

/** An offer is changed by its seller and by administrators; for others it does not exist. */
export function assertCanChangeOffer(ctx: Ctx, offer: { readonly sellerId: number }): void {
  if (managesOffers(ctx.actor)) return;
  if (ctx.actor.kind === 'anonymous') throw unauthenticated();
  if (ownSeller(ctx.actor) !== offer.sellerId) throw offerNotFound();
}

/** Offers are blocked and let go by moderators and administrators. */
export function assertCanJudgeOffers(ctx: Ctx): void {
  if (ctx.actor.kind === 'system' || hasRole(ctx.actor, 'moderator', 'admin')) return;
  throw denied(ctx.actor);
}

/** The platform's own upkeep. */
export function assertCanReconcile(ctx: Ctx): void {
  if (ctx.actor.kind !== 'system') throw denied(ctx.actor);
}

/** The list of a seller's offers: its own people, moderators, administrators. */
export function assertCanListOffers(ctx: Ctx, sellerId: number | undefined): number {
  if (hasRole(ctx.actor, 'moderator') && sellerId !== undefined) return sellerId;
  return assertCanManageOffers(ctx, sellerId);
}

/** What a change of the matrix would do to everybody's offers is for those who run the marketplace. */
export function assertSeesImpact(ctx: Ctx): void {
  if (ctx.actor.kind === 'system' || hasRole(ctx.actor, 'admin', 'editor')) return;
  throw denied(ctx.actor);
}
