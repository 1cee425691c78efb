import { type BulkSession, copyArray, copyRow, type Ctx } from '@yarmarka/kernel';
import type { CategorySchema } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { type CardRow, completed, type Dictionaries, draftOf } from '../document/build-documents.ts';
import type { SearchDocument } from '../document/document.ts';
import { textHash } from '../document/text-hash.ts';
import { brandText, categoryText, codesText, descriptionText, nameText, sectionsText } from '../engine/postgres/write.ts';
import { rememberEngine } from '../project/project-cards.ts';
import { wordsOf } from '../words/dictionary.ts';

export type BulkDocument = { readonly row: CardRow; readonly schema: CategorySchema };

export const SEARCH_TABLES = ['search.product_search', 'search.product_text', 'search.product_num', 'search.card_words'] as const;

// authorised by caller: the operators' command; no audit row: a read model is no change of anybody's
/**
 * Loads the PostgreSQL engine's rows of published cards by COPY into tables that do not hold them yet: the same rows as the projection would write (a test compares them). The word
 * dictionary follows with `finishDocuments`.
 */
export async function loadDocuments(session: BulkSession, cards: readonly BulkDocument[], dictionaries: Dictionaries): Promise<void> {
  const docs = cards.map(({ row, schema }) => completed(draftOf(row, schema), dictionaries));
  await session.copy(
    'copy search.product_search (card_id, category_id, popularity, rating, in_stock, min_price, published_at, cat_ids, facet_ids, variant_ids, seller_ids, axis_set) from stdin',
    docs.map(searchLine),
  );
  await session.copy('copy search.product_num (card_id, variant_id, attribute_no, lo, hi) from stdin', docs.flatMap(numberLines));
  await session.copy(
    'copy search.card_words (card_id, words, text_hash) from stdin',
    docs.map((d) => copyRow([d.cardId, copyArray(wordsOf(d)), textHash(d)])),
  );
  // The server makes the word vectors: only it knows how it stems.
  await session.run(
    'create temp table if not exists bulk_texts (card_id int, popularity int, cat_ids int[], text_hash bigint, name text, brand text, category text, sections text, description text, codes text) on commit drop',
  );
  await session.copy(
    'copy bulk_texts from stdin',
    docs.map((d) =>
      copyRow([
        d.cardId,
        d.popularity,
        copyArray(d.catIds),
        textHash(d),
        nameText(d),
        brandText(d),
        categoryText(d),
        sectionsText(d),
        descriptionText(d),
        codesText(d),
      ]),
    ),
  );
  await session.run(
    'insert into search.product_text (card_id, popularity, cat_ids, tsv, text_hash) select card_id, popularity, cat_ids, search.own_tsv(name, brand, description, codes) || search.place_tsv(category, sections), text_hash from bulk_texts',
  );
}

const searchLine = (d: SearchDocument): string =>
  copyRow([
    d.cardId,
    d.categoryId,
    d.popularity,
    d.rating,
    d.inStock,
    d.minPrice,
    d.publishedAt.toISOString(),
    copyArray(d.catIds),
    copyArray(d.facetIds),
    copyArray(d.variantIds),
    copyArray(d.sellerIds),
    copyArray(d.axisSet),
  ]);

const numberLines = (d: SearchDocument): string[] => d.numbers.map((n) => copyRow([d.cardId, n.variantId, n.attributeNo, n.lo, n.hi]));

/** Counts the words of all cards into the dictionary anew, and remembers that the PostgreSQL engine holds every card. */
export async function finishDocuments(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`truncate search.word_dict`);
  await ctx.db.execute(sql`insert into search.word_dict (word, freq) select w, count(*)::int from search.card_words, unnest(words) w group by w`);
  await rememberEngine(ctx, 'postgres');
}
