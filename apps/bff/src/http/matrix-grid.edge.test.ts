import { gunzipSync } from 'node:zlib';
import { type Actor, ANONYMOUS, type Ctx } from '@yarmarka/kernel';
import { relabelCategory } from '@yarmarka/taxonomy';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { Hono } from 'hono';
import { expect } from 'vitest';
import type { Edge } from '../app.ts';
import { describeFailure } from './failure.ts';
import { mountMatrixGrid } from './matrix-grid.ts';

const it = databaseTest();

const ask = (ctx: Ctx, actor: Actor, headers: Record<string, string> = {}) => {
  const app = new Hono<Edge>();
  app.use(async (c, next) => {
    c.set('ctx', async () => as(ctx, actor));
    await next();
  });
  mountMatrixGrid(app);
  app.onError((error, c) => {
    const failure = describeFailure(error, 'en');
    return c.json({ error: failure.reason }, failure.status);
  });
  return app.request('/api/matrix/grid', { headers });
};

it('the matrix is given to administrators alone', async (ctx) => {
  await createSmallTaxonomy(ctx);
  expect((await ask(ctx, ANONYMOUS)).status).toBe(401);
  for (const role of ['seller', 'moderator', 'editor'] as const) expect((await ask(ctx, userActor([role]))).status).toBe(403);
  expect((await ask(ctx, userActor(['admin']))).status).toBe(200);
});

it('who has it hears that it is still true, and gets a renamed category at once; a stranger who knows its tag gets nothing', async (ctx) => {
  const { categories } = await createSmallTaxonomy(ctx);
  const admin = userActor(['admin']);
  const first = await ask(ctx, admin, { 'accept-encoding': 'gzip, deflate' });
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  expect(first.headers.get('content-encoding')).toBe('gzip');
  const packed = JSON.parse(gunzipSync(Buffer.from(await first.arrayBuffer())).toString()) as { tree: { id: number[]; en: string[] } };
  expect(packed.tree.id).toContain(categories.smart);
  expect((await ask(ctx, admin, { 'if-none-match': etag })).status).toBe(304);
  expect((await ask(ctx, userActor(['seller']), { 'if-none-match': etag })).status).toBe(403);
  await relabelCategory(as(ctx, admin), { categoryId: categories.smart, label: { ru: 'Умные телефоны', en: 'Clever telephones' } });
  const second = await ask(ctx, admin, { 'if-none-match': etag });
  expect(second.status).toBe(200);
  expect(((await second.json()) as typeof packed).tree.en).toContain('Clever telephones');
});
