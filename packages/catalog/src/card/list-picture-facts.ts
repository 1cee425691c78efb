import { files } from '@yarmarka/files/tables';
import type { Ctx } from '@yarmarka/kernel';
import { and, eq, inArray } from 'drizzle-orm';

export type PictureFacts = { readonly id: string; readonly width: number; readonly height: number };

/** Pixels of stored pictures, in the order of the ids; unknown ids are left out. Pictures are public: anyone may ask. */
export async function listPictureFacts(ctx: Ctx, fileIds: readonly string[]): Promise<PictureFacts[]> {
  if (fileIds.length === 0) return [];
  const rows = await ctx.read
    .select({ id: files.id, width: files.width, height: files.height })
    .from(files)
    .where(and(inArray(files.id, [...fileIds]), eq(files.kind, 'picture')));
  const byId = new Map(rows.map((r) => [r.id, r]));
  return fileIds.flatMap((id) => {
    const row = byId.get(id);
    return row ? [{ id, width: row.width ?? 0, height: row.height ?? 0 }] : [];
  });
}
