import { asc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Ctx } from './ctx.ts';
import { withTx } from './ctx.ts';
import { consumerCursors, deadLetters, inbox, outbox } from './tables.ts';
import { WAKE_CHANNEL } from './wake.ts';

export type EventType<T = unknown> = { readonly type: string; readonly topic: string; readonly version: number; readonly schema: z.ZodType<T> };
export type StoredEvent = {
  readonly seq: number;
  readonly topic: string;
  readonly key: string;
  readonly type: string;
  readonly payload: unknown;
  readonly occurredAt: Date;
};

/** Declares an event; its name ends in its version: `card.submitted.v1` has topic `card` and version 1. */
export function defineEvent<T>(type: string, schema: z.ZodType<T>): EventType<T> {
  const m = /^([a-z_]+)\.[a-z_.]+\.v(\d+)$/.exec(type);
  if (!m?.[1]) throw new Error(`event name ${type}: expected <topic>.<what>.v<N>`);
  return { type, topic: m[1], version: Number(m[2]), schema };
}

/** Appends an event in the caller's transaction. `key` orders: events of one key are delivered in the order they were appended. */
export async function appendEvent<T>(ctx: Ctx, event: EventType<T>, key: string | number, payload: T): Promise<void> {
  await appendEvents(ctx, event, [{ key, payload }]);
}

/** Rows of one insert: a statement takes 65 535 parameters at most. */
const CHUNK = 1000;

/** The same for many events of one type, in their order, with one statement a thousand. */
export async function appendEvents<T>(ctx: Ctx, event: EventType<T>, events: readonly { readonly key: string | number; readonly payload: T }[]): Promise<void> {
  if (!ctx.inTx) throw new Error(`appendEvent(${event.type}) outside a transaction`);
  if (events.length === 0) return;
  const rows = events.map(({ key, payload }) => ({
    topic: event.topic,
    key: String(key),
    type: event.type,
    version: event.version,
    payload: event.schema.parse(payload),
    occurredAt: ctx.clock.now(),
  }));
  for (let i = 0; i < rows.length; i += CHUNK) await ctx.db.insert(outbox).values(rows.slice(i, i + CHUNK));
  await ctx.db.execute(sql`select pg_notify(${WAKE_CHANNEL}, 'outbox')`);
}

export const OUTBOX_CHANNEL = 'yarmarka_outbox';

/**
 * Publishes what has been appended: stamps `seq` and notifies listeners. One relay at a time (advisory lock); returns how many it published, or undefined when another
 * process is the relay. An event is visible to consumers only once its seq is committed, so nobody who resumes by seq can miss one.
 */
export async function relayOutbox(ctx: Ctx, batch = 500): Promise<number | undefined> {
  return withTx(ctx, async (tx) => {
    const [lock] = await tx.db.execute<{ ok: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext('kernel.relay')) as ok`);
    if (!lock?.ok) return undefined;
    const rows = await tx.db.select({ id: outbox.id }).from(outbox).where(isNull(outbox.seq)).orderBy(asc(outbox.id)).limit(batch);
    if (rows.length === 0) return 0;
    const ids = `{${rows.map((r) => r.id).join(',')}}`;
    const [last] = await tx.db.execute<{ seq: string }>(sql`
      with stamped as (
        update kernel.outbox o set seq = n.seq, published_at = now(), attempts = attempts + 1
        from (select id, nextval('kernel.outbox_seq') as seq from (select unnest(${ids}::bigint[]) as id order by 1) x) n
        where o.id = n.id returning o.seq)
      select max(seq)::text as seq from stamped`);
    await tx.db.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, ${last?.seq ?? ''})`);
    return rows.length;
  });
}

export async function listEventsAfter(ctx: Ctx, seq: number, limit = 500): Promise<StoredEvent[]> {
  const rows = await ctx.db.select().from(outbox).where(gt(outbox.seq, seq)).orderBy(asc(outbox.seq)).limit(limit);
  return rows.map((r) => ({ seq: r.seq ?? 0, topic: r.topic, key: r.key, type: r.type, payload: r.payload, occurredAt: r.occurredAt }));
}

export async function lastSeq(ctx: Ctx): Promise<number> {
  const [r] = await ctx.db.select({ seq: sql<string>`coalesce(max(${outbox.seq}), 0)` }).from(outbox);
  return Number(r?.seq ?? 0);
}

export type Consumer = {
  readonly name: string;
  /** Event types it wants; others are passed over. */
  readonly on: Readonly<Record<string, (ctx: Ctx, payload: never, event: StoredEvent) => Promise<void>>>;
};

