import { createSeller, createUser } from '@yarmarka/accounts/testing';
import { pngBytes } from '@yarmarka/files/testing';
import { type Actor, ANONYMOUS, type Ctx } from '@yarmarka/kernel';
import { as, databaseTest } from '@yarmarka/testing';
import { Hono } from 'hono';
import { expect } from 'vitest';
import type { Edge } from '../app.ts';
import { describeFailure } from './failure.ts';
import { mountFiles } from './files.ts';
import { securityHeaders } from './headers.ts';

const it = databaseTest();

/** The file routes alone, for one actor. */
function appFor(ctx: Ctx, actor: Actor): Hono<Edge> {
  const app = new Hono<Edge>();
  app.use(securityHeaders);
  app.use(async (c, next) => {
    c.set('ctx', async () => as(ctx, actor));
    await next();
  });
  mountFiles(app);
  app.onError((error, c) => {
    const failure = describeFailure(error, 'en');
    return c.json({ error: failure.reason }, failure.status);
  });
  return app;
}
const upload = (app: Hono<Edge>, query: string, body: Uint8Array | string, headers: Record<string, string> = {}) =>
  app.request(`/api/uploads?${query}`, { method: 'POST', body: typeof body === 'string' ? body : Uint8Array.from(body), headers });
const idOf = async (response: Response): Promise<string> => ((await response.json()) as { id: string }).id;
const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF';

it('an uploaded picture is served to anyone, for ever, in every width', async (ctx) => {
  const seller = await createSeller(ctx);
  const sent = await upload(appFor(ctx, seller.actor), 'purpose=picture&name=a.png', pngBytes(32, 32));
  expect(sent.status).toBe(201);
  const id = await idOf(sent);
  const shop = appFor(ctx, ANONYMOUS);
  const whole = await shop.request(`/files/${id}`);
  expect(whole.status).toBe(200);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  const small = await shop.request(`/files/${id}/160.webp`);
  expect(small.headers.get('content-type')).toBe('image/webp');
  expect((await small.arrayBuffer()).byteLength).toBe(Number(small.headers.get('content-length')));
  const again = await shop.request(`/files/${id}/160.webp`, { headers: { 'if-none-match': small.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
});

it('a document is given as a download to its seller and moderators; for others it is not there', async (ctx) => {
  const [seller, other, moderator] = [await createSeller(ctx), await createSeller(ctx), await createUser(ctx, ['moderator'])];
  const id = await idOf(await upload(appFor(ctx, seller.actor), `purpose=document&name=${encodeURIComponent('Устав "ООО".pdf')}`, PDF));
  for (const actor of [seller.actor, moderator.actor]) {
    const response = await appFor(ctx, actor).request(`/files/${id}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]+"; filename\*=UTF-8''%D0%A3/);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  }
  for (const actor of [other.actor, ANONYMOUS]) expect((await appFor(ctx, actor).request(`/files/${id}`)).status).toBe(404);
  expect((await appFor(ctx, other.actor).request(`/files/${'0'.repeat(64)}`)).status).toBe(404);
});

it('what is not accepted is answered with its reason', async (ctx) => {
  const seller = await createSeller(ctx);
  const app = appFor(ctx, seller.actor);
  const reason = async (response: Response) => [response.status, ((await response.json()) as { error: string }).error];
  expect(await reason(await upload(app, 'purpose=picture&name=a.png', '<svg/>'))).toEqual([400, 'files.wrong_type']);
  expect(await reason(await upload(app, 'name=a.png', PDF))).toEqual([400, 'files.no_purpose']);
  expect(await reason(await upload(app, 'purpose=document&name=a.pdf', ''))).toEqual([400, 'files.empty']);
  expect(await reason(await upload(appFor(ctx, ANONYMOUS), 'purpose=document&name=a.pdf', PDF))).toEqual([401, 'kernel.unauthenticated']);
  expect((await upload(app, 'purpose=document&name=a.pdf', PDF, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await app.request('/files/..%2f..%2fetc%2fpasswd')).status).toBe(404);
  expect((await app.request(`/files/${'a'.repeat(64)}/333.webp`)).status).toBe(404);
});
