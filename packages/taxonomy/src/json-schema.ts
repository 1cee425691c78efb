import { CUSTOM_MAX } from './check-value.ts';
import { unitsOf, unitToShow } from './quantity.ts';
import {
  type CategorySchema,
  type CheckMode,
  type Condition,
  type Level,
  NO_ENTRY,
  type OptionLists,
  type SchemaAttribute,
  tokenOf,
  YES_ENTRY,
} from './schemas.ts';

/** A JSON Schema or a part of one. */
export type JsonSchema = boolean | { readonly [key: string]: unknown };

/**
 * Keywords of our own in the printed schema. Two judge, and a validator that skips them is more lenient than the checker:
 * - `x-quantity {of, unit?, units?}`: for each pair base -> typed of `of`, the number `base` equals `typed * factor + offset` of the unit that the property `unit` names,
 *   rounded to 12 significant digits (factor 1 and offset 0 without units);
 * - `x-ordered [a, b]`: the number under `a` is not above the number under `b`.
 * `format: "date"` judges too: YYYY-MM-DD, a real day of the Gregorian calendar, years 0001 to 9999. `pattern` and `maxLength` count code points (regular expressions with
 * the flag `u`, searched, not anchored). `x-attribute` only tells: number, type, requirement, group, position, unit shown first, may it change after publication, may AI fill it.
 */
export const TELLING_KEYWORDS = ['x-attribute', 'x-level', 'x-mode'] as const;

const NOT_BLANK = '\\S';
/** Neither NUL nor half a surrogate pair: PostgreSQL's jsonb stores neither. */
const STORABLE = '^[^\\u0000\\p{Cs}]*$';
const TRIMMED = '^\\S(?:[\\s\\S]*\\S)?$';

/**
 * Prints the category schema as JSON Schema 2020-12 over `{outer?, values}`: the values of one level and, for conditions, those of the levels above. It gives the checker's verdict on
 * parsed values. Equal schemas give equal output, key order included.
 */
export function printJsonSchema(schema: CategorySchema, lists: OptionLists, level: Level, mode: CheckMode = 'enforced'): JsonSchema {
  const here = schema.attributes.filter((a) => a.level === level);
  const defs: Record<string, JsonSchema> = {};
  const properties: Record<string, JsonSchema> = {};
  for (const a of here) properties[a.no] = { 'x-attribute': hints(a), ...valueSchema(a, lists, mode, defs) };
  const own = new Set(here.map((a) => a.no));
  const rules = here.flatMap((a) => rulesOf(a, own, mode));
  if (JSON.stringify(rules).includes('#/$defs/blank')) defs.blank = BLANK;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    'x-level': level,
    'x-mode': mode,
    type: 'object',
    properties: {
      outer: { type: 'object' },
      values: {
        type: 'object',
        properties,
        required: mode === 'enforced' ? here.filter((a) => a.requirement === 'required').map((a) => String(a.no)) : [],
        additionalProperties: false,
      },
    },
    required: ['values'],
    additionalProperties: false,
    ...(rules.length > 0 ? { allOf: rules } : {}),
    ...(Object.keys(defs).length > 0 ? { $defs: defs } : {}),
  };
}

function hints(a: SchemaAttribute): JsonSchema {
  return {
    no: a.no,
    type: a.type,
    requirement: a.requirement,
    ...(a.group === undefined ? {} : { group: a.group }),
    position: a.position,
    ...(a.family === undefined ? {} : { unit: unitToShow(a)?.code }),
    ...(a.axis ? { axis: true } : {}),
    editable: a.editable,
    ai: a.ai,
  };
}

type Open = { readonly [key: string]: unknown };
const oneOfTokens = (tokens: readonly number[]): JsonSchema => (tokens.length > 0 ? { enum: tokens } : false);

function valueSchema(a: SchemaAttribute, lists: OptionLists, mode: CheckMode, defs: Record<string, JsonSchema>): Open {
  switch (a.type) {
    case 'list':
      return several(a, listItem(a, lists, defs));
    case 'boolean':
      return { enum: [tokenOf(a.no, NO_ENTRY), tokenOf(a.no, YES_ENTRY)] };
    case 'text':
      return a.localised ? localisedText(a, mode) : several(a, { allOf: [{ pattern: NOT_BLANK }, textSide(a)] });
    case 'number':
      return quantity(a, { n: 'v' }, { n: bounds(a.min, a.max) });
    case 'range':
      return { ...quantity(a, { from: 'vf', to: 'vt' }, { from: bounds(a.min, undefined), to: bounds(undefined, a.max) }), 'x-ordered': ['from', 'to'] };
    case 'date':
      return { type: 'string', format: 'date' };
  }
}

const several = (a: SchemaAttribute, item: Open): Open =>
  a.maxValues === 1 ? item : { type: 'array', items: item, minItems: 1, maxItems: a.maxValues, uniqueItems: true };

function listItem(a: SchemaAttribute, lists: OptionLists, defs: Record<string, JsonSchema>): Open {
  const option = optionSchema(a, lists, defs);
  return a.custom ? { anyOf: [option, CUSTOM] } : { allOf: [option] };
}

function optionSchema(a: SchemaAttribute, lists: OptionLists, defs: Record<string, JsonSchema>): JsonSchema {
  if (a.options === 'brands') return { type: 'integer', minimum: -2_147_483_648, maximum: -1 };
  if (a.options === undefined) return false;
  if (!('hash' in a.options)) return oneOfTokens(a.options);
  const tokens = lists[a.options.hash];
  if (!tokens) throw new Error(`the schema names an option list that was not given (attribute ${a.no})`);
  const name = `list-${a.options.hash}`;
  defs[name] = oneOfTokens(tokens);
  return { $ref: `#/$defs/${name}` };
}

