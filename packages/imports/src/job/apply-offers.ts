import type { Ctx } from '@yarmarka/kernel';
import { importOffers, setPrices, setStock, upsertOffer } from '@yarmarka/offers';
import { sql } from 'drizzle-orm';
import { refusable } from './apply-known.ts';
import type { RowOutcome } from './outcome.ts';

type Existing = {
  readonly sku: string;
  readonly cardId: number;
  readonly variantId: number;
  readonly status: string;
  readonly price: number;
  readonly old: number | null;
  readonly qty: number;
};
type Applied = Extract<RowOutcome, { kind: 'applied' }>;
type Wanted = {
  readonly outcome: Applied;
  readonly variantId: number;
  readonly known: Existing | undefined;
  readonly price: number;
  readonly old: number | null;
  readonly stock: number | undefined;
};

/** Prices and stock of the rows that have found their card and variant: new offers and changes in few statements, what needs the offer's own check one by one. */
export async function applyOffers(tx: Ctx, sellerId: number, outcomes: readonly RowOutcome[]): Promise<RowOutcome[]> {
  const existing = await loadOffers(
    tx,
    sellerId,
    outcomes.map((o) => o.row.sku),
  );
  const wanted = new Map(outcomes.flatMap((o) => (o.kind === 'applied' ? [[o, wantedOf(o, existing.get(o.row.sku))] as const] : [])));
  const plans = [...wanted.values()].filter((w) => w !== undefined);
  const single = new Set(plans.filter(needsCheck));
  const bulk = plans.filter((w) => !single.has(w));
  await importOffers(tx, {
    offers: bulk
      .filter((w) => w.known === undefined)
      .map((w) => ({
        cardId: w.outcome.cardId,
        variantId: w.variantId,
        sellerSku: w.outcome.row.sku,
        priceMinor: w.price,
        oldPriceMinor: w.old,
        qty: w.stock ?? 0,
      })),
  });
  const repriced = bulk.filter((w) => w.known && (w.known.price !== w.price || w.known.old !== w.old));
  if (repriced.length > 0) await setPrices(tx, { prices: repriced.map((w) => ({ sellerSku: w.outcome.row.sku, priceMinor: w.price, oldPriceMinor: w.old })) });
  const restocked = bulk.filter((w) => w.known && w.stock !== undefined && w.stock !== w.known.qty);
  if (restocked.length > 0) await setStock(tx, { rows: restocked.map((w) => ({ sellerSku: w.outcome.row.sku, qty: w.stock ?? 0 })) });
  const changed = new Set<Wanted>([...bulk.filter((w) => w.known === undefined), ...repriced, ...restocked]);
  const out: RowOutcome[] = [];
  for (const o of outcomes) {
    const w = o.kind === 'applied' ? wanted.get(o) : undefined;
    if (w && single.has(w)) out.push(...(await refusable(tx, [o.row], (sub) => saveOne(sub, w))));
    else out.push(o.kind === 'applied' && w && changed.has(w) && o.action === 'unchanged' ? { ...o, action: 'updated' } : o);
  }
  return out;
}

async function loadOffers(tx: Ctx, sellerId: number, skus: readonly string[]): Promise<Map<string, Existing>> {
  const rows = await tx.db.execute<Omit<Existing, 'price' | 'old'> & { price: string; old: string | null }>(sql`
    select o.seller_sku as sku, o.card_id as "cardId", o.variant_id as "variantId", o.status, o.price_minor::text as price, o.old_price_minor::text as old,
      coalesce((select s.qty from offers.stock s join offers.warehouses w on w.id = s.warehouse_id and w.key = 'main' where s.offer_id = o.id), 0) as qty
    from offers.offers o where o.seller_id = ${sellerId} and o.seller_sku in (select jsonb_array_elements_text(${JSON.stringify(skus)}::jsonb))`);
  return new Map(rows.map((r) => [r.sku, { ...r, price: Number(r.price), old: r.old === null ? null : Number(r.old) }]));
}

/** What the row wants of its offer; undefined when it says nothing of one, or has no variant yet. A cell left empty keeps what is there, as long as that still makes sense. */
function wantedOf(outcome: Applied, known: Existing | undefined): Wanted | undefined {
  const { priceMinor, oldPriceMinor, stock, offer } = outcome.row.parsed;
  const price = priceMinor ?? known?.price;
  if (outcome.variantId === null || price === undefined) return undefined;
  if (known && priceMinor === undefined && oldPriceMinor === undefined && stock === undefined && Object.keys(offer).length === 0) return undefined;
  const old = oldPriceMinor === undefined ? (known?.old ?? null) : oldPriceMinor;
  return { outcome, variantId: outcome.variantId, known, price, old: old !== null && old > price ? old : null, stock };
}

/** Values of the offer's own, an offer that is no draft's or moved to another variant, an archived one: these go through the offer's own verb. */
const needsCheck = (w: Wanted): boolean =>
  Object.keys(w.outcome.row.parsed.offer).length > 0 ||
  (w.known !== undefined && (w.known.status === 'archived' || w.known.status === 'draft' || w.known.variantId !== w.variantId));

async function saveOne(tx: Ctx, w: Wanted): Promise<RowOutcome[]> {
  const { row } = w.outcome;
  await upsertOffer(tx, {
    cardId: w.outcome.cardId,
    variantId: w.variantId,
    sellerSku: row.sku,
    priceMinor: w.price,
    oldPriceMinor: w.old,
    attrs: row.parsed.offer,
  });
  if (w.stock !== undefined) await setStock(tx, { rows: [{ sellerSku: row.sku, qty: w.stock }] });
  return [w.outcome.action === 'unchanged' ? { ...w.outcome, action: 'updated' } : w.outcome];
}
