export type SetNode = { readonly key: string; readonly parent: string | null; readonly attributes: readonly string[] };
export type SetRule = { readonly category: string; readonly attribute: string; readonly op: 'set' | 'exclude' };

/**
 * The fewest presence rules that reproduce each category's attribute list: a category sets what its list has and its parent's lacks, and excludes what its parent's list
 * has and its own lacks. Each (category, attribute) pair differs from its parent or does not, and every differing pair needs a rule, so no smaller set exists.
 */
export function fewestRules(nodes: readonly SetNode[]): SetRule[] {
  const lists = new Map(nodes.map((n) => [n.key, new Set(n.attributes)]));
  const none = new Set<string>();
  return nodes.flatMap((n) => {
    const own = lists.get(n.key) ?? none;
    const inherited = (n.parent === null ? none : lists.get(n.parent)) ?? none;
    const set = [...own].filter((a) => !inherited.has(a)).map((attribute) => ({ category: n.key, attribute, op: 'set' as const }));
    const exclude = [...inherited].filter((a) => !own.has(a)).map((attribute) => ({ category: n.key, attribute, op: 'exclude' as const }));
    return [...set, ...exclude];
  });
}