const CUSTOM: JsonSchema = {
  type: 'object',
  properties: { c: { type: 'string', maxLength: CUSTOM_MAX, allOf: [{ pattern: TRIMMED }, { pattern: STORABLE }] } },
  required: ['c'],
  additionalProperties: false,
};

/** One text; a blank one (the other language may be filled) need not match the pattern. */
function textSide(a: SchemaAttribute): Open {
  const pattern = a.pattern === undefined ? [] : [{ anyOf: [{ not: { pattern: NOT_BLANK } }, { pattern: a.pattern }] }];
  return { type: 'string', ...(a.maxLength === undefined ? {} : { maxLength: a.maxLength }), allOf: [{ pattern: STORABLE }, ...pattern] };
}

function localisedText(a: SchemaAttribute, mode: CheckMode): Open {
  const filled = (language: string): JsonSchema => ({ required: [language], properties: { [language]: { pattern: NOT_BLANK } } });
  const wanted = mode === 'enforced' ? (a.languages ?? []).map(filled) : [];
  return {
    type: 'object',
    properties: { ru: textSide(a), en: textSide(a) },
    additionalProperties: false,
    anyOf: [filled('ru'), filled('en')],
    ...(wanted.length > 0 ? { allOf: wanted } : {}),
  };
}

const bounds = (min: number | undefined, max: number | undefined): Open => ({
  ...(min === undefined ? {} : { minimum: min }),
  ...(max === undefined ? {} : { maximum: max }),
});

function quantity(a: SchemaAttribute, of: Readonly<Record<string, string>>, limits: Readonly<Record<string, Open>>): Open {
  const parts = Object.fromEntries(
    Object.entries(of).flatMap(([base, typed]): [string, JsonSchema][] => [
      [base, { type: 'number', ...limits[base] }],
      [typed, { type: 'number' }],
    ]),
  );
  const units = unitsOf(a);
  const measured = a.family !== undefined;
  return {
    type: 'object',
    properties: { ...parts, ...(measured ? { u: units.length > 0 ? { enum: units.map((u) => u.code) } : false } : {}) },
    required: [...Object.keys(parts), ...(measured ? ['u'] : [])],
    additionalProperties: false,
    'x-quantity': measured ? { of, unit: 'u', units: Object.fromEntries(units.map((u) => [u.code, { factor: u.factor, offset: u.offset ?? 0 }])) } : { of },
  };
}

/** What depends on other attributes: conditional requirement, limits on options. */
function rulesOf(a: SchemaAttribute, own: ReadonlySet<number>, mode: CheckMode): JsonSchema[] {
  const rules: JsonSchema[] = [];
  if (mode === 'enforced' && a.requirement === 'required_if' && a.condition)
    rules.push({ if: conditionSchema(a.condition, own), then: { properties: { values: { required: [String(a.no)] } } } });
  for (const limit of a.limits ?? []) {
    const allowed = oneOfTokens(limit.then);
    const value = a.maxValues === 1 ? allowed : { items: allowed };
    rules.push({ if: conditionSchema(limit.if, own), then: { properties: { values: { properties: { [a.no]: value } } } } });
  }
  return rules;
}

/** Prints a condition over `{outer, values}`. An attribute of this level is read there first; any other can only stand above. */
function conditionSchema(condition: Condition, own: ReadonlySet<number>): JsonSchema {
  if ('all' in condition) return condition.all.length === 0 ? true : { allOf: condition.all.map((c) => conditionSchema(c, own)) };
  if ('any' in condition) return condition.any.length === 0 ? false : { anyOf: condition.any.map((c) => conditionSchema(c, own)) };
  const key = String(condition.attr);
  const holds = (part: string): Open => ({ required: [part], properties: { [part]: { required: [key], properties: { [key]: atomSchema(condition) } } } });
  if (!own.has(condition.attr)) return holds('outer');
  return { anyOf: [holds('values'), { ...holds('outer'), not: { properties: { values: { required: [key] } } } }] };
}

type Atom = Exclude<Condition, { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] }>;

function atomSchema(atom: Atom): JsonSchema {
  if ('filled' in atom) return { not: { $ref: '#/$defs/blank' } };
  if ('in' in atom) return { anyOf: [oneOfTokens(atom.in), { type: 'array', contains: oneOfTokens(atom.in) }] };
  const { min, max } = atom;
  const between = (from: string, to: string): JsonSchema => ({
    type: 'object',
    required: [...new Set([from, to])],
    properties:
      from === to
        ? { [from]: { type: 'number', ...bounds(min, max) } }
        : { [from]: { type: 'number', ...bounds(min, undefined) }, [to]: { type: 'number', ...bounds(undefined, max) } },
  });
  return { anyOf: [between('n', 'n'), between('from', 'to')] };
}

/** What counts as not filled. */
const BLANK: JsonSchema = {
  anyOf: [
    { type: 'null' },
    { type: 'string', not: { pattern: NOT_BLANK } },
    { type: 'array', maxItems: 0 },
    {
      type: 'object',
      properties: { ru: { type: 'string', not: { pattern: NOT_BLANK } }, en: { type: 'string', not: { pattern: NOT_BLANK } } },
      additionalProperties: false,
    },
  ],
};
