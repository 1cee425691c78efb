/** One visible line of a tree. */
export interface TreeRow<Node> {
  readonly id: string;
  readonly node: Node;
  readonly level: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  readonly position: number;
  readonly siblings: number;
  readonly parent: number;
}

export interface TreeShape<Node> {
  readonly nodeId: (node: Node) => string;
  readonly parentId: (node: Node) => string | null;
  /** Children that have not been loaded yet. */
  readonly mayExpand?: (node: Node) => boolean;
}

/** Children by parent, in the order given; a node whose parent is not among them is a root. */
export function childrenOf<Node>(nodes: readonly Node[], { nodeId, parentId }: TreeShape<Node>): ReadonlyMap<string | null, readonly Node[]> {
  const known = new Set(nodes.map(nodeId));
  const map = new Map<string | null, Node[]>();
  for (const node of nodes) {
    const parent = parentId(node);
    const key = parent !== null && known.has(parent) ? parent : null;
    const list = map.get(key);
    if (list) list.push(node);
    else map.set(key, [node]);
  }
  return map;
}

/** The lines that are visible with these nodes expanded, from top to bottom. */
export function visibleRows<Node>(
  children: ReadonlyMap<string | null, readonly Node[]>,
  expanded: ReadonlySet<string>,
  shape: TreeShape<Node>,
): readonly TreeRow<Node>[] {
  const rows: TreeRow<Node>[] = [];
  const walk = (parentKey: string | null, level: number, parent: number): void => {
    const list = children.get(parentKey) ?? [];
    for (const [index, node] of list.entries()) {
      const id = shape.nodeId(node);
      const expandable = (children.get(id)?.length ?? 0) > 0 || (shape.mayExpand?.(node) ?? false);
      const open = expandable && expanded.has(id);
      const at = rows.push({ id, node, level, expandable, expanded: open, position: index + 1, siblings: list.length, parent }) - 1;
      if (open) walk(id, level + 1, at);
    }
  };
  walk(null, 1, -1);
  return rows;
}

/** The next line, from the one after `from` around to it, whose label begins with what was typed. */
export function findByPrefix<Node>(rows: readonly TreeRow<Node>[], from: number, typed: string, label: (node: Node) => string): number {
  const wanted = typed.toLowerCase();
  for (let step = typed.length > 1 ? 0 : 1; step <= rows.length; step += 1) {
    const index = (from + step) % rows.length;
    const row = rows[index];
    if (row && label(row.node).toLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}
