import type { Locale } from '@yarmarka/i18n/locale';

/** A price as people type it («12 990,50», "12990.5") in minor units; undefined when it is none. */
export function parseMoney(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f₽]/g, '').replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return undefined;
  const minor = Math.round(Number(plain) * 100);
  return minor > 0 ? minor : undefined;
}

/** Pieces: a whole number from zero. */
export function parsePieces(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  return /^\d{1,8}$/.test(plain) ? Number(plain) : undefined;
}

/** A price as it stands in a field: 1299050 -> «12990,50». */
export const typedMoney = (minor: number, locale: Locale): string =>
  minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2).replace('.', locale === 'ru' ? ',' : '.');
