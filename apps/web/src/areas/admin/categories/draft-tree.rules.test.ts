import { describe, expect, test } from 'vitest';
import type { Change, TreeNode } from '../parts/types.ts';
import { draftTree as treeOf, dropEdits, lastPlace, moveEdits, type Place, refusal, standsElsewhere } from './draft-tree.ts';

const node = (id: number, parentId: number | null, position: number): TreeNode => ({ id, key: `k${id}`, parentId, ru: `Р${id}`, en: `E${id}`, position });
/** 1 > (11, 12 > (121), 13), 2 */
const TREE = [node(1, null, 0), node(2, null, 10), node(11, 1, 1), node(12, 1, 2), node(13, 1, 3), node(121, 12, 5)];
const draftTree = (tree: readonly TreeNode[], changes: readonly Change[]) => treeOf(tree, changes, 'ru');
const children = (tree: readonly TreeNode[], parentId: number | null) => tree.filter((one) => one.parentId === parentId).map((one) => one.id);
const find = (tree: readonly TreeNode[], id: number): TreeNode => tree.find((one) => one.id === id) ?? node(0, null, 0);

/** Drops one after another, the edits joining as a draft joins them: one a target. */
function dropped(...drops: readonly (readonly [number, Place['place'], number])[]): { tree: readonly TreeNode[]; held: readonly Change[] } {
  const held = new Map<string, Change>();
  const target = (change: Change) =>
    change.kind === 'move' ? `move:${change.move.categoryId}` : change.kind === 'category_edit' ? `edit:${change.edit.categoryId}` : '';
  for (const [moving, place, at] of drops) {
    const tree = draftTree(TREE, [...held.values()]);
    const edits = dropEdits({ stored: TREE, held: [...held.values()], tree }, find(tree, moving), { place, node: find(tree, at) });
    for (const one of edits.remove) held.delete(one);
    for (const change of edits.save) held.set(target(change), change);
  }
  return { tree: draftTree(TREE, [...held.values()]), held: [...held.values()] };
}

test('before, after and inside land where they say', () => {
  expect(children(dropped([13, 'before', 11]).tree, 1)).toEqual([13, 11, 12]);
  expect(children(dropped([11, 'after', 12]).tree, 1)).toEqual([12, 11, 13]);
  expect(children(dropped([13, 'into', 12]).tree, 12)).toEqual([121, 13]);
  expect(children(dropped([121, 'before', 12]).tree, 1)).toEqual([11, 121, 12, 13]);
  expect(children(dropped([12, 'after', 1]).tree, null)).toEqual([1, 12, 2]);
});

test('as few siblings as it takes get another place', () => {
  expect(dropped([12, 'after', 1]).held).toEqual([
    { kind: 'move', move: { categoryId: 12, parentId: null } },
    { kind: 'category_edit', edit: { categoryId: 12, position: 1 } },
  ]);
});

test('brought back to its own parent, a category has no move left; several drops add up', () => {
  const { tree, held } = dropped([13, 'into', 12], [13, 'before', 11]);
  expect(held.some((change) => change.kind === 'move')).toBe(false);
  expect(children(tree, 1)).toEqual([13, 11, 12]);
});

test('its own branch and its own place are refused', () => {
  const at = (moving: number, place: Place['place'], id: number) => refusal(TREE, find(TREE, moving), { place, node: find(TREE, id) });
  expect([at(12, 'into', 121), at(12, 'before', 121), at(1, 'into', 1)]).toEqual(['inside', 'inside', 'inside']);
  expect([at(12, 'before', 13), at(12, 'after', 11), at(12, 'after', 12), at(13, 'into', 1)]).toEqual(['same', 'same', 'same', 'same']);
  expect([at(12, 'before', 11), at(12, 'into', 2), at(121, 'into', 1)]).toEqual([null, null, null]);
});

