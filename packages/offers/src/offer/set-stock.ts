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
  /** Article numbers where neither the figure given as `was` nor the one asked for stands now. */
  readonly conflicts: readonly string[];
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
    const given = JSON.stringify(rows.map((r) => ({ sku: r.sellerSku, key: r.warehouse, qty: r.qty, was: r.was ?? null })));
    const placed = await tx.db.execute<{
      sku: string;
      key: string;
      qty: number;
      was: number | null;
      offer_id: number | null;
      warehouse_id: number | null;
      card_id: number | null;
    }>(sql`
      select x.sku, x.key, x.qty, x.was, o.id as offer_id, o.card_id, w.id as warehouse_id
      from jsonb_to_recordset(${given}::jsonb) as x(sku text, key text, qty int, was int)
      left join offers.offers o on o.seller_id = ${sellerId} and o.seller_sku = x.sku
      left join offers.warehouses w on w.seller_id = ${sellerId} and w.key = x.key`);
    const known = placed.filter((p) => p.offer_id !== null && p.warehouse_id !== null);
    const conflicts = await findConflicts(tx, known);
    const written = known.filter((k) => !conflicts.includes(k.sku));
    const changed = await tx.db.execute<{ offer_id: number }>(sql`
      insert into offers.stock as s (offer_id, warehouse_id, qty)
      select * from unnest(${`{${written.map((k) => k.offer_id).join(',')}}`}::int[], ${`{${written.map((k) => k.warehouse_id).join(',')}}`}::int[],
        ${`{${written.map((k) => k.qty).join(',')}}`}::int[]) order by 1, 2
      on conflict (offer_id, warehouse_id) do update set qty = excluded.qty where s.qty <> excluded.qty
      returning s.offer_id`);
    if (changed.length > 0) {
      const ids = new Set(changed.map((c) => c.offer_id));
      await audit(tx, { action: 'offer.set-stock', entity: 'seller', id: sellerId, patch: { updated: changed.length } });
      await touchCards(
        tx,
        sellerId,
        written.flatMap((k) => (k.card_id !== null && k.offer_id !== null && ids.has(k.offer_id) ? [k.card_id] : [])),
        'stock',
      );
    }
    return {
      updated: changed.length,
      unchanged: written.length - changed.length,
      unknown: placed
        .filter((p) => p.offer_id === null || p.warehouse_id === null)
        .map((p) => ({ sellerSku: p.sku, warehouse: p.key, what: p.offer_id === null ? ('offer' as const) : ('warehouse' as const) })),
      conflicts,
    };
  });
}

type Placed = {
  readonly sku: string;
  readonly qty: number;
  readonly was: number | null;
  readonly offer_id: number | null;
  readonly warehouse_id: number | null;
};

/** Locks the offers that name what they were typed over, in one order, so that nobody writes between the look and the change. */
async function findConflicts(tx: Ctx, placed: readonly Placed[]): Promise<string[]> {
  const careful = placed.filter((p) => p.was !== null);
  if (careful.length === 0) return [];
  const ids = `{${careful.map((p) => p.offer_id).join(',')}}`;
  await tx.db.execute(sql`select id from offers.offers where id = any(${ids}::int[]) order by id for no key update`);
  const stands = await tx.db.execute<{ offer_id: number; warehouse_id: number; qty: number }>(
    sql`select offer_id, warehouse_id, qty from offers.stock where offer_id = any(${ids}::int[]) order by offer_id, warehouse_id for update`,
  );
  const now = new Map(stands.map((k) => [`${k.offer_id}/${k.warehouse_id}`, k.qty]));
  return careful.flatMap((p) => {
    const qty = now.get(`${p.offer_id}/${p.warehouse_id}`) ?? 0;
    return qty === p.was || qty === p.qty ? [] : [p.sku];
  });
}
