export type NumberFact = { readonly variantId: number; readonly attributeNo: number; readonly lo: number; readonly hi: number };

/** A published card as engines index it. Built from the source of truth by id; the same card always gives the same document. */
export type SearchDocument = {
  readonly cardId: number;
  readonly categoryId: number;
  /** Main category and placements with all ancestors. */
  readonly catIds: readonly number[];
  readonly nameRu: string;
  readonly nameEn: string;
  readonly descriptionRu: string;
  readonly descriptionEn: string;
  readonly brand: string;
  /** Names, in both languages, and synonyms of the main category. */
  readonly category: string;
  /** The same of everything above it and of placements. */
  readonly sections: string;
  /** GTINs, sellers' SKUs: found by exact text. */
  readonly codes: readonly string[];
  readonly popularity: number;
  /** 0..5; 0 without ratings. */
  readonly rating: number;
  readonly minPrice: number | null;
  readonly inStock: boolean;
  readonly sellerIds: readonly number[];
  readonly publishedAt: Date;
  readonly facetIds: readonly number[];
  /** Decimal 64-bit names, see combinations.ts. */
  readonly variantIds: readonly string[];
  readonly axisSet: readonly number[];
  readonly numbers: readonly NumberFact[];
};
