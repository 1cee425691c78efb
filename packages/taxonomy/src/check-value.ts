import { isFilled } from './conditions.ts';
import { baseOf, fromBase, unitsOf, unitToShow } from './quantity.ts';
import { attributeOfToken, type IssueCode, NO_ENTRY, type OptionLists, type SchemaAttribute, tokenOf, YES_ENTRY } from './schemas.ts';
import { UNIT_BY_CODE, type Unit } from './units.ts';

export type Problem = { readonly code: IssueCode; readonly params?: Readonly<Record<string, string | number>> };
/** Judges one value of one attribute; nothing wrong gives an empty list. */
export type ValueCheck = (value: unknown) => Problem[];

/** A custom value may be this many code points long. */
export const CUSTOM_MAX = 200;
const LOWEST_BRAND = -2_147_483_648;
const OK: Problem[] = [];
const one = (code: IssueCode, params?: Problem['params']): Problem[] => [params ? { code, params } : { code }];

/** The check of an attribute's own value. Throws when the schema names a list that is not given, or a pattern that is no regular expression (publishing refuses both). */
export function compileValue(attribute: SchemaAttribute, lists: OptionLists): ValueCheck {
  switch (attribute.type) {
    case 'list':
      return several(attribute, listItem(attribute, allowedTokens(attribute, lists)));
    case 'boolean':
      return (value) => (value === tokenOf(attribute.no, NO_ENTRY) || value === tokenOf(attribute.no, YES_ENTRY) ? OK : one('wrong_type'));
    case 'text':
      return attribute.localised ? localisedText(attribute) : several(attribute, plainText(attribute));
    case 'number':
      return numberValue(attribute);
    case 'range':
      return rangeValue(attribute);
    case 'date':
      return (value) => (typeof value === 'string' && isCalendarDate(value) ? OK : one('wrong_type'));
  }
}

/** Characters as people count them (code points, not UTF-16 units). */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) count--;
  return count;
}
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** `YYYY-MM-DD` of the Gregorian calendar, years 0001 to 9999. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

// PostgreSQL's jsonb stores neither NUL nor half a surrogate pair.
const storable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Only the named keys, each a number or a string as told; a key that holds undefined counts as absent. */
function shape(value: unknown, keys: Readonly<Record<string, 'number' | 'string' | 'string?'>>): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const held = value as Record<string, unknown>;
  for (const key of Object.keys(held)) if (held[key] !== undefined && !Object.hasOwn(keys, key)) return undefined;
  for (const [key, type] of Object.entries(keys)) {
    const part = held[key];
    if (part === undefined && type === 'string?') continue;
    if (type === 'number' ? typeof part !== 'number' || !Number.isFinite(part) : typeof part !== 'string') return undefined;
  }
  return held;
}

function several(attribute: SchemaAttribute, item: ValueCheck): ValueCheck {
  const { maxValues } = attribute;
  if (maxValues === 1) return item;
  return (value) => {
    if (!Array.isArray(value)) return one('wrong_type');
    if (value.length === 0) return one('empty');
    const problems: Problem[] = value.length > maxValues ? one('too_many', { max: maxValues, count: value.length }) : [];
    const seen = new Set<string>();
    for (const [index, part] of (value as unknown[]).entries()) {
      for (const p of item(part)) problems.push({ code: p.code, params: { ...p.params, index } });
      const key = JSON.stringify(part);
      if (seen.has(key)) problems.push({ code: 'repeated', params: { index } });
      seen.add(key);
    }
    return problems;
  };
}

const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

/** The tokens an attribute offers, or 'brands'. */
function allowedTokens(attribute: SchemaAttribute, lists: OptionLists): ReadonlySet<number> | 'brands' {
  const { options } = attribute;
  if (options === 'brands') return 'brands';
  const tokens = options === undefined ? [] : 'hash' in options ? lists[options.hash] : options;
  if (!tokens) throw new Error(`the schema names an option list that was not given (attribute ${attribute.no})`);
  let set = sets.get(tokens);
  if (!set) sets.set(tokens, (set = new Set(tokens)));
  return set;
}

function listItem(attribute: SchemaAttribute, allowed: ReadonlySet<number> | 'brands'): ValueCheck {
  return (value) => {
    if (typeof value === 'number') {
      if (!Number.isInteger(value)) return one('wrong_type');
      if (allowed === 'brands') return value < 0 && value >= LOWEST_BRAND ? OK : one('unknown_option', { token: value });
      if (allowed.has(value)) return OK;
      return one(attributeOfToken(value) === attribute.no ? 'option_not_allowed' : 'unknown_option', { token: value });
    }
    const c = shape(value, { c: 'string' })?.c;
    if (typeof c !== 'string' || !storable(c)) return one('wrong_type');
    if (!attribute.custom) return one('custom_not_allowed', { value: c });
    if (c.trim() === '') return one('empty');
    if (c !== c.trim()) return one('wrong_type');
    return codePoints(c) > CUSTOM_MAX ? one('too_long', { max: CUSTOM_MAX, length: codePoints(c) }) : OK;
  };
}

