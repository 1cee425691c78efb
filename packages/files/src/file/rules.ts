import { fileTypeFromBuffer } from 'file-type';
import { fileEmpty, fileTooLarge, wrongType } from '../errors.ts';
import type { FilePurpose } from '../schemas.ts';

const MB = 1_048_576;
export const LIMITS: Readonly<Record<FilePurpose, { readonly maxBytes: number; readonly mimes: readonly string[]; readonly private: boolean }>> = {
  picture: { maxBytes: 20 * MB, mimes: ['image/jpeg', 'image/png', 'image/webp'], private: false },
  document: { maxBytes: 20 * MB, mimes: ['application/pdf', 'image/jpeg', 'image/png'], private: true },
  sheet: { maxBytes: 100 * MB, mimes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], private: true },
};
export const MAX_MEGAPIXELS = 60;

/** Tells by the content, never by the name or the browser's word, what the file is; throws unless the purpose takes it. */
export async function detectType(bytes: Uint8Array, purpose: FilePurpose): Promise<string> {
  const limits = LIMITS[purpose];
  if (bytes.length === 0) throw fileEmpty();
  if (bytes.length > limits.maxBytes) throw fileTooLarge(limits.maxBytes);
  const found = await fileTypeFromBuffer(bytes);
  const mime = found?.mime ?? (looksLikeText(bytes) ? 'text/csv' : undefined);
  if (mime === undefined || !limits.mimes.includes(mime)) throw wrongType(purpose, found?.ext.toUpperCase() ?? (mime ? 'TXT' : null));
  return mime;
}

/** Text has no control characters but tab and line ends; UTF-16 is known by its byte order mark or by every second byte being zero. */
function looksLikeText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 64 * 1024);
  const bom = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const zeros = head.reduce((n, b) => n + (b === 0 ? 1 : 0), 0);
  if (bom || zeros > head.length / 4) return zeros <= head.length * 0.6;
  return !head.some((b) => b < 9 || (b > 13 && b < 32 && b !== 0x1a && b !== 0x1b));
}

/** A file name fit for a header and a disk: no paths, no control characters, at most 120 characters. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what must go
  const clean = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069"<>|:*?]/g, '').trim();
  return clean.slice(0, 120) || 'file';
}

/** `Content-Disposition: attachment` with the name in UTF-8 (RFC 6266) and a plain fallback. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
