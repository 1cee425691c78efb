import type { Settings } from 'meilisearch';
import { TOTAL_CAP } from '../engine.ts';

const equality = { facetSearch: false, filter: { equality: true, comparison: false } };
const comparison = { facetSearch: false, filter: { equality: true, comparison: true } };

/**
 * What the index is set to. The first matching rule wins, so named fields stand before the patterns; slots match patterns, so a new one changes no setting. Words come stemmed and
 * folded; what holds digits stands in fields of its own, where no typo is forgiven (128 GB is not 120 GB).
 */
export const settingsFor = (maxValuesPerFacet: number): Settings => ({
  searchableAttributes: ['name', 'exact', 'brand', 'category', 'sections', 'description', 'exactMore'],
  displayedAttributes: ['id', 'price', 'popularity', 'rating', 'publishedAt', 'priceAsc', 'priceDesc'],
  filterableAttributes: [
    { attributePatterns: ['id', 'price', 'priceAsc', 'priceDesc', 'popularity', 'rating', 'publishedAt'], features: comparison },
    { attributePatterns: ['categoryId', 'categoryIds', 'sellerIds', 'inStock', 'axes', 'numeric', 'variants'], features: equality },
    { attributePatterns: ['s_*'], features: equality },
    { attributePatterns: ['n_*', 'lo_*', 'hi_*'], features: comparison },
  ],
  sortableAttributes: ['id', 'popularity', 'priceAsc', 'priceDesc', 'publishedAt', 'rating'],
  rankingRules: ['sort', 'words', 'typo', 'attribute', 'proximity', 'exactness', 'popularity:desc', 'id:desc'],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 4, twoTypos: 7 },
    disableOnAttributes: ['exact', 'exactMore'],
    disableOnWords: [],
    disableOnNumbers: true,
  },
  faceting: { maxValuesPerFacet },
  pagination: { maxTotalHits: TOTAL_CAP + 1 },
  proximityPrecision: 'byAttribute',
  prefixSearch: 'disabled',
  facetSearch: false,
});

/** Room for what may be added before the settings are looked at again: the next power of two. */
export const valuesPerFacet = (largestSlot: number): number => 2 ** Math.ceil(Math.log2(Math.max(1000, largestSlot * 1.25)));

/** True when every wanted setting already stands so; lists in any order where order means nothing. */
export function settled(present: Settings, wanted: Settings): boolean {
  const ordered = new Set(['searchableAttributes', 'rankingRules', 'filterableAttributes']);
  return Object.entries(wanted).every(([key, value]) => within(present[key as keyof Settings], value, ordered.has(key)));
}

function within(present: unknown, wanted: unknown, ordered: boolean): boolean {
  if (Array.isArray(wanted) && Array.isArray(present)) {
    if (wanted.length !== present.length) return false;
    const sorted = (list: readonly unknown[]): unknown[] => (ordered ? [...list] : list.map(String).sort());
    const [a, b] = [sorted(present), sorted(wanted)];
    return b.every((w, i) => within(a[i], w, ordered));
  }
  if (wanted !== null && typeof wanted === 'object')
    return (
      present !== null && typeof present === 'object' && Object.entries(wanted).every(([k, v]) => within((present as Record<string, unknown>)[k], v, ordered))
    );
  return present === wanted;
}
