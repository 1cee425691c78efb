import type { TreeNode } from '../parts/types.ts';

/** The tree as lines, each branch in one piece: what the rows of the grid are cut from. */
export type TreeIndex = {
  readonly order: readonly TreeNode[];
  /** Category -> its line. */
  readonly at: ReadonlyMap<number, number>;
  readonly depth: readonly number[];
  /** The line after the branch that begins on a line. */
  readonly end: readonly number[];
};

/** Lays the tree out in lines; children keep the order of the list given. */
export function indexTree(nodes: readonly TreeNode[]): TreeIndex {
  const children = new Map<number | null, TreeNode[]>();
  for (const node of nodes) {
    const list = children.get(node.parentId);
    if (list) list.push(node);
    else children.set(node.parentId, [node]);
  }
  const order: TreeNode[] = [];
  const depth: number[] = [];
  const end: number[] = [];
  const at = new Map<number, number>();
  const walk = (node: TreeNode, level: number): void => {
    const line = order.length;
    at.set(node.id, line);
    order.push(node);
    depth.push(level);
    end.push(line + 1);
    for (const child of children.get(node.id) ?? []) walk(child, level + 1);
    end[line] = order.length;
  };
  for (const root of children.get(null) ?? []) walk(root, 0);
  return { order, at, depth, end };
}

/** A category and everything below it; the whole tree for null. */
export function branchOf(tree: TreeIndex, id: number | null): readonly TreeNode[] {
  const line = id === null ? undefined : tree.at.get(id);
  return line === undefined ? tree.order : tree.order.slice(line, tree.end[line]);
}

/** From the root to the category itself. */
export function trailOf(tree: TreeIndex, id: number): readonly TreeNode[] {
  const trail: TreeNode[] = [];
  for (let line = tree.at.get(id); line !== undefined; ) {
    const node = tree.order[line];
    if (!node) break;
    trail.unshift(node);
    line = node.parentId === null ? undefined : tree.at.get(node.parentId);
  }
  return trail;
}
