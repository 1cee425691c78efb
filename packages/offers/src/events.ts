import { defineEvent } from '@yarmarka/kernel';
import { z } from 'zod';

const id = z.number().int();
/** The offers' values have followed a version of the matrix; those of earlier ones too. */
export const offersFollowed = defineEvent('offers.followed.v1', z.object({ version: id }));

/** Prices or stock of these cards moved; ids of at most one call's batch. */
export const offersChanged = defineEvent(
  'offer.changed.v1',
  z.object({ sellerId: id, cardIds: z.array(id), what: z.enum(['offer', 'price', 'stock', 'status']) }),
);

const fate = z.object({ offerId: id, cardId: id, sellerId: id, sellerSku: z.string() });
/** The grace is over and the offer still lacks a required value of its own, or holds a disallowed one: it left the shop. */
export const offerSuppressed = defineEvent('offer.suppressed.v1', fate);
/** It holds all that is required again: it is back in the shop. */
export const offerReturned = defineEvent('offer.returned.v1', fate);
