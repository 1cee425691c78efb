import { type Attrs, type CategorySchema, LEVELS, type Level, type Value } from './model.ts';

/** What stands at the other levels of the same card: an offer names its own variant as the only one. */
export type OtherValues = { readonly card?: Attrs; readonly variants?: readonly Attrs[] };

/**
 * The values a reader of one level sees: attributes of the schema whose present level is this one. A value is read where it should stand now, else where it stood before its
 * attribute changed level: a card's value in each variant, the variants' value on the card when every one of them (at least one) has the same, an offer's from its variant and card.
 * Everything else is parked. The SQL function `taxonomy.visible_values` gives the same.
 */
export function visibleValues(schema: CategorySchema, level: Level, own: Attrs, others: OtherValues = {}): Attrs {
  const visible: Record<string, Value> = {};
  for (const { no, level: present } of schema.attributes) {
    if (present !== level) continue;
    let value = held(own, no);
    if (value === undefined && level !== 'variant') value = agreed(others.variants ?? [], no);
    if (value === undefined && level !== 'card') value = held(others.card, no);
    if (value !== undefined) visible[no] = value;
  }
  return visible;
}

/** What a level holds and its schema does not show there: kept as it is, and back when the attribute returns. */
export function parkedValues(schema: CategorySchema, level: Level, own: Attrs): Attrs {
  const shown = new Set(schema.attributes.filter((a) => a.level === level).map((a) => String(a.no)));
  return Object.fromEntries(Object.entries(own).filter(([key, value]) => value !== undefined && !shown.has(key)));
}

/** Attributes whose present level is the card, absent there, and held by variants that do not all agree: nobody would see these values, so a publish that does this is refused. */
export function levelConflicts(schema: CategorySchema, card: Attrs, variants: readonly Attrs[]): number[] {
  const torn = (no: number): boolean => held(card, no) === undefined && variants.some((v) => held(v, no) !== undefined) && agreed(variants, no) === undefined;
  return schema.attributes.filter((a) => a.level === LEVELS[0] && torn(a.no)).map((a) => a.no);
}

const held = (values: Attrs | undefined, no: number): Value | undefined => (values && Object.hasOwn(values, no) ? values[no] : undefined);

function agreed(variants: readonly Attrs[], no: number): Value | undefined {
  const [first, ...rest] = variants;
  const value = held(first, no);
  return value !== undefined && rest.every((v) => sameValue(held(v, no), value)) ? value : undefined;
}

/** Equality of JSON: keys in any order, list items in theirs. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [defined(a), defined(b)];
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && sameValue(value, right.get(key)));
}

const defined = (value: object): Map<string, unknown> => new Map(Object.entries(value).filter(([, part]) => part !== undefined));
