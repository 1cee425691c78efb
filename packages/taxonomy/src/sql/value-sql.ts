import type { AttributeType, Condition, SchemaAttribute } from '../schemas.ts';

/** What JavaScript's `trim` takes away (white space and line ends of ECMA-262), as an SQL text. */
const SPACE = String.raw`E'\t\n\x0b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'`;

/** How many characters a text (SQL column) holds without the white space around it; null for null. Trimming costs more than counting, so it is done only where it takes something. */
export const trimmedLengthSql = (text: string): string =>
  `(case when strpos(${SPACE}, left(${text}, 1)) > 0 or strpos(${SPACE}, right(${text}, 1)) > 0 then char_length(btrim(${text}, ${SPACE})) else char_length(${text}) end)`;

/** A part of a localised text: a string that is not blank. Never null. */
const languageFilledSql = (x: string, language: 'ru' | 'en'): string =>
  `(case when jsonb_typeof(${x} -> '${language}') = 'string' then strpos(${SPACE}, left(${x} ->> '${language}', 1)) = 0 or taxonomy.not_blank(${x} ->> '${language}') else false end)`;

/** What values of each type usually look like, when they are filled; everything else is asked of `taxonomy.is_filled`. */
const USUAL: Readonly<Record<AttributeType, (x: string) => string>> = {
  list: (x) => `jsonb_typeof(${x}) = 'number' or (jsonb_typeof(${x}) = 'array' and ${x} <> '[]')`,
  boolean: (x) => `jsonb_typeof(${x}) = 'number'`,
  number: (x) => `${x} ? 'n'`,
  range: (x) => `${x} ? 'from'`,
  date: (x) => `jsonb_typeof(${x}) = 'string' and strpos(${SPACE}, left(${x} #>> '{}', 1)) = 0`,
  text: (x) => `strpos(${SPACE}, left(coalesce(${x} ->> 'ru', case when jsonb_typeof(${x}) = 'string' then ${x} #>> '{}' end), 1)) = 0`,
};

/** `isFilled` over a jsonb column that may be null; never null itself. */
export const filledSql = (x: string, type?: AttributeType): string =>
  `(case when ${x} is null then false ${type === undefined ? '' : `when ${USUAL[type](x)} then true `}else taxonomy.is_filled(${x}) end)`;

/** `isComplete` over a jsonb column; never null. */
export function completeSql(attribute: SchemaAttribute, x: string): string {
  const filled = filledSql(x, attribute.type);
  if (!attribute.localised || attribute.languages === undefined || attribute.languages.length === 0) return filled;
  const languages = attribute.languages.map((l) => languageFilledSql(x, l)).join(' and ');
  return `(${filled} and (jsonb_typeof(${x}) <> 'object' or (${languages})))`;
}

/**
 * `conditionHolds` as an SQL expression; never null. `column` gives the jsonb column that holds what the condition sees of an attribute, undefined where it sees nothing.
 */
export function conditionSql(condition: Condition, column: (no: number) => string | undefined): string {
  if ('all' in condition) return condition.all.length === 0 ? 'true' : `(${condition.all.map((c) => conditionSql(c, column)).join(' and ')})`;
  if ('any' in condition) return condition.any.length === 0 ? 'false' : `(${condition.any.map((c) => conditionSql(c, column)).join(' or ')})`;
  const x = column(condition.attr);
  if (x === undefined) return 'false';
  if ('filled' in condition) return filledSql(x);
  if ('in' in condition) {
    const tokens = `'[${condition.in.map((t) => Math.trunc(t)).join(',')}]'::jsonb`;
    return `(case jsonb_typeof(${x}) when 'number' then ${x} <@ ${tokens} when 'array' then exists (select 1 from jsonb_array_elements(${x}) e where jsonb_typeof(e) = 'number' and e <@ ${tokens}) else false end)`;
  }
  const within = (low: string, high: string): string =>
    [
      ...(condition.min === undefined ? [] : [`(${x} ->> '${low}')::numeric >= ${numeric(condition.min)}`]),
      ...(condition.max === undefined ? [] : [`(${x} ->> '${high}')::numeric <= ${numeric(condition.max)}`]),
      'true',
    ].join(' and ');
  const isNumber = (key: string): string => `jsonb_typeof(${x} -> '${key}') = 'number'`;
  return `(case when jsonb_typeof(${x}) is distinct from 'object' then false
    when ${isNumber('n')} then ${within('n', 'n')} or (case when ${isNumber('from')} and ${isNumber('to')} then ${within('from', 'to')} else false end)
    when ${isNumber('from')} and ${isNumber('to')} then ${within('from', 'to')} else false end)`;
}

const numeric = (n: number): string => `'${n}'::numeric`;
