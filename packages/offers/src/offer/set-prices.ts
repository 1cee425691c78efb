import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { touchCards } from '../internal.ts';
import { assertCanManageOffers } from '../policies.ts';
import { SetPricesInput } from '../schemas.ts';

export type PricesSet = {
  readonly updated: number;
  readonly unchanged: number;
  /** Article numbers the seller has no offer with. */
  readonly unknown: readonly string[];
  /** Article numbers whose old price is not higher than the price. */
  readonly invalid: readonly string[];
  /** Article numbers whose offer is no longer of the version given, and has other prices than those asked for. */
  readonly conflicts: readonly string[];
};

/**
 * Sets many prices in one statement. Rows that cannot be set are named and do not hold up the rest; of an article number given twice the last row counts; what is equal is not written.
 * `oldPriceMinor` absent takes the old price away. Error: `offers.seller_not_found`.
 */
export async function setPrices(ctx: Ctx, raw: SetPricesInput): Promise<PricesSet> {
  const input = SetPricesInput.parse(raw);
  const sellerId = assertCanManageOffers(ctx, input.sellerId);
  const rows = [...new Map(input.prices.map((p) => [p.sellerSku, p])).values()];
  const isInvalid = (p: (typeof rows)[number]) => p.oldPriceMinor != null && p.oldPriceMinor <= p.priceMinor;
  const valid = rows.filter((p) => !isInvalid(p));
  return withTx(ctx, async (tx) => {
    const known = await tx.db.execute<{ id: number; seller_sku: string; version: number; price: string; old: string | null }>(sql`
      select id, seller_sku, version, price_minor::text as price, old_price_minor::text as old from offers.offers
      where seller_id = ${sellerId} and seller_sku in (select x.sku from jsonb_to_recordset(${JSON.stringify(valid.map((p) => ({ sku: p.sellerSku })))}::jsonb) as x(sku text))
      order by id for no key update`);
    const idOf = new Map(known.map((k) => [k.seller_sku, k.id]));
    const now = new Map(known.map((k) => [k.seller_sku, k]));
    // An answer lost on the way is asked for again: what stands there already is no conflict.
    const conflicts = valid.flatMap((p) => {
      const k = now.get(p.sellerSku);
      if (k === undefined || p.version === undefined || p.version === k.version) return [];
      return Number(k.price) === p.priceMinor && (k.old === null ? null : Number(k.old)) === (p.oldPriceMinor ?? null) ? [] : [p.sellerSku];
    });
    const kept = new Set(conflicts);
    const found = valid.flatMap((p) => {
      const id = idOf.get(p.sellerSku);
      return id === undefined || kept.has(p.sellerSku) ? [] : [{ id, price: p.priceMinor, old: p.oldPriceMinor ?? null }];
    });
    const changed = await tx.db.execute<{ card_id: number }>(sql`
      update offers.offers o set price_minor = x.price, old_price_minor = x.old, version = o.version + 1, updated_at = ${tx.clock.now().toISOString()}::timestamptz
      from unnest(${`{${found.map((f) => f.id).join(',')}}`}::int[], ${`{${found.map((f) => f.price).join(',')}}`}::bigint[],
        ${`{${found.map((f) => f.old ?? 'null').join(',')}}`}::bigint[]) as x(id, price, old)
      where o.id = x.id and (o.price_minor, o.old_price_minor) is distinct from (x.price, x.old)
      returning o.card_id`);
    if (changed.length > 0) {
      await audit(tx, { action: 'offer.set-prices', entity: 'seller', id: sellerId, patch: { updated: changed.length } });
      await touchCards(
        tx,
        sellerId,
        changed.map((c) => c.card_id),
        'price',
      );
    }
    return {
      updated: changed.length,
      unchanged: found.length - changed.length,
      unknown: valid.filter((p) => !idOf.has(p.sellerSku)).map((p) => p.sellerSku),
      invalid: rows.filter(isInvalid).map((p) => p.sellerSku),
      conflicts,
    };
  });
}
