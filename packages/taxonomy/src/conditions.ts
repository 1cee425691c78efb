import type { Attrs, Condition, SchemaAttribute, Value } from './schemas.ts';

const blank = (text: unknown): boolean => typeof text !== 'string' || text.trim() === '';

/** A value counts as filled unless it is absent, a blank text, a localised text blank in every language, or an empty list. */
export function isFilled(value: Value | null | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return !blank(value);
  if (typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.length > 0;
  // An object without a single number or filled text ({}, {ru: ''}) holds nothing.
  return Object.entries(value).some(([key, part]) => part !== undefined && ((key !== 'ru' && key !== 'en') || typeof part !== 'string' || !blank(part)));
}

/** What a condition sees of an attribute: the value of this level, else of the levels above. */
const read = (no: number, values: Attrs, outer: Attrs): Value | undefined => {
  const own = Object.hasOwn(values, no) ? values[no] : undefined;
  return own === undefined && Object.hasOwn(outer, no) ? outer[no] : own;
};

/**
 * Whether a condition holds over the values of a level and those above it (own first). Empty `all` is true, empty `any` is false. `in`: the option, or one of several,
 * is among the tokens. `min`/`max`: a number lies between them, a range lies wholly between them; both in base unit. An absent value satisfies no atom.
 */
export function conditionHolds(condition: Condition, values: Attrs, outer: Attrs = {}): boolean {
  if ('all' in condition) return condition.all.every((c) => conditionHolds(c, values, outer));
  if ('any' in condition) return condition.any.some((c) => conditionHolds(c, values, outer));
  const value = read(condition.attr, values, outer);
  if ('filled' in condition) return isFilled(value);
  if ('in' in condition) return (Array.isArray(value) ? (value as unknown[]) : [value]).some((v) => typeof v === 'number' && condition.in.includes(v));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = condition;
  const { n, from, to } = value as { readonly n?: unknown; readonly from?: unknown; readonly to?: unknown };
  if (typeof n === 'number' && n >= min && n <= max) return true;
  return typeof from === 'number' && typeof to === 'number' && from >= min && to <= max;
}

/** Whether the attribute must be filled, given the values of its level and of the levels above. */
export function isRequired(attribute: SchemaAttribute, values: Attrs, outer: Attrs = {}): boolean {
  if (attribute.requirement === 'required') return true;
  return attribute.requirement === 'required_if' && attribute.condition !== undefined && conditionHolds(attribute.condition, values, outer);
}

/** Whether nothing more is asked of the value: it is filled, in every language the schema wants. */
export function isComplete(attribute: SchemaAttribute, value: Value | undefined): boolean {
  return isFilled(value) && missingLanguages(attribute, value).length === 0;
}

/** The languages that the schema wants and the text lacks. */
export function missingLanguages(attribute: SchemaAttribute, value: Value | undefined): ('ru' | 'en')[] {
  if (!attribute.localised || attribute.languages === undefined || typeof value !== 'object' || Array.isArray(value)) return [];
  const text = value as { readonly ru?: unknown; readonly en?: unknown };
  return attribute.languages.filter((language) => blank(text[language]));
}

/** The attributes a condition names. */
export function attributesOf(condition: Condition): number[] {
  if ('all' in condition) return condition.all.flatMap(attributesOf);
  if ('any' in condition) return condition.any.flatMap(attributesOf);
  return [condition.attr];
}
