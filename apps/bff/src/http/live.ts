import { isDeepStrictEqual } from 'node:util';
import type { Database } from '@yarmarka/db';
import { type Actor, type Ctx, hasRole, lastSeq, listEventsAfter, log, OUTBOX_CHANNEL, type StoredEvent } from '@yarmarka/kernel';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** What of an event may leave the house: never its payload, only that something of this kind happened to this key. */
type Notice = { readonly seq: number; readonly type: string; readonly key: string };
type Subscriber = { push(events: readonly StoredEvent[]): void };

/** Staff see every event; a seller those of its own (payload.sellerId); a user those addressed to it (payload.userId). Matrix publishes concern everyone who is signed in. */
export function mayHear(actor: Actor, event: StoredEvent): boolean {
  if (actor.kind !== 'user') return false;
  if (hasRole(actor, 'admin', 'moderator', 'editor')) return true;
  const payload = event.payload as { sellerId?: unknown; userId?: unknown } | null;
  if (actor.sellerId !== undefined && payload?.sellerId === actor.sellerId) return true;
  return payload?.userId === actor.userId || event.topic === 'matrix';
}

/**
 * One feed of the outbox per process: LISTEN wakes it, it reads what came after its last seq and hands it to the open connections. Events carry their seq as SSE id, so a
 * browser that reconnects (to any process) sends Last-Event-ID and first gets what it missed.
 */
export class LiveFeed {
  readonly #ctx: () => Ctx;
  readonly #subscribers = new Set<Subscriber>();
  #seq = 0;
  #reading: Promise<void> | undefined;
  #again = false;
  #unlisten: (() => Promise<void>) | undefined;

  constructor(ctx: () => Ctx) {
    this.#ctx = ctx;
  }

  async start(database: Database): Promise<void> {
    this.#seq = await lastSeq(this.#ctx());
    const { unlisten } = await database.client.listen(
      OUTBOX_CHANNEL,
      () => this.#read(),
      () => this.#read(),
    );
    this.#unlisten = unlisten;
  }

  async stop(): Promise<void> {
    await this.#unlisten?.();
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  #read(): void {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = this.#drain()
      .catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'live.read_failed'))
      .finally(() => {
        this.#reading = undefined;
        if (this.#again) {
          this.#again = false;
          this.#read();
        }
      });
  }

  async #drain(): Promise<void> {
    for (;;) {
      const events = await listEventsAfter(this.#ctx(), this.#seq);
      if (events.length === 0) return;
      this.#seq = events.at(-1)?.seq ?? this.#seq;
      for (const s of this.#subscribers) s.push(events);
    }
  }
}

const PING_MS = 20_000;
const REPLAY_LIMIT = 1000;

/**
 * `GET /api/live`: server-sent events for a signed-in person. `Last-Event-ID` (or `?since=`) resumes; more than 1,000 missed events, or as many that a slow reader has not
 * taken, answer with `reset`. Who the reader is is asked again with every ping: a closed session or a lost role ends the stream.
 */
export async function handleLive(c: Context, ctx: Ctx, feed: LiveFeed, readAgain: () => Promise<Ctx>): Promise<Response> {
  if (ctx.actor.kind !== 'user') return c.json({ error: 'unauthenticated' }, 401);
  const since = Number(c.req.header('last-event-id') ?? c.req.query('since') ?? Number.NaN);
  return streamSSE(c, async (stream) => {
    let sent = Number.isFinite(since) ? since : await lastSeq(ctx);
    let wake: () => void = () => undefined;
    let queue: Notice[] = [];
    let overflown = false;
    const noticesOf = (events: readonly StoredEvent[]): Notice[] =>
      events.filter((e) => mayHear(ctx.actor, e)).map((e) => ({ seq: e.seq, type: e.type, key: e.key }));
    const stop = feed.subscribe({
      push(events) {
        if (!overflown) queue.push(...noticesOf(events));
        if (queue.length > REPLAY_LIMIT) {
          overflown = true;
          queue = [];
        }
        wake();
      },
    });
    stream.onAbort(() => {
      stop();
      wake();
    });
    const send = async (notices: readonly Notice[]) => {
      for (const notice of notices) {
        if (notice.seq <= sent) continue;
        sent = notice.seq;
        await stream.writeSSE({ id: String(notice.seq), event: 'change', data: JSON.stringify(notice) });
      }
    };
    const reset = async () => {
      sent = await lastSeq(ctx);
      await stream.writeSSE({ id: String(sent), event: 'reset', data: '{}' });
    };
    await stream.writeSSE({ id: String(sent), event: 'ready', data: '{}' });
    const missed = await listEventsAfter(ctx, sent, REPLAY_LIMIT + 1);
    if (missed.length > REPLAY_LIMIT) await reset();
    else await send(noticesOf(missed));
    let pingAt = Date.now() + PING_MS;
    while (!stream.aborted && !stream.closed) {
      if (overflown) {
        overflown = false;
        await reset();
      }
      await send(queue.splice(0));
      if (Date.now() >= pingAt) {
        pingAt = Date.now() + PING_MS;
        if (!isDeepStrictEqual((await readAgain()).actor, ctx.actor)) break;
        await stream.writeSSE({ event: 'ping', data: '{}' });
      }
      if (queue.length > 0 || overflown) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, pingAt - Date.now()));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    stop();
  });
}
