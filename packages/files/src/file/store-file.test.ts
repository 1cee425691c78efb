import { AppError } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { expect } from 'vitest';
import { files } from '../tables.ts';
import { getFile, readBytes, readFile } from './get-file.ts';
import { storeFile } from './store-file.ts';

const it = databaseTest();
const jpeg = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } })
    .withExif({ IFD0: { Make: 'Camera', Copyright: 'secret place' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
const png = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
const pdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');
const reason = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.catch((e: unknown) => e);
  return error instanceof AppError ? error.reason : 'no AppError';
};
const seller = (sellerId: number) => userActor(['seller'], { sellerId });

it('a picture is turned upright, loses its EXIF and gets every width', async (ctx) => {
  const stored = await storeFile(as(ctx, seller(1)), { content: await jpeg(1200, 800), name: 'C:\\photos\\me.jpg', purpose: 'picture' });
  expect(stored).toMatchObject({ kind: 'picture', mime: 'image/jpeg', width: 800, height: 1200, name: 'me.jpg', private: false });
  const meta = await sharp(await readBytes(ctx, stored.id)).metadata();
  expect([meta.exif, meta.orientation]).toEqual([undefined, undefined]);
  const small = await readFile(ctx, stored.id, 480);
  expect(small.mime).toBe('image/webp');
  const width = (await sharp(Buffer.from(await new Response(small.stream()).arrayBuffer())).metadata()).width;
  expect(width).toBe(480);
});

it('the same picture is stored once', async (ctx) => {
  const bytes = await jpeg(300, 200);
  const first = await storeFile(as(ctx, seller(1)), { content: bytes, name: 'a.jpg', purpose: 'picture' });
  const again = await storeFile(as(ctx, seller(2)), { content: new Blob([Uint8Array.from(bytes)]).stream(), name: 'b.jpg', purpose: 'picture' });
  expect(again.id).toBe(first.id);
  expect(await ctx.db.select().from(files).where(eq(files.id, first.id))).toHaveLength(1);
});

it('the content decides, not the name', async (ctx) => {
  const c = as(ctx, seller(1));
  const html = new TextEncoder().encode('<!doctype html><script>alert(1)</script>');
  expect(await reason(storeFile(c, { content: html, name: 'cat.png', purpose: 'picture' }))).toBe('files.wrong_type');
  expect(await reason(storeFile(c, { content: pdf, name: 'cat.jpg', purpose: 'picture' }))).toBe('files.wrong_type');
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
  expect(await reason(storeFile(c, { content: svg, name: 'cat.svg', purpose: 'picture' }))).toBe('files.wrong_type');
  expect(await reason(storeFile(c, { content: await png(), name: 'goods.csv', purpose: 'sheet' }))).toBe('files.wrong_type');
  const exe = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff]);
  expect(await reason(storeFile(c, { content: exe, name: 'goods.csv', purpose: 'sheet' }))).toBe('files.wrong_type');
  expect((await storeFile(c, { content: await png(), name: 'scan.pdf', purpose: 'document' })).mime).toBe('image/png');
  expect((await storeFile(c, { content: new TextEncoder().encode('a;b\n1;2'), name: 'goods.exe', purpose: 'sheet' })).mime).toBe('text/csv');
});

it('a damaged picture and an empty file are refused with a reason', async (ctx) => {
  const c = as(ctx, seller(1));
  const whole = await jpeg(200, 200);
  expect(await reason(storeFile(c, { content: whole.subarray(0, 400), name: 'x.jpg', purpose: 'picture' }))).toBe('files.picture_broken');
  expect(await reason(storeFile(c, { content: new Uint8Array(0), name: 'x.jpg', purpose: 'picture' }))).toBe('files.empty');
});

it('a picture of too many pixels is refused before it is decoded', async (ctx) => {
  const bomb = await sharp({ create: { width: 12_000, height: 6000, channels: 3, background: 'black' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  expect(await reason(storeFile(as(ctx, seller(1)), { content: bomb, name: 'x.png', purpose: 'picture' }))).toBe('files.too_many_pixels');
});

it('a stream that goes on beyond the limit is stopped', async (ctx) => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (c) => {
      sent++;
      c.enqueue(new Uint8Array(1_048_576));
    },
  });
  expect(await reason(storeFile(as(ctx, seller(1)), { content: endless, name: 'x.pdf', purpose: 'document' }))).toBe('files.too_large');
  expect(sent).toBeLessThan(25);
});

it('a document is read by its seller, moderators and administrators, and does not exist for others', async (ctx) => {
  const { id } = await storeFile(as(ctx, seller(1)), { content: pdf, name: 'charter.pdf', purpose: 'document' });
  for (const actor of [seller(1), userActor(['moderator']), userActor(['admin'])]) expect((await getFile(as(ctx, actor), id)).id).toBe(id);
  for (const actor of [seller(2), userActor(['buyer']), { kind: 'anonymous' } as const])
    expect(await reason(getFile(as(ctx, actor), id))).toBe('files.not_found');
  expect(await reason(getFile(ctx, 'f'.repeat(64)))).toBe('files.not_found');
});

it('two sellers who store the same document both read it', async (ctx) => {
  const a = await storeFile(as(ctx, seller(1)), { content: pdf, name: 'a.pdf', purpose: 'document' });
  const b = await storeFile(as(ctx, seller(2)), { content: pdf, name: 'b.pdf', purpose: 'document' });
  expect(b.id).toBe(a.id);
  for (const s of [1, 2]) expect((await getFile(as(ctx, seller(s)), a.id)).id).toBe(a.id);
});

it('someone who is not signed in stores nothing', async (ctx) => {
  expect(await reason(storeFile(as(ctx, { kind: 'anonymous' }), { content: pdf, name: 'a.pdf', purpose: 'document' }))).toBe('kernel.unauthenticated');
});