test('two moves that would close a circle leave the tree whole', () => {
  const tree = draftTree(TREE, [
    { kind: 'move', move: { categoryId: 1, parentId: 2 } },
    { kind: 'move', move: { categoryId: 2, parentId: 11 } },
  ]);
  expect([find(tree, 1).parentId, find(tree, 2).parentId]).toEqual([2, null]);
});

describe('categories that the draft creates', () => {
  const made = (id: number, key: string, parentKey: string | null, position: number): Change => ({
    kind: 'category',
    category: { id, key, parentKey, label: { ru: key, en: key }, position },
  });
  const HELD = [made(900, 'n900', 'k1', 4), made(901, 'n901', 'n900', 0)];
  const drop = (held: readonly Change[], moving: number, place: Place['place'], at: number) => {
    const tree = draftTree(TREE, held);
    return dropEdits({ stored: TREE, held, tree }, find(tree, moving), { place, node: find(tree, at) });
  };

  test('stand in the tree below published and new ones; one without a number yet, or whose parent is gone, does not', () => {
    const unnumbered: Change = { kind: 'category', category: { key: 'n902', parentKey: 'k1', label: { ru: '', en: '' } } };
    const tree = draftTree(TREE, [...HELD, unnumbered, made(903, 'n903', 'nobody', 0)]);
    expect(children(tree, 1)).toEqual([11, 12, 13, 900]);
    expect(children(tree, 900)).toEqual([901]);
    expect(tree).toHaveLength(TREE.length + 2);
    expect(lastPlace(tree, 1)).toBe(5);
    // Published meanwhile, it stands there once.
    expect(draftTree([...TREE, node(900, 1, 4)], HELD).filter((one) => one.id === 900)).toHaveLength(1);
  });

  test('take published ones in, and are put elsewhere by being created there', () => {
    const held = [...HELD, ...drop(HELD, 12, 'into', 901).save];
    expect(children(draftTree(TREE, held), 901)).toEqual([12]);
    const moved = drop(held, 900, 'before', 2);
    expect(moved).toEqual({ save: [made(900, 'n900', null, 1)], remove: [] });
    const back = drop(held, 901, 'after', 11);
    expect(back.save[0]).toEqual(made(901, 'n901', 'k1', 2));
    expect(moveEdits(TREE, held, [find(draftTree(TREE, held), 901)], find(TREE, 2))).toEqual({ save: [made(901, 'n901', 'k2', 0)], remove: [] });
    expect(refusal(draftTree(TREE, held), find(draftTree(TREE, held), 900), { place: 'into', node: find(draftTree(TREE, held), 12) })).toBe('inside');
  });

  test('moves are laid whatever their order', () => {
    const tree = draftTree(TREE, [
      { kind: 'move', move: { categoryId: 1, parentId: 12 } },
      { kind: 'move', move: { categoryId: 12, parentId: 2 } },
    ]);
    expect([find(tree, 1).parentId, find(tree, 12).parentId]).toEqual([12, 2]);
  });
});

test('a category stands elsewhere when it or one above it is moved, not when only its place among its siblings changes', () => {
  const { tree } = dropped([12, 'into', 2]);
  expect([12, 121, 11, 2].map((id) => standsElsewhere(TREE, tree, id))).toEqual([true, true, false, false]);
  expect(standsElsewhere(TREE, dropped([13, 'before', 11]).tree, 13)).toBe(false);
});

test('siblings on equal places stand by their names, with a draft over them as without', () => {
  const tied = [
    { ...node(3, null, 0), ru: 'Ава' },
    { ...node(4, null, 0), ru: 'Бук' },
    { ...node(2, null, 0), ru: 'Вол' },
  ];
  const held: Change[] = [{ kind: 'category_edit', edit: { categoryId: 4, label: { ru: 'Бук', en: 'Beech' } } }];
  expect(draftTree(tied, held).map((one) => one.id)).toEqual([3, 4, 2]);
});
