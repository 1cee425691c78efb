import { resolve } from 'node:path';
import { checkReachable, type Database, migrate, openDatabase } from '@yarmarka/db';
import { findRunning, startEmbedded } from '@yarmarka/db/embedded';
import { config, createCtx, type Ctx, openJobs, systemActor } from '@yarmarka/kernel';
import { type Arguments, OperatorError, textFlag } from './arguments.ts';

export type Session = { readonly ctx: Ctx; readonly database: Database; readonly url: string; readonly dataDir: string };

/** Where the data is: `--data DIR`, else YARMARKA_DATA, else `.data` in the folder the command was called from (npm tells it). */
export function dataDirOf(args: Arguments): string {
  return resolve(textFlag(args, 'data') ?? config().YARMARKA_DATA);
}

/**
 * Runs `work` with a Ctx on the right database: DATABASE_URL, else the running server's of this data directory, else an embedded server started for the occasion.
 * The schema is brought up to date first.
 */
export async function withDatabase<T>(args: Arguments, work: (session: Session) => Promise<T>): Promise<T> {
  const dataDir = dataDirOf(args);
  const given = config().DATABASE_URL;
  if (given) {
    const problem = await checkReachable(given);
    if (problem) throw new OperatorError(problem);
  }
  const running = given ? { url: given } : await findRunning(dataDir);
  const own = running ? undefined : await startEmbedded({ dataDir });
  const url = running?.url ?? own?.url ?? '';
  try {
    await migrate(url);
    const database = openDatabase({ url, max: 4 });
    const jobs = await openJobs(url, { worker: false, names: [] });
    try {
      return await work({ ctx: createCtx({ db: database.db, jobs: jobs.queue, actor: systemActor('cli') }), database, url, dataDir });
    } finally {
      await jobs.stop();
      await database.close();
    }
  } finally {
    await own?.stop();
  }
}
