import { PageInput } from '@yarmarka/kernel/schemas';
import { z } from 'zod';

/** Notice kinds, each with its finished text in `templates/notices.ts`. A new kind is one line here and one entry there. */
export const NOTICE_KINDS = [
  'seller_approved',
  'seller_needs_changes',
  'seller_rejected',
  'seller_suspended',
  'card_approved',
  'card_partly_approved',
  'card_changes_requested',
  'card_rejected',
  'card_edit_declined',
  'card_stale',
  'card_suppressed',
  'card_returned',
  'offer_suppressed',
  'offer_returned',
  'grace_ending',
  'import_finished',
  'import_failed',
  'matrix_published',
  'matrix_scheduled',
  'matrix_unscheduled',
  'matrix_failed',
  'matrix_returned',
  'matrix_approved',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export type NoticeParams = Readonly<Record<string, string | number>>;

export const ListNoticesInput = PageInput.extend({ unreadOnly: z.boolean().default(false) });
export type ListNoticesInput = z.infer<typeof ListNoticesInput>;
/** `ids` marks these; without them everything up to now is marked. */
export const MarkReadInput = z.object({ ids: z.array(z.number().int().positive()).max(500).optional() });
export type MarkReadInput = z.infer<typeof MarkReadInput>;
export const ListMailboxInput = z.object({ limit: z.number().int().min(1).max(200).default(50), before: z.string().max(100).nullish() });
export type ListMailboxInput = z.infer<typeof ListMailboxInput>;
export const ReadMailInput = z.object({ id: z.string().regex(/^[0-9A-Za-z-]{10,80}$/) });
export type ReadMailInput = z.infer<typeof ReadMailInput>;
