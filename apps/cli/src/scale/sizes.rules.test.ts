import { expect, it } from 'vitest';
import { type PlannedLeaf, planScale } from './plan.ts';
import { categorySizes, zipfExponent } from './sizes.ts';

/** Roots of falling size; every other one with axes. */
const leaves: PlannedLeaf[] = Array.from({ length: 26 }, (_, root) =>
  Array.from({ length: 600 - root * 20 }, (_, i) => ({
    id: root * 1000 + i,
    key: `k${root}-${i}`,
    root,
    axes: root % 2 === 1,
    combinations: root % 2 === 1 ? 19 : 1,
  })),
).flat();
const sum = (xs: Iterable<number>) => [...xs].reduce((a, b) => a + b, 0);

it('the largest branch holds about 30 % of all cards and the largest leaf 6.5 %, whatever their number', () => {
  for (const cards of [20_000, 1_000_000]) {
    const sizes = categorySizes(leaves, cards);
    expect(sum(sizes)).toBe(cards);
    const roots = new Map<number, number>();
    sizes.forEach((n, i) => {
      const root = leaves[i]?.root ?? -1;
      roots.set(root, (roots.get(root) ?? 0) + n);
    });
    expect(Math.max(...roots.values()) / cards).toBeCloseTo(0.3, 2);
    expect(Math.max(...sizes) / cards).toBeCloseTo(0.065, 3);
    // Goods sold in variants fill the largest branch.
    expect([...roots].toSorted((a, b) => b[1] - a[1])[0]?.[0]).toBe(1);
  }
  expect(zipfExponent(1, 0.3)).toBe(0);
});

it('the plan has 1.5 variants and 2 offers a card, drafts without offers, and no card more variants than its category tells apart', () => {
  const plan = planScale(leaves, 30_000);
  expect([plan.variants, plan.offers, plan.sellers]).toEqual([45_000, 60_000, 60]);
  expect([sum(plan.variantsOf), sum(plan.offersOf)]).toEqual([45_000, 60_000]);
  for (let i = 0; i < plan.cards; i++) {
    expect(plan.variantsOf[i] ?? 0).toBeGreaterThanOrEqual(1);
    expect(plan.variantsOf[i] ?? 0).toBeLessThanOrEqual(leaves[plan.leafOf[i] ?? 0]?.combinations ?? 0);
    if (plan.published[i] === 0) expect(plan.offersOf[i]).toBe(0);
  }
  const last = plan.chunks.at(-1);
  expect(last?.to).toBe(30_000);
  expect((last?.variant ?? 0) + sum(plan.variantsOf.slice(last?.from))).toBe(45_000);
});
