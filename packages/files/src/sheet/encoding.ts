import { isAscii } from 'node:buffer';
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

/** Bytes beyond the first letter that is not ASCII by which UTF-8 is told from windows-1251. */
const WINDOW = 64 * 1024;
const HEAD = 4096;

/**
 * The text of a sheet while it comes. The encoding is found as `decodeText` finds it, but by the first letters beyond ASCII, not by the whole file, and told as soon as it is known.
 * Text that breaks off into another encoding later is an error: `files.sheet_broken`.
 */
export async function* decodeStream(content: AsyncIterable<Uint8Array>, tell: (encoding: Encoding) => void): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let held: Uint8Array = new Uint8Array();
  let started = false;
  /** What can be said for sure of the bytes held; the rest waits for more of them. */
  const settle = (last: boolean): string => {
    if (!started && held.length < HEAD && !last) return '';
    const encoding = started ? 'utf-8' : detectEncoding(held);
    started = true;
    const beyond = encoding === 'utf-8' ? firstBeyondAscii(held) : 0;
    const sure = encoding !== 'utf-8' || last || held.length - beyond >= WINDOW;
    const plain = new TextDecoder().decode(held.subarray(0, beyond));
    held = held.subarray(beyond);
    if (!sure || (held.length === 0 && encoding === 'utf-8')) return plain;
    const found = encoding === 'utf-8' && !isUtf8(held, last) ? 'windows-1251' : encoding;
    tell(found);
    decoder = new TextDecoder(found, { fatal: found === 'utf-8' });
    const text = decoded(decoder, held);
    held = new Uint8Array();
    return plain + text;
  };
  for await (const chunk of content) {
    if (!decoder) held = joined(held, chunk);
    const text = decoder ? decoded(decoder, chunk) : settle(false);
    if (text !== '') yield text;
  }
  const rest = (decoder ? '' : settle(true)) + (decoder ? decoded(decoder) : '');
  if (rest !== '') yield rest;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function firstBeyondAscii(bytes: Uint8Array): number {
  if (isAscii(bytes)) return bytes.length;
  return bytes.findIndex((b) => b > 127);
}

/** Without `whole` a letter may be cut at the end. */
function isUtf8(bytes: Uint8Array, whole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

function decoded(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw sheetBroken(
      'The file changes its encoding on the way. Save it as CSV in UTF-8 and try again.',
      'Кодировка файла меняется посередине. Сохраните его как CSV в UTF-8 и попробуйте снова.',
    );
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
