import { defineEvent } from '@yarmarka/kernel';
import { z } from 'zod';

const id = z.number().int();
/** Prices or stock of these cards moved; ids of at most one call's batch. */
export const offersChanged = defineEvent(
  'offer.changed.v1',
  z.object({ sellerId: id, cardIds: z.array(id), what: z.enum(['offer', 'price', 'stock', 'status']) }),
);
