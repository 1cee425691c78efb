import type { TreeNode } from './types.ts';

/** One spelling for searching: small letters, ё as е. */
export const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** The nodes whose name in either language or key holds every word, with their ancestors; and how many match. */
export function filterTree(nodes: readonly TreeNode[], query: string): { nodes: readonly TreeNode[]; open: ReadonlySet<string>; count: number } {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const kept = new Set<number>();
  const open = new Set<string>();
  let count = 0;
  for (const node of nodes) {
    const text = plain(`${node.ru} ${node.en} ${node.key}`);
    if (!words.every((word) => text.includes(word))) continue;
    count += 1;
    kept.add(node.id);
    for (let up = node.parentId; up !== null; up = byId.get(up)?.parentId ?? null) {
      open.add(String(up));
      kept.add(up);
    }
  }
  return { nodes: nodes.filter((node) => kept.has(node.id)), open, count };
}
