import { LoopLocks, openDatabase, withRequestId } from '@yarmarka/db';
import {
  type Ctx,
  createCtx,
  drainDirty,
  HEARTBEAT_MS,
  log,
  newId,
  openJobs,
  type Projection,
  relayOutbox,
  runConsumer,
  systemActor,
  WAKE_CHANNEL,
  writeHeartbeat,
} from '@yarmarka/kernel';
import { CONSUMERS, configureWorker, JOBS, PROJECTIONS } from './registry.ts';

export type Worker = { stop(): Promise<void> };
const POLL_MS = 1000;

/**
 * Runs everything that happens behind a request: the outbox relay, its consumers, projections of dirty ids, jobs and schedules. Each runs in a loop of its own, so a slow
 * engine or a long rebuild holds up nobody else. Several workers may run: relay and consumers lock per turn, a projection belongs to the worker that holds its session lock,
 * jobs are shared. Killed at any point, the next start goes on: marks and events are removed only after their effect.
 */
export async function startWorker(options: { url: string; readUrl?: string | undefined }): Promise<Worker> {
  const database = openDatabase({ url: options.url, readUrl: options.readUrl, max: 8 });
  const jobs = await openJobs(options.url, { worker: true, names: JOBS.map((j) => j.name) });
  const ctxFor = (name: string): Ctx => createCtx({ db: database.db, read: database.read, jobs: jobs.queue, actor: systemActor(name) });
  await configureWorker(ctxFor('start'));
  await jobs.work(JOBS, (name) => ctxFor(`job:${name}`));

  const wakes = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of [...wakes]) wake();
  };
  let running = true;
  const listener = await database.client.listen(WAKE_CHANNEL, wakeAll);
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        wakes.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      wakes.add(end);
    });
  const loop = async (name: string, turn: () => Promise<number>) => {
    while (running) if ((await guarded(name, turn)) === 0 && running) await pause(POLL_MS);
  };

  const locks = new LoopLocks(options.url);
  const startedAt = new Date();
  let beatAt = 0;
  const relay = async (): Promise<number> => {
    // Not by a timer of its own: a relay that hangs falls silent with it.
    if (Date.now() - beatAt >= HEARTBEAT_MS) {
      beatAt = Date.now();
      await writeHeartbeat(ctxFor('worker'), startedAt);
    }
    return (await relayOutbox(ctxFor('relay'))) ?? 0;
  };
  const project = async (p: Projection): Promise<number> => {
    if (!(await locks.take(p.queue))) return 0;
    const ctx = ctxFor(`projection:${p.queue}`);
    return withRequestId(ctx.requestId, () => drainDirty(ctx, p.queue, (ids) => p.project(ctx, ids), p.batch, locks.lockOf(p.queue)));
  };
  const loops = [
    loop('relay', relay),
    ...CONSUMERS.map((c) => loop(c.name, () => runConsumer(ctxFor(`consumer:${c.name}`), c))),
    ...PROJECTIONS.map((p) => loop(p.queue, () => project(p))),
  ];

  return {
    async stop() {
      running = false;
      wakeAll();
      await Promise.all(loops);
      await locks.close();
      await listener.unlisten().catch(() => undefined);
      await jobs.stop();
      await database.close();
    },
  };
}

/** A failing turn is logged and tried again after the pause. */
async function guarded(name: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    log.error({ part: name, err: error instanceof Error ? error.message : 'unknown', id: newId() }, 'worker.part_failed');
    return 0;
  }
}
