interface Use {
  readonly no: number;
  readonly filled: number;
  readonly filtered: number;
}

/** The row of the name counts the cards themselves (push-usage.ts). */
const NAME_NO = 1;

export type Usage =
  | { readonly kind: 'waiting' | 'uncounted' }
  | { readonly kind: 'counted'; readonly cards: number; readonly filled: number; readonly filtered: number };

/** What may be said of one attribute's use in a branch. `undefined` rows: not read yet; no rows: nobody has counted, and nothing must be claimed. */
export function usageOf(rows: readonly Use[] | undefined, no: number): Usage {
  if (rows === undefined) return { kind: 'waiting' };
  if (rows.length === 0) return { kind: 'uncounted' };
  const [cards, own] = [rows.find((row) => row.no === NAME_NO), rows.find((row) => row.no === no)];
  return { kind: 'counted', cards: cards?.filled ?? 0, filled: own?.filled ?? 0, filtered: own?.filtered ?? 0 };
}
