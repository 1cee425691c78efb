import { z } from 'zod';

export const FILE_KINDS = ['picture', 'document', 'sheet'] as const;
/** What a file is for decides which kinds of content are taken and how large. */
export const FilePurpose = z.enum(FILE_KINDS);
export type FilePurpose = z.infer<typeof FilePurpose>;
/** SHA-256 of the stored bytes, lower-case hex. */
export const FileId = z.string().regex(/^[0-9a-f]{64}$/);
/** Widths, in pixels, in which every picture is kept ready. */
export const PICTURE_SIZES = [160, 480, 960, 1600] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** The address of a stored file; pictures take a width, everything else is served as stored. Browser-safe. */
export function fileUrl(id: string, size?: PictureSize): string {
  return size === undefined ? `/files/${id}` : `/files/${id}/${size}.webp`;
}
