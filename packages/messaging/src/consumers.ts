import { sellerDecided, staffInvited } from '@yarmarka/accounts/events';
import { SELLER_REASON_LABELS } from '@yarmarka/accounts/schemas';
import { sellerInvitations, sellerRequirements, sellerSubmissions, sellers, users } from '@yarmarka/accounts/tables';
import { cardApplied, cardChangesRequested, cardDeclined, cardReturned, cardsFollowed, cardStale, cardSuppressed } from '@yarmarka/catalog/events';
import { cardSellers, cards } from '@yarmarka/catalog/tables';
import { type Consumer, type Ctx, enqueue, on } from '@yarmarka/kernel';
import { offerReturned, offersFollowed, offerSuppressed } from '@yarmarka/offers/events';
import { changeSetApproved, changeSetFailed, changeSetReturned, changeSetScheduledFor, changeSetUnscheduled } from '@yarmarka/taxonomy/events';
import { and, asc, eq, sql } from 'drizzle-orm';
import { LINKS } from './links.ts';
import { queueMail } from './mail/queue-mail.ts';
import { TELL_MATRIX, TELL_PUBLISHED, tellApproved, tellFailed, tellReturned, tellUnscheduled } from './tell-matrix.ts';
import { publicUrl, tellSeller } from './tell-seller.ts';

/** The reserved attribute that holds a card's name. */
const NAME = '1';

/**
 * Who is told when something happened. Each effect commits with its inbox row, so nobody is told twice. Another event is one line, and a kind in the templates.
 */
export const messagingConsumer: Consumer = {
  name: 'messaging.tell',
  on: {
    ...on(sellerDecided, (ctx, event) => tellDecision(ctx, event.sellerId, event.status)),
    ...on(staffInvited, (ctx, event) => inviteByMail(ctx, event.invitationId)),
    ...on(cardApplied, (ctx, event) => tellCard(ctx, event, event.partly ? 'card_partly_approved' : 'card_approved')),
    ...on(cardChangesRequested, (ctx, event) => tellCard(ctx, event, 'card_changes_requested')),
    ...on(cardDeclined, (ctx, event) => tellCard(ctx, event, event.rejected ? 'card_rejected' : 'card_edit_declined')),
    ...on(cardStale, (ctx, event) => tellCard(ctx, event, 'card_stale')),
    ...on(cardSuppressed, (ctx, event) => tellAllSellers(ctx, event, 'card_suppressed')),
    ...on(cardReturned, (ctx, event) => tellAllSellers(ctx, event, 'card_returned')),
    ...on(offerSuppressed, (ctx, event) => tellCard(ctx, event, 'offer_suppressed')),
    ...on(offerReturned, (ctx, event) => tellCard(ctx, event, 'offer_returned')),
    ...on(changeSetScheduledFor, (ctx, event) => enqueue(ctx, TELL_MATRIX, event)),
    ...on(cardsFollowed, (ctx, event) => enqueue(ctx, TELL_PUBLISHED, event)),
    ...on(offersFollowed, (ctx, event) => enqueue(ctx, TELL_PUBLISHED, event)),
    ...on(changeSetUnscheduled, (ctx, event) => tellUnscheduled(ctx, event.changeSetId)),
    ...on(changeSetReturned, (ctx, event) => tellReturned(ctx, event.changeSetId)),
    ...on(changeSetApproved, (ctx, event) => tellApproved(ctx, event.changeSetId)),
    ...on(changeSetFailed, (ctx, event) => tellFailed(ctx, event)),
  },
};

type CardNews =
  | 'card_approved'
  | 'card_partly_approved'
  | 'card_changes_requested'
  | 'card_rejected'
  | 'card_edit_declined'
  | 'card_stale'
  | 'card_suppressed'
  | 'card_returned'
  | 'offer_suppressed'
  | 'offer_returned';

