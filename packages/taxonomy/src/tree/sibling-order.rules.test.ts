import { expect, test } from 'vitest';
import { sortSiblings } from './sibling-order.ts';

const node = (id: number, parentId: number | null, ru: string, en: string, position = 0) => ({ id, parentId, ru, en, position });
const TREE = [
  node(1, null, 'Ёлки', 'Trees'),
  node(2, null, 'Мебель', 'Furniture'),
  node(3, null, 'Автотовары', 'Vehicles'),
  node(4, null, 'Ящики', 'Boxes', -1),
  node(5, 2, 'Столы', ''),
  node(6, 2, '', 'Chairs'),
];
const order = (locale: 'ru' | 'en') => sortSiblings(TREE, locale).map((one) => one.id);

test('siblings stand by position, then by name in the reader’s language, or in the other where it has none; families stay together', () => {
  expect(order('ru')).toEqual([4, 3, 1, 2, 5, 6]);
  expect(order('en')).toEqual([4, 2, 1, 3, 6, 5]);
});
