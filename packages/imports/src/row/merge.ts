import { sameValue } from '@yarmarka/taxonomy/check';
import type { Attrs, TextValue, Value } from '@yarmarka/taxonomy/schemas';
import type { ParsedRow } from '../schemas.ts';

type Patch = Readonly<Record<string, Value | null>>;
const isText = (v: unknown): v is TextValue => typeof v === 'object' && v !== null && !Array.isArray(v) && ('ru' in v || 'en' in v);

/** A localised text without its blank languages; undefined when none is left. Other values as they are. */
function filled(value: Value): Value | undefined {
  if (!isText(value)) return value;
  const kept = Object.fromEntries(Object.entries(value).filter(([, t]) => typeof t === 'string' && t.trim() !== ''));
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** What a new card or variant gets: what the rows give, without what they empty. */
export function freshValues(patch: Patch): Attrs {
  return Object.fromEntries(Object.entries(patch).flatMap(([no, v]) => (v === null || filled(v) === undefined ? [] : [[no, filled(v)]]))) as Attrs;
}

/** The part of a row's values that changes what is there. A language the row does not name stays; one it empties goes. */
export function changedValues(now: Attrs, patch: Patch): Record<string, Value | null> {
  const out: Record<string, Value | null> = {};
  for (const [no, wanted] of Object.entries(patch)) {
    const there = now[no];
    const next = wanted === null ? null : (filled(isText(wanted) && isText(there) ? { ...there, ...wanted } : wanted) ?? null);
    if (!sameValue(there ?? null, next)) out[no] = next;
  }
  return out;
}

/** What the rows of one card say of it together: the first that says something of an attribute counts. */
export function cardPatch(rows: readonly { readonly parsed: ParsedRow }[]): Patch {
  const out: Record<string, Value | null> = {};
  for (const { parsed } of rows) for (const [no, v] of Object.entries(parsed.card)) if (!(no in out)) out[no] = v;
  return out;
}
