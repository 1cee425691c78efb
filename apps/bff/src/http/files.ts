import { attachment, FilePurpose, LIMITS, PICTURE_SIZES, type PictureSize, readFile, storeFile } from '@yarmarka/files';
import { invalid } from '@yarmarka/kernel';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Edge } from '../app.ts';
import { sameOrigin } from './headers.ts';

const UPLOAD_BYTES = Math.max(...Object.values(LIMITS).map((l) => l.maxBytes)) + 1024;

/** `POST /api/uploads?purpose=picture|document|sheet&name=photo.jpg` with the file as the body: the stored file as JSON. `GET /files/<id>` and `GET /files/<id>/480.webp` give it back. */
export function mountFiles(app: Hono<Edge>): void {
  app.post('/api/uploads', sameOrigin, bodyLimit({ maxSize: UPLOAD_BYTES }), async (c) => {
    const purpose = FilePurpose.safeParse(c.req.query('purpose'));
    if (!purpose.success) throw invalid('files.no_purpose', 'Say what the file is for.', 'Укажите, для чего файл.');
    const ctx = await c.get('ctx')();
    await ctx.limits?.consume('upload', ctx.actor.kind === 'user' ? `u:${ctx.actor.userId}` : `ip:${ctx.clientIp ?? ''}`);
    const stored = await storeFile(ctx, {
      content: c.req.raw.body ?? new Uint8Array(),
      name: c.req.query('name') ?? 'file',
      purpose: purpose.data,
    });
    return c.json(stored, 201);
  });
  app.get('/files/:id', (c) => serve(c, c.req.param('id'), sizeOf(c.req.query('size'))));
  app.get('/files/:id/:size{[0-9]+\\.webp}', (c) => serve(c, c.req.param('id'), sizeOf(c.req.param('size').replace('.webp', ''))));
}

const sizeOf = (text: string | undefined): PictureSize | undefined => PICTURE_SIZES.find((s) => String(s) === text);

/** What a file holds never changes: its id is its hash. Private files are kept by nobody on the way. */
async function serve(c: Context<Edge>, id: string, size: PictureSize | undefined): Promise<Response> {
  const content = await readFile(await c.get('ctx')(), id, size);
  const { file } = content;
  const etag = `"${id}${size === undefined ? '' : `-${size}`}"`;
  if (c.req.header('if-none-match') === etag) return c.body(null, 304);
  return new Response(content.stream(), {
    headers: {
      'Content-Type': content.mime,
      'Content-Length': String(content.bytes),
      ETag: etag,
      'Cache-Control': file.private ? 'private, no-store' : 'public, max-age=31536000, immutable',
      ...(file.kind === 'picture' && !file.private ? {} : { 'Content-Disposition': attachment(file.name) }),
    },
  });
}
