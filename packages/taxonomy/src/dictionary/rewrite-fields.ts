import type { AttributeType, CellFields, Condition, ValueLimit } from '../model.ts';

/** What one merge renames inside rules: attribute numbers, and option tokens. A token mapped to null is gone. */
export type Renames = { readonly attributes: ReadonlyMap<number, number>; readonly tokens: ReadonlyMap<number, number | null> };

const renamed = (tokens: readonly number[], by: Renames['tokens']): number[] =>
  [...new Set(tokens.flatMap((t) => (by.has(t) ? (by.get(t) ?? []) : t)))].toSorted((a, b) => a - b);

function renameCondition(c: Condition, by: Renames): Condition {
  if ('all' in c) return { all: c.all.map((x) => renameCondition(x, by)) };
  if ('any' in c) return { any: c.any.map((x) => renameCondition(x, by)) };
  const attr = by.attributes.get(c.attr) ?? c.attr;
  // A condition on a single option that retires would hold never or always: it keeps the old token, and the check of the rules names the cell.
  if ('in' in c) return { attr, in: renamed(c.in, new Map([...by.tokens].filter(([, t]) => t !== null))) };
  return { ...c, attr };
}

/** The fields of a rule with attributes and options renamed in its allowed options, condition and limits. An allowed-options list that runs empty stays out. */
export function renameFields(fields: CellFields, by: Renames): CellFields {
  const { options, condition, limits, ...rest } = fields;
  const left = options && renamed(options, by.tokens);
  return {
    ...rest,
    ...(left && left.length > 0 ? { options: left } : {}),
    ...(condition ? { condition: renameCondition(condition, by) } : {}),
    ...(limits ? { limits: limits.flatMap((l) => renameLimit(l, by)) } : {}),
  };
}

function renameLimit(limit: ValueLimit, by: Renames): ValueLimit[] {
  const then = renamed(limit.then, by.tokens);
  return then.length > 0 ? [{ if: renameCondition(limit.if, by), then }] : [];
}

/** Attributes and options that a rule's condition and limits name; for "who still names this?". */
export function namesIn(fields: CellFields): { readonly attributes: readonly number[]; readonly tokens: readonly number[] } {
  const attributes: number[] = [];
  const tokens: number[] = [];
  const walk = (c: Condition): void => {
    if ('all' in c) return c.all.forEach(walk);
    if ('any' in c) return c.any.forEach(walk);
    attributes.push(c.attr);
    if ('in' in c) tokens.push(...c.in);
  };
  if (fields.condition) walk(fields.condition);
  for (const l of fields.limits ?? []) {
    walk(l.if);
    tokens.push(...l.then);
  }
  return { attributes, tokens };
}

/** Conditions that read an attribute as something it is not: options of a number, bounds of a list. */
export function misreads(fields: CellFields, no: number, type: AttributeType): boolean {
  const wrong = (c: Condition): boolean => {
    if ('all' in c) return c.all.some(wrong);
    if ('any' in c) return c.any.some(wrong);
    if (c.attr !== no || 'filled' in c) return false;
    return 'in' in c ? type !== 'list' && type !== 'boolean' : type === 'list' || type === 'boolean' || type === 'text';
  };
  return (fields.condition !== undefined && wrong(fields.condition)) || (fields.limits ?? []).some((l) => wrong(l.if));
}

/** The fields of a rule that still mean something when its attribute has another type, list or unit family; facets start from the new type's own kind. */
export function fieldsForType(fields: CellFields, type: AttributeType, sameFamily: boolean): CellFields {
  const {
    facet: _facet,
    options: _options,
    limits: _limits,
    custom,
    axis,
    maxValues,
    units,
    defaultUnit,
    min,
    max,
    maxLength,
    pattern,
    languages,
    ...common
  } = fields;
  const numeric = (type === 'number' || type === 'range') && sameFamily;
  const kept =
    type === 'list' ? { custom, axis, maxValues } : type === 'text' ? { maxLength, pattern, languages } : numeric ? { units, defaultUnit, min, max } : {};
  return Object.fromEntries(Object.entries({ ...common, ...kept }).filter(([, v]) => v !== undefined)) as CellFields;
}
