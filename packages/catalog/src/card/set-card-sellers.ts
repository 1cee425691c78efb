import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { markCards } from '../internal.ts';

/** One card: who has an offer (not archived) on it, and on which of its variants. */
export type CardSellers = { readonly cardId: number; readonly sellers: readonly { readonly sellerId: number; readonly variantIds: readonly number[] }[] };

/**
 * Offers tells who sells each of these cards; called in the transaction of the change. The cards' lists and documents follow.
 */
// authorised by caller: offers' verbs assert before they call
export async function setCardSellers(tx: Ctx, rows: readonly CardSellers[]): Promise<void> {
  if (!tx.inTx) throw new Error('setCardSellers outside a transaction');
  const wanted = rows.flatMap((r) => r.sellers.map((s) => ({ card: r.cardId, seller: s.sellerId, variants: `{${s.variantIds.join(',')}}` })));
  const ids = `{${rows.map((r) => r.cardId).join(',')}}`;
  await tx.db.execute(sql`
    with wanted as (select card, seller, variants::int[] from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as x(card int, seller int, variants text)),
      gone as (delete from catalog.card_sellers s where s.card_id = any(${ids}::int[]) and not exists (select 1 from wanted w where w.card = s.card_id and w.seller = s.seller_id))
    insert into catalog.card_sellers as s (card_id, seller_id, variant_ids) select card, seller, variants from wanted
    on conflict (card_id, seller_id) do update set variant_ids = excluded.variant_ids where s.variant_ids <> excluded.variant_ids`);
  await markCards(
    tx,
    rows.map((r) => r.cardId),
  );
}
