import { type BulkSession, copyArray, copyRow, type Ctx } from '@yarmarka/kernel';
import type { LoadedSchema } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { evaluate } from '../card/check-card.ts';
import { axesOf, axisKey } from '../card/rules.ts';
import { slugsOf } from '../change-set/write-live.ts';
import { refreshCategoryQuality } from '../consequences/category-quality.ts';

export type BulkCard = {
  readonly id: number;
  readonly categoryId: number;
  readonly placements: readonly number[];
  readonly status: 'draft' | 'published';
  readonly schema: LoadedSchema;
  readonly sellerId: number | null;
  readonly attrs: Attrs;
  readonly variants: readonly { readonly id: number; readonly attrs: Attrs }[];
  readonly popularity: number;
  readonly ratingSum: number;
  readonly ratingCount: number;
  /** ISO; the day it was made and, unless a draft, went live. */
  readonly createdAt: string;
  /** Sellers with an offer on it that is not archived. */
  readonly sellers: readonly { readonly sellerId: number; readonly variantIds: readonly number[] }[];
};

export const CARD_TABLES = ['catalog.cards', 'catalog.variants', 'catalog.card_sellers', 'catalog.card_list', 'catalog.card_names'] as const;

// authorised by caller: the operators' command; no audit row: generated data has no author
/**
 * Loads generated cards with ids of the caller's by COPY, with what the catalogue works out itself: completeness, what is missing, quality, addresses, axis keys, the workplace's list.
 * As a bare import: no sources, no revisions; `updated_seq` is the id. Nothing is checked and nothing marked for projection.
 */
export async function loadCards(session: BulkSession, cards: readonly BulkCard[]): Promise<void> {
  const [first, last] = [cards[0], cards.at(-1)];
  if (!first || !last) return;
  await session.copy(
    `copy catalog.cards (id, category_id, placements, status, version, schema_hash, attrs, seller_id, popularity, rating_sum, rating_count, completeness, missing, quality, slug_ru, slug_en,
      updated_seq, published_at, created_at, updated_at) from stdin`,
    cards.map(cardLine),
  );
  await session.copy('copy catalog.variants (id, card_id, attrs, axis_key, position) from stdin', cards.flatMap(variantLines));
  await session.copy(
    'copy catalog.card_sellers (card_id, seller_id, variant_ids) from stdin',
    cards.flatMap((c) => c.sellers.map((s) => copyRow([c.id, s.sellerId, copyArray(s.variantIds)]))),
  );
  const ids = `array(select generate_series(${first.id}, ${last.id}))`;
  await session.run(`insert into catalog.card_list (card_id, tokens, updated_seq) select * from catalog.card_list_rows(${ids})`);
  await session.run(`insert into catalog.card_names (card_id, name) select * from catalog.card_name_rows(${ids})`);
}

function cardLine(card: BulkCard): string {
  const state = evaluate(card.schema, card);
  const draft = card.status === 'draft';
  const { slugRu, slugEn } = draft ? { slugRu: '', slugEn: '' } : slugsOf(card.attrs);
  return copyRow([
    card.id,
    card.categoryId,
    copyArray(card.placements),
    card.status,
    draft ? 0 : 1,
    card.schema.hash,
    JSON.stringify(card.attrs),
    card.sellerId,
    card.popularity,
    card.ratingSum,
    card.ratingCount,
    state.completeness,
    copyArray(state.missing),
    state.quality.score,
    slugRu,
    slugEn,
    card.id,
    draft ? null : card.createdAt,
    card.createdAt,
    card.createdAt,
  ]);
}

function variantLines(card: BulkCard): string[] {
  const axes = axesOf(card.schema.schema);
  return card.variants.map((v, position) => copyRow([v.id, card.id, JSON.stringify(v.attrs), axisKey(axes, v.attrs), position]));
}

// authorised by caller: the operators' command; no audit row: generated data has no author
/** After the last card: the next change of a card comes after all of them, and every category has its averages. */
export async function finishCards(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select setval('catalog.card_seq', (select max(updated_seq) from catalog.cards))`);
  const rows = await ctx.db.execute<{ id: number }>(sql`select distinct category_id as id from catalog.cards order by 1`);
  for (let i = 0; i < rows.length; i += 500)
    await refreshCategoryQuality(
      ctx,
      rows.slice(i, i + 500).map((r) => r.id),
    );
}
