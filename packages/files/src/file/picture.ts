import sharp from 'sharp';
import { pictureBroken, tooManyPixels } from '../errors.ts';
import { PICTURE_SIZES, type PictureSize } from '../schemas.ts';
import { MAX_MEGAPIXELS } from './rules.ts';

export type Picture = {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly renditions: readonly { readonly size: PictureSize; readonly bytes: Uint8Array }[];
};

/** The longest side that is kept. */
const MAX_SIDE = 4000;

/**
 * Decodes and encodes the picture anew: turned upright, without EXIF, GPS, thumbnails or anything appended to the file, at most 4000 px a side; with a WebP of every standard width
 * (never enlarged). The same input gives the same bytes. Errors: `files.too_many_pixels`, `files.picture_broken`.
 */
export async function encodePicture(input: Uint8Array, mime: string): Promise<Picture> {
  const open = () => sharp(input, { limitInputPixels: MAX_MEGAPIXELS * 1_000_000, failOn: 'error', pages: 1 });
  const meta = await open()
    .metadata()
    .catch((error: unknown) => {
      throw error instanceof Error && /pixel limit/i.test(error.message) ? tooManyPixels(MAX_MEGAPIXELS) : pictureBroken(error);
    });
  if (meta.width * meta.height > MAX_MEGAPIXELS * 1_000_000) throw tooManyPixels(MAX_MEGAPIXELS);
  try {
    const upright = open().autoOrient().resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true }).toColourspace('srgb');
    const encoded =
      mime === 'image/png'
        ? upright.png({ compressionLevel: 8 })
        : mime === 'image/webp'
          ? upright.webp({ quality: 88, effort: 2 })
          : upright.jpeg({ quality: 88, mozjpeg: true });
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    const renditions: { size: PictureSize; bytes: Uint8Array }[] = [];
    let largest: Uint8Array | undefined;
    for (const size of PICTURE_SIZES) {
      // Widths above the picture's own are the picture itself: encoded once.
      const whole = size >= info.width && info.height <= size * 2;
      const bytes =
        whole && largest
          ? largest
          : await sharp(data)
              .resize({ width: size, height: size * 2, fit: 'inside', withoutEnlargement: true })
              .webp({ quality: 80, effort: 2 })
              .toBuffer();
      if (whole) largest = bytes;
      renditions.push({ size, bytes });
    }
    return { bytes: data, mime, width: info.width, height: info.height, renditions };
  } catch (error) {
    throw pictureBroken(error);
  }
}
