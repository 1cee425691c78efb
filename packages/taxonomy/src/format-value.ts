import { formatDate } from './parse-date.ts';
import { joinValues, LANGUAGE_MARK } from './parse-value.ts';
import { type Custom, NO_ENTRY, type NumberValue, type RangeValue, type SchemaAttribute, type TextValue, tokenOf, type Value, YES_ENTRY } from './schemas.ts';
import { unitAfter } from './unit-words.ts';

/** The label of an option's token, in the wanted language; undefined = not known here. */
export type OptionLabel = (token: number) => string | undefined;

const YES_NO = { ru: ['нет', 'да'], en: ['no', 'yes'] } as const;

/**
 * A value as people write it, for cells and sentences; `parseValue` in the same locale reads it back (texts trimmed, without `|||` inside, option labels that lead to one option).
 * A localised text with both languages gives "ru|||en"; shops show one language and take it from the value itself.
 */
export function formatValue(attribute: SchemaAttribute, value: Value, labels: OptionLabel, locale: 'ru' | 'en'): string {
  const item = (part: number | string | Custom): string =>
    typeof part === 'number' ? optionText(attribute, part, labels, locale) : typeof part === 'string' ? part : part.c;
  if (Array.isArray(value)) return joinValues((value as readonly (number | string | Custom)[]).map(item));
  if (typeof value === 'string') return attribute.type === 'date' ? formatDate(value, locale) : value;
  if (typeof value === 'number') return item(value);
  const held = value as Custom | NumberValue | RangeValue | TextValue;
  if ('c' in held) return held.c;
  if ('n' in held) return formatQuantity(held.v, held.u, locale);
  if ('from' in held) return formatEnds(held, locale);
  return formatText(held, locale);
}

function optionText(attribute: SchemaAttribute, token: number, labels: OptionLabel, locale: 'ru' | 'en'): string {
  if (attribute.type !== 'boolean') return labels(token) ?? `#${token}`;
  const [no, yes] = YES_NO[locale];
  return token === tokenOf(attribute.no, YES_ENTRY) ? yes : token === tokenOf(attribute.no, NO_ENTRY) ? no : `#${token}`;
}

function formatText({ ru, en }: TextValue, locale: 'ru' | 'en'): string {
  if (ru && en) return `${ru}${LANGUAGE_MARK}${en}`;
  if (locale === 'ru') return ru ?? `${LANGUAGE_MARK}${en ?? ''}`;
  return en ?? `${ru ?? ''}${LANGUAGE_MARK}`;
}

/** 12 500,5 or 12,500.5: grouped from five digits up; the true minus sign. */
export function formatNumber(v: number, locale: 'ru' | 'en'): string {
  const text = Math.abs(v) >= 1e-20 || v === 0 ? v.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 40 }) : String(v);
  const [, sign = '', whole = '', fraction = '', exponent = ''] = /^(-?)(\d+)(?:\.(\d+))?(e.*)?$/.exec(text) ?? [];
  const grouped = whole.length > 4 ? whole.replaceAll(/\B(?=(\d{3})+$)/g, locale === 'ru' ? '\u00a0' : ',') : whole;
  return `${sign ? '−' : ''}${grouped}${fraction ? (locale === 'ru' ? ',' : '.') + fraction : ''}${exponent}`;
}

/** A number with its unit: «15,6 дюйма», "2.2 kg". */
export const formatQuantity = (v: number, unit: string | undefined, locale: 'ru' | 'en'): string =>
  `${formatNumber(v, locale)}${unit === undefined ? '' : unitAfter(unit, v, locale)}`;

function formatEnds({ vf, vt, u }: RangeValue, locale: 'ru' | 'en'): string {
  // A dash between negative numbers reads as one more minus.
  const between = vf < 0 || vt < 0 ? '…' : '–';
  return `${formatNumber(vf, locale)}${between}${formatNumber(vt, locale)}${u === undefined ? '' : unitAfter(u, vt, locale)}`;
}
