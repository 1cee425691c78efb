import { openDatabase, withRequestId } from '@yarmarka/db';
import {
  type Ctx,
  createCtx,
  drainDirty,
  HEARTBEAT_MS,
  log,
  newId,
  openJobs,
  relayOutbox,
  runConsumer,
  systemActor,
  WAKE_CHANNEL,
  writeHeartbeat,
} from '@yarmarka/kernel';
import { CONSUMERS, configureWorker, JOBS, PROJECTIONS } from './registry.ts';

export type Worker = { stop(): Promise<void> };
const POLL_MS = 1000;
const RETRY_MS = 2000;

/**
 * Runs everything that happens behind a request: the outbox relay, its consumers, projections of dirty ids, jobs and schedules. Several workers may run: one at a time holds
 * the pump (a session lock), the others stand by; jobs are shared. Killed at any point, the next start goes on: marks and events are removed only after their effect.
 */
export async function startWorker(options: { url: string; readUrl?: string | undefined }): Promise<Worker> {
  const database = openDatabase({ url: options.url, readUrl: options.readUrl, max: 8 });
  const jobs = await openJobs(options.url, { worker: true, names: JOBS.map((j) => j.name) });
  const ctxFor = (name: string): Ctx => createCtx({ db: database.db, read: database.read, jobs: jobs.queue, actor: systemActor(name) });
  await configureWorker(ctxFor('start'));
  await jobs.work(JOBS, (name) => ctxFor(`job:${name}`));

  let running = true;
  let wake: () => void = () => undefined;
  const listener = await database.client.listen(WAKE_CHANNEL, () => wake());
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const pump = (async () => {
    const session = await database.client.reserve();
    try {
      while (running) {
        const [lock] = await session`select pg_try_advisory_lock(hashtext('yarmarka.pump')) as ok`;
        if (lock?.ok) break;
        await pause(RETRY_MS);
      }
      const startedAt = new Date();
      let beatAt = 0;
      while (running) {
        // Not by a timer of its own: a pump that hangs falls silent with it.
        if (Date.now() - beatAt >= HEARTBEAT_MS) {
          beatAt = Date.now();
          await guarded('heartbeat', () => writeHeartbeat(ctxFor('worker'), startedAt).then(() => 0));
        }
        const busy = await turn(ctxFor);
        if (!busy && running) await pause(POLL_MS);
      }
    } finally {
      session.release();
    }
  })();

  return {
    async stop() {
      running = false;
      wake();
      await pump.catch(() => undefined);
      await listener.unlisten().catch(() => undefined);
      await jobs.stop();
      await database.close();
    },
  };
}

/** One round: publish, consume, project. True when something was done, so that the next round follows at once. A failing part is logged and does not stop the others. */
async function turn(ctxFor: (name: string) => Ctx): Promise<boolean> {
  let done = await guarded('relay', async () => (await relayOutbox(ctxFor('relay'))) ?? 0);
  for (const consumer of CONSUMERS) done += await guarded(consumer.name, () => runConsumer(ctxFor(`consumer:${consumer.name}`), consumer));
  for (const p of PROJECTIONS) {
    const ctx = ctxFor(`projection:${p.queue}`);
    done += await guarded(p.queue, () => withRequestId(ctx.requestId, () => drainDirty(ctx, p.queue, (ids) => p.project(ctx, ids), p.batch ?? 500)));
  }
  return done > 0;
}

async function guarded(name: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    log.error({ part: name, err: error instanceof Error ? error.message : 'unknown', id: newId() }, 'worker.part_failed');
    return 0;
  }
}
