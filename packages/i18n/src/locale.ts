/** The languages every text of the product exists in; the first is the default. */
export const LOCALES = ['ru', 'en'] as const;

export type Locale = (typeof LOCALES)[number];

/** Absolute times are shown in this zone wherever the reader's own zone is unknown (server pages, e-mails). */
export const DEFAULT_TIME_ZONE = 'Europe/Moscow';

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

/** The language that follows from a cookie, a setting or an `Accept-Language` header; Russian when none is known. */
export function pickLocale(...wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    for (const part of (wish ?? '').toLowerCase().split(',')) {
      const code = part.trim().slice(0, 2);
      if (isLocale(code)) return code;
    }
  }
  return LOCALES[0];
}

/** BCP 47 tag for Intl: day-month order in both languages. */
export const intlTag = (locale: Locale): string => (locale === 'ru' ? 'ru-RU' : 'en-GB');
