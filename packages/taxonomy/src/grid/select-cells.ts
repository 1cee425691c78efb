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

/** What a cell's own rule and the draft decide; everything else is equal wherever the same cells are in force. */
const OF_THE_CATEGORY: ReadonlySet<CellState> = new Set<CellState>(['own', 'inherited', 'excluded', 'changed']);

/**
 * The cells that answer a query, in the order of the tree given. Excluded cells answer only a query that asks for them. Categories without rules of their own share the cells of
 * their parent, and what is found among these is found once: the whole matrix answers in some ten ms.
 */
export function selectCells(grid: Grid, tree: readonly { readonly id: number; readonly parentId: number | null }[], query: CellQuery): CellAt[] {
  const parents = new Set(tree.map((node) => node.parentId));
  const inside = new Set<number>();
  const wanted = new Set(query.attributes);
  const part = (states: readonly CellState[], own: boolean) => states.filter((state) => OF_THE_CATEGORY.has(state) === own);
  const [has, lacks, ownHas, ownLacks] = [part(query.has, false), part(query.lacks, false), part(query.has, true), part(query.lacks, true)];
  const asksOwn = ownHas.length + ownLacks.length > 0;
  const besides = ownHas.includes('excluded') || ownHas.includes('changed');
  const answers = (bits: number, yes: readonly CellState[], no: readonly CellState[]) =>
    yes.every((state) => showsState(bits, state)) && !no.some((state) => showsState(bits, state));
  const known = new Map<ReadonlyMap<number, number>, readonly number[]>();
  const among = (cells: ReadonlyMap<number, number>): readonly number[] => {
    let found = known.get(cells);
    if (!found) {
      const list: number[] = [];
      for (const [no, bits] of cells) if ((wanted.size === 0 || wanted.has(no)) && answers(bits | PRESENT, has, lacks)) list.push(no);
      found = list;
      known.set(cells, found);
    }
    return found;
  };
  const out: CellAt[] = [];
  for (const node of tree) {
    if (query.under !== null && node.id !== query.under && (node.parentId === null || !inside.has(node.parentId))) continue;
    inside.add(node.id);
    if (query.leaves && parents.has(node.id)) continue;
    const cells = grid.cells(node.id);
    for (const no of among(cells)) if (!asksOwn || answers(grid.cell(node.id, no), ownHas, ownLacks)) out.push([node.id, no]);
    if (!besides) continue;
    for (const no of grid.own(node.id).keys())
      if (!cells.has(no) && (wanted.size === 0 || wanted.has(no)) && answers(grid.cell(node.id, no), query.has, query.lacks)) out.push([node.id, no]);
  }
  return out;
}
