import { createHash } from 'node:crypto';

export type Family = 'all' | 'stock';

/**
 * The 64-bit name of a combination of axis values: the first 8 bytes of SHA-256 over the family and the sorted option tokens, as a signed integer in decimal text
 * (a JavaScript number cannot hold it). Equal combinations have equal names in every engine.
 */
export function combinationToken(family: Family, tokens: readonly number[]): string {
  const text = `${family}:${[...tokens].sort((a, b) => a - b).join(',')}`;
  return createHash('sha256').update(text).digest().readBigInt64BE(0).toString();
}

/** All combinations a variant stands for: `all` from two values up (one value is its plain token), `stock` from one up when the variant can be bought now. At most 15 + 15. */
export function combinationsOf(axisTokens: readonly number[], inStock: boolean): string[] {
  const out: string[] = [];
  const sorted = [...axisTokens].sort((a, b) => a - b);
  for (let mask = 1; mask < 1 << sorted.length; mask++) {
    const subset = sorted.filter((_, i) => mask & (1 << i));
    if (subset.length >= 2) out.push(combinationToken('all', subset));
    if (inStock) out.push(combinationToken('stock', subset));
  }
  return out;
}

/** The combinations that satisfy a choice of options per attribute: one token of each. Above `limit` the choice is too wide to name (undefined). */
export function chosenCombinations(family: Family, choices: readonly (readonly number[])[], limit = 2000): string[] | undefined {
  const size = choices.reduce((n, c) => n * c.length, 1);
  if (size > limit) return undefined;
  let sets: number[][] = [[]];
  for (const choice of choices) sets = sets.flatMap((s) => choice.map((t) => [...s, t]));
  return sets.map((s) => combinationToken(family, s));
}
