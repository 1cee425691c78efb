import { asSystem, type Ctx } from '@yarmarka/kernel';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { eq } from 'drizzle-orm';
import { setStock } from './offer/set-stock.ts';
import { upsertOffer } from './offer/upsert-offer.ts';
import { offers } from './tables.ts';

let counter = 0;

/** An active offer with stock. The seller's article number is made up unless given. `attrs` are stored unchecked, as an earlier schema may have left them. */
export async function createOffer(
  ctx: Ctx,
  seed: {
    readonly sellerId: number;
    readonly cardId: number;
    readonly variantId?: number;
    readonly priceMinor?: number;
    readonly qty?: number;
    readonly sellerSku?: string;
    readonly attrs?: Attrs;
  },
): Promise<{ readonly id: number; readonly sellerSku: string }> {
  const system = asSystem(ctx, 'test');
  const sellerSku = seed.sellerSku ?? `sku-${++counter}`;
  const { offerId } = await upsertOffer(system, {
    sellerId: seed.sellerId,
    cardId: seed.cardId,
    ...(seed.variantId === undefined ? {} : { variantId: seed.variantId }),
    sellerSku,
    priceMinor: seed.priceMinor ?? 100_000,
  });
  if (seed.attrs) await ctx.db.update(offers).set({ attrs: seed.attrs }).where(eq(offers.id, offerId));
  await setStock(system, { sellerId: seed.sellerId, rows: [{ sellerSku, qty: seed.qty ?? 5 }] });
  return { id: offerId, sellerSku };
}
