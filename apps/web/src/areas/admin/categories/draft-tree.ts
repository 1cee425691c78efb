import { sortSiblings } from '@yarmarka/taxonomy/schemas';
import { newCategories } from '../parts/new-categories.ts';
import type { Change, TreeNode } from '../parts/types.ts';

/** The tree as it will stand once the draft is published: new categories, moves, places and names laid over what is stored. Siblings as the reader sees them; the same array where the draft leaves the tree alone. */
export function draftTree(tree: readonly TreeNode[], changes: readonly Change[], locale: 'ru' | 'en'): readonly TreeNode[] {
  const parents = new Map<number, number | null>();
  const edits = new Map<number, Extract<Change, { kind: 'category_edit' }>['edit']>();
  for (const change of changes) {
    if (change.kind === 'move') parents.set(change.move.categoryId, change.move.parentId);
    if (change.kind === 'category_edit') edits.set(change.edit.categoryId, change.edit);
  }
  const created = newNodes(tree, changes);
  if (parents.size + edits.size + created.length === 0) return tree;
  const all = [...tree, ...created];
  const parentOf = new Map(all.map((node) => [node.id, node.parentId]));
  // In whatever order they lead nowhere into themselves, as they are published; what closes a circle is left out here and refused there.
  for (let left = [...parents], before = -1; left.length !== before; ) {
    before = left.length;
    left = left.filter(([id, parentId]) => {
      if (isWithin(parentOf, parentId, id)) return true;
      parentOf.set(id, parentId);
      return false;
    });
  }
  const placed = all.map((node): TreeNode => {
    const edit = edits.get(node.id);
    const parentId = parentOf.get(node.id) ?? null;
    if (!edit && parentId === node.parentId) return node;
    return { ...node, parentId, ...edit?.label, position: edit?.position ?? node.position };
  });
  return sortSiblings(placed, locale);
}

/** From the top down to the category. */
function pathOf(tree: readonly TreeNode[], id: number): readonly number[] {
  const parentOf = new Map(tree.map((node) => [node.id, node.parentId]));
  const path: number[] = [];
  for (let at: number | null = id; at !== null; at = parentOf.get(at) ?? null) path.unshift(at);
  return path;
}

/** Whether the draft puts a category, or one above it, elsewhere: then it inherits otherwise than published. */
export const standsElsewhere = (stored: readonly TreeNode[], tree: readonly TreeNode[], id: number): boolean =>
  stored !== tree && pathOf(stored, id).join() !== pathOf(tree, id).join();

/** Categories that the draft merges away -> what they go into. */
export const mergedAway = (changes: readonly Change[]): ReadonlyMap<number, number> =>
  new Map(changes.flatMap((change) => (change.kind === 'category_merge' ? [[change.merge.fromId, change.merge.intoId] as const] : [])));

/** The categories that the draft creates, where they will stand; one whose parent is no more is left out. */
function newNodes(tree: readonly TreeNode[], changes: readonly Change[]): TreeNode[] {
  const created = newCategories(changes);
  if (created.size === 0) return [];
  const ids = new Map(tree.map((node) => [node.key, node.id]));
  const known = new Set(ids.values());
  const fresh = [...created.values()].filter((one) => !known.has(one.id));
  for (const one of fresh) ids.set(one.key, one.id);
  return fresh.flatMap(({ id, key, parentKey, label, position }, n) => {
    const parentId = parentKey === null ? null : ids.get(parentKey);
    return parentId === undefined ? [] : [{ id, key, parentId, ...label, position: position ?? n }];
  });
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

const siblingsOf = (tree: readonly TreeNode[], parentId: number | null): TreeNode[] => tree.filter((one) => one.parentId === parentId);

export type DraftTree = {
  /** As published. */
  readonly stored: readonly TreeNode[];
  /** The edits of my draft. */
  readonly held: readonly Change[];
  /** As my draft leaves it. */
  readonly tree: readonly TreeNode[];
};
export type DropEdits = { readonly save: readonly Change[]; readonly remove: readonly string[] };

/** The place behind the last subcategory. */
export const lastPlace = (tree: readonly TreeNode[], parentId: number | null): number => (siblingsOf(tree, parentId).at(-1)?.position ?? -1) + 1;

/**
 * The edits of the draft that put a category there: a move where its parent changes (none left where it returns to its own), and places, of as few siblings as it takes. Inside means at the
 * end. One that the draft creates is created there.
 */
export function dropEdits({ stored, held, tree }: DraftTree, moving: TreeNode, { place, node }: Place): DropEdits {
  const parentId = place === 'into' ? node.id : node.parentId;
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
  const created = newCategories(held);
  const edits = new Map(held.flatMap((change) => (change.kind === 'category_edit' ? [[change.edit.categoryId, change.edit] as const] : [])));
  const now = new Map(tree.map((one) => [one.id, one.position]));
  const moved = moveEdits(stored, held, [moving], tree.find((one) => one.id === parentId) ?? null);
  const placed = [...places].flatMap(([categoryId, position]): Change[] => {
    const fresh = created.get(categoryId);
    const [move] = categoryId === moving.id ? moved.save : [];
    if (fresh && move?.kind === 'category') return [{ ...move, category: { ...move.category, position } }];
    if (now.get(categoryId) === position) return [];
    if (fresh && !edits.has(categoryId)) return [{ kind: 'category', category: { ...fresh, position } }];
    return [{ kind: 'category_edit', edit: { ...edits.get(categoryId), categoryId, position } }];
  });
  return { save: [...moved.save.filter((change) => change.kind === 'move'), ...placed], remove: moved.remove };
}

/** The edits of the draft that put categories below another (null: at the top); one that the draft creates is created there, and one that comes back to its own parent has no move left. */
export function moveEdits(stored: readonly TreeNode[], held: readonly Change[], moving: readonly TreeNode[], parent: TreeNode | null): DropEdits {
  const created = newCategories(held);
  const homes = new Map(stored.map((one) => [one.id, one.parentId]));
  const parentId = parent?.id ?? null;
  const save = moving.flatMap(({ id }): Change[] => {
    const fresh = created.get(id);
    if (fresh) return fresh.parentKey === (parent?.key ?? null) ? [] : [{ kind: 'category', category: { ...fresh, parentKey: parent?.key ?? null } }];
    return homes.get(id) === parentId ? [] : [{ kind: 'move', move: { categoryId: id, parentId } }];
  });
  const moves = new Set(held.flatMap((change) => (change.kind === 'move' ? [change.move.categoryId] : [])));
  return { save, remove: moving.flatMap(({ id }) => (moves.has(id) && (created.has(id) || homes.get(id) === parentId) ? [`move:${id}`] : [])) };
}
