import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { touchCards } from '../internal.ts';
import { assertCanManageOffers } from '../policies.ts';
import { SetStockInput } from '../schemas.ts';
import { ensureMainWarehouse } from '../warehouse/warehouses.ts';

export type StockSet = {
  readonly updated: number;
  readonly unchanged: number;
  readonly unknown: readonly { readonly sellerSku: string; readonly warehouse: string; readonly what: 'offer' | 'warehouse' }[];
};

/**
 * Sets pieces on hand by article number and warehouse, many in one statement; rows are locked in one order, so that parallel calls wait for each other and never deadlock. Unknown ones
 * are named and do not hold up the rest. The warehouse `main` is there without being made. Error: `offers.seller_not_found`.
 */
export async function setStock(ctx: Ctx, raw: SetStockInput): Promise<StockSet> {
  const input = SetStockInput.parse(raw);
  const sellerId = assertCanManageOffers(ctx, input.sellerId);
  const rows = [...new Map(input.rows.map((r) => [`${r.warehouse}/${r.sellerSku}`, r])).values()];
  return withTx(ctx, async (tx) => {
    if (rows.some((r) => r.warehouse === 'main')) await ensureMainWarehouse(tx, sellerId);
    const given = JSON.stringify(rows.map((r) => ({ sku: r.sellerSku, key: r.warehouse, qty: r.qty })));
    const placed = await tx.db.execute<{
      sku: string;
      key: string;
      qty: number;
      offer_id: number | null;
      warehouse_id: number | null;
      card_id: number | null;
    }>(sql`
      select x.sku, x.key, x.qty, o.id as offer_id, o.card_id, w.id as warehouse_id
      from jsonb_to_recordset(${given}::jsonb) as x(sku text, key text, qty int)
      left join offers.offers o on o.seller_id = ${sellerId} and o.seller_sku = x.sku
      left join offers.warehouses w on w.seller_id = ${sellerId} and w.key = x.key`);
    const known = placed.filter((p) => p.offer_id !== null && p.warehouse_id !== null);
    const changed = await tx.db.execute<{ offer_id: number }>(sql`
      insert into offers.stock as s (offer_id, warehouse_id, qty)
      select * from unnest(${`{${known.map((k) => k.offer_id).join(',')}}`}::int[], ${`{${known.map((k) => k.warehouse_id).join(',')}}`}::int[],
        ${`{${known.map((k) => k.qty).join(',')}}`}::int[]) order by 1, 2
      on conflict (offer_id, warehouse_id) do update set qty = excluded.qty where s.qty <> excluded.qty
      returning s.offer_id`);
    if (changed.length > 0) {
      const ids = new Set(changed.map((c) => c.offer_id));
      await audit(tx, { action: 'offer.set-stock', entity: 'seller', id: sellerId, patch: { updated: changed.length } });
      await touchCards(
        tx,
        sellerId,
        known.flatMap((k) => (k.card_id !== null && k.offer_id !== null && ids.has(k.offer_id) ? [k.card_id] : [])),
        'stock',
      );
    }
    return {
      updated: changed.length,
      unchanged: known.length - changed.length,
      unknown: placed
        .filter((p) => p.offer_id === null || p.warehouse_id === null)
        .map((p) => ({ sellerSku: p.sku, warehouse: p.key, what: p.offer_id === null ? ('offer' as const) : ('warehouse' as const) })),
    };
  });
}
