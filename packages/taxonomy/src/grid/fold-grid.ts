import type { RuleEdit } from '../model.ts';
import { EDITED, EXCLUDED, FOLDED, mergeBits, OWN, packFields, patchBits, PIN, PRESENT } from './cell-bits.ts';

/** The tree as the fold needs it. */
export type GridNode = { readonly id: number; readonly parentId: number | null };
/** Current rules of the matrix, one row per category: its id, then attribute and bits by turns. */
export type PackedRules = readonly (readonly number[])[];
type Cells = ReadonlyMap<number, number>;

const NONE: Cells = new Map();

/** The matrix in the browser: rules folded root to leaf when they are asked for, a draft laid over them. Immutable: another draft makes another grid. */
export interface Grid {
  /** What the grid draws of one cell: 0 where there is nothing, else PRESENT or EXCLUDED with OWN, EDITED and the fields' bits. */
  cell(categoryId: number, attributeNo: number): number;
  /** The cells in force in a category, attribute -> bits. */
  cells(categoryId: number): Cells;
  /** The category's own rules, the draft's edits among them. */
  own(categoryId: number): Cells;
  /** Another grid: the same rules under another draft. */
  withEdits(edits: Iterable<RuleEdit>): Grid;
}

function ownRules(rules: PackedRules): Map<number, Map<number, number>> {
  const own = new Map<number, Map<number, number>>();
  for (const row of rules) {
    const cells = new Map<number, number>();
    for (let i = 1; i + 1 < row.length; i += 2) cells.set(row[i] ?? 0, row[i + 1] ?? 0);
    own.set(row[0] ?? 0, cells);
  }
  return own;
}

/** Lays edits over rules as publishing would: a patch over the rule that stands, afresh where none or an exclusion stands. */
function edited(base: ReadonlyMap<number, Cells>, edits: Iterable<RuleEdit>): { own: Map<number, Cells>; touched: Map<number, Set<number>> } {
  const own = new Map(base);
  const touched = new Map<number, Set<number>>();
  for (const { categoryId, attributeNo, op, fields, pin } of edits) {
    let nos = touched.get(categoryId);
    if (!nos) {
      nos = new Set();
      touched.set(categoryId, nos);
      own.set(categoryId, new Map(own.get(categoryId)));
    }
    nos.add(attributeNo);
    const cells = own.get(categoryId) as Map<number, number>;
    const before = cells.get(attributeNo) ?? EXCLUDED;
    if (op === 'remove') cells.delete(attributeNo);
    else if (op === 'exclude') cells.set(attributeNo, EXCLUDED);
    else cells.set(attributeNo, ((before & EXCLUDED) !== 0 ? packFields(fields) : patchBits(before, fields)) | (pin ? PIN : 0));
  }
  return { own, touched };
}

/**
 * Folds like `taxonomy.fold_all` (functions.sql), lazily: nearest set field wins, an exclusion cuts, a set below it starts afresh. A category without rules of its own
 * shares its parent's cells, so the whole matrix costs little more than its rules.
 */
export function createGrid(nodes: Iterable<GridNode>, rules: PackedRules): Grid {
  const parents = new Map<number, number | null>();
  for (const node of nodes) parents.set(node.id, node.parentId);
  const base = ownRules(rules);
  return gridOver(parents, base, base, new Map());
}

function gridOver(
  parents: ReadonlyMap<number, number | null>,
  base: ReadonlyMap<number, Cells>,
  own: ReadonlyMap<number, Cells>,
  touched: ReadonlyMap<number, ReadonlySet<number>>,
): Grid {
  const folded = new Map<number, Cells>();
  const cells = (categoryId: number): Cells => {
    const known = folded.get(categoryId);
    if (known) return known;
    const parent = parents.get(categoryId);
    const inherited = parent === null || parent === undefined ? NONE : cells(parent);
    const rules = own.get(categoryId);
    let result = inherited;
    if (rules && rules.size > 0) {
      const next = new Map(inherited);
      for (const [no, bits] of rules) {
        if ((bits & EXCLUDED) !== 0) next.delete(no);
        else next.set(no, mergeBits(inherited.get(no) ?? 0, bits & FOLDED));
      }
      result = next;
    }
    folded.set(categoryId, result);
    return result;
  };
  return {
    cells,
    own: (categoryId) => own.get(categoryId) ?? NONE,
    cell(categoryId, no) {
      const rule = own.get(categoryId)?.get(no);
      const mark = touched.get(categoryId)?.has(no) ? EDITED : 0;
      if (rule !== undefined && (rule & EXCLUDED) !== 0) return EXCLUDED | OWN | mark;
      const bits = cells(categoryId).get(no);
      if (bits === undefined) return mark;
      return bits | PRESENT | mark | (rule === undefined ? 0 : OWN | (rule & PIN));
    },
    withEdits(edits) {
      const next = edited(base, edits);
      return next.touched.size === 0 && touched.size === 0 ? this : gridOver(parents, base, next.own, next.touched);
    },
  };
}
