import type { Ctx } from '@yarmarka/kernel';
import type { AttributeFilter, Sort } from '../schemas.ts';
import type { SearchDocument } from '../document/document.ts';

/** Totals are exact up to here. */
export const TOTAL_CAP = 10_000;

export type SearchQuery = {
  /** Words as typed; engines normalise them the same way as documents. Empty or absent: everything. */
  readonly text?: string;
  /** Its subtree, by main category and placements. */
  readonly categoryId?: number;
  /** By attribute number. Tokens: any of them; `min`..`max`: overlaps. Both: each holds. */
  readonly filters: Readonly<Record<number, AttributeFilter>>;
  readonly priceMin?: number;
  readonly priceMax?: number;
  readonly inStock?: boolean;
  readonly sellerIds?: readonly number[];
  readonly sort: Sort;
  readonly cursor?: string | null;
  /** 0 asks for counts only. */
  readonly limit: number;
  /** Attributes whose options are counted, each without its own filter. */
  readonly facets: readonly number[];
  /** Attributes whose lowest and highest number are asked for, each without its own filter. */
  readonly ranges: readonly number[];
  /** Count by main category. */
  readonly categories?: boolean;
  /** Only the hits matter (suggestions): `total` is how many came back. */
  readonly uncounted?: boolean;
  /** The sets of axes that category schemas have now (listAxisSets): which attributes must be matched by one and the same variant. */
  readonly axisSets: readonly (readonly number[])[];
};

export type Span = { readonly min: number; readonly max: number };
export type SearchResult = {
  readonly hits: readonly { readonly cardId: number; readonly minPrice: number | null }[];
  readonly total: number;
  readonly capped: boolean;
  /** attribute -> token -> cards. */
  readonly facets: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly ranges: ReadonlyMap<number, Span>;
  /** Without the price filter; null when nothing found has a price. */
  readonly price: Span | null;
  readonly categories: ReadonlyMap<number, number>;
  readonly next: string | null;
};

/**
 * What the platform needs of a search engine. A card matches when one of its variants (in stock, if asked) has all chosen values of the axes of the card's own schema, and the card has
 * the rest; price is the card's lowest buyable one. Every engine passes engine.contract.test.ts. An engine that does not answer throws `search.unavailable`.
 */
export interface SearchEngine {
  readonly name: string;
  /** Makes indexes and settings as they should be; repeatable, changes only what differs. */
  ensureReady(ctx: Ctx): Promise<void>;
  /** Visible to `search` when it returns. */
  upsert(ctx: Ctx, docs: readonly SearchDocument[]): Promise<void>;
  remove(ctx: Ctx, ids: readonly number[]): Promise<void>;
  search(ctx: Ctx, query: SearchQuery): Promise<SearchResult>;
  /** A version of the category schemas was published. Only the database may be touched here. */
  schemasChanged(ctx: Ctx): Promise<void>;
  stats(ctx: Ctx): Promise<{ readonly documents: number }>;
  /** Forgets every document. */
  reset(ctx: Ctx): Promise<void>;
}
