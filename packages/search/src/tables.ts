import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, doublePrecision, index, integer, pgSchema, primaryKey, real, smallint, text, timestamp } from 'drizzle-orm/pg-core';

export const searchSchema = pgSchema('search');
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** Read model of published cards for the PostgreSQL engine. One GIN and no other secondary index, so that the planner has no wrong plan to choose. */
export const productSearch = searchSchema.table(
  'product_search',
  {
    cardId: integer('card_id').primaryKey(),
    categoryId: integer('category_id').notNull(),
    popularity: integer().notNull(),
    rating: real().notNull(),
    inStock: boolean('in_stock').notNull(),
    /** The lowest buyable price; null when nobody sells it now. */
    minPrice: bigint('min_price', { mode: 'number' }),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull(),
    /** Main category and placements with all their ancestors. */
    catIds: integer('cat_ids').array().notNull(),
    /** Every option token of the card and its variants, filterable or not: so switching `filterable` rewrites nothing. */
    facetIds: integer('facet_ids').array().notNull(),
    /** Combinations of axis values per variant (document/combinations.ts). */
    variantIds: bigint('variant_ids', { mode: 'bigint' }).array().notNull(),
    sellerIds: integer('seller_ids').array().notNull(),
    /** The axes of the card's own schema. */
    axisSet: integer('axis_set').array().notNull(),
  },
  (t) => [index('product_search_gin').using('gin', t.catIds, t.facetIds, t.variantIds)],
);

/** Numbers, ranges, dates (days since 1970-01-01) and list entries that carry a quantity; variant 0 = the card. */
export const productNum = searchSchema.table(
  'product_num',
  {
    cardId: integer('card_id').notNull(),
    variantId: integer('variant_id').notNull(),
    attributeNo: smallint('attribute_no').notNull(),
    lo: doublePrecision().notNull(),
    hi: doublePrecision().notNull(),
  },
  (t) => [primaryKey({ columns: [t.cardId, t.attributeNo, t.variantId] }), index('product_num_value').on(t.attributeNo, t.lo, t.cardId)],
);

export const productText = searchSchema.table(
  'product_text',
  {
    cardId: integer('card_id').primaryKey(),
    popularity: integer().notNull(),
    catIds: integer('cat_ids').array().notNull(),
    tsv: tsvector('tsv').notNull(),
    /** Of the card's own words in `tsv` (document/text-hash.ts): while it stays, only those of the categories are made anew. Read as text: 64 bits are more than a number holds. */
    textHash: bigint('text_hash', { mode: 'number' }).notNull().default(0),
  },
  (t) => [index('product_text_gin').using('gin', t.tsv, t.catIds)],
);

/** The words (letters only) of each card's names and brand; kept whichever engine is used. */
export const cardWords = searchSchema.table('card_words', {
  cardId: integer('card_id').primaryKey(),
  words: text().array().notNull(),
  /** Of the texts the words were taken from; as above. */
  textHash: bigint('text_hash', { mode: 'number' }).notNull().default(0),
});

/** Those words with the number of cards that hold them, kept exact by differences: typo correction and suggestions look here, not in the names. */
export const wordDict = searchSchema.table('word_dict', { word: text().primaryKey(), freq: integer().notNull() }, (t) => [
  index('word_dict_trgm').using('gin', sql`${t.word} gin_trgm_ops`),
  index('word_dict_prefix').on(sql`${t.word} text_pattern_ops`),
]);

/** Meilisearch: which field (slot) an attribute is kept in; attributes that meet in one category have different ones. */
export const facetSlots = searchSchema.table(
  'facet_slots',
  { attributeNo: integer('attribute_no').notNull(), kind: text().$type<'list' | 'number' | 'range'>().notNull(), slot: integer().notNull() },
  (t) => [primaryKey({ columns: [t.attributeNo, t.kind] })],
);
