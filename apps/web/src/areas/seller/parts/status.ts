import type { CardStatus } from '@yarmarka/catalog/schemas';
import type { StatusTone } from '@yarmarka/ui/plain';

/** Each state of a card by its shape and colour. */
export const STATUS_TONES: Readonly<Record<CardStatus, StatusTone>> = {
  draft: 'draft',
  validating: 'progress',
  in_moderation: 'progress',
  changes_requested: 'warning',
  published: 'success',
  rejected: 'danger',
  suppressed: 'quiet',
  merged: 'quiet',
  archived: 'quiet',
};
