import { cloneDatabase, testCtx } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Ctx, withTx } from './ctx.ts';
import { drainDirty, markDirty } from './dirty.ts';
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
  for (let round = 0; round < 8; round++) await runConsumer(ctx, consumer);
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

test('a projection that throws keeps its marks', async () => {
  await withTx(ctx, (tx) => markDirty(tx, 'r', [7]));
  await expect(drainDirty(ctx, 'r', () => Promise.reject(new Error('engine down')))).rejects.toThrow('engine down');
  const seen: number[] = [];
  await drainDirty(ctx, 'r', async (ids) => void seen.push(...ids));
  expect(seen).toEqual([7]);
});
