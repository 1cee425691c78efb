import { allowedWidth, type Geometry, TREE } from './geometry.ts';
import { indentOf } from './lines.ts';
import type { GridRow } from './types.ts';

/** How near to an edge, px, the pointer takes hold of it. */
const REACH = 4;
/** Beside a name or signs within their cell. */
const NAME_ROOM = 18;
const TEXT_ROOM = 14;
/** In a line of the tree: triangle, gaps, count. */
const LINE_ROOM = 88;

/** The column whose right edge lies at `x` of the window (tree included), `TREE` for the edge of the tree itself. */
export function edgeUnder(x: number, scrolled: number, { tree, cols }: Pick<Geometry, 'tree' | 'cols'>): number | undefined {
  if (Math.abs(x - tree) <= REACH) return TREE;
  if (x < tree || cols.count === 0) return undefined;
  const at = x - tree + scrolled;
  const col = Math.min(cols.at(at), cols.count - 1);
  if (Math.abs(cols.start(col + 1) - at) <= REACH) return col;
  return col > 0 && at - cols.start(col) <= REACH ? col - 1 : undefined;
}

/** The least width at which a name stands in two lines, its longest word whole. `measure`: the width of a text, px. */
export function nameWidth(name: string, measure: (text: string) => number): number {
  const words = name.split(/\s+/);
  let best = measure(name);
  for (let cut = 1; cut < words.length; cut += 1) best = Math.min(best, Math.max(measure(words.slice(0, cut).join(' ')), measure(words.slice(cut).join(' '))));
  return best;
}

/** The width at which a column shows its name in two lines and the signs of its cells. */
export function fittingWidth(
  name: string,
  texts: readonly string[],
  measure: { readonly name: (text: string) => number; readonly text: (text: string) => number },
): number {
  const widest = Math.max(0, ...[...new Set(texts)].map((text) => (text === '' ? 0 : measure.text(text) + TEXT_ROOM)));
  return allowedWidth(Math.ceil(Math.max(nameWidth(name, measure.name) + NAME_ROOM, widest)), 0);
}

/** The width at which the tree shows these lines whole. */
export const fittingTree = (lines: readonly GridRow[], measure: (text: string) => number): number =>
  allowedWidth(Math.max(0, ...lines.map((line) => Math.ceil(indentOf(line) + measure(`${line.label}${line.mark ? `${line.mark}  ` : ''}`) + LINE_ROOM))), TREE);
