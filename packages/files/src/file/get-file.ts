import type { Ctx } from '@yarmarka/kernel';
import { and, eq, inArray } from 'drizzle-orm';
import { fileNotFound } from '../errors.ts';
import { readerNames, readsEverything } from '../policies.ts';
import { FileId, type FilePurpose, PICTURE_SIZES, type PictureSize } from '../schemas.ts';
import { objectStore } from '../store/object-store.ts';
import { fileReaders, files } from '../tables.ts';
import type { StoredFile } from './store-file.ts';

/** A file's row. What the actor may not read answers like what does not exist: `files.not_found`. */
export async function getFile(ctx: Ctx, id: string): Promise<StoredFile> {
  if (!FileId.safeParse(id).success) throw fileNotFound();
  const [row] = await ctx.db.select().from(files).where(eq(files.id, id));
  if (!row || (row.private && !readsEverything(ctx.actor) && !(await isReader(ctx, id)))) throw fileNotFound();
  const { owner: _owner, createdAt: _createdAt, ...file } = row;
  return file;
}

async function isReader(ctx: Ctx, id: string): Promise<boolean> {
  const names = readerNames(ctx.actor);
  if (names.length === 0) return false;
  const rows = await ctx.db
    .select({ id: fileReaders.fileId })
    .from(fileReaders)
    .where(and(eq(fileReaders.fileId, id), inArray(fileReaders.reader, names)));
  return rows.length > 0;
}

/** A private file of this purpose that the actor, or somebody of the same seller, has uploaded; what others may read counts for nothing here. Error: `files.not_found`. */
export async function getOwnFile(ctx: Ctx, id: string, purpose: Exclude<FilePurpose, 'picture'>): Promise<StoredFile> {
  const file = await getFile(ctx, id);
  if (file.kind !== purpose || !(await isReader(ctx, id))) throw fileNotFound();
  return file;
}

export type FileContent = { readonly file: StoredFile; readonly mime: string; readonly bytes: number; stream(): ReadableStream<Uint8Array> };

/** A file's content, or a picture's rendition at a standard width. Error: `files.not_found`. */
export async function readFile(ctx: Ctx, id: string, size?: PictureSize): Promise<FileContent> {
  const file = await getFile(ctx, id);
  if (size !== undefined && (file.kind !== 'picture' || !PICTURE_SIZES.includes(size))) throw fileNotFound();
  const object = await objectStore().find(size === undefined ? id : `${id}.${size}.webp`);
  if (!object) throw fileNotFound();
  return { file, mime: size === undefined ? file.mime : 'image/webp', bytes: object.bytes, stream: () => object.stream() };
}

/** The whole content in memory: for sheets and pictures that a job works on. Error: `files.not_found`. */
export async function readBytes(ctx: Ctx, id: string): Promise<Uint8Array> {
  const content = await readFile(ctx, id);
  return new Uint8Array(await new Response(content.stream()).arrayBuffer());
}

/** Which of these ids are stored pictures that anyone may see. */
export async function filterPictures(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .select({ id: files.id })
    .from(files)
    .where(and(inArray(files.id, [...ids]), eq(files.kind, 'picture'), eq(files.private, false)));
  return new Set(rows.map((r) => r.id));
}
