import { labelKey, type OptionLookup, type Suggestion, suggestOptions } from './option-lookup.ts';
import { type DateProblem, parseDate } from './parse-date.ts';
import { type NumberProblem, parseNumber, parseRange } from './parse-number.ts';
import { type Custom, NO_ENTRY, type SchemaAttribute, type TextValue, tokenOf, type Value, YES_ENTRY } from './schemas.ts';

export type ParseCode = 'empty' | 'unknown_option' | 'ambiguous_option' | 'one_only' | 'not_yes_or_no' | NumberProblem['code'] | DateProblem['code'];
export type ParseProblem = {
  readonly ok: false;
  readonly code: ParseCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly suggestions?: readonly Suggestion[];
};
export type ParseResult = { readonly ok: true; readonly value: Value } | ParseProblem;
/** `locale`: the language a plain text is in, and how numbers and dates are read where languages differ. */
export type ParseOptions = { readonly locale: 'ru' | 'en' };

/** Separates the Russian text from the English one in a single cell. */
export const LANGUAGE_MARK = '|||';

const YES = new Set(['да', 'есть', 'yes', 'y', 'true', '1', '+', 'истина', 'д', '✓', '✔', 'on']);
const NO = new Set(['нет', 'no', 'n', 'false', '0', '-', 'ложь', 'н', 'off']);

const fail = (code: ParseCode, params: ParseProblem['params'] = {}, suggestions?: readonly Suggestion[]): ParseProblem => ({
  ok: false,
  code,
  params,
  ...(suggestions ? { suggestions } : {}),
});
const done = (value: Value): ParseResult => ({ ok: true, value });
const result = (value: Value | NumberProblem | DateProblem): ParseResult =>
  typeof value === 'object' && 'code' in value ? fail(value.code, value.params) : done(value);

/**
 * Reads what a seller typed into one field or cell. The result has the right shape; whether the category allows it is the checker's to say. A blank text is the problem 'empty':
 * callers treat a blank cell as no value.
 */
export function parseValue(attribute: SchemaAttribute, text: string, lookup: OptionLookup, options: ParseOptions): ParseResult {
  if (text.trim() === '') return fail('empty');
  switch (attribute.type) {
    case 'list':
      return attribute.maxValues === 1 ? parseChoice(attribute, text, lookup, options) : parseChoices(attribute, text, lookup, options);
    case 'boolean':
      return parseBoolean(attribute, text);
    case 'number':
      return result(parseNumber(attribute, text, options.locale));
    case 'range':
      return result(parseRange(attribute, text, options.locale));
    case 'date':
      return result(parseDate(text, options.locale));
    case 'text':
      if (attribute.localised) return parseLocalised(text, options);
      return attribute.maxValues === 1 ? done(cleanText(text)) : done([...new Set(splitValues(text).map(cleanText))]);
  }
}

/** Trimmed, one form of each letter, one kind of line end. */
const cleanText = (text: string): string => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim();

function parseLocalised(text: string, { locale }: ParseOptions): ParseResult {
  const at = text.indexOf(LANGUAGE_MARK);
  const typed: TextValue = at === -1 ? { [locale]: text } : { ru: text.slice(0, at), en: text.slice(at + LANGUAGE_MARK.length) };
  const filled = Object.entries(typed).map(([language, part]) => [language, cleanText(part)] as const);
  const value = Object.fromEntries(filled.filter(([, part]) => part !== '')) as TextValue;
  return Object.keys(value).length === 0 ? fail('empty') : done(value);
}

function parseBoolean(a: SchemaAttribute, text: string): ParseResult {
  const word = labelKey(text);
  if (YES.has(word)) return done(tokenOf(a.no, YES_ENTRY));
  return NO.has(word) ? done(tokenOf(a.no, NO_ENTRY)) : fail('not_yes_or_no', { value: text.trim() });
}

