type Sibling = { readonly id: number; readonly position: number; readonly ru: string; readonly en: string };

/** The order in which people see siblings: by position, and where positions are equal by name in the reader's language. */
export function siblingOrder(locale: 'ru' | 'en'): (a: Sibling, b: Sibling) => number {
  const { compare } = new Intl.Collator(locale);
  const name = (one: Sibling): string => one[locale] || one[locale === 'ru' ? 'en' : 'ru'];
  return (a, b) => a.position - b.position || compare(name(a), name(b)) || a.id - b.id;
}

/** A tree's nodes with each family in that order; families keep the order in which their first members come. */
export function sortSiblings<Node extends Sibling & { readonly parentId: number | null }>(nodes: readonly Node[], locale: 'ru' | 'en'): Node[] {
  const families = new Map<number | null, Node[]>();
  for (const node of nodes) {
    const family = families.get(node.parentId);
    if (family) family.push(node);
    else families.set(node.parentId, [node]);
  }
  const order = siblingOrder(locale);
  return [...families.values()].flatMap((family) => family.sort(order));
}
