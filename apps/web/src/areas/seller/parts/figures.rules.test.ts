import { expect, it } from 'vitest';
import { isBigStep, parseMoney, parsePieces } from './figures.ts';

it('a price is read as people type it, and nothing else is a price', () => {
  expect(['12 990,50', '12990.5', '1 ₽', '100000000'].map(parseMoney)).toEqual([1_299_050, 1_299_050, 100, 10_000_000_000]);
  for (const text of ['abc', '−5', '-5', '0', '', '1,555', '100000000,01', '99999999999']) expect(parseMoney(text), text).toBeUndefined();
});

it('pieces are whole numbers from zero to what the server takes', () => {
  expect(['0', '12 000', '10000000'].map(parsePieces)).toEqual([0, 12_000, 10_000_000]);
  for (const text of ['1,5', '-1', 'abc', '', '10000001']) expect(parsePieces(text), text).toBeUndefined();
});

it('a price below half or above double of the one before is asked about; half and double themselves are not', () => {
  expect([1_149_500, 4_598_000, 2_299_000].map((to) => isBigStep(2_299_000, to))).toEqual([false, false, false]);
  expect([100, 1_149_499, 4_598_001].map((to) => isBigStep(2_299_000, to))).toEqual([true, true, true]);
});
