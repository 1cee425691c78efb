import type { Locale } from '@yarmarka/i18n/locale';

/** Kopecks, and pieces: what the server takes at most. */
const MAX_MINOR = 10_000_000_000;
const MAX_PIECES = 10_000_000;

/** A price as people type it («12 990,50», "12990.5") in minor units; undefined when it is none, or above 100 million roubles. */
export function parseMoney(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f₽]/g, '').replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return undefined;
  const minor = Math.round(Number(plain) * 100);
  return minor > 0 && minor <= MAX_MINOR ? minor : undefined;
}

/** Pieces: a whole number from zero to ten million. */
export function parsePieces(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  return /^\d{1,8}$/.test(plain) && Number(plain) <= MAX_PIECES ? Number(plain) : undefined;
}

/** A price below half or above double of the one before is often a slip of the finger: it is asked about. */
export const isBigStep = (beforeMinor: number, minor: number): boolean => minor * 2 < beforeMinor || minor > beforeMinor * 2;

/** A price as it stands in a field: 1299050 -> «12990,50». */
export const typedMoney = (minor: number, locale: Locale): string =>
  minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2).replace('.', locale === 'ru' ? ',' : '.');
