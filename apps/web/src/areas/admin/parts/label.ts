import { useLocale } from '@yarmarka/i18n/react';

export type Label = { readonly ru: string; readonly en: string };

/** A text in the reader's language, else in the other one. */
export const labelIn = (locale: 'ru' | 'en', label: Label): string => label[locale] || label[locale === 'ru' ? 'en' : 'ru'];

export function useLabel(): (label: Label) => string {
  const locale = useLocale();
  return (label) => labelIn(locale, label);
}
