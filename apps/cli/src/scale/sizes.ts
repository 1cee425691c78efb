import { hashOf } from '../demo/random.ts';

/** Of all cards, the share of the largest root. */
const LARGEST_ROOT = 0.3;
/** Of all cards, the share of the largest leaf. */
const LARGEST_LEAF = 0.065;

export type LeafShape = { readonly id: number; readonly key: string; readonly root: number; readonly axes: boolean };

/** The exponent with which the first of `n` ranks takes `share` of the whole; sizes fall as 1 / rank^s. */
export function zipfExponent(n: number, share: number): number {
  if (n <= 1 || share <= 1 / n) return 0;
  let [low, high] = [0, 8];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (1 / harmonic(n, middle) < share) low = middle;
    else high = middle;
  }
  return high;
}

function harmonic(n: number, s: number): number {
  let sum = 0;
  for (let k = 1; k <= n; k++) sum += k ** -s;
  return sum;
}

/**
 * How many of `total` cards each leaf holds: zipf over the roots, then over the leaves of each root. Roots rank by how many of their leaves have axes (goods sold in variants are what
 * markets are full of), leaves by the hash of their key. The counts add up to `total`, in the order of `leaves`.
 */
export function categorySizes(leaves: readonly LeafShape[], total: number): number[] {
  const byRoot = Map.groupBy(leaves, (l) => l.root);
  const roots = [...byRoot].toSorted(([a, x], [b, y]) => rankOf(y) - rankOf(x) || y.length - x.length || a - b);
  const rootShares = shares(roots.length, LARGEST_ROOT);
  const weights = new Map<number, number>();
  roots.forEach(([, own], r) => {
    const first = rootShares[0] ?? 1;
    const inside = shares(own.length, LARGEST_LEAF / first);
    own
      .toSorted((a, b) => hashOf(a.key) - hashOf(b.key) || a.id - b.id)
      .forEach((leaf, i) => {
        weights.set(leaf.id, (rootShares[r] ?? 0) * (inside[i] ?? 0));
      });
  });
  return rounded(
    leaves.map((l) => weights.get(l.id) ?? 0),
    total,
  );
}

const rankOf = (own: readonly LeafShape[]): number => own.filter((l) => l.axes).length;

function shares(n: number, first: number): number[] {
  const s = zipfExponent(n, first);
  const all = harmonic(n, s);
  return Array.from({ length: n }, (_, i) => (i + 1) ** -s / all);
}

/** Whole numbers in these proportions that add up to `total`: the largest remainders get one more. */
function rounded(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (total * w) / sum);
  const out = exact.map(Math.floor);
  const left = total - out.reduce((a, b) => a + b, 0);
  const order = exact.map((x, i) => [x - Math.floor(x), i] as const).toSorted((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of order.slice(0, left)) out[i] = (out[i] ?? 0) + 1;
  return out;
}
