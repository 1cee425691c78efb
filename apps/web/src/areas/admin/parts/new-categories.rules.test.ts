import { targetOf } from '@yarmarka/taxonomy/schemas';
import { expect, test } from 'vitest';
import { goingWith, newCategories } from './new-categories.ts';
import type { Change } from './types.ts';

const words = { ru: '', en: '' };
const made = (id: number | undefined, key: string, parentKey: string | null): Change => ({
  kind: 'category',
  category: { ...(id === undefined ? {} : { id }), key, parentKey, label: words },
});
const rule = (categoryId: number): Change => ({ kind: 'rule', edit: { categoryId, attributeNo: 100, op: 'set', fields: {} } });
const HELD: readonly Change[] = [
  // A child may stand before its parent.
  made(12, 'c', 'b'),
  made(11, 'b', 'a'),
  made(10, 'a', 'published'),
  made(20, 'other', 'published'),
  made(undefined, 'unnumbered', 'a'),
  rule(12),
  rule(20),
  { kind: 'help', help: { categoryId: 10, attributeNo: 100, help: words } },
  { kind: 'move', move: { categoryId: 5, parentId: 11 } },
  { kind: 'move', move: { categoryId: 6, parentId: 20 } },
  { kind: 'category_merge', merge: { fromId: 7, intoId: 12 } },
  { kind: 'attribute_edit', edit: { no: 10, retired: true } },
];

test('only numbered categories count as created', () => {
  expect([...newCategories(HELD).keys()]).toEqual([12, 11, 10, 20]);
});

test('with a new category goes what names it or a new one below it, and nothing else', () => {
  expect(goingWith(HELD, 10).map(targetOf)).toEqual(['category:c', 'category:b', 'category:a', 'rule:12:100', 'help:10:100', 'move:5', 'category_merge:7']);
  expect(goingWith(HELD, 20).map(targetOf)).toEqual(['category:other', 'rule:20:100', 'move:6']);
});
