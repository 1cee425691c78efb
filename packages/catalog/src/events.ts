import { defineEvent } from '@yarmarka/kernel';
import { z } from 'zod';

const id = z.number().int();
const base = z.object({ cardId: id, changeSetId: id, sellerId: id.nullable(), kind: z.enum(['create', 'update']) });

/** A whole new card, or an edit of a live one, waits for a decision. */
export const cardSubmitted = defineEvent('card.submitted.v1', base);
/** Something of the proposal is live now; `version` is the card's new one. */
export const cardApplied = defineEvent('card.applied.v1', base.extend({ version: id, partly: z.boolean() }));
/** Nothing of the proposal went live. `rejected` ends a new card's submission. */
export const cardDeclined = defineEvent('card.declined.v1', base.extend({ rejected: z.boolean(), reasonCode: z.string().nullable() }));
/** The seller is asked to correct a new card and submit it again. */
export const cardChangesRequested = defineEvent('card.changes_requested.v1', base.extend({ reasonCode: z.string().nullable() }));
/** What the proposal wanted to change has changed meanwhile; its author decides anew. */
export const cardStale = defineEvent('card.stale.v1', base.extend({ attributes: z.array(id) }));
/** The author took the proposal back. */
export const cardWithdrawn = defineEvent('card.withdrawn.v1', base);
/** A card left the lists for good, or came back as a draft. */
export const cardArchived = defineEvent('card.archived.v1', z.object({ cardId: id, sellerId: id.nullable() }));
/** Its grace has passed with a required value still wrong: it left the shop, until that is right; and came back. */
export const cardSuppressed = defineEvent('card.suppressed.v1', z.object({ cardId: id, sellerId: id.nullable() }));
export const cardReturned = defineEvent('card.returned.v1', z.object({ cardId: id, sellerId: id.nullable() }));
export const cardRestored = defineEvent('card.restored.v1', z.object({ cardId: id, sellerId: id.nullable() }));
/** The cards are recomputed for a version of the matrix, or the values they hold have followed it: the one may still be awaited when the other is done, so whoever hears of it asks `listOpenRuns`. */
export const cardsFollowed = defineEvent('cards.followed.v1', z.object({ version: id }));
