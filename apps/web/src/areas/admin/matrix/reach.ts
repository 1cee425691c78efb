import { EDITED, type Grid } from '@yarmarka/taxonomy/schemas';
import { branchOf, type TreeIndex } from './tree-index.ts';

/**
 * How many categories a draft's cells change: those edited, and those below whose cells differ from `base`. Only edited branches are folded, and categories that share their
 * parent's cells are compared once, so that also a draft over the whole tree costs some tens of ms.
 */
export function countReach(tree: TreeIndex, grid: Grid, base: Grid, edits: Iterable<{ readonly categoryId: number; readonly attributeNo: number }>): number {
  const edited = new Set<number>();
  for (const { categoryId, attributeNo } of edits) if ((grid.cell(categoryId, attributeNo) & EDITED) !== 0) edited.add(categoryId);
  const reached = new Set(edited);
  const seen = new Set<number>();
  const compared = new Map<ReturnType<Grid['cells']>, Map<ReturnType<Grid['cells']>, boolean>>();
  const differ = (now: ReturnType<Grid['cells']>, before: ReturnType<Grid['cells']>): boolean => {
    if (now === before) return false;
    const known = compared.get(now) ?? new Map<ReturnType<Grid['cells']>, boolean>();
    compared.set(now, known);
    let answer = known.get(before);
    if (answer === undefined) {
      answer = now.size !== before.size;
      if (!answer)
        for (const [no, bits] of now)
          if (before.get(no) !== bits) {
            answer = true;
            break;
          }
      known.set(before, answer);
    }
    return answer;
  };
  const lines = [...edited].map((id) => tree.at.get(id) ?? -1).sort((a, b) => a - b);
  for (const line of lines) {
    const top = tree.order[line];
    // A branch within one that was walked already.
    if (!top || seen.has(top.id)) continue;
    for (const { id } of branchOf(tree, top.id)) {
      seen.add(id);
      if (!reached.has(id) && differ(grid.cells(id), base.cells(id))) reached.add(id);
    }
  }
  return reached.size;
}
