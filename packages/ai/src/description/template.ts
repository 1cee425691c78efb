import { RESERVED } from '@yarmarka/taxonomy/schemas';
import type { Fact, FactSheet } from '../facts/fact.ts';

type Locale = 'ru' | 'en';
/** Moves with the template's wording. */
export const TEMPLATE_VERSION = 'template-1';

/** The words the template brings of its own; they claim nothing of the product, though an option may be called so. */
export const TEMPLATE_WORDS = {
  ru: 'товар бренда из категории; основные характеристики; кроме того; также есть; и',
  en: 'is a product by in the category; main features; besides; it also has; and',
} as const;

const MAIN = 6;
const FURTHER = 8;
const LONG = 60;
const LONGEST = 300;

/**
 * A plain, honest text from what the card says, and nothing else: what it is, what matters most, what it has besides, what one can choose. Two to five sentences; empty where the card says
 * nothing but its name.
 */
export function describeByTemplate(sheet: FactSheet, locale: Locale): string {
  const rest = sheet.facts.filter((f) => f.told && f.attributeNo !== RESERVED.name && f.attributeNo !== RESERVED.brand && said(f, locale).length > 0);
  if (rest.length === 0) return '';
  const byRank = rest.toSorted((a, b) => a.rank - b.rank);
  const stated = byRank.filter((f) => f.type !== 'boolean');
  const long = stated.filter((f) => said(f, locale).some((v) => v.length > LONG));
  const short = stated.filter((f) => !long.includes(f));
  const sentences = [
    opening(sheet, locale),
    list(locale === 'ru' ? 'Основные характеристики' : 'Main features', short.slice(0, MAIN), locale),
    list(locale === 'ru' ? 'Кроме того' : 'Besides', [...short.slice(MAIN, MAIN + FURTHER), ...long.slice(0, 2)], locale),
    features(
      byRank.filter((f) => f.yes === true),
      locale,
    ),
  ];
  return sentences.filter((s) => s !== '').join(' ');
}

/** What a fact says in a language, or in the other where it is not written in this one; a page of text is left to the card. */
const said = (f: Fact, locale: Locale): string[] =>
  f.values.map((v) => (v[locale] || v[locale === 'ru' ? 'en' : 'ru']).replaceAll(/\s+/gu, ' ').trim()).filter((v) => v !== '' && v.length <= LONGEST);

function opening(sheet: FactSheet, locale: Locale): string {
  const first = (no: number): string | undefined => {
    const fact = sheet.facts.find((f) => f.attributeNo === no);
    return fact && said(fact, locale)[0];
  };
  const title = first(RESERVED.name) ?? sheet.category[locale];
  const brand = first(RESERVED.brand);
  const category = sheet.category[locale];
  if (locale === 'ru') return brand ? `${title} — товар бренда ${brand} из категории «${category}».` : `${title} — товар из категории «${category}».`;
  return brand ? `${title} is a product by ${brand} in the category “${category}”.` : `${title} is a product in the category “${category}”.`;
}

/** «Основные характеристики: вес — 180 г; цвет — чёрный.» */
function list(head: string, facts: readonly Fact[], locale: Locale): string {
  if (facts.length === 0) return '';
  const parts = facts.map(
    (f) =>
      `${lowered(f.label[locale])} — ${said(f, locale)
        .map((v) => valueIn(f, v, locale))
        .join(', ')
        .replace(/[.;]+$/, '')}`,
  );
  return closed(`${head}: ${parts.join('; ')}`);
}

/** «Также есть: подсветка и влагозащита.» */
function features(facts: readonly Fact[], locale: Locale): string {
  const names = facts.slice(0, FURTHER).map((f) => lowered(f.label[locale]));
  if (names.length === 0) return '';
  const joined = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} ${locale === 'ru' ? 'и' : 'and'} ${names.at(-1)}`;
  return closed(`${locale === 'ru' ? 'Также есть' : 'It also has'}: ${joined}`);
}

const closed = (sentence: string): string => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);

/** Names of countries, brands and the like keep their capital; so do abbreviations (IPS) and words with a capital inside. English options are often names, so only plain kinds are lowered. */
const PROPER = /country|origin|region|brand|city|language|model|series|compat|manufacturer|author|publisher|system/;
const COMMON = /colou?r|material|pattern|shape|style|finish|type/;
function valueIn(f: Fact, text: string, locale: Locale): string {
  return f.type !== 'list' || PROPER.test(f.key) || (locale === 'en' && !COMMON.test(f.key)) ? text : lowered(text);
}

/** The first letter small, unless the word is an abbreviation or has another capital or a digit in it. */
function lowered(text: string): string {
  const [word = ''] = /^[\p{L}\p{N}-]+/u.exec(text) ?? [];
  return /^\p{Lu}[^\p{Lu}\d]*$/u.test(word) && word.length > 1 ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
