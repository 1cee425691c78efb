import { type BulkSession, copyRow } from '@yarmarka/kernel';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import type { OfferStatus } from '../schemas.ts';

export type BulkOffer = {
  readonly id: number;
  readonly sellerId: number;
  readonly cardId: number;
  readonly variantId: number;
  readonly sellerSku: string;
  readonly status: OfferStatus;
  readonly priceMinor: number;
  readonly oldPriceMinor: number | null;
  readonly attrs: Attrs;
  readonly createdAt: string;
  readonly stock: readonly { readonly warehouseId: number; readonly qty: number }[];
};
export type BulkWarehouse = { readonly id: number; readonly sellerId: number; readonly key: string; readonly name: string; readonly city: string };

export const OFFER_TABLES = ['offers.offers', 'offers.stock'] as const;

// authorised by caller: the operators' command; no audit row: generated data has no author
/** Loads generated offers with their stock by COPY, ids of the caller's. Tells nobody: the caller loads `card_sellers` and the search index too. */
export async function loadOffers(session: BulkSession, offers: readonly BulkOffer[]): Promise<void> {
  await session.copy(
    'copy offers.offers (id, seller_id, card_id, variant_id, seller_sku, status, price_minor, old_price_minor, attrs, created_at, updated_at) from stdin',
    offers.map((o) =>
      copyRow([
        o.id,
        o.sellerId,
        o.cardId,
        o.variantId,
        o.sellerSku,
        o.status,
        o.priceMinor,
        o.oldPriceMinor,
        JSON.stringify(o.attrs),
        o.createdAt,
        o.createdAt,
      ]),
    ),
  );
  await session.copy(
    'copy offers.stock (offer_id, warehouse_id, qty) from stdin',
    offers.flatMap((o) => o.stock.map((s) => copyRow([o.id, s.warehouseId, s.qty]))),
  );
}

/** Warehouses of generated sellers; the caller makes sure that they are not there yet. */
export async function loadWarehouses(session: BulkSession, warehouses: readonly BulkWarehouse[]): Promise<void> {
  await session.copy(
    'copy offers.warehouses (id, seller_id, key, name, city) from stdin',
    warehouses.map((w) => copyRow([w.id, w.sellerId, w.key, w.name, w.city])),
  );
  await session.run(`select setval(pg_get_serial_sequence('offers.warehouses', 'id'), (select max(id) from offers.warehouses))`);
}
