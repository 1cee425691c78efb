import { parsePrice } from '@yarmarka/kernel';
import { labelKey, type OptionLookup, type ParseProblem, parseValue } from '@yarmarka/taxonomy/check';
import type { SchemaAttribute, TextValue, Value } from '@yarmarka/taxonomy/schemas';
import { CLEAR_WORD, type ColumnMapping, type Fix, type RowIssue, type RowSeverity } from '../schemas.ts';

/** What a cell says: nothing, "empty the value", a value, or a complaint. */
export type Cell<T> =
  | { readonly kind: 'blank' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'wrong'; readonly issue: RowIssue };
/** Fixes of one column, by the folded text they stand for. */
export type Fixes = ReadonlyMap<string, Fix>;
export const fixKey = (text: string): string => labelKey(text).slice(0, 500);

const BLANK = { kind: 'blank' } as const;
const CLEAR = { kind: 'clear' } as const;
const value = <T>(v: T): Cell<T> => ({ kind: 'value', value: v });

export function issueAt(
  column: ColumnMapping,
  code: string,
  text: string,
  more: Partial<Pick<RowIssue, 'attributeNo' | 'params' | 'suggestions'>> = {},
  severity: RowSeverity = 'error',
): RowIssue {
  return { column: column.column, header: column.header, attributeNo: null, code, severity, value: text.slice(0, 1000), ...more };
}
const wrong = (issue: RowIssue): { kind: 'wrong'; issue: RowIssue } => ({ kind: 'wrong', issue });

/** A service cell's text after what the seller decided about it. */
export function fixedText(text: string, fixes: Fixes | undefined): string {
  const fix = fixes?.get(fixKey(text));
  if (fix?.kind === 'clear') return '';
  return fix?.kind === 'text' ? fix.text : text;
}

/** A price above zero, in kopecks. */
export function readPrice(column: ColumnMapping, raw: string, fixes?: Fixes): Cell<number> {
  const text = fixedText(raw.trim(), fixes);
  if (text === '') return BLANK;
  if (text === CLEAR_WORD) return CLEAR;
  const price = parsePrice(text);
  return price === undefined || price <= 0 || price > 10_000_000_000 ? wrong(issueAt(column, 'price_wrong', raw.trim())) : value(price);
}

/** Whole pieces from zero up; a spreadsheet's "12.0" is twelve. */
export function readStock(column: ColumnMapping, raw: string, fixes?: Fixes): Cell<number> {
  const text = fixedText(raw.trim(), fixes);
  if (text === '') return BLANK;
  const digits = text.replaceAll(/[\s\u00a0\u202f]|шт\.?$|pcs\.?$/giu, '').replace(/[.,]0+$/, '');
  return /^\d{1,8}$/.test(digits) && Number(digits) <= 10_000_000 ? value(Number(digits)) : wrong(issueAt(column, 'stock_wrong', raw.trim()));
}

const BARE_NUMBERS = /^[\d\s\u00a0\u202f.,+\-–−]+$/u;

export type Reading = {
  readonly attribute: SchemaAttribute;
  readonly column: ColumnMapping;
  readonly lookup: OptionLookup;
  readonly fixes?: Fixes | undefined;
  readonly locale: 'ru' | 'en';
};

/** Reads an attribute's cell: what the seller decided about its text first, then taxonomy's parser; of several values in one cell each may have been decided about. */
export function readAttribute(reading: Reading, raw: string): Cell<Value> {
  const { attribute, column, fixes } = reading;
  const whole = fixes?.get(fixKey(raw));
  if (whole?.kind === 'clear') return BLANK;
  if (whole?.kind === 'option') return value(attribute.maxValues === 1 ? whole.token : [whole.token]);
  if (whole?.kind === 'custom') return value(attribute.maxValues === 1 ? { c: raw.trim() } : [{ c: raw.trim() }]);
  let text = whole?.kind === 'text' ? whole.text : raw.trim();
  if (text === '') return BLANK;
  if (text === CLEAR_WORD) return CLEAR;
  for (let attempt = 0; ; attempt++) {
    const result = parseValue(attribute, withUnit(attribute, column, text), decided(reading), {
      locale: attribute.localised ? (column.language ?? reading.locale) : reading.locale,
    });
    if (result.ok) return value(result.value);
    if (result.code === 'empty') return BLANK;
    const part = String(result.params.value ?? text);
    const fix = attempt < 50 && part !== text ? fixes?.get(fixKey(part)) : undefined;
    if (fix?.kind !== 'clear' && fix?.kind !== 'text') return wrong(parseIssue(reading, result, part));
    text = text.replace(part, fix.kind === 'text' ? fix.text : '').trim();
    if (text === '') return BLANK;
  }
}

/** A unit that stands in the column's name belongs to every number that has none of its own. */
function withUnit(attribute: SchemaAttribute, column: ColumnMapping, text: string): string {
  return column.unit !== undefined && (attribute.type === 'number' || attribute.type === 'range') && BARE_NUMBERS.test(text) ? `${text} ${column.unit}` : text;
}

/** The category's options, and before them what the seller said a name means. */
function decided({ attribute, lookup, fixes }: Reading): OptionLookup {
  if (!fixes || fixes.size === 0 || attribute.type !== 'list') return lookup;
  return {
    entries: lookup.entries,
    byLabel: (no, key) => {
      const fix = no === attribute.no ? fixes.get(key) : undefined;
      return fix?.kind === 'option' ? [fix.token] : lookup.byLabel(no, key);
    },
  };
}

const parseIssue = ({ attribute, column }: Reading, problem: ParseProblem, part: string): RowIssue =>
  issueAt(column, problem.code, part, {
    attributeNo: attribute.no,
    params: problem.params,
    ...(problem.suggestions && problem.suggestions.length > 0 ? { suggestions: problem.suggestions.slice(0, 5) } : {}),
  });

/** Joins what several columns say of one localised text; an emptied language stays in as a blank, so that it empties the card's too. */
export function joinText(known: Value | undefined, next: Value, language: 'ru' | 'en' | undefined): Value {
  const texts = { ...(typeof known === 'object' && !Array.isArray(known) ? (known as TextValue) : {}) };
  const given = next as TextValue;
  return { ...texts, ...given, ...(language !== undefined && given[language] === undefined && Object.keys(given).length === 0 ? { [language]: '' } : {}) };
}
