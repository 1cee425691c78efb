import { type GenerationEvent, generateDescription } from '@yarmarka/ai';
import { type DescribeEvents, GenerateDescriptionInput } from '@yarmarka/ai/schemas';
import { type Ctx, forbidden, invalid, metrics, unauthenticated } from '@yarmarka/kernel';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Edge } from '../app.ts';
import { describeFailure } from './failure.ts';
import { sameOrigin } from './headers.ts';

const BODY_BYTES = 4 * 1024;
/** Proxies close what stays silent for long, and a model may think before its first word. */
const PING_MS = 15_000;

/**
 * `POST /api/ai/describe` with JSON `{cardId, locales?: ('ru'|'en')[], fresh?: boolean}` answers `text/event-stream`. Every `data:` is one line of JSON; types: `DescribeEvents` in
 * @yarmarka/ai/schemas.
 *
 *     event: start   {"generationId":7,"source":"model","model":"gpt-4o-mini","promptVersion":"description-1","cached":false}
 *     event: delta   {"locale":"ru","text":"Ноутбук "}          to append, per language
 *     event: done    {"generationId":7,"texts":{"ru":"…","en":"…"},"flags":[…],"spans":[…],"source":"model","model":"…","promptVersion":"…","cached":false}
 *     event: error   {"reason":"ai.model_busy","message":"…in the reader's language…","details":{},"requestId":"…"}
 *
 * Exactly one `done` or `error` ends it. `flags` and `spans` are offsets in UTF-16 units into `texts[locale]`. What fails before the text begins (not signed in, no such card, too many
 * requests, a bad body) is an ordinary JSON error `{error, message, details, requestId}` with its status. Closing the connection stops the model.
 */
export function mountAiStream(app: Hono<Edge>): void {
  app.post('/api/ai/describe', sameOrigin, bodyLimit({ maxSize: BODY_BYTES }), async (c) => {
    const ctx = await c.get('ctx')();
    if (ctx.actor.kind === 'anonymous') throw unauthenticated();
    if (ctx.actor.kind !== 'user') throw forbidden();
    const input = GenerateDescriptionInput.safeParse(await c.req.json().catch(() => undefined));
    if (!input.success) throw invalid('kernel.bad_input', 'The request names no card.', 'В запросе не указана карточка.');
    await ctx.limits?.consume('generate', `u:${ctx.actor.userId}`);
    const stop = new AbortController();
    const events = generateDescription(ctx, input.data, stop.signal);
    // The first event comes before the model is asked: what is refused until then has a status of its own.
    const first = await events.next();
    return streamSSE(c, (stream) => pass(c, ctx, stream, first, events, stop));
  });
}

async function pass(
  c: Context<Edge>,
  ctx: Ctx,
  stream: SSEStreamingApi,
  first: IteratorResult<GenerationEvent>,
  events: AsyncGenerator<GenerationEvent>,
  stop: AbortController,
): Promise<void> {
  const send = <K extends keyof DescribeEvents>(event: K, data: DescribeEvents[K]) => stream.writeSSE({ event, data: JSON.stringify(data) });
  stream.onAbort(() => stop.abort());
  const ping = setInterval(() => void stream.write(': ping\n\n'), PING_MS);
  try {
    for (let step = first; step.done !== true; step = await events.next()) {
      if (stream.aborted) break;
      const event = step.value;
      if (event.type === 'text') await send('delta', { locale: event.locale, text: event.delta });
      else if (event.type === 'done') await send('done', doneOf(event.generation));
      else {
        const { type: _type, ...started } = event;
        await send('start', started);
      }
    }
  } catch (error) {
    if (stream.aborted) return;
    const failure = describeFailure(error instanceof Error ? error : new Error('unknown failure'), ctx.locale);
    metrics.errorsTotal.inc({ kind: failure.bug ? 'internal' : 'unavailable', reason: failure.reason });
    if (failure.bug) ctx.log.error({ path: c.req.path, err: failure.cause }, 'http.failed');
    await send('error', { reason: failure.reason, message: failure.message, details: failure.details, requestId: ctx.requestId });
  } finally {
    clearInterval(ping);
    stop.abort();
    await events.return(undefined);
  }
}

type Generation = Extract<GenerationEvent, { type: 'done' }>['generation'];
const doneOf = (g: Generation): DescribeEvents['done'] => ({
  generationId: g.id,
  texts: g.output ?? {},
  flags: g.flags,
  spans: g.traces,
  source: g.source,
  model: g.model,
  promptVersion: g.promptVersion,
  cached: g.cached,
});
