import { findUnit } from '@yarmarka/taxonomy/check';
import { UNIT_BY_CODE, UNITS, type Unit } from '@yarmarka/taxonomy/schemas';
import { stem, tokensOf } from './words.ts';

export type Locale = 'ru' | 'en';
/** A number found in a text. */
export type FoundNumber = {
  /** With its unit, when one stands behind it. */
  readonly start: number;
  readonly end: number;
  readonly numberEnd: number;
  readonly raw: string;
  /** NaN: digits that are no number, as in 802.11.2. */
  readonly v: number;
  /** Several when the spelling is ambiguous («г»: gram, year). Empty: no unit. */
  readonly units: readonly Unit[];
  /** The unit may not be meant: its spelling is also a word («в», "in"), or it stands behind the next number only («42 и 128 ГБ»). */
  readonly doubtful: boolean;
  /** Letters and digits of the one word it stands in: "5G", "1255U". */
  readonly word: string | undefined;
  /** A word that is no unit follows at once: the number counts it, "2 cameras". */
  readonly counts: boolean;
  /** «12 128» may be one number or two. */
  readonly parts: readonly string[];
};

const NUMBER = /\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*/gu;
/** Between two numbers that share the unit of the second: «от 5 до 40 °C», "30 × 20 cm". */
const JOINED = /^\s*(?:[-–—…×xх*/,+~]|\.{2,3}|до|по|и|или|на|to|and|or|by)\s*$/iu;
const SOFT_WORDS = /^(?:[-–—…×]|(?:до|по|и|или|на|от|to|and|or|by|from|x|х|а|но|с|в|при|with|for|at)(?![\p{L}\d]))/iu;
/** Spellings of units that are words too. */
const WORDS_TOO = new Set(['в', 'с', 'к', 'а', 'л', 'in', 'a', 'x', 'х', 'раз', 'd', 't', 'д', 'т']);
const ORDINAL = /^(?:-(?:й|я|е|го|му|м|х|ми|ю|ти|и)|st|nd|rd|th)(?![\p{L}\d])/iu;

/** Adjectives of units: «15,6-дюймовый». */
const ADJECTIVES: readonly (readonly [string, string])[] = [
  ['миллиметров', 'mm'],
  ['сантиметров', 'cm'],
  ['километров', 'km'],
  ['метров', 'm'],
  ['дюймов', 'in'],
  ['миллиграммов', 'mg'],
  ['килограммов', 'kg'],
  ['граммов', 'g'],
  ['тонн', 't'],
  ['миллилитров', 'ml'],
  ['литров', 'l'],
  ['киловаттн', 'kW'],
  ['ваттн', 'W'],
  ['вольтов', 'V'],
  ['гигагерцов', 'GHz'],
  ['мегагерцов', 'MHz'],
  ['герцов', 'Hz'],
  ['гигабайтн', 'GB'],
  ['гигабайтов', 'GB'],
  ['терабайтн', 'TB'],
  ['мегабайтн', 'MB'],
  ['минутн', 'min'],
  ['часов', 'h'],
  ['дневн', 'day'],
  ['месячн', 'month'],
  ['летн', 'year'],
  ['градусн', 'deg'],
  ['процентн', 'pct'],
  ['мегапиксельн', 'Mpx'],
];

/** Words that are numbers, by stem; «один» and "one" say too little. */
const SPELLED = new Map<string, number>();
for (const [v, ...words] of [
  [2, 'два', 'две', 'двух', 'двум', 'двумя', 'two'],
  [3, 'три', 'трех', 'трем', 'тремя', 'three'],
  [4, 'четыре', 'четырех', 'четырем', 'четырьмя', 'four'],
  [5, 'пять', 'пяти', 'пятью', 'five'],
  [6, 'шесть', 'шести', 'шестью', 'six'],
  [7, 'семь', 'семи', 'семью', 'seven'],
  [8, 'восемь', 'восьми', 'восемью', 'eight'],
  [9, 'девять', 'девяти', 'девятью', 'nine'],
  [10, 'десять', 'десяти', 'десятью', 'ten'],
  [12, 'двенадцать', 'двенадцати', 'twelve'],
  [20, 'двадцать', 'двадцати', 'twenty'],
  [100, 'сто', 'ста', 'hundred'],
  [1000, 'тысяча', 'тысячи', 'тысяч', 'thousand'],
] as const)
  for (const word of words) SPELLED.set(word, v);