/** The options a category offers where the schema lists them itself; longer lists are the checker's. */
const offered = (a: SchemaAttribute): ReadonlySet<number> | undefined => (Array.isArray(a.options) ? new Set(a.options as number[]) : undefined);

/** Options called so: those this category offers before all others. */
function tokensFor(a: SchemaAttribute, text: string, lookup: OptionLookup): readonly number[] {
  const tokens = lookup.byLabel(a.no, labelKey(text));
  const allowed = tokens.length > 1 ? offered(a) : undefined;
  const here = allowed ? tokens.filter((t) => allowed.has(t)) : tokens;
  return here.length > 0 ? here : tokens;
}

function parseItem(a: SchemaAttribute, text: string, lookup: OptionLookup, { locale }: ParseOptions): number | Custom | ParseProblem {
  const value = cleanText(text);
  const tokens = tokensFor(a, value, lookup);
  const [token] = tokens;
  if (token !== undefined && tokens.length === 1) return token;
  if (tokens.length > 1) {
    const candidates = lookup.entries(a.no).filter((e) => tokens.includes(e.token));
    return fail(
      'ambiguous_option',
      { value, keys: candidates.map((e) => e.key).join(', ') },
      candidates.map((e) => ({ token: e.token, label: e.key })),
    );
  }
  if (a.custom) return { c: value };
  return fail('unknown_option', { value }, suggestOptions(lookup, a.no, value, locale, offered(a)));
}

function parseChoice(a: SchemaAttribute, text: string, lookup: OptionLookup, options: ParseOptions): ParseResult {
  // «красный; синий» in a single choice is a mistake to tell, not a custom value to take.
  const parts = tokensFor(a, text, lookup).length > 0 ? [] : splitValues(text);
  if (parts.length > 1 && parts.every((p) => tokensFor(a, p, lookup).length > 0)) return fail('one_only', { value: text.trim(), count: parts.length });
  const item = parseItem(a, text, lookup, options);
  return typeof item === 'object' && 'ok' in item ? item : done(item);
}

function parseChoices(a: SchemaAttribute, text: string, lookup: OptionLookup, options: ParseOptions): ParseResult {
  const items: (number | Custom)[] = [];
  for (const part of choicesIn(a, text, lookup)) {
    const item = parseItem(a, part, lookup, options);
    if (typeof item === 'object' && 'ok' in item) return item;
    if (!items.some((known) => (typeof known === 'number' || typeof item === 'number' ? known === item : known.c === item.c))) items.push(item);
  }
  return items.length === 0 ? fail('empty') : done(items);
}

/** The parts of a multiple choice. A label that holds a separator is one part; commas separate only when every part is known. */
function choicesIn(a: SchemaAttribute, text: string, lookup: OptionLookup): string[] {
  if (tokensFor(a, text, lookup).length > 0) return [text];
  const parts = splitValues(text);
  const commas = parts.length === 1 ? text.split(',').filter((p) => p.trim() !== '') : [];
  return commas.length > 1 && commas.every((p) => tokensFor(a, p, lookup).length > 0) ? commas : parts;
}

/** Splits several values: by `;`, `|` or line ends. A value with one of these inside stands in double quotes, doubled inside. */
export function splitValues(text: string): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const [quoted, inner] = /^"((?:[^"]|"")*)"\s*(?:[;|\n]|$)/.exec(rest) ?? [];
    const plain = /^[^;|\n]*/.exec(rest)?.[0] ?? '';
    const part = inner === undefined ? plain.trim() : inner.replaceAll('""', '"');
    if (part.trim() !== '') parts.push(part);
    rest = rest.slice(quoted === undefined ? plain.length + 1 : quoted.length).trimStart();
  }
  return parts;
}

/** The inverse of splitValues. */
export const joinValues = (parts: readonly string[]): string =>
  parts.map((p) => (/[;|\n]/.test(p) || p.startsWith('"') ? `"${p.replaceAll('"', '""')}"` : p)).join('; ');
