import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, inflateRawSync } from 'node:zlib';

/** Signatures, flags and the order of fields: APPNOTE.TXT 6.3, sections 4.3.7 to 4.3.16. */
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
export const DIRECTORY_ENTRY = 0x02014b50;
export const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
/** Sizes follow the content; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980, the first day that an archive can name: the parts have no date of their own. */
const NO_DATE = 0x21;
/** Above this a size needs ZIP64, which is not written. */
const MAX_BYTES = 0xffffffff;

export type ZipPart = { readonly path: string; readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };
type Written = { readonly path: Uint8Array; readonly offset: number; readonly crc: number; readonly packed: number; readonly unpacked: number };

/** Little-endian numbers of two (`s`) or four (`i`) bytes. */
function fields(layout: string, values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc([...layout].reduce((n, kind) => n + (kind === 's' ? 2 : 4), 0));
  let at = 0;
  for (const [i, kind] of [...layout].entries()) at = kind === 's' ? bytes.writeUInt16LE(values[i] ?? 0, at) : bytes.writeUInt32LE(values[i] ?? 0, at);
  return bytes;
}

/** The archive of these parts, packed while their content comes. An archive of 4 GB or more is refused. */
export async function* zipped(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  const count = (bytes: Uint8Array): Uint8Array => {
    offset += bytes.length;
    if (offset > MAX_BYTES) throw new Error('an archive of more than 4 GB cannot be written');
    return bytes;
  };
  for await (const { path: name, chunks } of parts) {
    const path = new TextEncoder().encode(name);
    const start = offset;
    yield count(Buffer.concat([fields('isssssiiiss', [LOCAL, VERSION, FLAGS, DEFLATED, 0, NO_DATE, 0, 0, 0, path.length, 0]), path]));
    const content = offset;
    const sum = { crc: 0, bytes: 0 };
    for await (const packed of deflated(chunks, sum)) yield count(packed);
    const entry = { path, offset: start, crc: sum.crc, packed: offset - content, unpacked: sum.bytes };
    if (entry.unpacked > MAX_BYTES) throw new Error('a part of more than 4 GB cannot be written');
    yield count(fields('iiii', [DESCRIPTOR, entry.crc, entry.packed, entry.unpacked]));
    written.push(entry);
  }
  const start = offset;
  for (const { path, offset: at, crc, packed, unpacked } of written) {
    const numbers = [DIRECTORY_ENTRY, VERSION, VERSION, FLAGS, DEFLATED, 0, NO_DATE, crc, packed, unpacked, path.length, 0, 0, 0, 0, 0, at];
    yield count(Buffer.concat([fields('issssssiiisssssii', numbers), path]));
  }
  yield fields('issssiis', [END_OF_DIRECTORY, 0, 0, written.length, written.length, offset - start, start, 0]);
}

async function* deflated(chunks: ZipPart['chunks'], sum: { crc: number; bytes: number }): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw();
  const counted = async function* () {
    for await (const chunk of chunks) {
      sum.crc = crc32(chunk, sum.crc);
      sum.bytes += chunk.length;
      yield chunk;
    }
  };
  const feeding = pipeline(Readable.from(counted()), deflate);
  // Thrown below, where the packed bytes are read.
  feeding.catch(() => undefined);
  for await (const packed of deflate) yield packed as Uint8Array;
  await feeding;
}

/** Where the end record of an archive's directory begins. */
export function findEnd(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 66_000); at--) if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return undefined;
}

/** The parts of an archive that we have just made ourselves, in order: nothing is checked. */
export function unzipped(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view) ?? 0;
  const out = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < view.getUint16(end + 10, true); i++) {
    const [method, packed, local] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
    const [name, more, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const content = bytes.subarray(from, from + packed);
    out.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), method === DEFLATED ? inflateRawSync(content) : content);
    at += 46 + name + more + comment;
  }
  return out;
}
