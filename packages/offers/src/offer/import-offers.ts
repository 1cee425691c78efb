import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { tellSellers, touchCards } from '../internal.ts';
import { assertCanManageOffers } from '../policies.ts';
import { ensureMainWarehouse } from '../warehouse/warehouses.ts';

export type NewOffer = {
  readonly cardId: number;
  readonly variantId: number;
  readonly sellerSku: string;
  readonly priceMinor: number;
  readonly oldPriceMinor?: number | null;
  /** Pieces in the warehouse `main`. */
  readonly qty?: number;
};

/**
 * Loads many offers of one seller in few statements: new ones go on sale, known article numbers get card, price and stock. The rows are taken as they are; callers check them first.
 * Error: `offers.seller_not_found`.
 */
export async function importOffers(ctx: Ctx, input: { readonly sellerId?: number; readonly offers: readonly NewOffer[] }): Promise<{ readonly saved: number }> {
  const sellerId = assertCanManageOffers(ctx, input.sellerId);
  if (input.offers.length === 0) return { saved: 0 };
  return withTx(ctx, async (tx) => {
    await ensureMainWarehouse(tx, sellerId);
    const rows = [...new Map(input.offers.map((o) => [o.sellerSku, o])).values()];
    const cardIds = rows.map((r) => r.cardId);
    for (let i = 0; i < rows.length; i += 2000) cardIds.push(...(await loadChunk(tx, sellerId, rows.slice(i, i + 2000))));
    await audit(tx, { action: 'offer.import', entity: 'seller', id: sellerId, patch: { offers: rows.length } });
    await tellSellers(tx, cardIds);
    await touchCards(tx, sellerId, cardIds, 'offer');
    return { saved: rows.length };
  });
}

/** Returns the cards that its offers have left. */
async function loadChunk(tx: Ctx, sellerId: number, rows: readonly NewOffer[]): Promise<number[]> {
  const given = JSON.stringify(
    rows.map((r) => ({ card: r.cardId, variant: r.variantId, sku: r.sellerSku, price: r.priceMinor, old: r.oldPriceMinor ?? null, qty: r.qty ?? 0 })),
  );
  const now = tx.clock.now().toISOString();
  const left = await tx.db.execute<{ id: number }>(sql`
    with given as (select * from jsonb_to_recordset(${given}::jsonb) as x(card int, variant int, sku text, price bigint, old bigint, qty int)),
      saved as (
        insert into offers.offers as o (seller_id, card_id, variant_id, seller_sku, status, price_minor, old_price_minor, created_at, updated_at)
        select ${sellerId}, card, variant, sku, 'active', price, old, ${now}::timestamptz, ${now}::timestamptz from given order by sku
        on conflict (seller_id, seller_sku) do update set card_id = excluded.card_id, variant_id = excluded.variant_id, price_minor = excluded.price_minor,
          old_price_minor = excluded.old_price_minor, version = o.version + 1, updated_at = excluded.updated_at
        returning o.id, o.seller_sku),
      stocked as (insert into offers.stock as s (offer_id, warehouse_id, qty)
    select saved.id, w.id, given.qty from saved join given on given.sku = saved.seller_sku join offers.warehouses w on w.seller_id = ${sellerId} and w.key = 'main' order by 1
    on conflict (offer_id, warehouse_id) do update set qty = excluded.qty where s.qty <> excluded.qty)
    select o.card_id as id from offers.offers o join given on given.sku = o.seller_sku and given.card <> o.card_id where o.seller_id = ${sellerId}`);
  return left.map((r) => r.id);
}
