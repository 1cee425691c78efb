import type { Condition } from '../schemas.ts';
import { toBase, UNIT_BY_CODE } from '../units.ts';

/** How a condition's words resolve: attribute key -> number, entry key -> token, boolean -> token. */
export type ConditionNames = {
  attributeNo(key: string): number | undefined;
  token(attributeKey: string, entryKey: string): number | undefined;
  yesNo(attributeNo: number, yes: boolean): number;
};

/**
 * Reads a condition as rules files write it: `key in entry|entry`, `key filled`, `key >= 5 kg`, `key <= 10 cm`, `key = yes|no`, joined by `and` / `or` (and binds tighter,
 * no brackets). Returns the condition or a sentence that says what is wrong.
 */
export function parseCondition(text: string, names: ConditionNames): Condition | { readonly error: string } {
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

function parseAtom(atom: string, names: ConditionNames): Condition | { readonly error: string } {
  const m = /^(\S+)\s+(filled|in|>=|<=|=)\s*(.*)$/.exec(atom);
  if (!m) return { error: `cannot read “${atom}”` };
  const [, key = '', op = '', rest = ''] = m;
  const attr = names.attributeNo(key);
  if (attr === undefined) return { error: `unknown attribute “${key}”` };
  if (op === 'filled') return { attr, filled: true };
  if (op === '=') {
    if (rest !== 'yes' && rest !== 'no') return { error: `expected yes or no after “${key} =”` };
    return { attr, in: [names.yesNo(attr, rest === 'yes')] };
  }
  if (op === 'in') {
    const tokens: number[] = [];
    for (const entry of rest.split('|').map((s) => s.trim())) {
      const t = names.token(key, entry);
      if (t === undefined) return { error: `“${key}” has no entry “${entry}”` };
      tokens.push(t);
    }
    return { attr, in: tokens.sort((a, b) => a - b) };
  }
  const q = /^(-?\d+(?:[.,]\d+)?)\s*(\S*)$/.exec(rest.trim());
  const unit = q?.[2] ? UNIT_BY_CODE.get(q[2]) : undefined;
  if (!q?.[1] || (q[2] && !unit)) return { error: `expected a number with a known unit in “${atom}”` };
  const v = Number(q[1].replace(',', '.'));
  const n = unit ? toBase(v, unit) : v;
  return op === '>=' ? { attr, min: n } : { attr, max: n };
}
