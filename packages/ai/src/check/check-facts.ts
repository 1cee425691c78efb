import { toBase, UNIT_BY_CODE, type Unit } from '@yarmarka/taxonomy/schemas';
import type { Fact, FactSheet } from '../facts/fact.ts';
import type { FactFlag, FactTrace } from '../schemas.ts';
import { codeKey, type FoundNumber, type Locale, scanCodes, scanNumbers } from './numbers.ts';
import { PhraseIndex } from './phrases.ts';
import { patternOf, tokensOf } from './words.ts';

export type FactCheck = { readonly flags: FactFlag[]; readonly spans: FactTrace[] };
/** Judges one text. Pure; made once for a card by `compileFacts`. */
export type FactChecker = (text: string, locale: Locale) => FactCheck;

type Quantity = { readonly v: number; readonly unit: Unit | undefined; readonly attributeNo: number };
type Compiled = {
  readonly quantities: readonly Quantity[];
  /** Words with digits (codes), and digits that are no number, as the card writes them -> the attribute. */
  readonly codes: ReadonlyMap<string, number>;
  readonly phrases: PhraseIndex<number>;
  readonly vocabulary: PhraseIndex<null>;
  /** Free texts of the card, and words that claim nothing (labels, the category), as patterns. */
  readonly prose: readonly { readonly pattern: readonly string[]; readonly attributeNo: number }[];
};

/** Labels that say nothing by themselves, or too much to look for. */
const EMPTY_WORDS = new Set([
  'да',
  'нет',
  'есть',
  'другое',
  'другой',
  'прочее',
  'иное',
  'любой',
  'все',
  'без',
  'yes',
  'no',
  'other',
  'none',
  'any',
  'all',
  'on',
  'off',
  'n/a',
]);
const onlyQuantity = (label: string): boolean => {
  const rest = label.trim().replace(/^[\d\s.,+-]+/u, '');
  return rest === '' || (/^\d/.test(label.trim()) && scanNumbers(label, 'ru').some((n) => n.units.length > 0 && n.end >= label.trim().length - 1));
};
const LONGER_THAN_CODES = /\p{L}/u;
/** NaN-safe equality to 12 digits. */
const same = (a: number, b: number): boolean => Number(a.toPrecision(12)) === Number(b.toPrecision(12));

/** A text's number counts a unit of things: «6 шт.» says no more than 6. */
const COUNTING = new Set(['count', 'magnification']);
/** A converted number may be rounded as it is written, but by no more than this share. */
const ROUNDING = 0.005;

/**
 * Makes the judge of texts about one card. A text may use: numbers of the card's facts (also in another unit of the family, rounded as written; both ends of a range; years of its
 * dates), codes that stand in its values, and options it has. Flagged are all other numbers, and all other options of the category's dictionary. Words that are neither are not judged.
 */
export function compileFacts(sheet: FactSheet): FactChecker {
  const compiled = compile(sheet);
  return (text, locale) => judge(compiled, text, locale);
}

