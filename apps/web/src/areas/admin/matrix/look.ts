import { TREE_COLUMN } from '@yarmarka/ui';

/** How a person has the sheet: how dense, and which columns have a width of their own (attribute -> px, `TREE_COLUMN` for the tree). */
export type Look = { readonly density: 'normal' | 'compact'; readonly widths: ReadonlyMap<number, number> };

export const PLAIN_LOOK: Look = { density: 'normal', widths: new Map() };
export const isPlain = (look: Look): boolean => look.density === 'normal' && look.widths.size === 0;

/** In an address there is room for so many widths; the oldest are left out. */
const MOST_IN_ADDRESS = 120;
const SIGNS = { normal: 'n', compact: 'c' } as const;
/** Attributes count from 1. */
const TREE_SIGN = 0;

/** A look as a short text: `c.100-140.0-320`. */
export function printLook({ density, widths }: Look, most = MOST_IN_ADDRESS): string {
  const kept = [...widths].slice(-most).map(([no, px]) => `${no === TREE_COLUMN ? TREE_SIGN : no}-${px}`);
  return [SIGNS[density], ...kept].join('.');
}

/** The look that a text says; null when it says none. */
export function readLook(text: string | null): Look | null {
  const [sign, ...widths] = (text ?? '').split('.');
  if (sign !== SIGNS.normal && sign !== SIGNS.compact) return null;
  const read = widths.flatMap((one) => {
    const [no, px] = /^(\d{1,7})-(\d{2,3})$/.exec(one)?.slice(1).map(Number) ?? [];
    return no === undefined || px === undefined ? [] : [[no === TREE_SIGN ? TREE_COLUMN : no, px] as const];
  });
  return { density: sign === SIGNS.compact ? 'compact' : 'normal', widths: new Map(read) };
}

/** With new widths, the latest last. */
export function withWidths(look: Look, widths: ReadonlyMap<number, number>): Look {
  const next = new Map(look.widths);
  for (const [no, px] of widths) {
    next.delete(no);
    next.set(no, px);
  }
  return { ...look, widths: next };
}
