import { SELLER_REASON_LABELS } from '@yarmarka/accounts/schemas';

/** A reason code in words; an unknown one as it is. */
export const reasonText = (code: string | null, locale: 'ru' | 'en'): string | null =>
  code === null ? null : (Object.entries(SELLER_REASON_LABELS).find(([known]) => known === code)?.[1][locale] ?? code);
