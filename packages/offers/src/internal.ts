import { setCardSellers } from '@yarmarka/catalog';
import { appendEvent, type Ctx, markDirty } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import { offerNotFound } from './errors.ts';
import { offersChanged } from './events.ts';
import { offers } from './tables.ts';

export type OfferRecord = typeof offers.$inferSelect;

export async function lockOffer(tx: Ctx, offerId: number): Promise<OfferRecord> {
  const [row] = await tx.db.select().from(offers).where(eq(offers.id, offerId)).for('no key update');
  if (!row) throw offerNotFound();
  return row;
}

/** What depends on these cards' offers is rebuilt: search documents now, other readers through the event. */
export async function touchCards(tx: Ctx, sellerId: number, cardIds: readonly number[], what: 'offer' | 'price' | 'stock' | 'status'): Promise<void> {
  const ids = [...new Set(cardIds)];
  if (ids.length === 0) return;
  await markDirty(tx, 'search.cards', ids);
  await appendEvent(tx, offersChanged, sellerId, { sellerId, cardIds: ids, what });
}

/** Above so many cards one lock stands for all of them: the server's table of locks is small. */
const LOCKS_MAX = 1000;

/** Who sells a card is told by one transaction at a time: each then sees what the ones before it have written. Locks are taken in one order, so that nobody waits in a circle. */
async function takeTurns(tx: Ctx, ids: readonly number[]): Promise<void> {
  if (ids.length > LOCKS_MAX) {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('offers.all-card-sellers'))`);
    return;
  }
  await tx.db.execute(sql`select pg_advisory_xact_lock_shared(hashtext('offers.all-card-sellers'))`);
  await tx.db.execute(sql`
    select pg_advisory_xact_lock(hashtext('offers.card-sellers'), id) from (select unnest(${`{${ids.join(',')}}`}::int[]) as id order by 1) c`);
}

/** Tells catalog who sells these cards; archived offers do not count. Called after the transaction's own offers are written. */
export async function tellSellers(tx: Ctx, cardIds: readonly number[]): Promise<void> {
  const ids = [...new Set(cardIds)].toSorted((a, b) => a - b);
  if (ids.length === 0) return;
  await takeTurns(tx, ids);
  const rows = await tx.db.execute<{ card_id: number; seller_id: number; variant_ids: number[] }>(sql`
    select card_id, seller_id, array_agg(distinct variant_id order by variant_id) as variant_ids from offers.offers
    where card_id = any(${`{${ids.join(',')}}`}::int[]) and status <> 'archived' group by 1, 2`);
  const sellersOf = new Map<number, { sellerId: number; variantIds: number[] }[]>(ids.map((id) => [id, []]));
  for (const r of rows) sellersOf.get(r.card_id)?.push({ sellerId: r.seller_id, variantIds: r.variant_ids });
  await setCardSellers(
    tx,
    [...sellersOf].map(([cardId, sellers]) => ({ cardId, sellers })),
  );
}
