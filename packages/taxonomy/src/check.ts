import { compileValue, type Problem, type ValueCheck } from './check-value.ts';
import { conditionHolds, isRequired, missingLanguages } from './conditions.ts';
import {
  type Attrs,
  type CategorySchema,
  type CheckMode,
  type Issue,
  LEVELS,
  type Level,
  type OptionLists,
  type SchemaAttribute,
  type Value,
  type ValueLimit,
} from './schemas.ts';

type CompiledAttribute = { readonly attribute: SchemaAttribute; readonly key: string; readonly check: ValueCheck; readonly limits: readonly CompiledLimit[] };
type CompiledLimit = { readonly index: number; readonly limit: ValueLimit; readonly allowed: ReadonlySet<number> };

/** A schema made ready to judge values: closures, nothing evaluated. */
export type CompiledSchema = {
  readonly schema: CategorySchema;
  readonly byKey: ReadonlyMap<string, CompiledAttribute>;
  readonly byLevel: Readonly<Record<Level, readonly CompiledAttribute[]>>;
};

const compiled = new WeakMap<CategorySchema, CompiledSchema>();

/**
 * Compiles a schema, once per schema object. `lists` holds the lists the schema names by hash. Throws when one of them is missing or a pattern is no regular
 * expression: publishing refuses both, so this is a bug of the caller.
 */
export function compileSchema(schema: CategorySchema, lists: OptionLists): CompiledSchema {
  const known = compiled.get(schema);
  if (known) return known;
  const all = schema.attributes.map((attribute): CompiledAttribute => {
    const limits = (attribute.limits ?? []).map((limit, index) => ({ index, limit, allowed: new Set(limit.then) }));
    return { attribute, key: String(attribute.no), check: compileValue(attribute, lists), limits };
  });
  const at = (level: Level) => all.filter((a) => a.attribute.level === level);
  const result: CompiledSchema = {
    schema,
    byKey: new Map(all.map((a) => [a.key, a])),
    byLevel: Object.fromEntries(LEVELS.map((level) => [level, at(level)])) as Record<Level, CompiledAttribute[]>,
  };
  compiled.set(schema, result);
  return result;
}

/**
 * Judges the parsed values of one level. `outer` holds the values of the levels above, for conditions. Mode 'enforced' is a full set: what is required must be there, in the
 * languages asked for; 'partial' judges only what is given. The issues come in the schema's order, foreign attributes first; none means the values may be stored.
 */
export function checkValues(schema: CompiledSchema, values: Attrs, mode: CheckMode, level: Level, outer: Attrs = {}): Issue[] {
  const issues: Issue[] = [];
  for (const key of Object.keys(values)) {
    if (values[key] === undefined) continue;
    const known = schema.byKey.get(key);
    if (!known) issues.push({ attr: numberOf(key), code: 'unknown_attribute', params: { key } });
    else if (known.attribute.level !== level) issues.push({ attr: known.attribute.no, code: 'wrong_level', params: { level: known.attribute.level } });
  }
  for (const { attribute, key, check, limits } of schema.byLevel[level]) {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined) {
      if (mode === 'enforced' && isRequired(attribute, values, outer)) issues.push({ attr: attribute.no, code: 'required' });
      continue;
    }
    const problems = check(value);
    for (const problem of problems) issues.push({ attr: attribute.no, ...problem });
    if (problems.length > 0) continue;
    if (mode === 'enforced')
      for (const language of missingLanguages(attribute, value)) issues.push({ attr: attribute.no, code: 'language_required', params: { language } });
    for (const limit of limits) for (const problem of overLimit(limit, value, values, outer)) issues.push({ attr: attribute.no, ...problem });
  }
  return issues;
}

/** The options in `value` that a limit (told by its place in the attribute's list) does not allow; a custom value is never among the allowed. */
function overLimit({ index, limit, allowed }: CompiledLimit, value: Value, values: Attrs, outer: Attrs): Problem[] {
  if (!conditionHolds(limit.if, values, outer)) return [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items
    .filter((item) => !(typeof item === 'number' && allowed.has(item)))
    .map((item) => (typeof item === 'number' ? { code: 'limit', params: { limit: index, token: item } } : { code: 'limit', params: { limit: index } }));
}

/** Keys are attribute numbers; whatever else stands there is reported as attribute 0. */
const numberOf = (key: string): number => (/^\d{1,9}$/.test(key) ? Number(key) : 0);

// The browser-safe door: everything that reads, judges, shows or explains values.
export { codePoints } from './check-value.ts';
export { type CardValues, type Completeness, completeness, missingRequired, outerOf } from './completeness.ts';
export { type ConditionFault, conditionFaults } from './condition-faults.ts';
export { boundsProblem } from './matrix/field-words.ts';
export { attributesOf, conditionHolds, isComplete, isFilled, isRequired, missingLanguages } from './conditions.ts';
export { describeCondition, type IssueWords } from './describe-condition.ts';
export { describeIssue } from './describe-issue.ts';
export { describeParseProblem } from './describe-parse.ts';
export { formatNumber, formatQuantity, formatValue, type OptionLabel } from './format-value.ts';
export { printJsonSchema } from './json-schema.ts';
export { labelKey, lookupOver, type OptionEntry, type OptionLookup, type Suggestion, suggestOptions } from './option-lookup.ts';
export { LANGUAGE_MARK, type ParseCode, type ParseOptions, type ParseProblem, type ParseResult, parseValue } from './parse-value.ts';
export { baseOf, fromBase, unitsOf, unitToShow } from './quantity.ts';
export { RESERVED_ATTRIBUTES } from './reserved.ts';
export { findUnit, unitAfter } from './unit-words.ts';
export { levelConflicts, type OtherValues, parkedValues, sameValue, visibleValues } from './visible-values.ts';
export {
  type CellContent,
  type CellTextReading,
  fieldsPatch,
  optionNames,
  parseCell,
  printCell,
} from './exchange/cell-text.ts';
export { columnTitle } from './exchange/columns.ts';
export { type ExchangeAttribute, type ExchangeNames, printField, readField, type TextProblem } from './exchange/fields.ts';
export { slugify } from './tree/slug.ts';
