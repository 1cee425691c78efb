import { createUser } from '@yarmarka/accounts/testing';
import { type Actor, ANONYMOUS, type Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { Hono } from 'hono';
import { expect } from 'vitest';
import type { Edge } from '../app.ts';
import { mountExchange } from './exchange.ts';
import { describeFailure } from './failure.ts';
import { securityHeaders } from './headers.ts';

const it = databaseTest();

function appFor(ctx: Ctx, actor: Actor): Hono<Edge> {
  const app = new Hono<Edge>();
  app.use(securityHeaders);
  app.use(async (c, next) => {
    c.set('ctx', async () => as(ctx, actor));
    await next();
  });
  mountExchange(app);
  app.onError((error, c) => {
    const failure = describeFailure(error, 'en');
    return c.json({ error: failure.reason }, failure.status);
  });
  return app;
}
const get = (app: Hono<Edge>, query: string) => app.request(`/api/exchange?${query}`);

it('an administrator downloads a part of the matrix as a file that nobody keeps on the way', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const app = appFor(ctx, (await createUser(ctx, ['admin'])).actor);
  const response = await get(app, `what=matrix&format=csv&language=en&branch=${t.categories.phones}&attributes=${t.attributes.weight},${t.attributes.memory}`);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; filename="yarmarka-matrix-phones\.csv"/),
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  const lines = (await response.text()).trim().split('\r\n');
  expect(lines.map((l) => l.split(';').slice(1, 5).join(' '))).toEqual([
    expect.stringContaining('category'),
    ...['phones Phones memory Memory', 'phones Phones weight Weight', 'smart Smartphones memory Memory', 'smart Smartphones weight Weight'],
  ]);
});

it('a long selection is posted as a form', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const app = appFor(ctx, (await createUser(ctx, ['admin'])).actor);
  const body = new URLSearchParams({ request: JSON.stringify({ what: 'tree', categories: [t.categories.cloth], format: 'csv' }) });
  const response = await app.request('/api/exchange', { method: 'POST', body });
  expect((await response.text()).trim().split('\r\n')).toHaveLength(2);
  const foreign = await app.request('/api/exchange', { method: 'POST', body, headers: { 'sec-fetch-site': 'cross-site' } });
  expect(foreign.status).toBe(403);
});

it('what is no export is refused with its reason', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const app = appFor(ctx, (await createUser(ctx, ['admin'])).actor);
  for (const query of ['what=users', 'what=matrix&branch=x', 'what=matrix&attributes=a', 'what=matrix&format=exe', '']) {
    const response = await get(app, query);
    expect([response.status, await response.json()]).toEqual([400, { error: 'taxonomy.exchange_request' }]);
  }
  expect([(await get(app, 'what=tree&branch=999999')).status]).toEqual([400]);
});

it('others download nothing, whatever they ask for: a visitor is asked to sign in', async (ctx) => {
  const answers = async (actor: Actor) => {
    const responses = [await get(appFor(ctx, actor), 'what=tree'), await get(appFor(ctx, actor), 'what=users')];
    return Promise.all(responses.map(async (one) => [one.status, await one.json()]));
  };
  const twice = (answer: unknown) => [answer, answer];
  expect(await answers(ANONYMOUS)).toEqual(twice([401, { error: 'kernel.unauthenticated' }]));
  for (const role of ['seller', 'moderator', 'editor'] as const)
    expect(await answers((await createUser(ctx, [role])).actor)).toEqual(twice([403, { error: 'kernel.forbidden' }]));
});
