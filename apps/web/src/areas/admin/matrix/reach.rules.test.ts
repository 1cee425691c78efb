import { createGrid, type RuleEdit } from '@yarmarka/taxonomy/schemas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countReach } from './reach.ts';
import { indexTree } from './tree-index.ts';
import { isChanged } from './view.ts';

const node = (id: number, parentId: number | null) => ({ id, parentId, key: `k${id}`, ru: `${id}`, en: `${id}`, position: 0 });
// 1 > (2 > (4, 5), 3 > 6); 7 apart.
const NODES = [node(1, null), node(7, null), node(2, 1), node(3, 1), node(4, 2), node(5, 2), node(6, 3)];
const tree = indexTree(NODES);
const base = createGrid(NODES, [
  [1, 100, 3, 101, 2],
  [2, 100, 1],
  [6, 101, 1],
]);
const reach = (...edits: RuleEdit[]) => countReach(tree, base.withEdits(edits), base, edits);
const set = (categoryId: number, attributeNo: number, requirement: 'required' | 'optional'): RuleEdit => ({
  categoryId,
  attributeNo,
  op: 'set',
  fields: { requirement },
});

test('a draft reaches what inherits from its cells, not what has a rule of its own, nor what stays as it is', () => {
  expect(reach(set(1, 100, 'required')), '1, 3 and 6; 2 states it itself').toBe(3);
  expect(reach(set(1, 101, 'required')), 'all but 6, which says so already').toBe(5);
  expect(reach(set(2, 101, 'required'), set(1, 100, 'required'))).toBe(6);
  expect(reach({ categoryId: 1, attributeNo: 101, op: 'exclude', fields: {} }), '6 starts afresh with the same').toBe(5);
  expect(reach(set(7, 100, 'optional'))).toBe(1);
  expect(reach()).toBe(0);
});

test('it is the number of categories that are edited or count as changed in the draft', () => {
  const edit = fc.record({
    categoryId: fc.integer({ min: 1, max: 7 }),
    attributeNo: fc.constantFrom(100, 101, 102),
    op: fc.constantFrom('set' as const, 'exclude' as const, 'remove' as const),
    fields: fc.record({ requirement: fc.constantFrom('required' as const, 'optional' as const) }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(edit, { selector: (one) => `${one.categoryId} ${one.attributeNo}` }), (edits) => {
      const grid = base.withEdits(edits);
      expect(countReach(tree, grid, base, edits)).toBe(
        NODES.filter(({ id }) => isChanged(grid, base, id) || edits.some((one) => one.categoryId === id)).length,
      );
    }),
  );
});