/** A card's seller, or an offer's, hears what became of it; the platform's own cards tell nobody. */
async function tellCard(
  ctx: Ctx,
  event: { readonly cardId: number; readonly sellerId: number | null; readonly sellerSku?: string },
  kind: CardNews,
): Promise<void> {
  if (event.sellerId === null) return;
  const [card] = await ctx.db
    .select({ name: sql<{ ru?: string; en?: string } | null>`${cards.attrs} -> ${NAME}` })
    .from(cards)
    .where(eq(cards.id, event.cardId));
  const { ru = '', en = '' } = card?.name ?? {};
  const fallback = `№ ${event.cardId}`;
  await tellSeller(ctx, {
    sellerId: event.sellerId,
    kind,
    link: LINKS.card(event.cardId),
    gatherInto: event.sellerSku === undefined ? LINKS.cards : LINKS.offers,
    params: { cardRu: ru || en || fallback, cardEn: en || ru || fallback, ...(event.sellerSku === undefined ? {} : { sku: event.sellerSku }) },
  });
}

/** What happens to a card in the shop happens to everybody who sells it, not only to who made it. */
async function tellAllSellers(ctx: Ctx, event: { readonly cardId: number; readonly sellerId: number | null }, kind: CardNews): Promise<void> {
  const sell = await ctx.db.select({ sellerId: cardSellers.sellerId }).from(cardSellers).where(eq(cardSellers.cardId, event.cardId));
  for (const sellerId of new Set([event.sellerId, ...sell.map((s) => s.sellerId)])) await tellCard(ctx, { cardId: event.cardId, sellerId }, kind);
}

const DECISIONS = { approved: 'seller_approved', needs_changes: 'seller_needs_changes', rejected: 'seller_rejected', suspended: 'seller_suspended' } as const;

async function tellDecision(ctx: Ctx, sellerId: number, status: string): Promise<void> {
  const kind = Object.entries(DECISIONS).find(([s]) => s === status)?.[1];
  const [seller] = await ctx.db.select({ reason: sellers.statusReason, note: sellers.statusNote }).from(sellers).where(eq(sellers.id, sellerId));
  if (!kind || !seller) return;
  const refused = await ctx.db
    .select({ ru: sellerRequirements.titleRu, en: sellerRequirements.titleEn })
    .from(sellerSubmissions)
    .innerJoin(sellerRequirements, eq(sellerRequirements.key, sellerSubmissions.requirementKey))
    .where(and(eq(sellerSubmissions.sellerId, sellerId), eq(sellerSubmissions.status, 'rejected')))
    .orderBy(asc(sellerRequirements.position));
  const reason = Object.entries(SELLER_REASON_LABELS).find(([code]) => code === seller.reason)?.[1] ?? SELLER_REASON_LABELS.other;
  await tellSeller(ctx, {
    sellerId,
    kind,
    link: LINKS.seller,
    params: {
      reasonRu: reason.ru,
      reasonEn: reason.en,
      note: seller.note ?? '',
      rowsRu: refused.map((r) => r.ru).join(', '),
      rowsEn: refused.map((r) => r.en).join(', '),
    },
  });
}

async function inviteByMail(ctx: Ctx, invitationId: number): Promise<void> {
  const [row] = await ctx.db
    .select({
      email: sellerInvitations.email,
      until: sellerInvitations.expiresAt,
      acceptedAt: sellerInvitations.acceptedAt,
      storeRu: sellers.nameRu,
      storeEn: sellers.nameEn,
      locale: users.locale,
    })
    .from(sellerInvitations)
    .innerJoin(sellers, eq(sellers.id, sellerInvitations.sellerId))
    .innerJoin(users, eq(users.id, sellerInvitations.invitedBy))
    .where(eq(sellerInvitations.id, invitationId));
  if (!row || row.acceptedAt) return;
  await queueMail(ctx, {
    to: row.email,
    kind: 'staff_invited',
    locale: row.locale,
    params: { storeRu: row.storeRu, storeEn: row.storeEn, until: row.until.toISOString(), link: publicUrl() + LINKS.invitations },
  });
}
