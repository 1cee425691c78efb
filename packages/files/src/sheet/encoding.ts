import { sheetBroken } from '../errors.ts';

export type Encoding = 'utf-8' | 'windows-1251' | 'utf-16le' | 'utf-16be';

/**
 * The text of a sheet and its encoding: a byte order mark decides; else zero bytes tell UTF-16; else valid UTF-8 is UTF-8 (text in another encoding practically never is); else
 * windows-1251, what Russian Excel writes.
 */
export function decodeText(bytes: Uint8Array): { readonly encoding: Encoding; readonly text: string } {
  const encoding = detectEncoding(bytes);
  if (encoding !== 'utf-8') return { encoding, text: new TextDecoder(encoding).decode(bytes) };
  try {
    return { encoding, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { encoding: 'windows-1251', text: new TextDecoder('windows-1251').decode(bytes) };
  }
}

function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  head.forEach((b, i) => {
    if (b !== 0) return;
    if (i % 2 === 0) even++;
    else odd++;
  });
  if (even + odd === 0) return 'utf-8';
  // Delimiters, digits and Latin letters have a zero half, always on the same side.
  if (odd > 4 * even && odd > head.length / 20) return 'utf-16le';
  if (even > 4 * odd && even > head.length / 20) return 'utf-16be';
  throw sheetBroken(
    'The file holds binary data instead of text. Save it as CSV or XLSX and try again.',
    'В файле двоичные данные вместо текста. Сохраните его как CSV или XLSX и попробуйте снова.',
  );
}
