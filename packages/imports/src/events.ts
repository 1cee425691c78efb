import { defineEvent } from '@yarmarka/kernel';
import { z } from 'zod';
import { IMPORT_STATUSES } from './schemas.ts';

const id = z.number().int();
/** An import moved on: another chunk of rows read, checked, applied or sent for review. `sellerId` lets the seller's open tabs hear it. */
export const importProgressed = defineEvent(
  'import.progressed.v1',
  z.object({ importId: id, sellerId: id, status: z.enum(IMPORT_STATUSES), done: id, total: id }),
);
/** An import has ended: applied, failed or canceled; or its cards have been sent for review. */
export const importCompleted = defineEvent(
  'import.completed.v1',
  z.object({
    importId: id,
    sellerId: id,
    status: z.enum(IMPORT_STATUSES),
    created: id,
    updated: id,
    unchanged: id,
    /** Rows that did not pass the check, and rows that were refused when applied. */
    failed: id,
    submitted: id,
  }),
);
