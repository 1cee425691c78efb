import { RESERVED } from '@yarmarka/taxonomy/schemas';
import type { Fact, FactSheet } from '../facts/fact.ts';

type Locale = 'ru' | 'en';
/** Moves with the template's wording. */
export const TEMPLATE_VERSION = 'template-1';

/** The words the template brings of its own; they claim nothing of the product, though an option may be called so. */
export const TEMPLATE_WORDS = {
  ru: 'товар бренда из категории; основные характеристики; размеры и вес; размеры; кроме того; также есть; есть; да; и',
  en: 'is a product by in the category; main features; dimensions and weight; dimensions; besides; it also has; yes; and',
} as const;
const SAID = {
  ru: {
    main: 'Основные характеристики',
    sizes: 'Размеры',
    sizesAndWeight: 'Размеры и вес',
    rest: 'Кроме того',
    has: 'есть',
    hasAlone: 'Также есть',
    and: 'и',
    yes: 'да',
  },
  en: {
    main: 'Main features',
    sizes: 'Dimensions',
    sizesAndWeight: 'Dimensions and weight',
    rest: 'Besides',
    has: 'it has',
    hasAlone: 'It also has',
    and: 'and',
    yes: 'yes',
  },
} as const;

const MAIN = 6;
const SIZES = 6;
const FURTHER = 8;
const LONG = 60;
const LONGEST = 300;

/**
 * A plain, honest text from what the card says, and nothing else: what it is; what matters most; how large it is; what it has besides. Two to four sentences; empty where the card says
 * nothing but its name. Of yes and no only yes is told.
 */
export function describeByTemplate(sheet: FactSheet, locale: Locale): string {
  const words = SAID[locale];
  const told = sheet.facts.filter(
    (f) => f.told && f.attributeNo !== RESERVED.name && f.attributeNo !== RESERVED.brand && f.yes !== false && said(f, locale).length > 0,
  );
  if (told.length === 0) return '';
  const byRank = told.toSorted((a, b) => a.rank - b.rank);
  const sizes = byRank.filter(isSize).slice(0, SIZES);
  const nouns = byRank.filter((f) => f.yes === true && !isAdjective(f, locale)).slice(0, FURTHER);
  const stated = byRank.filter((f) => !isSize(f) && !nouns.includes(f) && (f.yes === undefined || isAdjective(f, locale)));
  const long = stated.filter((f) => said(f, locale).some((v) => v.length > LONG));
  const short = stated.filter((f) => !long.includes(f));
  const clauses = (facts: readonly Fact[]): string[] => facts.map((f) => clause(f, locale));
  const has = enumerated(
    nouns.map((f) => lowered(f.label[locale])),
    words.and,
  );
  const rest = clauses([...short.slice(MAIN, MAIN + FURTHER), ...long.slice(0, 2)]);
  const sentences = [
    opening(sheet, locale),
    sentence(words.main, clauses(short.slice(0, MAIN))),
    sizes.length === 1
      ? capital(sentence('', clauses(sizes)))
      : sentence(sizes.some((f) => f.family === 'mass') ? words.sizesAndWeight : words.sizes, clauses(sizes)),
    rest.length === 0
      ? sentence('', has === '' ? [] : [`${words.hasAlone} ${has}`])
      : sentence(words.rest, has === '' ? rest : [...rest, `${words.has} ${has}`]),
  ];
  return sentences.filter((s) => s !== '').join(' ');
}

/** What a fact says in a language. A free text that is not written in it is left to the other; a page of text is left to the card. */
const said = (f: Fact, locale: Locale): string[] =>
  f.values
    .map((v) => (v[locale] || (v.prose ? '' : v[locale === 'ru' ? 'en' : 'ru'])).replaceAll(/\s+/gu, ' ').trim())
    .filter((v) => v !== '' && v.length <= LONGEST);

function opening(sheet: FactSheet, locale: Locale): string {
  const first = (no: number): string | undefined => {
    const value = sheet.facts.find((f) => f.attributeNo === no)?.values[0];
    return value && (value[locale] || value.ru || value.en).replaceAll(/\s+/gu, ' ');
  };
  const category = sheet.category[locale];
  const title = first(RESERVED.name) ?? category;
  const brand = first(RESERVED.brand);
  if (locale === 'ru') return brand ? `${title} — товар бренда ${brand} из категории «${category}».` : `${title} — товар из категории «${category}».`;
  return brand ? `${title} is a product by ${brand} in the category “${category}”.` : `${title} is a product in the category “${category}”.`;
}

/** «вес — 180 г», «цвет — красный и синий» */
function clause(f: Fact, locale: Locale): string {
  const values = f.yes === true ? [SAID[locale].yes] : said(f, locale).map((v) => valueIn(f, v, locale).replace(/[.;]+$/, ''));
  return `${lowered(f.label[locale])} — ${enumerated(values, SAID[locale].and)}`;
}

/** Clauses with commas inside are set apart by semicolons. */
function sentence(head: string, clauses: readonly string[]): string {
  if (clauses.length === 0) return '';
  const text = `${head === '' ? '' : `${head}: `}${clauses.join(clauses.some((c) => c.includes(', ')) ? '; ' : ', ')}`;
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

const enumerated = (items: readonly string[], and: string): string =>
  items.length < 2 || items.some((i) => i.includes(', ')) ? items.join(', ') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const SIZE_KEY = /width|height|depth|length|thickness|weight|dimension|volume/;
const isSize = (f: Fact): boolean =>
  (f.type === 'number' || f.type === 'range') &&
  f.family !== undefined &&
  (f.family === 'mass' || (/length|volume|area/.test(f.family) && SIZE_KEY.test(f.key)));
/** «Складной», "Waterproof": a quality is said of a thing, not counted among what it has. */
const isAdjective = (f: Fact, locale: Locale): boolean =>
  f.yes === true &&
  !f.label[locale].includes(' ') &&
  (locale === 'ru' ? /(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$/ : /(?:proof|able|ible|less|ful|ic|ed|resistant)$/i).test(f.label[locale]);

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
