import type { Shape } from './pictures.ts';
import type { Random } from './random.ts';
import { type Color, type Country, madeIn, type Text, t, warrantyLine } from './words.ts';

export type Attrs = Record<string, string | string[]>;
export type Axis = { key: string; entries: string[] };

/** What a family decides about one product; the assembly adds codes, offers, pictures and statuses. */
export type Draft = {
  name: Text;
  description: Text;
  /** Card-level values as a seller types them. */
  attrs: Attrs;
  axes: Axis[];
  /** Price of the plainest variant in roubles, before a seller's own margin. */
  roubles: number;
  /** Roubles added for a variant's axis values. */
  extra?: (axisValues: Record<string, string>) => number;
  look: { shape: Shape; style: number; color?: string; accent?: string };
};

export type Family = { category: string; count: number; code: string; brands: readonly [string, ...string[]]; make(r: Random, brand: string): Draft };

/** Entry keys of one list: `keys('color', ['black'])` gives `color__black`. */
export const keys = (list: string, names: readonly string[]): string[] => names.map((n) => `${list}__${n}`);
export const key = (list: string, name: string | number): string => `${list}__${name}`;
/** A localised text as the seller's file carries it: both languages in one cell. */
export const both = (text: Text): string => `${text.ru}|||${text.en}`;
export const yesNo = (b: boolean): string => (b ? 'yes' : 'no');

/** Common attributes of a device: warranty in months, country, weight. */
export function basics(country: Country, months: number | undefined, weight: string | undefined): Attrs {
  return { country: key('country', country), ...(months === undefined ? {} : { warranty: `${months} month` }), ...(weight === undefined ? {} : { weight }) };
}

/**
 * A description of two to four sentences: one opening, two or three of the facts (their order is kept), at times a closing.
 * Every sentence states only what the card's attributes hold.
 */
export function describe(r: Random, open: readonly [Text, ...Text[]], facts: readonly (Text | false)[], close: readonly Text[]): Text {
  const known = facts.filter((x) => x !== false);
  const said = [r.pick(open), ...r.some(known, r.chance(0.6) ? 2 : 1)];
  const [first, ...rest] = close;
  if (first !== undefined && (said.length < 3 || r.chance(0.45))) said.push(r.pick([first, ...rest]));
  return t(said.map((s) => s.ru).join(' '), articles(said.map((s) => s.en).join(' ')));
}

/** Puts “a” or “an” by the sound of the next word, so that sentences may be built from any colour, number or name. */
export function articles(en: string): string {
  return en.replace(/\b(A|a)n? (\S+)/g, (_, a: string, word: string) => {
    const vowel = /^(8\D?|8\d+|11\D|18\D|[aeioAEIO]|u(?!ni|se)|hour|(IPS|HD|LED|MDF)\b)/.test(word) && !/^(one|once|euro|Euro)/.test(word);
    return `${a}${vowel ? 'n' : ''} ${word}`;
  });
}

/** Closing sentences that suit nearly any device. */
export const closing = (country: Country, months: number): Text[] => [warrantyLine(months), madeIn(country)];

/** One to `most` colours of a palette, the order of the palette kept. */
export function palette(r: Random, from: readonly Color[], most: number): Color[] {
  return r.some(from, r.int(1, most));
}
