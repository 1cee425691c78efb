import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Ctx, Db } from './ctx.ts';
import { log } from './log.ts';

export type JobOptions = {
  readonly retryLimit?: number;
  readonly expireInSeconds?: number;
  readonly startAfter?: Date | number;
  readonly singletonKey?: string;
  readonly priority?: number;
};
export type JobDefinition<T extends object = object> = {
  /** `<capability>.<verb-noun>`, for example `search.project-cards`. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  run(ctx: Ctx, data: T): Promise<void>;
  readonly options?: JobOptions;
  /** Cron expression (UTC), for schedules. */
  readonly cron?: string;
};

/** Arguments are ids; the job re-reads, is idempotent, and may run more than once. */
export function defineJob<T extends object>(definition: JobDefinition<T>): JobDefinition<T> {
  return definition;
}

/** The sending side of the job queue, part of every Ctx. */
export type JobQueue = { send(db: Db, name: string, data: object, options: JobOptions): Promise<void> };

/** Enqueues a job in the caller's transaction: a rolled-back change leaves no job. */
export async function enqueue<T extends object>(
  ctx: Ctx,
  job: { readonly name: string; readonly schema: z.ZodType<T>; readonly options?: JobOptions },
  data: T,
  options: JobOptions = {},
): Promise<void> {
  await ctx.jobs.send(ctx.db, job.name, job.schema.parse(data), { ...job.options, ...options });
}

export type JobRuntime = {
  readonly queue: JobQueue;
  readonly boss: PgBoss;
  /** Starts working the given jobs with Ctxs made by `makeCtx`. */
  work(jobs: readonly JobDefinition[], makeCtx: (job: string) => Ctx): Promise<void>;
  stop(): Promise<void>;
};

/** Opens pg-boss on the database. `worker: false` only sends (the bff); `worker: true` also supervises, schedules and works. */
export async function openJobs(url: string, options: { worker: boolean; names: readonly string[] }): Promise<JobRuntime> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'pgboss',
    supervise: options.worker,
    schedule: options.worker,
    migrate: true,
    max: options.worker ? 6 : 2,
    application_name: 'yarmarka-jobs',
  });
  boss.on('error', (error: Error) => log.warn({ err: error.message }, 'jobs.error'));
  await boss.start();
  const known = new Set((await boss.getQueues()).map((q) => q.name));
  for (const name of options.names)
    if (!known.has(name))
      await boss.createQueue(name, { retryLimit: 5, retryBackoff: true, retryDelay: 2, expireInSeconds: 900, retentionSeconds: 14 * 86_400 });
  const queue: JobQueue = {
    async send(db, name, data, o) {
      await boss.send(name, data, { ...o, db: fromDrizzle(db, sql as never) });
    },
  };
  return {
    queue,
    boss,
    async work(jobs, makeCtx) {
      for (const job of jobs) {
        await boss.work(job.name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (batch) => {
          // A schedule sends no data: its jobs take an empty object.
          for (const item of batch) await job.run(makeCtx(job.name), job.schema.parse(item.data ?? {}));
        });
        // What the schedule sends takes its options from here, not from the job that is sent by hand.
        if (job.cron) await boss.schedule(job.name, job.cron, {}, job.options ?? {});
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
}
