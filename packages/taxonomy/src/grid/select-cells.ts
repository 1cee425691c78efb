import { EDITED, EXCLUDED, hasCondition, hasLimits, hasOptions, isAxis, isFilterable, levelOf, OWN, PRESENT, requirementOf } from './cell-bits.ts';
import type { Grid } from './fold-grid.ts';

export const CELL_STATES = [
  'required',
  'recommended',
  'optional',
  'required_if',
  'filterable',
  'axis',
  'variant',
  'offer',
  'options',
  'limits',
  'own',
  'inherited',
  'excluded',
  'changed',
] as const;
export type CellState = (typeof CELL_STATES)[number];

/** "Leaf categories under Clothing where Composition is filterable and not required". */
export type CellQuery = {
  /** The branch, itself included; null: the whole tree. */
  readonly under: number | null;
  readonly leaves: boolean;
  /** Of these attributes; empty: of every attribute. */
  readonly attributes: readonly number[];
  readonly has: readonly CellState[];
  readonly lacks: readonly CellState[];
};
export type CellAt = readonly [categoryId: number, attributeNo: number];

/** Whether a cell's bits (as `Grid.cell` answers) show a state. */
export function showsState(bits: number, state: CellState): boolean {
  switch (state) {
    case 'excluded':
      return (bits & EXCLUDED) !== 0;
    case 'changed':
      return (bits & EDITED) !== 0;
    case 'own':
      return (bits & OWN) !== 0;
    case 'inherited':
      return (bits & PRESENT) !== 0 && (bits & OWN) === 0;
    case 'filterable':
      return isFilterable(bits);
    case 'axis':
      return isAxis(bits);
    case 'variant':
    case 'offer':
      return levelOf(bits) === state;
    case 'options':
      return hasOptions(bits);
    case 'limits':
      return hasLimits(bits) || hasCondition(bits);
    default:
      return (bits & PRESENT) !== 0 && requirementOf(bits) === state;
  }
}

/** The cells that answer a query, in the order of the tree given. Excluded cells answer only a query that asks for them. */
export function selectCells(grid: Grid, tree: readonly { readonly id: number; readonly parentId: number | null }[], query: CellQuery): CellAt[] {
  const parents = new Set(tree.map((node) => node.parentId));
  const inside = new Set<number>();
  const wanted = new Set(query.attributes);
  const out: CellAt[] = [];
  for (const node of tree) {
    if (query.under !== null && node.id !== query.under && (node.parentId === null || !inside.has(node.parentId))) continue;
    inside.add(node.id);
    if (query.leaves && parents.has(node.id)) continue;
    const here = new Set(grid.cells(node.id).keys());
    if (query.has.includes('excluded') || query.has.includes('changed')) for (const no of grid.own(node.id).keys()) here.add(no);
    for (const no of here) {
      if (wanted.size > 0 && !wanted.has(no)) continue;
      const bits = grid.cell(node.id, no);
      if (query.has.every((state) => showsState(bits, state)) && !query.lacks.some((state) => showsState(bits, state))) out.push([node.id, no]);
    }
  }
  return out;
}
