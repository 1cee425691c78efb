/** Money: minor units (kopecks) as a safe integer, with its ISO 4217 currency. */
export type Money = { readonly amountMinor: number; readonly currency: string };
export const CURRENCY = 'RUB';

/** Parses a price as people type it ("12 990,50", "12990.5 ₽"); undefined when it is no price. Two decimals at most. */
export function parsePrice(text: string): number | undefined {
  const s = text.replace(/[\s\u00a0\u202f]|₽|руб\.?|rub/gi, '').replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(s)) return undefined;
  return Math.round(Number(s) * 100);
}
