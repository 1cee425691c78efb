import { currentModel, openAiCompatibleModel, useModel } from '@yarmarka/ai';
import type { DescribeEvents } from '@yarmarka/ai/schemas';
import { type FakeEndpoint, startFakeEndpoint } from '@yarmarka/ai/testing';
import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import { type Actor, ANONYMOUS, type Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Edge } from '../app.ts';
import type { RateLimits } from './rate-limit.ts';
import { mountAiStream } from './ai-stream.ts';
import { describeFailure } from './failure.ts';
import { tooManyRequests } from './rate-limit.ts';

const it = databaseTest();
let endpoint: FakeEndpoint;
beforeAll(async () => {
  endpoint = await startFakeEndpoint();
});
afterAll(() => endpoint.close());
afterEach(() => useModel(undefined));

function appFor(ctx: Ctx, actor: Actor, limits?: RateLimits): Hono<Edge> {
  const app = new Hono<Edge>();
  app.use(async (c, next) => {
    c.set('ctx', async () => ({ ...as(ctx, actor), ...(limits ? { limits } : {}) }));
    await next();
  });
  mountAiStream(app);
  app.onError((error, c) => {
    const failure = describeFailure(error, 'en');
    return c.json({ error: failure.reason }, failure.status);
  });
  return app;
}
const describeCard = (app: Hono<Edge>, body: unknown, headers: Record<string, string> = {}) =>
  app.request('/api/ai/describe', { method: 'POST', body: JSON.stringify(body), headers });
type Sent = { [K in keyof DescribeEvents]: { readonly event: K; readonly data: DescribeEvents[K] } }[keyof DescribeEvents];
const eventsOf = async (response: Response): Promise<Sent[]> =>
  (await response.text())
    .split('\n\n')
    .filter((block) => block.startsWith('event: '))
    .map((block) => {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/s.exec(block) ?? [];
      return { event, data: JSON.parse(data) as unknown } as Sent;
    });
const textIn = (events: readonly Sent[], locale: 'ru' | 'en') =>
  events.map((e) => (e.event === 'delta' && e.data.locale === locale ? e.data.text : '')).join('');

async function setUp(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  const card = await createCard(ctx, {
    categoryId: t.categories.smart,
    sellerId: seller.id,
    attrs: { 1: { ru: 'Телефон «Искра» для проверки', en: 'Iskra phone for tests' }, [t.attributes.weight]: { n: 180, v: 180, u: 'g' } },
  });
  return { seller, card };
}

it('a text streams in pieces that add up to the whole, which ends the stream with its provenance', async (ctx) => {
  useModel(null);
  const { seller, card } = await setUp(ctx);
  const response = await describeCard(appFor(ctx, seller.actor), { cardId: card.id });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const events = await eventsOf(response);
  const [start, done] = [events[0], events.at(-1)];
  expect(start).toMatchObject({ event: 'start', data: { source: 'template', model: 'template', cached: false } });
  expect(done).toMatchObject({ event: 'done', data: { source: 'template', flags: [], generationId: start?.event === 'start' ? start.data.generationId : 0 } });
  if (done?.event !== 'done') throw new Error('no done');
  expect(done.data.spans.length).toBeGreaterThan(0);
  for (const locale of ['ru', 'en'] as const) expect(textIn(events, locale)).toBe(done.data.texts[locale]);
});

it('a model’s text streams too, with what the card does not say marked', async (ctx) => {
  const { seller, card } = await setUp(ctx);
  useModel(openAiCompatibleModel({ baseUrl: endpoint.baseUrl, model: 'test-model', apiKey: 'secret-key' }));
  const ru = 'Телефон «Искра» весит 180 г и снимает на камеру 48 Мп при любом свете.';
  const en = 'The Iskra phone weighs 180 g and has room for everything you need.';
  endpoint.answer({ kind: 'text', text: JSON.stringify({ ru, en }), chunk: 7 });
  const events = await eventsOf(await describeCard(appFor(ctx, seller.actor), { cardId: card.id }));
  expect(textIn(events, 'ru')).toBe(ru);
  const done = events.at(-1);
  expect(done).toMatchObject({
    event: 'done',
    data: { source: 'model', model: 'test-model', texts: { ru, en }, flags: [{ locale: 'ru', text: '48 Мп', start: ru.indexOf('48'), kind: 'number' }] },
  });
});

it('a model that fails midway ends the stream with a reason, and the key is nowhere in it', async (ctx) => {
  const { seller, card } = await setUp(ctx);
  useModel(openAiCompatibleModel({ baseUrl: endpoint.baseUrl, model: 'test-model', apiKey: 'secret-key' }));
  endpoint.answer({ kind: 'error', status: 401, message: 'Incorrect API key provided: secret-key' });
  const response = await describeCard(appFor(ctx, seller.actor), { cardId: card.id });
  const text = await response.clone().text();
  const events = await eventsOf(response);
  expect(events.map((e) => e.event)).toEqual(['start', 'error']);
  expect(events[1]?.data).toMatchObject({ reason: 'ai.model_key_refused', details: {} });
  expect(text).not.toContain('secret-key');
});

it('what is refused before the text begins is an ordinary error with its status', async (ctx) => {
  useModel(null);
  const { seller, card } = await setUp(ctx);
  const other = await createSeller(ctx);
  const refusal = async (response: Response) => [response.status, ((await response.json()) as { error: string }).error];
  expect(await refusal(await describeCard(appFor(ctx, ANONYMOUS), { cardId: card.id }))).toEqual([401, 'kernel.unauthenticated']);
  expect(await refusal(await describeCard(appFor(ctx, other.actor), { cardId: card.id }))).toEqual([404, 'catalog.card_not_found']);
  expect(await refusal(await describeCard(appFor(ctx, seller.actor), { cardId: 2_000_000_000 }))).toEqual([404, 'catalog.card_not_found']);
  expect(await refusal(await describeCard(appFor(ctx, seller.actor), { card: 1 }))).toEqual([400, 'kernel.bad_input']);
  expect(await refusal(await describeCard(appFor(ctx, seller.actor), { cardId: card.id }, { 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'forbidden']);
  const spent: string[] = [];
  const limits: RateLimits = {
    consume: async (rule, key) => {
      spent.push(`${rule} ${key}`);
      throw tooManyRequests(1000);
    },
    attempts: { blockedMs: async () => 0, failed: async () => undefined, succeeded: async () => undefined },
  };
  expect(await refusal(await describeCard(appFor(ctx, seller.actor, limits), { cardId: card.id }))).toEqual([429, 'kernel.too_many_requests']);
  expect(spent).toEqual([`generate u:${seller.owner.id}`]);
  expect(currentModel()).toBeNull();
});
