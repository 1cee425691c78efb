import type { Locale } from './locale.ts';

/** A namespace in one language: words, or groups of words. */
export type MessageTree = { readonly [key: string]: string | MessageTree };

/** The same keys as `T`, with any words. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** One namespace in both languages. English carries the literal types from which keys and arguments are checked. */
export interface Namespace<En extends MessageTree> {
  readonly en: En;
  readonly ru: SameKeys<En>;
}

/** Declares a namespace; a key that is missing or superfluous in Russian does not compile. */
export const messages = <const En extends MessageTree>(source: { readonly en: En; readonly ru: SameKeys<NoInfer<En>> }): Namespace<En> => source;

/** The given namespaces in one language, for a provider: `pickMessages('ru', { common, shop })`. */
export const pickMessages = (locale: Locale, namespaces: Readonly<Record<string, Namespace<MessageTree>>>): MessageTree =>
  Object.fromEntries(Object.entries(namespaces).map(([name, words]) => [name, words[locale]]));
