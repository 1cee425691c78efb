import { combinationsOf } from '../document/combinations.ts';
import type { NumberFact, SearchDocument } from '../document/document.ts';
import type { SearchQuery, Span } from './engine.ts';

export type ModelVariant = { readonly axes: Readonly<Record<number, number>>; readonly inStock: boolean };
/** A card as a buyer thinks of it; the document is made from it, and so is the oracle of the tests. */
export type ModelCard = {
  readonly id: number;
  readonly path: readonly number[];
  readonly ru: string;
  readonly en: string;
  readonly brand?: { readonly id: number; readonly name: string };
  readonly description?: string;
  /** Names of its category, and of those above it. */
  readonly category?: string;
  readonly sections?: string;
  readonly codes?: readonly string[];
  /** Attributes of the card itself: attribute -> tokens. */
  readonly plain?: Readonly<Record<number, readonly number[]>>;
  /** The axes of its schema. */
  readonly axes?: readonly number[];
  readonly variants?: readonly ModelVariant[];
  /** attribute -> lowest and highest. */
  readonly numbers?: Readonly<Record<number, readonly [number, number]>>;
  readonly price?: number | null;
  readonly sellers?: readonly number[];
  readonly popularity?: number;
  readonly rating?: number;
  /** Days after the first of January 2026. */
  readonly day?: number;
};

export function modelDocument(c: ModelCard): SearchDocument {
  const variants = c.variants ?? [];
  const facets = new Set<number>(Object.values(c.plain ?? {}).flat());
  if (c.brand) facets.add(-c.brand.id);
  for (const v of variants) for (const token of Object.values(v.axes)) facets.add(token);
  const numbers = Object.entries(c.numbers ?? {}).map(([no, [lo, hi]]): NumberFact => ({ variantId: 0, attributeNo: Number(no), lo, hi }));
  return {
    cardId: c.id,
    categoryId: c.path.at(-1) ?? 0,
    catIds: c.path,
    nameRu: c.ru,
    nameEn: c.en,
    descriptionRu: c.description ?? '',
    descriptionEn: c.description ?? '',
    brand: c.brand?.name ?? '',
    category: c.category ?? '',
    sections: c.sections ?? '',
    codes: c.codes ?? [],
    popularity: c.popularity ?? 0,
    rating: c.rating ?? 0,
    minPrice: c.price ?? null,
    inStock: variants.some((v) => v.inStock),
    sellerIds: c.sellers ?? [],
    publishedAt: new Date(Date.UTC(2026, 0, 1 + (c.day ?? 0))),
    facetIds: [...facets].sort((a, b) => a - b),
    variantIds: [...new Set(variants.flatMap((v) => combinationsOf(Object.values(v.axes), v.inStock)))].sort(),
    axisSet: c.axes ?? [],
    numbers,
  };
}

/** The design's sentences, word by word, over a list of cards: what every engine's answers are compared with. Text is left out. */
export function modelMatches(c: ModelCard, q: SearchQuery): boolean {
  if (q.categoryId !== undefined && !c.path.includes(q.categoryId)) return false;
  if (q.sellerIds && q.sellerIds.length > 0 && !q.sellerIds.some((s) => c.sellers?.includes(s))) return false;
  const price = c.price ?? null;
  if (q.priceMin !== undefined && (price === null || price < q.priceMin)) return false;
  if (q.priceMax !== undefined && (price === null || price > q.priceMax)) return false;
  const chosen = Object.entries(q.filters).flatMap(([no, f]) => (f.tokens ? [[Number(no), f.tokens] as const] : []));
  const axes = chosen.filter(([no]) => c.axes?.includes(no));
  const rest = chosen.filter(([no]) => !c.axes?.includes(no));
  for (const [no, tokens] of rest) if (!tokens.some((t) => heldTokens(c, no).includes(t))) return false;
  for (const [no, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }] of Object.entries(q.filters).filter(
    ([, f]) => f.min !== undefined || f.max !== undefined,
  )) {
    const held = c.numbers?.[Number(no)];
    if (!held || held[1] < min || held[0] > max) return false;
  }
  const fits = (v: ModelVariant) => (!q.inStock || v.inStock) && axes.every(([no, tokens]) => tokens.includes(v.axes[no] ?? -1));
  if (axes.length > 0 || q.inStock) return (c.variants ?? []).some(fits);
  return true;
}

function heldTokens(c: ModelCard, no: number): number[] {
  const own = no === 3 && c.brand ? [-c.brand.id] : [];
  return [...own, ...(c.plain?.[no] ?? []), ...(c.variants ?? []).flatMap((v) => v.axes[no] ?? [])];
}

/** An option counts the cards that would match if it were the attribute's only chosen one. */
export function modelFacet(cards: readonly ModelCard[], q: SearchQuery, no: number): Map<number, number> {
  const out = new Map<number, number>();
  for (const token of new Set(cards.flatMap((c) => heldTokens(c, no)))) {
    const n = cards.filter((c) => modelMatches(c, { ...q, filters: { ...q.filters, [no]: { tokens: [token] } } })).length;
    if (n > 0) out.set(token, n);
  }
  return out;
}

export function modelRange(cards: readonly ModelCard[], q: SearchQuery, no: number): Span | undefined {
  const { [no]: _own, ...filters } = q.filters;
  const held = cards.filter((c) => modelMatches(c, { ...q, filters })).flatMap((c) => (c.numbers?.[no] ? [c.numbers[no]] : []));
  return held.length === 0 ? undefined : { min: Math.min(...held.map(([lo]) => lo)), max: Math.max(...held.map(([, hi]) => hi)) };
}

export function modelPrice(cards: readonly ModelCard[], q: SearchQuery): Span | null {
  const { priceMin: _min, priceMax: _max, ...rest } = q;
  const prices = cards.filter((c) => modelMatches(c, rest)).flatMap((c) => c.price ?? []);
  return prices.length === 0 ? null : { min: Math.min(...prices), max: Math.max(...prices) };
}
