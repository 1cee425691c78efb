import { attributesOf } from '../conditions.ts';
import type { CategorySchema, SchemaAttribute } from '../schemas.ts';
import { completeSql, conditionSql } from './value-sql.ts';

/** How SQL reaches the value visible on the card, and on one variant (SQL NULL where there is none). */
export type ValueColumns = { readonly card: (no: number) => string; readonly variant: (no: number) => string };

/**
 * `completeness()` of one schema as SQL text. `variantFlags` are conditions on one variant: their `bool_or` over a card's variants (an empty one where it has none) is what `required`
 * (int) and `missing` (int[], sorted) read under their names. `cardNos` and `variantNos` are the attributes whose values are read. A property test holds SQL and TypeScript together.
 */
export type CompletenessSql = {
  readonly cardNos: readonly number[];
  readonly variantNos: readonly number[];
  readonly variantFlags: ReadonlyMap<string, string>;
  readonly required: string;
  readonly missing: string;
  /** Attribute -> whether it is required and not filled. */
  readonly lacks: ReadonlyMap<number, string>;
};

/** Over integer columns `required` and `missing`. */
export const PERCENT_SQL = 'case when required = 0 then 100 else 100 * (required - cardinality(missing)) / required end';

/** `only`: these attributes alone. `also`: attributes that are read besides, those of variants with a flag `lacks<no>` each. */
export function completenessSql(
  schema: CategorySchema,
  columns: ValueColumns,
  options: { readonly only?: ReadonlySet<number>; readonly also?: readonly SchemaAttribute[] } = {},
): CompletenessSql {
  const also = options.also ?? [];
  const level = new Map(schema.attributes.map((a) => [a.no, a.level]));
  const asked = schema.attributes.filter((a) => a.level !== 'offer' && isAsked(a) && (options.only?.has(a.no) ?? true));
  const read = new Set([...asked, ...also].flatMap((a) => [a.no, ...(isAsked(a) && a.condition ? attributesOf(a.condition) : [])]));
  const at = (wanted: 'card' | 'variant') => [...read].filter((no) => level.get(no) === wanted).toSorted((a, b) => a - b);
  const seenFrom = (from: 'card' | 'variant') => (no: number) => {
    const l = level.get(no);
    return l === 'card' ? columns.card(no) : l === 'variant' && from === 'variant' ? columns.variant(no) : undefined;
  };
  const flags = new Map<string, string>();
  const flag = (name: string, expression: string): string => {
    flags.set(name, expression);
    return name;
  };
  const lacksOn = (a: SchemaAttribute) => `not ${completeSql(a, a.level === 'card' ? columns.card(a.no) : columns.variant(a.no))}`;
  const counts: string[] = [];
  const lackOf = new Map<number, string>();
  let always = 0;
  for (const a of asked) {
    const on = a.level === 'card' ? 'card' : 'variant';
    const condition = a.requirement === 'required_if' && a.condition ? conditionSql(a.condition, seenFrom(on)) : undefined;
    const lacks = condition === undefined ? lacksOn(a) : `(${condition}) and ${lacksOn(a)}`;
    if (condition === undefined) always++;
    else counts.push(on === 'card' ? condition : flag(`wants${a.no}`, condition));
    lackOf.set(a.no, on === 'card' ? `(${lacks})` : flag(condition === undefined ? `lacks${a.no}` : `misses${a.no}`, lacks));
  }
  for (const a of also) if (a.level === 'variant') flag(`lacks${a.no}`, lacksOn(a));
  return {
    cardNos: at('card'),
    variantNos: at('variant'),
    variantFlags: flags,
    required: [String(always), ...counts.map((c) => `(${c})::int`)].join(' + '),
    missing: numbersSql(lackOf),
    lacks: lackOf,
  };
}

/** The numbers whose conditions hold, as int[], in the order given. */
export const numbersSql = (conditions: ReadonlyMap<number, string>): string =>
  conditions.size === 0
    ? `'{}'::int[]`
    : `array_remove(array[${[...conditions].map(([no, holds]) => `case when ${holds} then ${no} end`).join(', ')}]::int[], null)`;

const isAsked = (a: SchemaAttribute): boolean => a.requirement === 'required' || (a.requirement === 'required_if' && a.condition !== undefined);
