import { type Actor, type Ctx, denied, hasRole } from '@yarmarka/kernel';

type OwnedCard = { readonly sellerId: number | null };
const managesAll = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, 'admin');
const owns = (actor: Actor, card: OwnedCard): boolean =>
  card.sellerId !== null && actor.kind === 'user' && actor.roles.includes('seller') && actor.sellerId === card.sellerId;

/**
 * Texts are made, edited and accepted by the seller whose card it is and by administrators. Asked after the catalogue has shown the card, so others know it is there: sellers who only
 * have an offer on it, moderators, editors.
 */
export function assertCanDescribe(ctx: Ctx, card: OwnedCard): void {
  if (managesAll(ctx.actor) || owns(ctx.actor, card)) return;
  throw denied(ctx.actor);
}

/** Where a text came from is also for moderators and editors to see. */
export function assertCanSeeTexts(ctx: Ctx, card: OwnedCard): void {
  if (hasRole(ctx.actor, 'moderator', 'editor')) return;
  assertCanDescribe(ctx, card);
}
