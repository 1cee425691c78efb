import type { ImportedCard } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { importOffers, type NewOffer } from '@yarmarka/offers';
import type { DemoCard } from '../demo/cards.ts';

/** Puts the demo's offers on sale, seller by seller. A card's created variants stand in the order of its demo variants. */
export async function seedOffers(
  ctx: Ctx,
  cards: readonly DemoCard[],
  created: readonly ImportedCard[],
  sellers: ReadonlyMap<string, number>,
): Promise<number> {
  const bySeller = new Map<string, NewOffer[]>();
  for (const [i, card] of cards.entries()) {
    const result = created[i];
    if (result?.status !== 'created') continue;
    const variantIds = new Map(card.variants.map((v, n) => [v.sku, result.variantIds[n] ?? 0]));
    for (const o of card.offers) {
      const list = bySeller.get(o.seller) ?? [];
      list.push({
        cardId: result.cardId,
        variantId: variantIds.get(o.variantSku) ?? 0,
        sellerSku: o.sellerSku,
        priceMinor: o.priceMinor,
        oldPriceMinor: o.oldPriceMinor ?? null,
        qty: o.stock,
      });
      bySeller.set(o.seller, list);
    }
  }
  let saved = 0;
  for (const [seller, offers] of bySeller) saved += (await importOffers(ctx, { sellerId: sellers.get(seller) ?? 0, offers })).saved;
  return saved;
}
