import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { markCards } from '../internal.ts';

/**
 * Offers tells which sellers have an offer (not archived) on each of these cards; called in the transaction of the change. The cards' lists and documents follow.
 */
// authorised by caller: offers' verbs assert before they call
export async function setCardSellers(tx: Ctx, rows: readonly { readonly cardId: number; readonly sellerIds: readonly number[] }[]): Promise<void> {
  if (!tx.inTx) throw new Error('setCardSellers outside a transaction');
  const pairs = rows.flatMap((r) => r.sellerIds.map((sellerId) => ({ cardId: r.cardId, sellerId })));
  const ids = `{${rows.map((r) => r.cardId).join(',')}}`;
  await tx.db.execute(sql`
    with wanted as (select unnest(${`{${pairs.map((p) => p.cardId).join(',')}}`}::int[]) as card_id, unnest(${`{${pairs.map((p) => p.sellerId).join(',')}}`}::int[]) as seller_id),
      gone as (delete from catalog.card_sellers s where s.card_id = any(${ids}::int[]) and not exists (select 1 from wanted w where w.card_id = s.card_id and w.seller_id = s.seller_id))
    insert into catalog.card_sellers (card_id, seller_id) select distinct card_id, seller_id from wanted on conflict do nothing`);
  await markCards(
    tx,
    rows.map((r) => r.cardId),
  );
}
