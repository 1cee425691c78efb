import { useLocale, useTimeZone } from 'use-intl/react';
import type { Messages } from './catalogue.ts';
import { type Formats, formats } from './formats.ts';

export { IntlProvider, useLocale, useTranslations } from 'use-intl/react';
export type { Messages };

/** Prices, numbers and dates in the language and zone of the provider around. */
export function useFormats(): Formats {
  const timeZone = useTimeZone();
  return formats(useLocale(), timeZone === undefined ? {} : { timeZone });
}
