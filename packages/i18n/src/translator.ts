import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core';
import { catalogue, type Messages } from './catalogue.ts';
import { DEFAULT_TIME_ZONE, type Locale } from './locale.ts';

type Scope = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

const allOf = (locale: Locale): Messages => {
  // The Russian tree has the same keys; arguments are checked against the English literals.
  const entries = Object.entries(catalogue).map(([name, words]) => [name, words[locale]] as const);
  return Object.fromEntries(entries) as Messages;
};

const loaded: Partial<Record<Locale, Messages>> = {};

/**
 * Texts of the whole product in one language, for servers, letters and files. `scope` narrows the keys: `translator('ru', 'emails')('signature')`.
 * A missing key throws: it is a bug that the compiler should have found.
 */
export function translator<const S extends Scope = never>(locale: Locale, scope?: S) {
  const messages = (loaded[locale] ??= allOf(locale));
  return createTranslator<Messages, S>({
    locale,
    messages,
    timeZone: DEFAULT_TIME_ZONE,
    onError(error) {
      throw error;
    },
    ...(scope === undefined ? {} : { namespace: scope }),
  });
}
