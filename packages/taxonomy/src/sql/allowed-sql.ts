import type { OptionLists, SchemaAttribute } from '../schemas.ts';

/**
 * Whether a stored value (a jsonb expression, not null) surely keeps the attribute's own rules, as SQL. False only means that the checker has to look: patterns and limits that depend
 * on other attributes are its business alone. For finding the few cards that a narrower schema may make invalid, without loading the others.
 */
export function surelyAllowedSql(a: SchemaAttribute, x: string, lists: OptionLists): string {
  if (a.limits !== undefined && a.limits.length > 0) return 'false';
  switch (a.type) {
    case 'list':
      return ofSeveral(a, x, listSql(a, x, lists));
    case 'number':
      return `(case when jsonb_typeof(${x} -> 'n') = 'number' and jsonb_typeof(${x} -> 'v') = 'number' then ${within(a, x, 'n', 'n')} and ${unitSql(a, x)} else false end)`;
    case 'range':
      return `(case when jsonb_typeof(${x} -> 'from') = 'number' and jsonb_typeof(${x} -> 'to') = 'number' then ${within(a, x, 'from', 'to')} and ${unitSql(a, x)} else false end)`;
    case 'boolean':
      return `${x} <@ '[${a.no * 65_536 + 1},${a.no * 65_536 + 2}]'::jsonb and jsonb_typeof(${x}) = 'number'`;
    case 'date':
      return `coalesce(jsonb_typeof(${x}) = 'string' and (${x} #>> '{}') ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$', false)`;
    case 'text':
      return a.pattern !== undefined || a.maxValues !== 1 ? 'false' : textSql(a, x);
  }
}

const ofSeveral = (a: SchemaAttribute, x: string, item: string): string =>
  a.maxValues === 1
    ? `(jsonb_typeof(${x}) = 'number' and ${item})`
    : `(case when jsonb_typeof(${x}) = 'array' then jsonb_array_length(${x}) between 1 and ${a.maxValues} and ${item} else false end)`;

function listSql(a: SchemaAttribute, x: string, lists: OptionLists): string {
  if (a.options === undefined || a.options === 'brands') return 'false';
  const tokens = 'hash' in a.options ? (lists[a.options.hash] ?? []) : a.options;
  return `${x} <@ '[${tokens.join(',')}]'::jsonb`;
}

function within(a: SchemaAttribute, x: string, low: string, high: string): string {
  const parts = [
    ...(a.min === undefined ? [] : [`(${x} ->> '${low}')::numeric >= '${a.min}'::numeric`]),
    ...(a.max === undefined ? [] : [`(${x} ->> '${high}')::numeric <= '${a.max}'::numeric`]),
  ];
  return parts.length === 0 ? 'true' : parts.join(' and ');
}

/** Codes hold letters of many alphabets, never a quote; one that does is left to the checker. */
function unitSql(a: SchemaAttribute, x: string): string {
  if (a.family === undefined) return `not ${x} ? 'u'`;
  if (a.units === undefined || a.units.some((u) => /['\\{},"]/.test(u))) return 'false';
  return `coalesce((${x} ->> 'u') in (${a.units.map((u) => `'${u}'`).join(', ')}), false)`;
}

function textSql(a: SchemaAttribute, x: string): string {
  const short = (text: string) => `coalesce(char_length(${text}), 0) <= ${a.maxLength ?? 1_000_000}`;
  return a.localised
    ? `(jsonb_typeof(${x}) = 'object' and ${short(`${x} ->> 'ru'`)} and ${short(`${x} ->> 'en'`)})`
    : `(jsonb_typeof(${x}) = 'string' and ${short(`${x} #>> '{}'`)})`;
}
