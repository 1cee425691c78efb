import { type Actor, type Ctx, denied, forbidden, hasRole, unauthenticated } from '@yarmarka/kernel';
import { cardNotFound, changeSetNotFound } from './errors.ts';
import type { CardStatus, ValueSource } from './schemas.ts';

type OwnedCard = { readonly sellerId: number | null; readonly status: CardStatus };

/** Administrators and the platform's own jobs work on every card. */
export const managesCards = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, 'admin');
/** Moderators, administrators and content editors see every card in the workplace. */
export const seesAllCards = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, 'admin', 'moderator', 'editor');
export const sellerOf = (actor: Actor): number | undefined => (actor.kind === 'user' && actor.roles.includes('seller') ? actor.sellerId : undefined);

/** For whom a new card is made: the seller's own, or the platform's (null) when an administrator makes it. */
export function assertCanCreateCard(ctx: Ctx): number | null {
  if (managesCards(ctx.actor)) return null;
  const seller = sellerOf(ctx.actor);
  if (seller !== undefined) return seller;
  throw denied(ctx.actor);
}

/** A card's content is edited by the seller who made it and by administrators; to others an unpublished card does not exist. */
export function assertCanEditCard(ctx: Ctx, card: OwnedCard): void {
  if (managesCards(ctx.actor)) return;
  if (ctx.actor.kind === 'anonymous') throw unauthenticated();
  if (card.sellerId !== null && sellerOf(ctx.actor) === card.sellerId) return;
  throw seesAllCards(ctx.actor) ? forbidden() : cardNotFound();
}

/** The workplace's view of a card: its own seller, whoever sells it, moderators, editors, administrators. */
export function assertCanSeeCard(ctx: Ctx, card: OwnedCard, sellsIt: boolean): void {
  if (seesAllCards(ctx.actor)) return;
  if (ctx.actor.kind === 'anonymous') throw unauthenticated();
  const seller = sellerOf(ctx.actor);
  if (seller !== undefined && (card.sellerId === seller || (sellsIt && isLive(card.status)))) return;
  throw cardNotFound();
}

/** Changes of a live card are proposed by the seller who made it, by sellers with an offer on it, and by administrators. */
export function assertCanPropose(ctx: Ctx, card: OwnedCard, sellsIt: boolean): number | null {
  if (managesCards(ctx.actor)) return null;
  assertCanSeeCard(ctx, card, sellsIt);
  const seller = sellerOf(ctx.actor);
  if (seller === undefined) throw forbidden();
  return seller;
}

/** Verdicts are given by moderators (an administrator may do what a moderator may) and by the platform's rules. */
export function assertCanJudge(ctx: Ctx): void {
  if (ctx.actor.kind === 'system' || hasRole(ctx.actor, 'moderator', 'admin')) return;
  throw denied(ctx.actor);
}

/** A proposal is seen and withdrawn by the seller who made it; moderators and administrators see all. */
export function assertCanSeeChangeSet(ctx: Ctx, changeSet: { readonly sellerId: number | null }): void {
  if (seesAllCards(ctx.actor)) return;
  if (ctx.actor.kind === 'anonymous') throw unauthenticated();
  if (changeSet.sellerId === null || sellerOf(ctx.actor) !== changeSet.sellerId) throw changeSetNotFound();
}

export function assertCanCancelChangeSet(ctx: Ctx, changeSet: { readonly sellerId: number | null }): void {
  if (managesCards(ctx.actor)) return;
  assertCanSeeChangeSet(ctx, changeSet);
  if (sellerOf(ctx.actor) !== changeSet.sellerId || changeSet.sellerId === null) throw forbidden();
}

/** Bulk loading: the platform and administrators load anything, a seller its own drafts. */
export function assertCanImport(ctx: Ctx, cards: readonly { readonly sellerId?: number | null; readonly status: 'draft' | 'published' }[]): void {
  if (managesCards(ctx.actor)) return;
  const seller = sellerOf(ctx.actor);
  if (seller === undefined) throw denied(ctx.actor);
  if (cards.some((c) => c.sellerId !== seller || c.status !== 'draft')) throw forbidden();
}

/** What a change of the matrix would do to everybody's cards is for those who run the marketplace. */
export function assertSeesImpact(ctx: Ctx): void {
  if (ctx.actor.kind === 'system' || hasRole(ctx.actor, 'admin', 'editor')) return;
  throw denied(ctx.actor);
}

/** What cards as a whole do is decided by those who run the marketplace. */
export function assertCanManageCards(ctx: Ctx): void {
  if (!managesCards(ctx.actor)) throw denied(ctx.actor);
}

export const isLive = (status: CardStatus): boolean => status === 'published' || status === 'suppressed';

/** Where values typed by this actor come from. */
export function sourceOf(actor: Actor): ValueSource {
  if (actor.kind === 'system') return 'import';
  if (hasRole(actor, 'admin')) return 'admin';
  return hasRole(actor, 'moderator') ? 'moderator' : 'seller';
}