/** As people of the language write it: one comma or point is the decimal sign, except in English a comma before exactly three digits. */
export function readNumber(raw: string, locale: Locale): number {
  const digits = raw.replaceAll(/[ \u00a0\u202f'’]/g, '');
  if (locale === 'en' && /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return Number(digits.replaceAll(',', ''));
  return /^\d+(?:[.,]\d+)?$/.test(digits) ? Number(digits.replace(',', '.')) : Number.NaN;
}

type UnitMatch = { readonly units: readonly Unit[]; readonly end: number; readonly doubtful: boolean };

/** The unit written directly behind a number, the longest spelling that fits; "/h" and its like behind it make it another unit. */
function unitAt(text: string, from: number): UnitMatch | undefined {
  const start = from + (/^(?:\s{1,2}|-)/u.exec(text.slice(from))?.[0].length ?? 0);
  const adjective = /^[а-яё]+/iu.exec(text.slice(start))?.[0].toLowerCase();
  const found = adjective && ADJECTIVES.find(([word]) => adjective.startsWith(word) && adjective.length > word.length);
  const unit = found && UNIT_BY_CODE.get(found[1]);
  if (unit && adjective) return { units: [unit], end: start + adjective.length, doubtful: false };
  for (let length = Math.min(22, text.length - start); length > 0; length--) {
    const piece = text.slice(start, start + length);
    const next = text.slice(start + length, start + length + 2);
    if (/[\p{L}\d²³]$/u.test(piece) && /^[\p{L}\d²³]/u.test(next)) continue;
    if (/\s$|^\s|[;:!?\n]|\s\d|\.\s\p{Lu}|(?:^|\s)\p{L}\s\p{L}(?:\s|$)/u.test(piece) || /^[/·*][\p{L}]/u.test(next)) continue;
    if (!findUnit(piece, UNITS)) continue;
    const units = UNITS.filter((u) => findUnit(piece, [u]) !== undefined);
    // A full stop belongs to the sentence, unless only an abbreviation has it.
    return { units, end: start + length - (piece.endsWith('.') ? 1 : 0), doubtful: WORDS_TOO.has(piece.toLowerCase()) };
  }
  return bentUnit(text, start);
}

/** A unit's name in a case its list of spellings leaves out: «в 40 градусах», «в 2024 году». */
function bentUnit(text: string, start: number): UnitMatch | undefined {
  const word = /^[а-яё]{4,}/iu.exec(text.slice(start))?.[0];
  if (!word) return undefined;
  const units = UNITS.filter((u) => findUnit(stem(word), [u]) !== undefined);
  return units.length > 0 ? { units, end: start + word.length, doubtful: false } : undefined;
}

const wordAround = (text: string, start: number, end: number): string | undefined => {
  const word = `${/[\p{L}\d]*$/u.exec(text.slice(Math.max(0, start - 40), start))?.[0] ?? ''}${text.slice(start, end)}${/^[\p{L}\d]*/u.exec(text.slice(end, end + 40))?.[0] ?? ''}`;
  return /\p{L}/u.test(word) ? word : undefined;
};

function found(text: string, start: number, end: number, v: number, word: string | undefined): FoundNumber {
  const ordinal = ORDINAL.exec(text.slice(end))?.[0].length ?? 0;
  const unit = ordinal > 0 ? undefined : unitAt(text, end);
  const after = text.slice(end + ordinal).trimStart();
  return {
    start,
    end: unit?.end ?? end + ordinal,
    numberEnd: end,
    raw: text.slice(start, end),
    v,
    units: unit?.units ?? [],
    doubtful: unit?.doubtful ?? false,
    word: ordinal > 0 ? undefined : word,
    counts: !unit && ordinal === 0 && /^\p{L}/u.test(after) && !SOFT_WORDS.test(after),
    parts: text.slice(start, end).includes(' ') ? text.slice(start, end).split(' ') : [],
  };
}

/** Every number of a text with the unit it is given, numbers written as words too. A number without a unit takes that of the next one it is joined to. */
export function scanNumbers(text: string, locale: Locale): FoundNumber[] {
  const numbers: FoundNumber[] = [];
  for (const m of text.matchAll(NUMBER)) {
    const [start, end] = [m.index, m.index + m[0].length];
    const before = text.slice(Math.max(0, start - 2), start);
    if (/[\p{L}\d]$/u.test(before)) continue;
    const minus = /(?:^|[\s(«"от…–])[-−]$/u.test(before);
    const v = readNumber(m[0], locale) * (minus ? -1 : 1);
    numbers.push(found(text, minus ? start - 1 : start, end, v, wordAround(text, start, end)));
  }
  for (const t of tokensOf(text)) {
    const v = SPELLED.get(text.slice(t.start, t.end).toLowerCase().replaceAll('ё', 'е'));
    if (v !== undefined) numbers.push(found(text, t.start, t.end, v, undefined));
  }
  numbers.sort((a, b) => a.start - b.start);
  return withSharedUnits(
    text,
    numbers.filter((n, i) => !numbers.slice(0, i).some((m) => n.start < m.end)),
  );
}

function withSharedUnits(text: string, numbers: readonly FoundNumber[]): FoundNumber[] {
  const shared = [...numbers];
  for (let i = shared.length - 2; i >= 0; i--) {
    const [here, next] = [shared[i], shared[i + 1]];
    if (!here || !next || next.units.length === 0) continue;
    if (here.units.length > 0 && !here.doubtful) continue;
    const between = text.slice(here.numberEnd, next.start);
    if (JOINED.test(between)) shared[i] = { ...here, units: next.units, doubtful: true, counts: false, end: here.numberEnd };
  }
  return shared;
}

/** Words of letters and digits that begin with a letter: X515, i7, IP68. */
export function scanCodes(text: string): { readonly start: number; readonly end: number; readonly word: string }[] {
  return [...text.matchAll(/(?<![\p{L}\d])\p{L}+\d[\p{L}\d]*/gu)].map((m) => ({ start: m.index, end: m.index + m[0].length, word: m[0] }));
}

const LOOKALIKE: Readonly<Record<string, string>> = { а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x' };
/** One spelling of a code: case does not count, nor whether К, М or Х is Latin or Russian. */
export const codeKey = (word: string): string => word.toLowerCase().replaceAll(/[авекмнорстух]/g, (c) => LOOKALIKE[c] ?? c);
