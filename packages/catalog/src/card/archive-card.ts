import { appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { cardHasOffers, cardRejected, wrongStatus } from '../errors.ts';
import { cardArchived, cardRestored, cardWithdrawn } from '../events.ts';
import { type CardRow, listVariants, lockCard, markCards } from '../internal.ts';
import { assertCanEditCard, managesCards } from '../policies.ts';
import type { CardStatus, LiveContent } from '../schemas.ts';
import { cardSellers, cards, changeSets } from '../tables.ts';
import { canArchive } from './rules.ts';

export type Moved = { readonly cardId: number; readonly status: CardStatus; readonly rowVersion: number };

/** Takes a card out of every list; waiting proposals are canceled. A seller archives only cards without offers. Errors: `catalog.wrong_status`, `catalog.card_has_offers`. */
export async function archiveCard(ctx: Ctx, input: { readonly cardId: number }): Promise<Moved> {
  return withTx(ctx, async (tx) => {
    const card = await lockCard(tx, input.cardId);
    assertCanEditCard(tx, card);
    if (!canArchive(card.status)) throw wrongStatus(card.status);
    const offered = await tx.db.select({ id: cardSellers.sellerId }).from(cardSellers).where(eq(cardSellers.cardId, card.id)).limit(1);
    if (offered.length > 0 && !managesCards(tx.actor)) throw cardHasOffers();
    const waiting = await tx.db
      .update(changeSets)
      .set({ status: 'canceled', decidedAt: tx.clock.now() })
      .where(and(eq(changeSets.cardId, card.id), inArray(changeSets.status, ['open', 'validating', 'submitted'])))
      .returning({ id: changeSets.id, sellerId: changeSets.sellerId, kind: changeSets.kind });
    for (const set of waiting) await appendEvent(tx, cardWithdrawn, card.id, { cardId: card.id, changeSetId: set.id, sellerId: set.sellerId, kind: set.kind });
    const moved = await moveCard(tx, card, 'archived', { archivedFrom: card.status });
    await audit(tx, { action: 'card.archive', entity: 'card', id: card.id, from: card.status, to: 'archived', patch: { rowVersion: moved.rowVersion } });
    await appendEvent(tx, cardArchived, card.id, { cardId: card.id, sellerId: card.sellerId });
    return moved;
  });
}

/**
 * Brings an archived card back as a draft: it passes the check and moderation anew before it is live. What was live is kept, for the revision that follows. A card that was rejected comes
 * back by an administrator only. Errors: `catalog.wrong_status`, `catalog.card_rejected`.
 */
export async function restoreCard(ctx: Ctx, input: { readonly cardId: number }): Promise<Moved> {
  return withTx(ctx, async (tx) => {
    const card = await lockCard(tx, input.cardId);
    assertCanEditCard(tx, card);
    if (card.status !== 'archived') throw wrongStatus(card.status);
    if (card.archivedFrom === 'rejected' && !managesCards(tx.actor)) throw cardRejected();
    const moved = await moveCard(tx, card, 'draft', { archivedFrom: null, lastLive: await lastLiveOf(tx, card) });
    await audit(tx, { action: 'card.restore', entity: 'card', id: card.id, from: 'archived', to: 'draft', patch: { rowVersion: moved.rowVersion } });
    await appendEvent(tx, cardRestored, card.id, { cardId: card.id, sellerId: card.sellerId });
    return moved;
  });
}

/** What was live when the card left the lists: a restored draft overwrites it. Null for a card that has never been live. */
async function lastLiveOf(tx: Ctx, card: CardRow): Promise<LiveContent | null> {
  if (card.version === 0 || card.lastLive !== null) return card.lastLive;
  const { categoryId, placements, attrs } = card;
  return { categoryId, placements, attrs, variants: (await listVariants(tx, card.id)).map((v) => ({ id: v.id, attrs: v.attrs })) };
}

async function moveCard(tx: Ctx, card: CardRow, status: CardStatus, kept: Partial<Pick<CardRow, 'archivedFrom' | 'lastLive'>>): Promise<Moved> {
  const [row] = await tx.db
    .update(cards)
    .set({ ...kept, status, rowVersion: card.rowVersion + 1, updatedSeq: sql`nextval('catalog.card_seq')`, updatedAt: tx.clock.now() })
    .where(and(eq(cards.id, card.id), eq(cards.status, card.status), eq(cards.rowVersion, card.rowVersion)))
    .returning({ rowVersion: cards.rowVersion });
  if (!row) throw wrongStatus(card.status);
  await markCards(tx, [card.id]);
  return { cardId: card.id, status, rowVersion: row.rowVersion };
}
