import { createHash } from 'node:crypto';
import { actorLabel, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { and, eq } from 'drizzle-orm';
import { fileTooLarge } from '../errors.ts';
import { assertCanStore, readerNames } from '../policies.ts';
import type { FilePurpose } from '../schemas.ts';
import { objectStore } from '../store/object-store.ts';
import { fileReaders, files } from '../tables.ts';
import { encodePicture, type Picture } from './picture.ts';
import { detectType, LIMITS, safeName } from './rules.ts';

export type NewFile = {
  readonly content: Uint8Array | ReadableStream<Uint8Array>;
  readonly name: string;
  readonly purpose: FilePurpose;
};
export type StoredFile = {
  readonly id: string;
  readonly kind: FilePurpose;
  readonly mime: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly name: string;
  readonly private: boolean;
};

/**
 * Stores a file under the SHA-256 of its content; the same content is stored once. What it holds is decided by its bytes. Pictures are encoded anew and become public; documents and
 * sheets stay private to the seller (or user) who stored them, moderators and administrators. The bytes are safe before the row is. Not to be called inside a transaction: the
 * object store may be a network away. Errors: `files.empty`, `files.too_large`, `files.wrong_type`, `files.too_many_pixels`, `files.picture_broken`.
 */
export async function storeFile(ctx: Ctx, input: NewFile): Promise<StoredFile> {
  assertCanStore(ctx);
  const limits = LIMITS[input.purpose];
  const bytes = input.content instanceof Uint8Array ? input.content : await collect(input.content, limits.maxBytes);
  const mime = await detectType(bytes, input.purpose);
  const picture = input.purpose === 'picture' ? await encodePicture(bytes, mime) : undefined;
  const stored = picture?.bytes ?? bytes;
  const id = createHash('sha256').update(stored).digest('hex');
  for (const r of picture?.renditions ?? []) await objectStore().put(`${id}.${r.size}.webp`, r.bytes);
  await objectStore().put(id, stored);
  return saveRow(ctx, { id, kind: input.purpose, mime, bytes: stored.length, name: safeName(input.name), private: limits.private, ...sizeOf(picture) });
}

const sizeOf = (picture: Picture | undefined) => ({ width: picture?.width ?? null, height: picture?.height ?? null });

// authorised by caller: storeFile asserts before the bytes are read
async function saveRow(ctx: Ctx, row: StoredFile): Promise<StoredFile> {
  return withTx(ctx, async (tx) => {
    const inserted = await tx.db
      .insert(files)
      .values({ ...row, owner: actorLabel(tx.actor), createdAt: tx.clock.now() })
      .onConflictDoNothing()
      .returning({ id: files.id });
    if (inserted.length > 0) await audit(tx, { action: 'file.store', entity: 'file', id: row.id, patch: { kind: row.kind, mime: row.mime, bytes: row.bytes } });
    // Someone's private document that is stored as a public picture too is public content already.
    else if (!row.private)
      await tx.db
        .update(files)
        .set({ private: false, kind: row.kind, width: row.width, height: row.height })
        .where(and(eq(files.id, row.id), eq(files.private, true)));
    const [reader] = readerNames(tx.actor);
    if (row.private && reader !== undefined) await tx.db.insert(fileReaders).values({ fileId: row.id, reader }).onConflictDoNothing();
    return row;
  });
}

async function collect(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    total += next.value.length;
    if (total > maxBytes) {
      await reader.cancel();
      throw fileTooLarge(maxBytes);
    }
    chunks.push(next.value);
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
