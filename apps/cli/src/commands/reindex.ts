import { setTimeout as delay } from 'node:timers/promises';
import { LoopLocks } from '@yarmarka/db';
import { config, countDirty } from '@yarmarka/kernel';
import { markAllCards, projectMarkedCards, SEARCH_QUEUE, selectEngine } from '@yarmarka/search';
import { type Session, withDatabase } from '../database.ts';
import type { Command } from './index.ts';

const USAGE = `yarmarka reindex [--reset] [--data DIR]

Builds the search index anew from the catalogue: marks every card that was ever live, then has each built again or taken out of the index. A running worker does the
work and this command shows how far it is; without one the command does it itself. What is marked stays marked: broken off, the worker (or the next run) goes on.

--reset empties the index first, and with Meilisearch makes its settings anew: until the end fewer cards are found.

The index is Meilisearch's where MEILI_URL (and MEILI_KEY) is set, as for the server, else the database's.`;

export const reindexCommand: Command = {
  name: 'reindex',
  summary: 'Build the search index anew',
  usage: USAGE,
  async run(args) {
    await withDatabase(args, async (session) => {
      const { ctx } = session;
      const engine = selectEngine(config());
      const started = performance.now();
      await engine.ensureReady(ctx);
      if (args.flags.has('reset')) await engine.reset(ctx);
      const marked = await markAllCards(ctx);
      const say = progressOf(marked, started);
      const alone = await whenNoWorkerRuns(session, () => projectMarkedCards(ctx, engine, say));
      if (!alone) await follow(session, say);
      const { documents } = await engine.stats(ctx);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(
        `${documents.toLocaleString('en')} cards can be found (${engine.name}; ${marked.toLocaleString('en')} looked at in ${seconds} s).\n`,
      );
    });
  },
};

/** Runs `work` as the queue's projector; false when a worker is it. */
async function whenNoWorkerRuns({ url }: Session, work: () => Promise<unknown>): Promise<boolean> {
  const locks = new LoopLocks(url);
  try {
    if (!(await locks.take(SEARCH_QUEUE))) return false;
    await work();
    return true;
  } finally {
    await locks.close();
  }
}

/** Shows the worker's progress until nothing is left. Should the worker end meanwhile, the next one goes on. */
async function follow({ ctx }: Session, say: (left: number) => void): Promise<void> {
  for (let left = await countDirty(ctx, SEARCH_QUEUE); left > 0; left = await countDirty(ctx, SEARCH_QUEUE)) {
    say(left);
    await delay(1000);
  }
}

function progressOf(marked: number, started: number): (left: number) => void {
  return (left) => {
    const done = Math.max(0, marked - left);
    const seconds = (performance.now() - started) / 1000;
    const rest = done === 0 ? '' : `, about ${Math.ceil((seconds / done) * left)} s left`;
    process.stdout.write(`${seconds.toFixed(1).padStart(6)} s  ${done.toLocaleString('en')} of ${marked.toLocaleString('en')}${rest}\n`);
  };
}