function compile(sheet: FactSheet): Compiled {
  const quantities: Quantity[] = [];
  const codes = new Map<string, number>();
  const phrases = new PhraseIndex<number>();
  const prose: { pattern: readonly string[]; attributeNo: number }[] = [];
  const readText = (text: string, locale: Locale, attributeNo: number): void => {
    for (const n of scanNumbers(text, locale)) {
      if (Number.isNaN(n.v)) codes.set(codeKey(n.raw), attributeNo);
      if (n.word !== undefined) codes.set(codeKey(n.word), attributeNo);
      for (const unit of n.units.length > 0 ? n.units : [undefined]) quantities.push({ v: n.v, unit, attributeNo });
      if (n.doubtful) quantities.push({ v: n.v, unit: undefined, attributeNo });
      for (const part of n.parts) quantities.push({ v: Number(part), unit: undefined, attributeNo });
    }
    for (const { word } of scanCodes(text)) if (!codes.has(codeKey(word))) codes.set(codeKey(word), attributeNo);
  };
  const readWords = (text: string, attributeNo: number): void => {
    prose.push({ pattern: patternOf(text, tokensOf(text)), attributeNo });
  };
  for (const fact of sheet.facts) {
    for (const value of fact.values) {
      for (const q of value.quantities ?? [])
        quantities.push({ v: q.v, unit: q.u === undefined ? undefined : UNIT_BY_CODE.get(q.u), attributeNo: fact.attributeNo });
      for (const locale of ['ru', 'en'] as const) {
        const text = value[locale];
        if (value.quantities === undefined && value.date === undefined) readText(text, locale, fact.attributeNo);
        if (value.prose) readWords(text, fact.attributeNo);
        if (fact.type !== 'boolean' && (value.date !== undefined || !onlyQuantity(text))) phrases.add(text, fact.attributeNo);
      }
      if (value.date !== undefined) readDate(value.date, fact, quantities, phrases);
    }
    for (const locale of ['ru', 'en'] as const) {
      readText(fact.label[locale], locale, fact.attributeNo);
      readWords(fact.label[locale], 0);
    }
  }
  for (const locale of ['ru', 'en'] as const) {
    readText(sheet.category[locale], locale, 0);
    readWords(sheet.category[locale], 0);
  }
  const vocabulary = new PhraseIndex<null>();
  for (const option of sheet.vocabulary)
    for (const label of new Set([option.ru, option.en]))
      if (LONGER_THAN_CODES.test(label) && !EMPTY_WORDS.has(label.trim().toLowerCase()) && !onlyQuantity(label)) vocabulary.add(label, null);
  return { quantities, codes, phrases, vocabulary, prose };
}

function readDate(date: string, fact: Fact, quantities: Quantity[], phrases: PhraseIndex<number>): void {
  phrases.add(date, fact.attributeNo);
  const year = Number(date.slice(0, 4));
  quantities.push({ v: year, unit: undefined, attributeNo: fact.attributeNo }, { v: year, unit: UNIT_BY_CODE.get('year'), attributeNo: fact.attributeNo });
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return;
  for (const locale of ['ru', 'en-GB', 'en-US'])
    for (const month of ['long', 'short', '2-digit'] as const)
      phrases.add(at.toLocaleDateString(locale, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).replace(/\s*г\.$/, ''), fact.attributeNo);
}

function judge(facts: Compiled, text: string, locale: Locale): FactCheck {
  const flags: FactFlag[] = [];
  const spans: FactTrace[] = [];
  const flag = (start: number, end: number, kind: FactFlag['kind']) => flags.push({ locale, start, end, text: text.slice(start, end), kind });
  const trace = (start: number, end: number, attributeNo: number) => {
    if (attributeNo > 0) spans.push({ locale, start, end, attributeNo });
  };
  const covered: { start: number; end: number }[] = [];
  const within = (start: number, end: number): boolean => covered.some((c) => c.start <= start && end <= c.end);
  const tokens = tokensOf(text);
  const pattern = patternOf(text, tokens);
  const numbers = scanNumbers(text, locale);
  for (let i = 0; i < tokens.length; ) {
    const own = facts.phrases.at(text, tokens, pattern, i);
    const claim = facts.vocabulary.at(text, tokens, pattern, i);
    if (own && own.length >= (claim?.length ?? 0)) {
      trace(own.start, own.end, own.data);
      covered.push(own);
      i += own.length;
    } else if (claim && !numbers.some((n) => n.units.length > 0 && !n.doubtful && claim.start < n.end && n.numberEnd <= claim.start)) {
      const words = pattern.slice(i, i + claim.length);
      const known = facts.prose.find((p) => holds(p.pattern, words));
      if (known) trace(claim.start, claim.end, known.attributeNo);
      else flag(claim.start, claim.end, 'option');
      covered.push(claim);
      i += claim.length;
    } else i += 1;
  }
  for (const n of numbers) {
    if (within(n.start, n.numberEnd)) continue;
    const judged = factOfNumber(facts, n);
    if (judged.no === undefined) flag(n.start, judged.end, 'number');
    else trace(n.start, judged.end, judged.no);
    covered.push({ start: n.start, end: judged.end });
  }
  for (const { start, end, word } of scanCodes(text)) {
    if (within(start, end)) continue;
    const no = facts.codes.get(codeKey(word));
    if (no === undefined) flag(start, end, 'number');
    else trace(start, end, no);
  }
  const byPlace = (a: { start: number; end: number }, b: { start: number; end: number }) => a.start - b.start || a.end - b.end;
  return { flags: flags.toSorted(byPlace), spans: spans.toSorted(byPlace) };
}

