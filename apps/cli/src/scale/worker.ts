import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '@yarmarka/db';
import { createCtx, systemActor } from '@yarmarka/kernel';
import { loadDictionaries } from '@yarmarka/search';
import { loadChunk } from './load-chunk.ts';
import type { ScalePlan } from './plan.ts';
import { loadWorld, type WorldParts } from './world.ts';

export type WorkerInput = { readonly url: string; readonly plan: ScalePlan; readonly parts: WorldParts };

const { url, plan, parts } = workerData as WorkerInput;
const database = openDatabase({ url, max: 1 });
const ctx = createCtx({ db: database.db, jobs: { send: () => Promise.resolve() }, actor: systemActor('cli') });
const world = await loadWorld({ ctx, database }, parts);
const dictionaries = await loadDictionaries(ctx);

// A number is a chunk to load; anything else ends the work.
parentPort?.on('message', (chunk: number | 'end') => {
  if (chunk === 'end') {
    void database.close().then(() => parentPort?.close());
    return;
  }
  void loadChunk(database, world, dictionaries, plan, chunk).then(
    () => parentPort?.postMessage(chunk),
    (error: unknown) => {
      throw error;
    },
  );
});
parentPort?.postMessage('ready');
