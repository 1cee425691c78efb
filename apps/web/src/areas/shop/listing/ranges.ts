import type { Facet } from '@yarmarka/search/schemas';

type Range = NonNullable<Facet['range']>;
const DAY_MS = 86_400_000;

/** Base unit -> the number in the unit that the page shows; six digits are enough for people. */
export const shownNumber = (range: Range, base: number): number => Number(((base - (range.unit?.offset ?? 0)) / (range.unit?.factor ?? 1)).toPrecision(6));

/** Base value -> what stands in the facet's field: the shown number, or an ISO day. */
export const fieldText = (range: Range, base: number): string =>
  range.date ? new Date(base * DAY_MS).toISOString().slice(0, 10) : String(shownNumber(range, base));

export const dayOf = (base: number): Date => new Date(base * DAY_MS);

/** What was typed into the facet's field -> base value; null when it is no number or day. */
export function readField(range: Range, text: string): number | null {
  const typed = text.replace(/\s/g, '').replace(',', '.');
  if (typed === '') return null;
  const base = range.date ? Math.floor(Date.parse(`${typed}T00:00:00Z`) / DAY_MS) : Number(typed) * (range.unit?.factor ?? 1) + (range.unit?.offset ?? 0);
  return Number.isFinite(base) ? Number(base.toPrecision(12)) : null;
}

/** Two ends as they stand in an address, the lower first; empty when both are open. */
export function endsText(from: number | null, to: number | null, sign: '..' | '-'): string {
  if (from === null && to === null) return '';
  const [low, high] = from !== null && to !== null && from > to ? [to, from] : [from, to];
  return `${low ?? ''}${sign}${high ?? ''}`;
}
