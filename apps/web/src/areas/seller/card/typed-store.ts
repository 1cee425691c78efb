import type { DraftOptions } from './draft-store.ts';

/** What stands in fields and cannot be stored: the text as typed, and how many fields it is of. By `<variant or "card">/<attribute or "offer">`. */
export type Typed = ReadonlyMap<string, { readonly text: string; readonly fields: number }>;

function isEntry(one: unknown): one is [string, { text: string; fields: number }] {
  if (!Array.isArray(one) || typeof one[0] !== 'string') return false;
  const held: unknown = one[1];
  if (typeof held !== 'object' || held === null || !('text' in held) || !('fields' in held)) return false;
  return typeof held.text === 'string' && typeof held.fields === 'number';
}

/** The texts that this browser kept; none when what it kept is not to be read. */
export function readTyped(keep: Pick<Storage, 'getItem'>, key: string): Typed {
  try {
    const kept: unknown = JSON.parse(keep.getItem(key) ?? '[]');
    return new Map(Array.isArray(kept) ? kept.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

export function keepTyped(keep: NonNullable<DraftOptions['keep']>, key: string, typed: Typed): void {
  if (typed.size === 0) keep.removeItem(key);
  else keep.setItem(key, JSON.stringify([...typed]));
}
