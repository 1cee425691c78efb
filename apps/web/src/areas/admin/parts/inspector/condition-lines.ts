import type { Condition } from '@yarmarka/taxonomy/schemas';

/** One line of a condition: attribute, relation, value. */
export type Atom = { attr: number; kind: 'in' | 'filled' | 'min' | 'max'; tokens: readonly number[]; number: number | null };
export type Line = Atom | { nested: Condition };
export type Built = { readonly joint: 'all' | 'any'; readonly lines: readonly Line[] };

export const isNested = (line: Line): line is { nested: Condition } => 'nested' in line;

/** A condition as lines that can be edited; groups within groups stay as they are. */
export function linesOf(condition: Condition | undefined): Built {
  if (!condition) return { joint: 'all', lines: [{ attr: 0, kind: 'in', tokens: [], number: null }] };
  if ('all' in condition) return { joint: 'all', lines: condition.all.flatMap(atomsOf) };
  if ('any' in condition)
    return {
      joint: 'any',
      lines: condition.any.flatMap((one) =>
        'min' in one && 'max' in one && one.min !== undefined && one.max !== undefined ? [{ nested: one }] : atomsOf(one),
      ),
    };
  return { joint: 'all', lines: atomsOf(condition) };
}

function atomsOf(condition: Condition): Line[] {
  if ('all' in condition || 'any' in condition) return [{ nested: condition }];
  if ('filled' in condition) return [{ attr: condition.attr, kind: 'filled', tokens: [], number: null }];
  if ('in' in condition) return [{ attr: condition.attr, kind: 'in', tokens: condition.in, number: null }];
  const lines: Line[] = [];
  if (condition.min !== undefined) lines.push({ attr: condition.attr, kind: 'min', tokens: [], number: condition.min });
  if (condition.max !== undefined) lines.push({ attr: condition.attr, kind: 'max', tokens: [], number: condition.max });
  return lines.length > 0 ? lines : [{ attr: condition.attr, kind: 'filled', tokens: [], number: null }];
}

/** The condition that the lines say; null while a line is not complete or there is none. */
export function conditionOf({ joint, lines }: Built): Condition | null {
  const parts: Condition[] = [];
  for (const line of lines) {
    if (isNested(line)) parts.push(line.nested);
    else if (line.attr === 0) return null;
    else if (line.kind === 'filled') parts.push({ attr: line.attr, filled: true });
    else if (line.kind === 'in') {
      if (line.tokens.length === 0) return null;
      parts.push({ attr: line.attr, in: [...line.tokens] });
    } else if (line.number === null) return null;
    else parts.push(line.kind === 'min' ? { attr: line.attr, min: line.number } : { attr: line.attr, max: line.number });
  }
  const [first] = parts;
  if (!first) return null;
  if (parts.length === 1) return first;
  return joint === 'all' ? { all: parts } : { any: parts };
}
