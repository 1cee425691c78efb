export type BuyableOffer = {
  readonly offerId: number;
  readonly sellerId: number;
  readonly sellerName: { readonly ru: string; readonly en: string };
  readonly sellerSlug: string;
  readonly variantId: number;
  readonly priceMinor: number;
  readonly oldPriceMinor: number | null;
  readonly currency: string;
  /** Pieces on hand over the seller's warehouses; 0: shown, not sold now. */
  readonly qty: number;
};
export type BuyBox = { readonly variantId: number; readonly offerId: number; readonly explanation: { readonly ru: string; readonly en: string } };

/** In stock first, then the lowest price, then the larger stock, then the older offer. */
export function compareOffers(a: BuyableOffer, b: BuyableOffer): number {
  return Number(b.qty > 0) - Number(a.qty > 0) || a.priceMinor - b.priceMinor || b.qty - a.qty || a.offerId - b.offerId;
}

/** Which offer of a variant the buy button takes, and why, in plain words; none when nothing is in stock. */
export function chooseBuyBox(variantId: number, all: readonly BuyableOffer[]): BuyBox | undefined {
  const inStock = all.filter((o) => o.variantId === variantId && o.qty > 0).toSorted(compareOffers);
  const [best, second] = inStock;
  if (!best) return undefined;
  const n = inStock.length;
  if (!second) return { variantId, offerId: best.offerId, explanation: { ru: 'Единственное предложение в наличии.', en: 'The only offer in stock.' } };
  if (best.priceMinor < second.priceMinor)
    return {
      variantId,
      offerId: best.offerId,
      explanation: { ru: `Самая низкая цена из предложений в наличии (всего их ${n}).`, en: `The lowest price of the ${n} offers in stock.` },
    };
  const explanation =
    best.qty > second.qty
      ? { ru: 'Цена такая же низкая, как у других, а товара в наличии больше.', en: 'As cheap as others, with more pieces in stock.' }
      : { ru: 'Цена и наличие такие же, как у других, а предложение появилось раньше.', en: 'Same price and stock as others, offered earlier.' };
  return { variantId, offerId: best.offerId, explanation };
}
