import { slugify } from '../tree/slug.ts';

const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё';

const otherKeys = (text: string): string => [...text].map((ch) => RUSSIAN_KEYS[LATIN_KEYS.indexOf(ch)] ?? LATIN_KEYS[RUSSIAN_KEYS.indexOf(ch)] ?? ch).join('');
const latin = (text: string): string => (/[а-яё]/.test(text) ? slugify(text, '').replaceAll('-', ' ') : '');

/** What a name may have been meant by letters typed: as they stand, in Latin letters by sound ("тепл": "tepl"), on the other keyboard layout ("еузд": "tepl"). Lower case, each once. */
export function spellings(query: string): string[] {
  const typed = query.trim().toLowerCase();
  const swapped = otherKeys(typed);
  return [...new Set([typed, latin(typed), swapped, latin(swapped)])].filter((text, i) => i === 0 || text !== '');
}
