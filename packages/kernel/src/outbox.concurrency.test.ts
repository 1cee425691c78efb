import { cloneDatabase, testCtx } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fixedClock } from './clock.ts';
import { type Ctx, withTx } from './ctx.ts';
import { countDirty, drainDirty, markDirty } from './dirty.ts';
import { unavailable } from './error.ts';
import { appendEvent, type Consumer, defineEvent, listEventsAfter, on, relayOutbox, runConsumer } from './outbox.ts';

const happened = defineEvent('thing.happened.v1', z.object({ n: z.number().int() }));
let clone: Awaited<ReturnType<typeof cloneDatabase>>;
let ctx: Ctx;
beforeAll(async () => {
  clone = await cloneDatabase(8);
  ctx = testCtx(clone.database);
  await clone.database.client.unsafe('create table effects (n int)');
});
afterAll(() => clone.close());

const append = (n: number) => withTx(ctx, (tx) => appendEvent(tx, happened, 'k', { n }));
const effects = async () => (await ctx.db.execute<{ n: number }>(sql`select n from effects order by n`)).map((r) => r.n);

test('several relays at once publish every event once, with growing numbers', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, n) => append(n)));
  for (let round = 0; round < 20; round++) await Promise.all([relayOutbox(ctx, 7), relayOutbox(ctx, 7), relayOutbox(ctx, 7)]);
  const events = await listEventsAfter(ctx, 0);
  expect(events).toHaveLength(40);
  expect(new Set(events.map((e) => e.seq)).size).toBe(40);
});

test('two workers running one consumer give each event one effect, in order', async () => {
  const order: number[] = [];
  const consumer: Consumer = {
    name: 'effects',
    on: on(happened, async (tx, { n }, event) => {
      order.push(event.seq);
      await tx.db.execute(sql`insert into effects values (${n})`);
    }),
  };
  for (let round = 0; round < 30; round++) await Promise.all([runConsumer(ctx, consumer, 5), runConsumer(ctx, consumer, 5)]);
  expect(await effects()).toEqual(Array.from({ length: 40 }, (_, n) => n));
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('an event whose handler always fails becomes a dead letter and the next one is handled', async () => {
  await append(100);
  await append(101);
  await relayOutbox(ctx);
  const consumer: Consumer = {
    name: 'picky',
    on: on(happened, async (tx, { n }) => {
      if (n === 100) throw new Error('never this one');
      if (n === 101) await tx.db.execute(sql`insert into effects values (101)`);
    }),
  };
  const clock = fixedClock(new Date('2026-03-02T09:00:00Z'));
  await runConsumer({ ...ctx, clock }, consumer);
  await runConsumer({ ...ctx, clock }, consumer);
  const [cursor] = await ctx.db.execute<{ attempts: number }>(sql`select attempts from kernel.consumer_cursors where consumer = 'picky'`);
  expect(cursor?.attempts).toBe(1);
  for (let round = 0; round < 10; round++) {
    clock.advance(300_000);
    await runConsumer({ ...ctx, clock }, consumer);
  }
  const dead = await ctx.db.execute<{ error: string }>(sql`select error from kernel.dead_letters where consumer = 'picky'`);
  expect(dead.map((d) => d.error)).toEqual(['never this one']);
  expect(await effects()).toContain(101);
});

test('a mark made while its id is being projected is not lost', async () => {
  await withTx(ctx, (tx) => markDirty(tx, 'q', [1, 2]));
  const seen: number[][] = [];
  await drainDirty(ctx, 'q', async (ids) => {
    seen.push(ids);
    await withTx(ctx, (tx) => markDirty(tx, 'q', [2]));
  });
  await drainDirty(ctx, 'q', async (ids) => void seen.push(ids));
  await drainDirty(ctx, 'q', async (ids) => void seen.push(ids));
  expect(seen).toEqual([[1, 2], [2]]);
});

test('marks are taken oldest first, also where their numbers grow by a digit', async () => {
  await ctx.db.execute(sql`insert into kernel.dirty (queue, id, version) values ('u', 3, 1000), ('u', 1, 99), ('u', 2, 100)`);
  const seen: number[] = [];
  while ((await drainDirty(ctx, 'u', async (ids) => void seen.push(...ids), 1)) > 0);
  expect(seen).toEqual([1, 2, 3]);
});

test('an engine that is away keeps every mark', async () => {
  await withTx(ctx, (tx) => markDirty(tx, 'r', [7, 8]));
  await expect(drainDirty(ctx, 'r', () => Promise.reject(unavailable('engine.down', 'down', 'down')))).rejects.toThrow('down');
  const seen: number[] = [];
  await drainDirty(ctx, 'r', async (ids) => void seen.push(...ids));
  expect(seen).toEqual([7, 8]);
});

test('one id that cannot be projected is set aside with its error, the others go through, and its next change is tried at once', async () => {
  const ids = Array.from({ length: 100 }, (_, n) => n + 1);
  await withTx(ctx, (tx) => markDirty(tx, 's', ids));
  const seen = new Set<number>();
  const project = async (batch: number[]) => {
    if (batch.includes(42)) throw new Error('a value nobody expected');
    for (const id of batch) seen.add(id);
  };
  expect(await drainDirty(ctx, 's', project)).toBe(99);
  expect(seen.size).toBe(99);
  expect(await countDirty(ctx, 's')).toBe(1);
  expect(await drainDirty(ctx, 's', project)).toBe(0);
  const [row] = await ctx.db.execute<{ id: string; attempts: number; last_error: string }>(
    sql`select id::text, attempts, last_error from kernel.dirty where queue = 's'`,
  );
  expect(row).toEqual({ id: '42', attempts: 1, last_error: 'a value nobody expected' });
  await withTx(ctx, (tx) => markDirty(tx, 's', [42]));
  await drainDirty(ctx, 's', async (batch) => {
    for (const id of batch) seen.add(id);
  });
  expect(seen.has(42)).toBe(true);
});

test('when everything fails nothing is set aside', async () => {
  await withTx(ctx, (tx) =>
    markDirty(
      tx,
      't',
      Array.from({ length: 200 }, (_, n) => n),
    ),
  );
  await expect(drainDirty(ctx, 't', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  const [row] = await ctx.db.execute<{ n: number }>(sql`select count(*)::int as n from kernel.dirty where queue = 't' and retry_at is null`);
  expect(row?.n).toBe(200);
});

test('two transactions that mark the same ids in opposite order do not wait for each other', async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const first = withTx(ctx, async (tx) => {
    await markDirty(tx, 'u', [9]);
    await gate;
    await markDirty(tx, 'u', [3]);
  });
  await withTx(ctx, async (tx) => {
    await markDirty(tx, 'u', [3]);
    await markDirty(tx, 'u', [9]);
  });
  release();
  await first;
  const seen: number[] = [];
  await drainDirty(ctx, 'u', async (ids) => void seen.push(...ids));
  expect(seen.sort((a, b) => a - b)).toEqual([3, 9]);
  expect(await countDirty(ctx, 'u')).toBe(0);
});

test('a projector that lost its lock on the way marks the ids again', async () => {
  await withTx(ctx, (tx) => markDirty(tx, 'v', [5]));
  await expect(drainDirty(ctx, 'v', async () => undefined, 500, { held: async () => false })).rejects.toThrow('lock');
  expect(await countDirty(ctx, 'v')).toBe(1);
});
