import type { CategorySchema, Level, SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { seededRng } from '@yarmarka/taxonomy/testing';
import { expect, test } from 'vitest';
import { sameValue } from '../card/rules.ts';
import { visible } from '../card/visible.ts';
import { onlyReviewed, revealed, withoutUnreviewed } from './accepted-content.ts';

const attribute = (no: number, level: Level): SchemaAttribute => ({
  ...{ no, level, type: 'list', requirement: 'optional', filterable: false, maxValues: 1, position: 0, editable: true, ai: false },
});
const random = seededRng(20261121);
const int = (n: number) => Math.floor(random() * n);
const attrs = () => Object.fromEntries(Array.from({ length: int(6) }, () => [1 + int(5), int(3)]));
const content = () => ({ categoryId: 1, placements: [], attrs: attrs(), variants: [1, 2].slice(int(2)).map((id) => ({ id, attrs: attrs() })) });
const schema = (): CategorySchema => ({
  format: 1,
  attributes: [1, 2, 3, 4, 5].filter(() => int(3) > 0).map((no) => attribute(no, int(2) === 0 ? 'card' : 'variant')),
});
const everything = (s: CategorySchema, c: ReturnType<typeof content>) => {
  const seen = visible(s, c);
  return [seen.card, ...seen.variants.map((v) => v.attrs)].flatMap((a) => Object.entries(a));
};

test('after a change of category readers see nothing that they have not seen before and nobody has accepted, for 2,000 random cards', () => {
  let came = 0;
  for (let i = 0; i < 2000; i++) {
    const [from, to, before] = [schema(), schema(), content()];
    const back = revealed(from, before, to, before);
    const accepted = back.filter(() => int(2) === 0);
    came += back.length;
    const after = withoutUnreviewed(from, before, to, before, accepted);
    const known = everything(from, before);
    for (const [no, value] of everything(to, after))
      expect(known.some(([k, v]) => k === no && sameValue(v, value)) || accepted.some((f) => String(f.attributeNo) === no)).toBe(true);
    expect(withoutUnreviewed(from, before, to, before, back)).toEqual(before);
  }
  expect(came).toBeGreaterThan(500);
});

test('of a new card nothing stays that no action names; of one that has been live, also what was live', () => {
  const draft = { attrs: { 1: 5, 2: 6, 3: 7 }, variants: [{ id: 10, attrs: { 2: 8, 4: 9 } }] };
  const accepted = [
    { target: 'card', attributeNo: 1 },
    { target: 'variant:10', attributeNo: 2 },
    { target: 'variant:10', attributeNo: 3 },
  ];
  expect(onlyReviewed(draft, accepted, null)).toEqual({ attrs: { 1: 5, 3: 7 }, variants: [{ id: 10, attrs: { 2: 8 } }] });
  const lastLive = { categoryId: 1, placements: [], attrs: { 2: 6 }, variants: [{ id: 10, attrs: { 4: 1 } }] };
  expect(onlyReviewed(draft, accepted, lastLive)).toEqual({ attrs: { 1: 5, 2: 6, 3: 7 }, variants: [{ id: 10, attrs: { 2: 8 } }] });
});
