import { inspect } from 'node:util';
import { AppError } from '@yarmarka/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeEndpoint, startFakeEndpoint } from '../testing.ts';
import { type ModelChunk, openAiCompatibleModel } from './model-port.ts';

let endpoint: FakeEndpoint;
beforeAll(async () => {
  endpoint = await startFakeEndpoint();
});
afterAll(() => endpoint.close());

const model = (timeoutMs = 20_000, retries = 2) =>
  openAiCompatibleModel({ retries, baseUrl: endpoint.baseUrl, model: 'test-model', apiKey: 'key-1', headers: { 'x-folder': 'f7' }, timeoutMs });
async function all(stream: AsyncIterable<ModelChunk>): Promise<ModelChunk[]> {
  const out: ModelChunk[] = [];
  for await (const chunk of stream) out.push(chunk);
  return out;
}
const textOf = (chunks: readonly ModelChunk[]) => chunks.map((c) => (c.kind === 'text' ? c.text : '')).join('');
const reason = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.catch((e: unknown) => e);
  return error instanceof AppError ? error.reason : `no AppError: ${String(error)}`;
};
const ask = (signal?: AbortSignal) => ({ system: 'Rules.', prompt: 'Facts.', ...(signal ? { signal } : {}) });

describe('an OpenAI-compatible endpoint', () => {
  test('is asked for a stream with model, key, own headers and both messages, and gives text in pieces and its tokens', async () => {
    endpoint.answer({ kind: 'text', text: '{"ru": "Чайник из стали, 1,7 л."}', chunk: 5 });
    const chunks = await all(model().stream(ask()));
    expect(textOf(chunks)).toBe('{"ru": "Чайник из стали, 1,7 л."}');
    expect(chunks.filter((c) => c.kind === 'text').length).toBeGreaterThan(3);
    expect(chunks.at(-1)).toEqual({ kind: 'usage', tokensIn: 321, tokensOut: 123 });
    expect(endpoint.seen.at(-1)).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer key-1', 'x-folder': 'f7' },
      body: { model: 'test-model', stream: true, messages: [{ role: 'system', content: 'Rules.' }, { role: 'user' }] },
    });
  });
  test('that refuses the key is not asked again', async () => {
    endpoint.answer({ kind: 'error', status: 401 });
    const before = endpoint.seen.length;
    expect(await reason(all(model().stream(ask())))).toBe('ai.model_key_refused');
    expect(endpoint.seen.length - before).toBe(1);
  });
  test('that is busy is asked twice more, then said to be busy', async () => {
    endpoint.answer({ kind: 'error', status: 429 });
    const before = endpoint.seen.length;
    expect(await reason(all(model().stream(ask())))).toBe('ai.model_busy');
    expect(endpoint.seen.length - before).toBe(3);
  });
  test('whose quota is spent is not asked again', async () => {
    endpoint.answer({ kind: 'error', status: 429, code: 'insufficient_quota' });
    const before = endpoint.seen.length;
    expect(await reason(all(model().stream(ask())))).toBe('ai.model_quota');
    expect(endpoint.seen.length - before).toBe(1);
  });
  test('that does not know response_format is asked without, then and later', async () => {
    const one = model();
    endpoint.answer({ kind: 'error', status: 400, message: 'response_format is not supported' }, { kind: 'text', text: 'ok' });
    const before = endpoint.seen.length;
    expect(textOf(await all(one.stream(ask())))).toBe('ok');
    expect(textOf(await all(one.stream(ask())))).toBe('ok');
    expect(endpoint.seen.slice(before).map((r) => r.body.response_format)).toEqual([{ type: 'json_object' }, undefined, undefined]);
  });
  test('that repeats our key in its answer puts it into no error', async () => {
    endpoint.answer({ kind: 'error', status: 401, message: 'Incorrect API key provided: key-1' });
    const error: unknown = await all(model().stream(ask())).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AppError);
    expect(inspect(error, { depth: 10 })).not.toContain('key-1');
  });
  test('that breaks once gives its text the second time', async () => {
    endpoint.answer({ kind: 'error', status: 500 }, { kind: 'text', text: 'ok' });
    expect(textOf(await all(model().stream(ask())))).toBe('ok');
  });
  test('that keeps breaking is unavailable', async () => {
    endpoint.answer({ kind: 'error', status: 500 });
    expect(await reason(all(model().stream(ask())))).toBe('ai.model_unavailable');
  });
  test('that falls silent is given up after its time', async () => {
    endpoint.answer({ kind: 'hang', text: '{"ru": "Чай' });
    expect(await reason(all(model(300).stream(ask())))).toBe('ai.model_slow');
  });
  test('is let go when the reader leaves', async () => {
    endpoint.answer({ kind: 'hang', text: '{"ru": "Чай' });
    const reader = new AbortController();
    const stream = model().stream(ask(reader.signal));
    const read = (async () => {
      for await (const chunk of stream) if (chunk.kind === 'text') reader.abort();
    })();
    expect(await reason(read)).toBe('ai.stopped');
  });
  for (const behaviour of [{ kind: 'cut', text: '{"ru": "Чай' }, { kind: 'garbage' }] as const)
    test(`whose stream is ${behaviour.kind === 'cut' ? 'cut off' : 'no JSON'} is unavailable`, async () => {
      endpoint.answer(behaviour);
      expect(await reason(all(model(20_000, 0).stream(ask())))).toBe('ai.model_unavailable');
    });
  test('that nobody runs is unavailable', async () => {
    const nowhere = openAiCompatibleModel({ baseUrl: 'http://127.0.0.1:9/v1', model: 'm', retries: 0 });
    expect(await reason(all(nowhere.stream(ask())))).toBe('ai.model_unavailable');
  });
});