/** What length and pattern say of one text. A pattern is searched for, as in JSON Schema: it must itself say ^ and $ to mean the whole text. */
function textRules(attribute: SchemaAttribute): (text: string, params: Record<string, string>) => Problem[] {
  const { maxLength } = attribute;
  const pattern = attribute.pattern === undefined ? undefined : new RegExp(attribute.pattern, 'u');
  return (text, params) => {
    if (!storable(text)) return one('wrong_type', params);
    const problems: Problem[] = [];
    if (maxLength !== undefined && codePoints(text) > maxLength)
      problems.push({ code: 'too_long', params: { ...params, max: maxLength, length: codePoints(text) } });
    if (pattern && text.trim() !== '' && !pattern.test(text)) problems.push({ code: 'pattern', params: { ...params, pattern: pattern.source } });
    return problems;
  };
}

function plainText(attribute: SchemaAttribute): ValueCheck {
  const rules = textRules(attribute);
  return (value) => {
    if (typeof value !== 'string') return one('wrong_type');
    return isFilled(value) ? rules(value, {}) : one('empty');
  };
}

function localisedText(attribute: SchemaAttribute): ValueCheck {
  const rules = textRules(attribute);
  return (value) => {
    const text = shape(value, { ru: 'string?', en: 'string?' });
    if (!text) return one('wrong_type');
    const { ru, en } = text as { readonly ru?: string; readonly en?: string };
    if (!ru?.trim() && !en?.trim()) return one('empty');
    return [...(ru === undefined ? [] : rules(ru, { language: 'ru' })), ...(en === undefined ? [] : rules(en, { language: 'en' }))];
  };
}

/** Finds the unit of a value; a code it may not have is a problem that names the allowed ones. */
function unitRule(attribute: SchemaAttribute): (code: unknown) => Problem | { readonly unit: Unit | undefined } {
  const allowed = new Set(unitsOf(attribute).map((u) => u.code));
  return (code) => {
    if (code === undefined && attribute.family === undefined) return { unit: undefined };
    if (typeof code === 'string' && allowed.has(code)) return { unit: UNIT_BY_CODE.get(code) };
    return { code: 'unit', params: { units: [...allowed].join(' '), ...(typeof code === 'string' ? { unit: code } : {}) } };
  };
}

/** Bounds hold in base unit; the problem names them in the unit people see. */
function boundsRule(attribute: SchemaAttribute): (from: number, to: number) => Problem[] {
  const { min, max } = attribute;
  const shown = unitToShow(attribute);
  const unit: Record<string, string> = shown ? { unit: shown.code } : {};
  return (from, to) => {
    const problems: Problem[] = [];
    if (min !== undefined && from < min) problems.push({ code: 'too_small', params: { min: fromBase(min, shown), ...unit } });
    if (max !== undefined && to > max) problems.push({ code: 'too_large', params: { max: fromBase(max, shown), ...unit } });
    return problems;
  };
}

function numberValue(attribute: SchemaAttribute): ValueCheck {
  const unitOf = unitRule(attribute);
  const bounds = boundsRule(attribute);
  return (value) => {
    const parts = shape(value, { n: 'number', v: 'number', u: 'string?' });
    if (!parts) return one('wrong_type');
    const { n, v } = parts as { readonly n: number; readonly v: number };
    const found = unitOf(parts.u);
    if ('code' in found) return [found];
    return n === baseOf(v, found.unit) ? bounds(n, n) : one('wrong_type', { base: n });
  };
}

function rangeValue(attribute: SchemaAttribute): ValueCheck {
  const unitOf = unitRule(attribute);
  const bounds = boundsRule(attribute);
  return (value) => {
    const parts = shape(value, { from: 'number', to: 'number', vf: 'number', vt: 'number', u: 'string?' });
    if (!parts) return one('wrong_type');
    const { from, to, vf, vt } = parts as { readonly from: number; readonly to: number; readonly vf: number; readonly vt: number };
    const found = unitOf(parts.u);
    if ('code' in found) return [found];
    if (from !== baseOf(vf, found.unit) || to !== baseOf(vt, found.unit)) return one('wrong_type', { base: from });
    return from > to ? one('ends_order') : bounds(from, to);
  };
}
