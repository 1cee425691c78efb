/** A seeded source of choices: the same seed always gives the same sequence, on every machine. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number between both ends, both included. */
  int(min: number, max: number): number;
  /** True with the given probability. */
  chance(p: number): boolean;
  /** One element of a list that is not empty. */
  pick<const T extends readonly [unknown, ...unknown[]]>(xs: T): T[number];
  /** `n` different elements (all of them when there are fewer), in the order of the list. */
  some<T>(xs: readonly T[], n: number): T[];
};

/** The mulberry32 generator (public domain, Tommy Ettinger): 32 bits of state, enough for choosing demo goods. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (p) => next() < p,
    pick: (xs) => xs[int(0, xs.length - 1)],
    some: (xs, n) => {
      const left = xs.map((_, i) => i);
      const taken: number[] = [];
      while (taken.length < n && left.length > 0) taken.push(...left.splice(int(0, left.length - 1), 1));
      return xs.filter((_, i) => taken.includes(i));
    },
  };
}

/** FNV-1a over UTF-16 units: turns a name into a seed. */
export function hashOf(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