type Handler<T> = (ctx: Ctx, payload: T, event: StoredEvent) => Promise<void>;
/** Pairs an event with its handler; the stored payload is parsed again before it is handed over. */
export function on<T>(event: EventType<T>, handler: Handler<T>): Record<string, (ctx: Ctx, payload: never, e: StoredEvent) => Promise<void>> {
  return { [event.type]: (ctx, payload, e) => handler(ctx, event.schema.parse(payload), e) };
}

/** Pauses of 1, 2, 4 ... seconds: about four minutes until an event is given up on, longer than a restart of the database or of an engine takes. */
const MAX_ATTEMPTS = 9;

/**
 * Brings one consumer up to date: each event's effect, its inbox row and the cursor commit together, so a crash repeats nothing and loses nothing.
 * After a failure it waits, longer each time; after nine failures of one event that becomes a dead letter and the consumer goes on. Returns the number handled.
 */
export async function runConsumer(ctx: Ctx, consumer: Consumer, batch = 200): Promise<number> {
  const [cursor] = await ctx.db.select().from(consumerCursors).where(eq(consumerCursors.consumer, consumer.name));
  if (cursor?.nextAttemptAt && cursor.nextAttemptAt > ctx.clock.now()) return 0;
  let done = 0;
  for (const event of await listEventsAfter(ctx, cursor?.seq ?? 0, batch)) {
    const outcome = await handleOne(ctx, consumer, event);
    if (outcome === 'stop') break;
    done++;
  }
  return done;
}

async function handleOne(ctx: Ctx, consumer: Consumer, event: StoredEvent): Promise<'done' | 'stop'> {
  const handler = consumer.on[event.type];
  try {
    return await withTx(ctx, async (tx) => {
      const [lock] = await tx.db.execute<{ ok: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext(${`consumer.${consumer.name}`})) as ok`);
      if (!lock?.ok) return 'stop';
      const moved = await tx.db
        .insert(consumerCursors)
        .values({ consumer: consumer.name, seq: event.seq })
        .onConflictDoUpdate({
          target: consumerCursors.consumer,
          set: { seq: event.seq, attempts: 0, lastError: null, nextAttemptAt: null, updatedAt: sql`now()` },
          setWhere: sql`${consumerCursors.seq} < ${event.seq}`,
        })
        .returning({ seq: consumerCursors.seq });
      if (moved.length === 0) return 'done';
      if (handler && (await receiveOnce(tx, consumer.name, String(event.seq)))) await handler(tx, event.payload as never, event);
      return 'done';
    });
  } catch (error) {
    return recordFailure(ctx, consumer.name, event, error);
  }
}

const after = (ctx: Ctx, ms: number) => new Date(ctx.clock.now().getTime() + ms);

async function recordFailure(ctx: Ctx, consumer: string, event: StoredEvent, error: unknown): Promise<'done' | 'stop'> {
  const message = error instanceof Error ? error.message.slice(0, 2000) : 'unknown error';
  ctx.log.error({ consumer, seq: event.seq, type: event.type, err: message }, 'consumer.failed');
  const [row] = await ctx.db
    .insert(consumerCursors)
    .values({ consumer, seq: event.seq - 1, attempts: 1, lastError: message, nextAttemptAt: after(ctx, 1000) })
    .onConflictDoUpdate({
      target: consumerCursors.consumer,
      set: {
        attempts: sql`${consumerCursors.attempts} + 1`,
        lastError: message,
        nextAttemptAt: sql`${ctx.clock.now().toISOString()}::timestamptz + make_interval(secs => power(2, ${consumerCursors.attempts}))`,
        updatedAt: sql`now()`,
      },
    })
    .returning({ attempts: consumerCursors.attempts });
  if ((row?.attempts ?? 0) < MAX_ATTEMPTS) return 'stop';
  await ctx.db.transaction(async (tx) => {
    await tx.insert(deadLetters).values({ consumer, seq: event.seq, error: message }).onConflictDoNothing();
    await tx.update(consumerCursors).set({ seq: event.seq, attempts: 0, nextAttemptAt: null }).where(eq(consumerCursors.consumer, consumer));
  });
  return 'done';
}

/** True the first time a message is seen; the row commits with the caller's effect. */
export async function receiveOnce(ctx: Ctx, source: string, messageId: string): Promise<boolean> {
  const rows = await ctx.db.insert(inbox).values({ source, messageId }).onConflictDoNothing().returning({ id: inbox.messageId });
  return rows.length > 0;
}
