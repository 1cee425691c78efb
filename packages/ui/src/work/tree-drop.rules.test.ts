import { expect, test } from 'vitest';
import { dropAt, edgeSpeed } from './tree-drop.ts';

const lines = [
  { node: 'a', level: 1, expanded: true },
  { node: 'a1', level: 2, expanded: false },
  { node: 'b', level: 1, expanded: false },
];
const at = (y: number) => {
  const drop = dropAt(lines, y, 30);
  return drop && `${drop.place} ${drop.node}`;
};

test('the edges of a line are beside it, its middle is inside', () => {
  expect([at(32), at(45), at(58)]).toEqual(['before a1', 'into a1', 'after a1']);
});

test('below the line of an open branch is its first child', () => {
  expect([at(15), at(29), at(31)]).toEqual(['into a', 'before a1', 'before a1']);
});

test('under the last line is the end of the top level, above the first nothing', () => {
  expect([at(89), at(400), at(-1)]).toEqual(['after b', 'after b', null]);
});

test('the nearer the edge, the faster it scrolls; in the middle it rests', () => {
  expect([edgeSpeed(-5, 300), edgeSpeed(18, 300), edgeSpeed(150, 300), edgeSpeed(282, 300), edgeSpeed(320, 300)]).toEqual([-18, -9, 0, 9, 18]);
});
