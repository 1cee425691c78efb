import { EDITED, EXCLUDED, type Grid, PRESENT } from '@yarmarka/taxonomy/schemas';
import { plain } from '../parts/filter-tree.ts';
import type { AttributeType, GridAttribute, TreeNode } from '../parts/types.ts';
import { branchOf, type TreeIndex } from './tree-index.ts';

/** What the address says of the view. */
export type View = {
  /** The branch shown; null: the whole matrix. */
  readonly branch: number | null;
  readonly rowQuery: string;
  /** Only categories that have these attributes. */
  readonly having: readonly number[];
  /** Only categories with cards that lack something. */
  readonly incomplete: boolean;
  readonly changed: boolean;
  readonly columnQuery: string;
  readonly group: string;
  readonly type: AttributeType | '';
  /** `used`: some card fills it; `unused`: no card does; `all`: also attributes that no category here has. */
  readonly use: '' | 'used' | 'unused' | 'all';
};

export type CategoryFigures = { readonly cards: number; readonly incomplete: number; readonly completeness: number };
export type Figures = ReadonlyMap<number, CategoryFigures>;
/** Attribute -> how many cards fill it. */
export type Usage = ReadonlyMap<number, { readonly filled: number; readonly filtered: number }>;

const words = (query: string): readonly string[] => plain(query).split(/\s+/).filter(Boolean);
const holds = (text: string, all: readonly string[]): boolean => all.every((word) => text.includes(word));

/** Whether the draft changes anything of a category: its own cells or what it inherits. */
export function isChanged(grid: Grid, base: Grid, id: number): boolean {
  for (const no of grid.own(id).keys()) if ((grid.cell(id, no) & EDITED) !== 0) return true;
  const [now, before] = [grid.cells(id), base.cells(id)];
  if (now === before) return false;
  if (now.size !== before.size) return true;
  for (const [no, bits] of now) if (before.get(no) !== bits) return true;
  // A removed own rule leaves no trace among the rules: the published one tells.
  for (const no of base.own(id).keys()) if ((grid.cell(id, no) & EDITED) !== 0) return true;
  return false;
}

/** The lines to show: the branch, closed ones without what is below; under a filter what matches and its ancestors. */
export function visibleRows(
  tree: TreeIndex,
  view: View,
  closed: ReadonlySet<number>,
  grids: { readonly grid: Grid; readonly base: Grid; readonly drafted: { has(categoryId: number): boolean } },
  figures: Figures,
): { readonly nodes: readonly TreeNode[]; readonly matches: number } {
  const branch = branchOf(tree, view.branch);
  const asked = words(view.rowQuery);
  const filtered = asked.length > 0 || view.having.length > 0 || view.incomplete || view.changed;
  const kept = new Set<number>();
  let matches = branch.length;
  if (filtered) {
    matches = 0;
    for (const node of branch) {
      if (asked.length > 0 && !holds(plain(`${node.ru} ${node.en} ${node.key}`), asked)) continue;
      if (!view.having.every((no) => (grids.grid.cell(node.id, no) & (PRESENT | EXCLUDED)) !== 0)) continue;
      if (view.incomplete && (figures.get(node.id)?.incomplete ?? 0) === 0) continue;
      if (view.changed && !grids.drafted.has(node.id) && !isChanged(grids.grid, grids.base, node.id)) continue;
      matches += 1;
      for (let line = tree.at.get(node.id); line !== undefined; ) {
        const up = tree.order[line];
        if (!up || kept.has(up.id)) break;
        kept.add(up.id);
        line = up.parentId === null ? undefined : tree.at.get(up.parentId);
      }
    }
  }
  const nodes: TreeNode[] = [];
  for (let i = 0; i < branch.length; ) {
    const node = branch[i];
    if (!node) break;
    if (!filtered || kept.has(node.id)) nodes.push(node);
    const line = tree.at.get(node.id) ?? 0;
    i += closed.has(node.id) ? (tree.end[line] ?? line + 1) - line : 1;
  }
  return { nodes, matches };
}

export type ColumnOrder = { readonly attribute: GridAttribute; readonly group: string; readonly categories: number };

/** How many categories of the branch have each attribute; zero where it is only excluded. */
export function countAttributes(base: Grid, branch: readonly TreeNode[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  // Categories without rules of their own share their parent's cells: those are counted once for all of them.
  const sharing = new Map<ReturnType<Grid['cells']>, number>();
  for (const node of branch) {
    const cells = base.cells(node.id);
    sharing.set(cells, (sharing.get(cells) ?? 0) + 1);
  }
  for (const [cells, categories] of sharing) for (const no of cells.keys()) counts.set(no, (counts.get(no) ?? 0) + categories);
  for (const node of branch) for (const no of base.own(node.id).keys()) if (!counts.has(no)) counts.set(no, 0);
  return counts;
}

/**
 * The attributes of the branch: by group, the most used first (cards that fill it, then categories that have it). The published matrix decides the order, so that
 * nothing moves while one edits; what only the draft adds (`added`) stands at the end of its group.
 */
export function visibleColumns(
  attributes: Iterable<GridAttribute>,
  groups: readonly { readonly key: string }[],
  view: View,
  counts: ReadonlyMap<number, number>,
  added: ReadonlySet<number>,
  usage: Usage,
): readonly ColumnOrder[] {
  const asked = words(view.columnQuery);
  const rank = new Map(groups.map((group, index) => [group.key, index]));
  const place = (group: string) => rank.get(group) ?? groups.length;
  return [...attributes]
    .filter((a) => {
      const filled = usage.get(a.no)?.filled ?? 0;
      if (view.use !== 'all' && !counts.has(a.no) && !added.has(a.no)) return false;
      if (view.use === 'used' && filled === 0) return false;
      if (view.use === 'unused' && filled > 0) return false;
      if (view.group !== '' && (a.group ?? '-') !== view.group) return false;
      if (view.type !== '' && a.type !== view.type) return false;
      return asked.length === 0 || holds(plain(`${a.ru} ${a.en} ${a.key}`), asked);
    })
    .map((attribute) => ({ attribute, group: attribute.group ?? '', categories: counts.get(attribute.no) ?? 0 }))
    .sort(
      (a, b) =>
        place(a.group) - place(b.group) ||
        (usage.get(b.attribute.no)?.filled ?? 0) - (usage.get(a.attribute.no)?.filled ?? 0) ||
        b.categories - a.categories ||
        a.attribute.no - b.attribute.no,
    );
}
