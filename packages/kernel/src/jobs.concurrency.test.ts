import { cloneDatabase, testCtx } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defineJob, openJobs } from './jobs.ts';

let clone: Awaited<ReturnType<typeof cloneDatabase>>;
beforeAll(async () => {
  clone = await cloneDatabase(2);
});
afterAll(() => clone.close());

test('what a schedule sends has the options of its job, also when it was scheduled before without them', async () => {
  const job = defineJob({ name: 'kernel.nightly', schema: z.object({}), cron: '0 3 * * *', options: { expireInSeconds: 7200 }, run: async () => undefined });
  const runtime = await openJobs(clone.url, { worker: true, names: [job.name] });
  try {
    const ctx = testCtx(clone.database);
    await runtime.boss.schedule(job.name, job.cron ?? '');
    await runtime.work([job], () => ctx);
    const rows = await ctx.db.execute<{ expires: number | null }>(
      sql`select (options ->> 'expireInSeconds')::int as expires from pgboss.schedule where name = ${job.name}`,
    );
    expect(rows.map((r) => r.expires)).toEqual([7200]);
  } finally {
    await runtime.stop();
  }
});
