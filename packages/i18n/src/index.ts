export { type Messages, type NamespaceName } from './catalogue.ts';
export { type MessageTree, messages, type Namespace, pickMessages, type SameKeys } from './define.ts';
export { type DateInput, type FormatOptions, type Formats, formats, pluralOf } from './formats.ts';
export { DEFAULT_TIME_ZONE, intlTag, isLocale, LOCALES, type Locale, pickLocale } from './locale.ts';
export { translator } from './translator.ts';
