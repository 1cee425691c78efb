import { describe, expect, test } from 'vitest';
import { dueAt, laneOf, type Submission } from './rules.ts';

const base: Submission = {
  kind: 'update',
  sellerId: 1,
  sellerHasLive: true,
  actions: [],
  attributes: [
    { no: 1, requirement: 'required' },
    { no: 100, requirement: 'required_if' },
    { no: 101, requirement: 'recommended' },
  ],
};
const field = (attributeNo: number | null, target = 'card') => ({ target, attributeNo });

describe('lane', () => {
  for (const [name, submission, lane] of [
    ['a new card of a seller without a live one', { kind: 'create', sellerHasLive: false }, 'new_seller_first_card'],
    ['a new card of a known seller', { kind: 'create' }, 'new_card'],
    ['a new card of the platform itself', { kind: 'create', sellerId: null, sellerHasLive: false }, 'new_card'],
    ['an edit of a required field', { actions: [field(101), field(1)] }, 'required_edit'],
    ['an edit of a field required under a condition', { actions: [field(100, 'variant:7')] }, 'required_edit'],
    ['an edit that adds a variant', { actions: [field(null, 'variant:new:1')] }, 'required_edit'],
    ['an edit that moves the card to another category', { actions: [field(null, 'category')] }, 'required_edit'],
    ['an edit of other fields only', { actions: [field(101)] }, 'cosmetic_edit'],
  ] as const)
    test(`${name} goes to ${lane}`, () => {
      expect(laneOf({ ...base, ...(submission as Partial<Submission>) })).toBe(lane);
    });
});

test('a task is due when its promise ends', () => {
  expect(dueAt(new Date('2026-03-02T22:30:00Z'), 120)).toEqual(new Date('2026-03-03T00:30:00Z'));
});
