import { storeFile } from '@yarmarka/files';
import type { Ctx } from '@yarmarka/kernel';
import sharp from 'sharp';
import { drawPicture, SHAPES } from '../demo/pictures.ts';

const COLORS = ['#2f4858', '#c8553d', '#f2f0e9', '#3c6e47', '#e0a458', '#6a4c93', '#1f1f1f', '#8ab6d6'] as const;

/** Draws and stores a small set of pictures that all generated cards share; returns their ids. Drawn again, they are the same files. */
export async function storePictures(ctx: Ctx, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const shape = SHAPES[(i * 5) % SHAPES.length] ?? 'desklamp';
    const color = COLORS[i % COLORS.length] ?? COLORS[0];
    const svg = drawPicture({
      shape,
      style: i,
      color,
      accent: COLORS[(i + 3) % COLORS.length] ?? color,
      others: [],
      ground: i,
      mark: i,
      view: i % 3 === 2 ? 'detail' : 'front',
    });
    const content = await sharp(Buffer.from(svg)).resize(480, 480).webp({ quality: 85, effort: 0 }).toBuffer();
    ids.push((await storeFile(ctx, { content, name: `${shape}-${i}.webp`, purpose: 'picture' })).id);
  }
  return ids;
}
