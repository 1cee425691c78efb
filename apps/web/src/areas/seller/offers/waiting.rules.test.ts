import { expect, it } from 'vitest';
import { type Edit, withEdit, withSent } from './waiting.ts';

const price = (priceMinor: number, version = 1): Edit => ({ offerId: 1, sellerSku: 'A', kind: 'price', priceMinor, oldPriceMinor: null, version });
const stock = (qty: number, was: number): Edit => ({ offerId: 1, sellerSku: 'A', kind: 'stock', qty, was });

it('changes wait in the order they were typed; typed again, the newest figures stand on what the first was typed over', () => {
  const list = [price(900), stock(5, 9), price(800, 7), stock(4, 8)].reduce(withEdit, []);
  expect(list).toEqual([
    { ...price(800, 1), ask: null },
    { ...stock(4, 9), ask: null },
  ]);
});

it('after a question the change stands on what the seller has seen', () => {
  const asked = withEdit([], price(900)).map((one) => ({ ...one, ask: 'conflict' as const }));
  expect(withEdit(asked, price(900, 3))).toEqual([{ ...price(900, 3), ask: null }]);
});

it('what the server took is gone; what was typed meanwhile stays and stands on it', () => {
  expect(withSent(withEdit([], price(900)), price(900), true)).toEqual([]);
  expect(withSent(withEdit([], price(800)), price(900), true)).toEqual([{ ...price(800, 2), ask: null }]);
  expect(withSent(withEdit([], stock(4, 9)), stock(5, 9), true)).toEqual([{ ...stock(4, 5), ask: null }]);
});
