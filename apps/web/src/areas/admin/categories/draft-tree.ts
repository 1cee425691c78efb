import type { Change, TreeNode } from '../parts/types.ts';

const byPlace = (a: TreeNode, b: TreeNode): number => a.position - b.position || a.id - b.id;

/** The tree as it will stand once the draft is published: moves, places and names laid over what is stored. The same array where the draft leaves the tree alone. */
export function draftTree(tree: readonly TreeNode[], changes: readonly Change[]): readonly TreeNode[] {
  const parents = new Map<number, number | null>();
  const edits = new Map<number, Extract<Change, { kind: 'category_edit' }>['edit']>();
  for (const change of changes) {
    if (change.kind === 'move') parents.set(change.move.categoryId, change.move.parentId);
    if (change.kind === 'category_edit') edits.set(change.edit.categoryId, change.edit);
  }
  if (parents.size + edits.size === 0) return tree;
  const stored = new Map(tree.map((node) => [node.id, node.parentId]));
  const parentOf = new Map(stored);
  // One after another, as they are published: a move that would close a circle is left out here and refused there.
  for (const [id, parentId] of parents) if (!isWithin(parentOf, parentId, id)) parentOf.set(id, parentId);
  return tree
    .map((node): TreeNode => {
      const edit = edits.get(node.id);
      const parentId = parentOf.get(node.id) ?? null;
      if (!edit && parentId === node.parentId) return node;
      return { ...node, parentId, ...edit?.label, position: edit?.position ?? node.position };
    })
    .toSorted(byPlace);
}

/** Whether a category lies in a branch, its top included. */
function isWithin(parentOf: ReadonlyMap<number, number | null>, id: number | null, branch: number): boolean {
  for (let at = id; at !== null; at = parentOf.get(at) ?? null) if (at === branch) return true;
  return false;
}

export type Place = { readonly place: 'before' | 'after' | 'into'; readonly node: TreeNode };
export type Refusal = 'inside' | 'same';

/** Why a category cannot be put there: into its own branch, or where it stands. `tree`: with the draft over it. */
export function refusal(tree: readonly TreeNode[], moving: TreeNode, { place, node }: Place): Refusal | null {
  const parentOf = new Map(tree.map((one) => [one.id, one.parentId]));
  const parentId = place === 'into' ? node.id : node.parentId;
  if (node.id === moving.id) return place === 'into' ? 'inside' : 'same';
  if (isWithin(parentOf, parentId, moving.id)) return 'inside';
  if (parentId !== moving.parentId) return null;
  const siblings = siblingsOf(tree, parentId);
  const here = siblings.findIndex((one) => one.id === moving.id);
  const at = siblings.findIndex((one) => one.id === node.id);
  const same = place === 'into' ? here === siblings.length - 1 : place === 'before' ? here === at - 1 : here === at + 1;
  return same ? 'same' : null;
}

const siblingsOf = (tree: readonly TreeNode[], parentId: number | null): TreeNode[] => tree.filter((one) => one.parentId === parentId).toSorted(byPlace);

export type DropEdits = { readonly save: readonly Change[]; readonly remove: readonly string[] };

/**
 * The edits of the draft that put a category there: a move where its parent changes (none left where it returns to its own), and places, of as few siblings as it takes. Inside means at the
 * end. `stored`: the published tree; `held`: the edits of the draft so far.
 */
export function dropEdits(stored: readonly TreeNode[], held: readonly Change[], moving: TreeNode, { place, node }: Place): DropEdits {
  const tree = draftTree(stored, held);
  const parentId = place === 'into' ? node.id : node.parentId;
  const home = stored.find((one) => one.id === moving.id)?.parentId ?? null;
  const others = siblingsOf(tree, parentId).filter((one) => one.id !== moving.id);
  const beside = others.findIndex((one) => one.id === node.id);
  const at = place === 'into' ? others.length : place === 'before' ? beside : beside + 1;
  const places = new Map<number, number>();
  const [before, after] = [others[at - 1], others[at]];
  const mine = before ? before.position + 1 : after ? after.position - 1 : moving.position;
  places.set(moving.id, mine);
  let last = mine;
  for (const one of others.slice(at)) {
    if (one.position > last) break;
    last += 1;
    places.set(one.id, last);
  }
  const edits = new Map(held.flatMap((change) => (change.kind === 'category_edit' ? [[change.edit.categoryId, change.edit] as const] : [])));
  const now = new Map(tree.map((one) => [one.id, one.position]));
  const moves: Change[] = parentId === home ? [] : [{ kind: 'move', move: { categoryId: moving.id, parentId } }];
  return {
    save: [
      ...moves,
      ...[...places].flatMap(([categoryId, position]): Change[] =>
        now.get(categoryId) === position ? [] : [{ kind: 'category_edit', edit: { ...edits.get(categoryId), categoryId, position } }],
      ),
    ],
    remove: parentId === home && held.some((change) => change.kind === 'move' && change.move.categoryId === moving.id) ? [`move:${moving.id}`] : [],
  };
}
