import { describe, expect, it } from 'vitest';
import { childrenOf, findByPrefix, visibleRows } from './tree-rows.ts';

interface Item {
  id: string;
  parent: string | null;
  more?: boolean;
}

const shape = { nodeId: (node: Item) => node.id, parentId: (node: Item) => node.parent, mayExpand: (node: Item) => node.more ?? false };
const items: Item[] = [
  { id: 'home', parent: null },
  { id: 'kettles', parent: 'kitchen' },
  { id: 'kitchen', parent: 'home' },
  { id: 'lamps', parent: 'home' },
  { id: 'toys', parent: null, more: true },
];

describe('the lines of a tree', () => {
  it('shows only what stands under expanded nodes, with its level and place among siblings', () => {
    const children = childrenOf(items, shape);
    expect(visibleRows(children, new Set(), shape).map(({ id }) => id)).toEqual(['home', 'toys']);
    expect(
      visibleRows(children, new Set(['home', 'kitchen']), shape).map(({ id, level, position, siblings, parent }) => [id, level, position, siblings, parent]),
    ).toEqual([
      ['home', 1, 1, 2, -1],
      ['kitchen', 2, 1, 2, 0],
      ['kettles', 3, 1, 1, 1],
      ['lamps', 2, 2, 2, 0],
      ['toys', 1, 2, 2, -1],
    ]);
  });

  it('offers to expand what has children, loaded or not', () => {
    expect(visibleRows(childrenOf(items, shape), new Set(['home']), shape).map(({ id, expandable }) => [id, expandable])).toEqual([
      ['home', true],
      ['kitchen', true],
      ['lamps', false],
      ['toys', true],
    ]);
  });

  it('never loses a node whose parent is missing', () => {
    expect(visibleRows(childrenOf([{ id: 'lost', parent: 'gone' }], shape), new Set(), shape)).toHaveLength(1);
  });

  it('goes on to the next match as one letter is typed again, and stays while a word grows', () => {
    const rows = visibleRows(childrenOf(items, shape), new Set(['home', 'kitchen']), shape);
    const label = (node: Item) => node.id;
    expect(findByPrefix(rows, 1, 'k', label)).toBe(2);
    expect(findByPrefix(rows, 2, 'k', label)).toBe(1);
    expect(findByPrefix(rows, 1, 'ki', label)).toBe(1);
    expect(findByPrefix(rows, 0, 'z', label)).toBe(-1);
  });
});
