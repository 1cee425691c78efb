import { type BulkCard, loadCards } from '@yarmarka/catalog';
import { type Database, withBulkSession } from '@yarmarka/db';
import { type BulkOffer, loadOffers } from '@yarmarka/offers';
import { type BulkDocument, type CardRow, type Dictionaries, loadDocuments } from '@yarmarka/search';
import { makeCard, type World } from './make-card.ts';
import type { ScalePlan } from './plan.ts';

/** Makes and loads one chunk in one transaction: its last card stands when all of it does. */
export async function loadChunk(database: Database, world: World, dictionaries: Dictionaries, plan: ScalePlan, chunk: number): Promise<void> {
  const bounds = plan.chunks[chunk];
  if (!bounds) return;
  let { variant, offer } = bounds;
  const cards: BulkCard[] = [];
  const offers: BulkOffer[] = [];
  const documents: BulkDocument[] = [];
  const paths = new Map(world.leaves.map((l) => [l.id, l.path]));
  for (let index = bounds.from; index < bounds.to; index++) {
    const [variants, sold] = [plan.variantsOf[index] ?? 1, plan.offersOf[index] ?? 0];
    const made = makeCard(world, { index, leaf: plan.leafOf[index] ?? 0, variant, variants, offer, offers: sold, published: plan.published[index] === 1 });
    variant += variants;
    offer += sold;
    cards.push(made.card);
    offers.push(...made.offers);
    if (made.card.status === 'published') documents.push({ row: rowOf(made.card, made.offers, paths), schema: made.card.schema.schema });
  }
  await withBulkSession(database, async (session) => {
    await loadCards(session, cards);
    await loadOffers(session, offers);
    await loadDocuments(session, documents, dictionaries);
  });
}

/** The card as the search projection reads it from the tables. */
function rowOf(card: BulkCard, offers: readonly BulkOffer[], paths: ReadonlyMap<number, readonly number[]>): CardRow {
  return {
    id: card.id,
    category_id: card.categoryId,
    hash: card.schema.hash,
    cat_ids: [...new Set([card.categoryId, ...card.placements].flatMap((id) => paths.get(id) ?? []))].sort((a, b) => a - b),
    attrs: card.attrs,
    popularity: card.popularity,
    rating: roundedRating(card.ratingSum, card.ratingCount),
    published_at: card.createdAt,
    variants: [...card.variants],
    offers: offers
      .filter((o) => o.status === 'active')
      .toSorted((a, b) => a.priceMinor - b.priceMinor || a.id - b.id)
      .map((o) => ({ variantId: o.variantId, sellerId: o.sellerId, price: o.priceMinor, sku: o.sellerSku, qty: o.stock.reduce((n, s) => n + s.qty, 0) })),
  };
}

/** To two places, half up, as PostgreSQL rounds a numeric. */
const roundedRating = (sum: number, count: number): number => (count === 0 ? 0 : Math.floor((200 * sum + count) / (2 * count)) / 100);
