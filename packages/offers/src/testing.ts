import { asSystem, type Ctx } from '@yarmarka/kernel';
import { setStock } from './offer/set-stock.ts';
import { upsertOffer } from './offer/upsert-offer.ts';

let counter = 0;

/** An active offer with stock. The seller's article number is made up unless given. */
export async function createOffer(
  ctx: Ctx,
  seed: {
    readonly sellerId: number;
    readonly cardId: number;
    readonly variantId?: number;
    readonly priceMinor?: number;
    readonly qty?: number;
    readonly sellerSku?: string;
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
  await setStock(system, { sellerId: seed.sellerId, rows: [{ sellerSku, qty: seed.qty ?? 5 }] });
  return { id: offerId, sellerSku };
}
