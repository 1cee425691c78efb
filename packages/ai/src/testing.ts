import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the fake endpoint does with the next request. `text` is streamed as a model would write it. */
export type Behaviour =
  | { readonly kind: 'text'; readonly text: string; readonly chunk?: number }
  /** `code` as OpenAI gives it: rate_limit_exceeded, insufficient_quota. Says to come back at once, so tests do not wait. */
  | { readonly kind: 'error'; readonly status: number; readonly message?: string; readonly code?: string }
  /** Writes a part, then nothing more until the client goes away. */
  | { readonly kind: 'hang'; readonly text: string }
  /** Writes a part, then breaks the connection. */
  | { readonly kind: 'cut'; readonly text: string }
  /** Sends a chunk that is no JSON. */
  | { readonly kind: 'garbage' };

export type SeenRequest = {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: {
    readonly model?: string;
    readonly stream?: boolean;
    readonly response_format?: unknown;
    readonly messages?: readonly { readonly role: string; readonly content: unknown }[];
  };
};
export type FakeEndpoint = {
  readonly baseUrl: string;
  readonly seen: SeenRequest[];
  /** What the next requests get, in order; the last one stays. */
  answer(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
};

/** A server that speaks OpenAI's chat completions with streaming over real HTTP: answers, errors, silence and broken streams as told. */
export async function startFakeEndpoint(): Promise<FakeEndpoint> {
  const seen: SeenRequest[] = [];
  let queue: Behaviour[] = [{ kind: 'text', text: '{}' }];
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      seen.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(text || '{}') as SeenRequest['body'] });
      const [next = { kind: 'error', status: 500 } as const] = queue;
      if (queue.length > 1) queue = queue.slice(1);
      respond(response, next);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    seen,
    answer: (...behaviours) => void (queue = behaviours),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const event = (data: unknown): string => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const chunkOf = (delta: object, finish: string | null = null) => ({
  id: 'chatcmpl-test',
  object: 'chat.completion.chunk',
  created: 1_770_000_000,
  model: 'test-model',
  choices: [{ index: 0, delta, finish_reason: finish }],
});

function respond(response: ServerResponse, behaviour: Behaviour): void {
  if (behaviour.kind === 'error') {
    response.writeHead(behaviour.status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
    response.end(
      JSON.stringify({ error: { message: behaviour.message ?? `error ${behaviour.status}`, type: 'error', param: null, code: behaviour.code ?? null } }),
    );
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  if (behaviour.kind === 'garbage') {
    response.end('data: {"choices": [{"delta": {"con\n\n');
    return;
  }
  response.write(event(chunkOf({ role: 'assistant', content: '' })));
  const size = behaviour.kind === 'text' ? (behaviour.chunk ?? 17) : 17;
  for (let i = 0; i < behaviour.text.length; i += size) response.write(event(chunkOf({ content: behaviour.text.slice(i, i + size) })));
  if (behaviour.kind === 'hang') return;
  if (behaviour.kind === 'cut') {
    response.destroy();
    return;
  }
  response.write(event(chunkOf({}, 'stop')));
  response.write(event({ ...chunkOf({}), choices: [], usage: { prompt_tokens: 321, completion_tokens: 123, total_tokens: 444 } }));
  response.end(event('[DONE]'));
}
