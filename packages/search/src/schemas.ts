import { Id } from '@yarmarka/kernel/schemas';
import type { FacetKind } from '@yarmarka/taxonomy/schemas';
import { z } from 'zod';

export const SORTS = ['relevance', 'popularity', 'price_asc', 'price_desc', 'new', 'rating'] as const;
export const Sort = z.enum(SORTS);
export type Sort = z.infer<typeof Sort>;

const Minor = z.number().int().min(0).max(10_000_000_000);
/** A choice in one attribute: any of `tokens`; `min` and `max` in the family's base unit (dates: days since 1970-01-01), either end may be open. */
export const AttributeFilter = z.strictObject({
  tokens: z.array(z.number().int()).min(1).max(100).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
export type AttributeFilter = z.infer<typeof AttributeFilter>;

/** Control characters and halves of surrogate pairs, which no database takes, become spaces. */
const Words = (max: number) =>
  z
    .string()
    .max(max)
    .transform((s) => s.replace(/[\p{Cc}\p{Cs}\p{Co}]/gu, ' ').trim());

export const SearchCardsInput = z.strictObject({
  query: Words(300).optional(),
  categoryId: Id.optional(),
  /** By attribute number. */
  filters: z
    .record(z.string().regex(/^[1-9]\d{0,4}$/), AttributeFilter)
    .refine((f) => Object.keys(f).length <= 20)
    .default({}),
  priceMin: Minor.optional(),
  priceMax: Minor.optional(),
  inStock: z.boolean().default(false),
  sellerIds: z.array(Id).max(50).default([]),
  /** Relevance when there is a query, else popularity. */
  sort: Sort.optional(),
  cursor: z.string().max(2000).nullish(),
  limit: z.number().int().min(1).max(100).default(24),
  /** Without facets the answer is lighter: for "show more" and for shelves of tiles. */
  facets: z.boolean().default(true),
  /** Take the words as they stand, without corrections ("search exactly for ..."). */
  exact: z.boolean().default(false),
});
export type SearchCardsInput = z.input<typeof SearchCardsInput>;

export const SuggestInput = z.strictObject({ query: Words(200) });
export type SuggestInput = z.input<typeof SuggestInput>;

export type SearchHit = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** The lowest price it can be bought for now; out of stock, the lowest asked; null when nobody offers it. */
  readonly priceMinor: number | null;
  readonly oldPriceMinor: number | null;
  readonly picture: string | null;
  readonly rating: number | null;
  readonly ratingCount: number;
  readonly brand: string | null;
  readonly sellerCount: number;
  readonly inStock: boolean;
  readonly categoryId: number;
};

export type FacetOption = {
  readonly token: number;
  readonly ru: string;
  readonly en: string;
  readonly swatch: string | null;
  readonly count: number;
  readonly selected: boolean;
};
/** A unit as a page shows numbers in it: base = shown * factor + offset. */
export type FacetUnit = { readonly code: string; readonly factor: number; readonly offset: number; readonly ru: string; readonly en: string };
export type Facet = {
  readonly attributeNo: number;
  readonly key: string;
  readonly kind: FacetKind;
  readonly ru: string;
  readonly en: string;
  readonly selected: boolean;
  /** Kinds list, colour, yes_no. Chosen ones stand here even with count 0. */
  readonly options: readonly FacetOption[];
  /** Kind range: in base unit; `unit` is the one to show it in. Dates are days since 1970-01-01. */
  readonly range: {
    readonly min: number;
    readonly max: number;
    readonly chosenMin: number | null;
    readonly chosenMax: number | null;
    readonly unit: FacetUnit | null;
    readonly date: boolean;
  } | null;
};

/** Which choice to give up, and how many cards there would be then. */
export type Loosening = {
  readonly what: 'attribute' | 'price' | 'in_stock' | 'sellers' | 'category';
  readonly attributeNo: number | null;
  readonly ru: string;
  readonly en: string;
  readonly count: number;
};

export type SearchCardsResult = {
  readonly hits: readonly SearchHit[];
  /** Exact up to 10,000; above that 10,000 with `capped`. */
  readonly total: number;
  readonly capped: boolean;
  readonly facets: readonly Facet[];
  readonly price: { readonly min: number; readonly max: number } | null;
  /** Main categories of what was found, most cards first. */
  readonly categories: readonly {
    readonly id: number;
    readonly ru: string;
    readonly en: string;
    readonly slugRu: string;
    readonly slugEn: string;
    readonly count: number;
  }[];
  readonly sort: Sort;
  /** The words shown instead of the typed ones: "showing results for ...". */
  readonly corrected: string | null;
  /** Few cards were found as typed; with these words there would be more. */
  readonly alternative: { readonly query: string; readonly total: number } | null;
  readonly loosen: readonly Loosening[];
  readonly next: string | null;
};

export type SuggestResult = {
  readonly queries: readonly string[];
  readonly categories: readonly { readonly id: number; readonly name: string; readonly slug: string; readonly parent: string | null }[];
  readonly brands: readonly { readonly token: number; readonly name: string }[];
  readonly cards: readonly SearchHit[];
};
