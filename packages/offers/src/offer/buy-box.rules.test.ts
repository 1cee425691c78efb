import { describe, expect, test } from 'vitest';
import { type BuyableOffer, chooseBuyBox, compareOffers } from './buy-box.ts';

const offer = (offerId: number, priceMinor: number, qty: number, variantId = 1): BuyableOffer => ({
  offerId,
  sellerId: offerId,
  sellerName: { ru: 'Лавка', en: 'Shop' },
  sellerSlug: 'shop',
  variantId,
  priceMinor,
  oldPriceMinor: null,
  currency: 'RUB',
  qty,
});

test('offers stand in order: in stock, then price, then larger stock, then older', () => {
  const all = [offer(1, 100, 0), offer(2, 300, 1), offer(3, 200, 1), offer(4, 200, 9), offer(5, 200, 9)];
  expect(all.toSorted(compareOffers).map((o) => o.offerId)).toEqual([4, 5, 3, 2, 1]);
});

describe('the buy box', () => {
  test('takes the cheapest in stock of that variant, never one that is out of stock', () => {
    const all = [offer(1, 100, 0), offer(2, 300, 1), offer(3, 200, 1), offer(4, 50, 5, 2)];
    expect(chooseBuyBox(1, all)).toMatchObject({ offerId: 3, explanation: { en: 'The lowest price of the 2 offers in stock.' } });
  });
  test('says when there is no choice, and nothing when nothing is in stock', () => {
    expect(chooseBuyBox(1, [offer(1, 100, 1)])?.explanation.en).toBe('The only offer in stock.');
    expect(chooseBuyBox(1, [offer(1, 100, 0)])).toBeUndefined();
    expect(chooseBuyBox(7, [offer(1, 100, 1)])).toBeUndefined();
  });
  test('explains a tie by what decided it', () => {
    expect(chooseBuyBox(1, [offer(1, 100, 1), offer(2, 100, 5)])).toMatchObject({
      offerId: 2,
      explanation: { en: 'As cheap as others, with more pieces in stock.' },
    });
    expect(chooseBuyBox(1, [offer(2, 100, 5), offer(1, 100, 5)])).toMatchObject({
      offerId: 1,
      explanation: { en: 'Same price and stock as others, offered earlier.' },
    });
  });
});
