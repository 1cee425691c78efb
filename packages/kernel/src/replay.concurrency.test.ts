import { fixedClock } from './clock.ts';
import { withTx } from './ctx.ts';
import { appendEvent, type Consumer, defineEvent, on, relayOutbox, runConsumer } from './outbox.ts';
import { REPLAY_JOB, replayDeadLetter, replayDeadLetterJob, retryJob } from './replay.ts';
import { as, cloneDatabase, testCtx, userActor } from '@yarmarka/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

let clone: Awaited<ReturnType<typeof cloneDatabase>>;
let ctx: ReturnType<typeof testCtx>;
beforeAll(async () => {
  clone = await cloneDatabase(4);
  ctx = testCtx(clone.database);
});
afterAll(() => clone.close());

const tried = defineEvent('thing.tried.v1', z.object({ n: z.number() }));
const reason = async (p: Promise<unknown>) => p.then(() => 'no error').catch((e: unknown) => String((e as { reason?: string }).reason));

test('an event given up on is handled once when it is replayed, and only then leaves the dead letters', async () => {
  const handled: number[] = [];
  let works = false;
  const consumer: Consumer = {
    name: 'trial',
    on: on(tried, async (_ctx, { n }) => {
      if (!works) throw new Error('no route');
      handled.push(n);
    }),
  };
  await withTx(ctx, (tx) => appendEvent(tx, tried, 1, { n: 7 }));
  await relayOutbox(ctx);
  const clock = fixedClock(new Date('2026-03-02T09:00:00Z'));
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await runConsumer({ ...ctx, clock }, consumer);
    clock.advance(300_000);
  }
  const seq = Number((await ctx.db.execute<{ seq: string }>("select seq::text from kernel.dead_letters where consumer = 'trial'"))[0]?.seq);
  expect(seq).toBeGreaterThan(0);

  await replayDeadLetter(as(ctx, userActor(['admin'])), { consumer: 'trial', seq });
  expect(ctx.jobs.sent.map((sent) => sent.name)).toContain(REPLAY_JOB.name);
  const job = replayDeadLetterJob([consumer]);
  await expect(job.run(ctx, { consumer: 'trial', seq })).rejects.toThrow('no route');
  expect(await reason(replayDeadLetter(ctx, { consumer: 'trial', seq }))).toBe('no error');
  works = true;
  await job.run(ctx, { consumer: 'trial', seq });
  await job.run(ctx, { consumer: 'trial', seq });
  expect(handled).toEqual([7]);
  expect(await reason(replayDeadLetter(ctx, { consumer: 'trial', seq }))).toBe('kernel.dead_letter_gone');
});

test('only administrators retry jobs and replay events', async () => {
  const moderator = as(ctx, userActor(['moderator']));
  expect(await reason(retryJob(moderator, { queue: 'search.none', id: '0199f2c4-77aa-7e11-8000-000000000001' }))).toBe('kernel.forbidden');
  expect(await reason(replayDeadLetter(moderator, { consumer: 'trial', seq: 1 }))).toBe('kernel.forbidden');
});
