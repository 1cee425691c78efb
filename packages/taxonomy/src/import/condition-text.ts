import { type AttributeType, attributeOfToken, Condition, entryOfToken, NO_ENTRY, YES_ENTRY } from '../model.ts';
import { toBase, UNIT_BY_CODE, UNITS } from '../units.ts';

/** How a condition's words resolve: attribute key -> number, entry key -> token, boolean -> token. */
export type ConditionNames = {
  attributeNo(key: string): number | undefined;
  token(attributeKey: string, entryKey: string): number | undefined;
  yesNo(attributeNo: number, yes: boolean): number;
};
/** The way back: numbers and tokens to keys. */
export type ConditionKeys = {
  attribute(no: number): { readonly key: string; readonly type: AttributeType; readonly unitFamily: string | null } | undefined;
  entryKey(token: number): string | undefined;
};
type Failure = { readonly error: string; readonly ru?: string };

/** An option by its token, `#6619137`, or a span of them. */
export const TOKEN_TEXT = /^#(\d{4,10})(?:-(\d{4,10}))?$/;
/** Whether an entry's key can stand in a condition or a list as it is. */
export const safeKey = (key: string): boolean => key !== '' && key === key.trim() && !/[|;\r\n]|=>|\s(?:and|or)\s/.test(key) && !TOKEN_TEXT.test(key);

/**
 * Reads a condition as rules files write it: `key in entry|entry`, `key filled`, `key >= 5 kg`, `key <= 10 cm`, `key = yes|no`, joined by `and` / `or` (and binds tighter,
 * no brackets). What these words cannot say stands as JSON. Returns the condition or a sentence that says what is wrong.
 */
export function parseCondition(text: string, names: ConditionNames): Condition | Failure {
  if (text.trim().startsWith('{')) return parseJson(text);
  const any: Condition[] = [];
  for (const part of text.split(/\s+or\s+/)) {
    const all: Condition[] = [];
    for (const atom of part.split(/\s+and\s+/)) {
      const c = parseAtom(atom.trim(), names);
      if ('error' in c) return c;
      all.push(c);
    }
    any.push(all.length === 1 && all[0] ? all[0] : { all });
  }
  return any.length === 1 && any[0] ? any[0] : { any };
}

/** The condition as `parseCondition` reads it back, word for word the same condition. */
export function printCondition(condition: Condition, names: ConditionNames & ConditionKeys): string {
  const text = 'any' in condition ? condition.any.map((c) => printAll(c, names)).join(' or ') : printAll(condition, names);
  const back = parseCondition(text, names);
  return !('error' in back) && canonical(back) === canonical(condition) ? text : JSON.stringify(condition);
}

const canonical = (c: Condition): string =>
  JSON.stringify(c, (_, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  );

const printAll = (c: Condition, names: ConditionKeys): string => ('all' in c ? c.all.map((x) => printAtom(x, names)).join(' and ') : printAtom(c, names));

function printAtom(c: Condition, names: ConditionKeys): string {
  if ('all' in c || 'any' in c) return '?';
  const attribute = names.attribute(c.attr);
  if (!attribute) return '?';
  if ('filled' in c) return `${attribute.key} filled`;
  if ('in' in c) {
    const [only] = c.in;
    if (attribute.type === 'boolean' && c.in.length === 1 && only !== undefined && [NO_ENTRY, YES_ENTRY].includes(entryOfToken(only)))
      return `${attribute.key} = ${entryOfToken(only) === YES_ENTRY ? 'yes' : 'no'}`;
    return `${attribute.key} in ${c.in.map((t) => keyOf(t, c.attr, names)).join('|')}`;
  }
  const unit = UNITS.find((u) => u.family === attribute.unitFamily)?.code;
  const n = (v: number) => `${v}${unit ? ` ${unit}` : ''}`;
  if (c.min !== undefined && c.max === undefined) return `${attribute.key} >= ${n(c.min)}`;
  return c.max !== undefined && c.min === undefined ? `${attribute.key} <= ${n(c.max)}` : '?';
}

function keyOf(token: number, no: number, names: ConditionKeys): string {
  const key = names.entryKey(token);
  return key !== undefined && safeKey(key) && attributeOfToken(token) === no ? key : `#${token}`;
}

function parseJson(text: string): Condition | Failure {
  try {
    const read = Condition.safeParse(JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // answered below like any other unreadable text
  }
  return { error: `cannot read “${text}”`, ru: `не удалось прочитать «${text}»` };
}

function parseAtom(atom: string, names: ConditionNames): Condition | Failure {
  const m = /^(\S+)\s+(filled|in|>=|<=|=)\s*(.*)$/.exec(atom);
  if (!m) return { error: `cannot read “${atom}”`, ru: `не удалось прочитать «${atom}»` };
  const [, key = '', op = '', rest = ''] = m;
  const attr = names.attributeNo(key);
  if (attr === undefined) return { error: `unknown attribute “${key}”`, ru: `неизвестная характеристика «${key}»` };
  if (op === 'filled') return { attr, filled: true };
  if (op === '=') {
    if (rest !== 'yes' && rest !== 'no') return { error: `expected yes or no after “${key} =”`, ru: `после «${key} =» ожидается yes или no` };
    return { attr, in: [names.yesNo(attr, rest === 'yes')] };
  }
  if (op === 'in') {
    const tokens: number[] = [];
    for (const entry of rest.split('|').map((s) => s.trim())) {
      const span = TOKEN_TEXT.exec(entry);
      const t = span && span[2] === undefined ? Number(span[1]) : names.token(key, entry);
      if (t === undefined || attributeOfToken(t) !== attr) return { error: `“${key}” has no entry “${entry}”`, ru: `у «${key}» нет значения «${entry}»` };
      tokens.push(t);
    }
    return { attr, in: tokens.sort((a, b) => a - b) };
  }
  const q = /^(-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)\s*(\S*)$/i.exec(rest.trim());
  const unit = q?.[2] ? UNIT_BY_CODE.get(q[2]) : undefined;
  if (!q?.[1] || (q[2] && !unit)) return { error: `expected a number with a known unit in “${atom}”`, ru: `в «${atom}» ожидается число с известной единицей` };
  const v = Number(q[1].replace(',', '.'));
  const n = unit ? toBase(v, unit) : v;
  return op === '>=' ? { attr, min: n } : { attr, max: n };
}