/** The words stand one after another in a text of the card; the gap before the first does not matter. */
function holds(prose: readonly string[], wanted: readonly string[]): boolean {
  const word = (p: string | undefined): string => p?.slice(p.indexOf('\u0001')) ?? '';
  return prose.some((p, i) => word(p) === word(wanted[0]) && wanted.every((w, k) => k === 0 || prose[i + k] === w));
}

/** The attribute a number of a text comes from, and where its passage ends. */
function factOfNumber(facts: Compiled, n: FoundNumber): { readonly no: number | undefined; readonly end: number } {
  if (n.word !== undefined) {
    const code = facts.codes.get(codeKey(n.word));
    if (code !== undefined) return { no: code, end: Math.max(n.numberEnd, n.start + n.word.length) };
  }
  if (Number.isNaN(n.v)) return { no: facts.codes.get(codeKey(n.raw)), end: n.end };
  if (n.units.length > 0) {
    const no = withUnit(facts, n);
    if (no !== undefined) return { no, end: n.end };
    if (!n.doubtful) return { no: inParts(facts, n), end: n.end };
  }
  // Without a unit a number is one of the card's plain numbers; unless it counts something, it may also be one with a unit, said shorter.
  const plain = facts.quantities.find((q) => q.unit === undefined && same(q.v, n.v));
  const short = n.counts || n.doubtful ? undefined : facts.quantities.find((q) => q.unit !== undefined && same(q.v, n.v));
  return { no: (plain ?? short)?.attributeNo ?? inParts(facts, n), end: n.doubtful ? n.numberEnd : n.end };
}

function withUnit(facts: Compiled, n: FoundNumber): number | undefined {
  const families = new Set(n.units.map((u) => u.family));
  const typed = facts.quantities.find((q) => q.unit && n.units.includes(q.unit) && same(q.v, n.v));
  if (typed) return typed.attributeNo;
  const decimals = /[.,](\d+)$/.exec(n.raw)?.[1]?.length ?? 0;
  for (const q of facts.quantities) {
    if (!q.unit) {
      if ([...families].some((f) => COUNTING.has(f)) && same(q.v, n.v)) return q.attributeNo;
      continue;
    }
    for (const unit of n.units) {
      if (unit.family !== q.unit.family || unit === q.unit) continue;
      const [base, wanted] = [toBase(q.v, q.unit), toBase(n.v, unit)];
      const exact = (base - (unit.offset ?? 0)) / unit.factor;
      const rounded = Math.abs(exact - n.v) <= 0.5 * 10 ** -decimals + 1e-9 && Math.abs(exact - n.v) <= Math.abs(exact) * ROUNDING;
      if (same(base, wanted) || rounded) return q.attributeNo;
    }
  }
  return undefined;
}

/** «Redmi 12 128 ГБ»: what looks like 12,128 may be two numbers of the card. */
function inParts(facts: Compiled, n: FoundNumber): number | undefined {
  if (n.parts.length === 0) return undefined;
  const found = n.parts.map((part, i) => {
    const v = Number(part);
    const last = i === n.parts.length - 1;
    return facts.quantities.find((q) => same(q.v, v) && (last && n.units.length > 0 ? q.unit !== undefined && n.units.includes(q.unit) : q.unit === undefined));
  });
  return found.every((q) => q !== undefined) ? found[0]?.attributeNo : undefined;
}
