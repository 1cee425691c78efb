import { deflateSync } from 'node:zlib';
import { actorLabel, type Ctx } from '@yarmarka/kernel';
import { files } from './tables.ts';

/** Pictures as far as cards are concerned: rows without stored bytes, under ids of the test's own choice. */
export async function createPictures(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const picture = { kind: 'picture', mime: 'image/png', bytes: 1, width: 900, height: 1200, name: 'picture.png' } as const;
  await ctx.db.insert(files).values(ids.map((id) => ({ id, ...picture, owner: actorLabel(ctx.actor) })));
}

/** The smallest real PNG of one colour, made without any library: for factories and uploads in tests. */
export function pngBytes(width = 8, height = 8, rgb: readonly [number, number, number] = [180, 40, 40]): Uint8Array {
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: width }, () => Buffer.from(rgb)))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(8 + data.length + 4);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), 8 + data.length);
  return out;
}

/** CRC-32 as PNG uses it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const b of bytes) {
    crc ^= b;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
