import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { freeDataDir, writeAtomically } from '../packages/db/src/embedded.ts';
import { StartError } from './run-options.ts';

/** pending: to be seeded, or killed while being seeded; declined: this database began without the demo and stays so. */
export type DemoState = 'pending' | 'seeded' | 'declined';

/** What became of the demo in this data directory; nothing on the first run. */
export function readDemoState(dataDir: string): DemoState | undefined {
  const path = join(dataDir, 'demo');
  const text = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  return text === 'pending' || text === 'seeded' || text === 'declined' ? text : undefined;
}

export function writeDemoState(dataDir: string, state: DemoState): void {
  writeAtomically(join(dataDir, 'demo'), `${state}\n`);
}

/**
 * Deletes everything in the data directory, after asking.
 * @throws StartError when nobody can be asked, the answer is not yes, or the directory is not one of ours; DataDirInUse
 */
export async function resetDataDir(dataDir: string, yes: boolean): Promise<void> {
  const entries = existsSync(dataDir) ? readdirSync(dataDir) : [];
  if (entries.length === 0) return;
  if (!entries.includes('secret.json')) throw new StartError(`${dataDir} does not look like a data directory of Yarmarka; nothing was deleted.`);
  if (!yes && !(await agree(`This deletes everything in ${dataDir}: database, files, search index. Type yes to go on: `)))
    throw new StartError('Nothing was deleted.');
  await freeDataDir(dataDir);
  // What marks the directory as ours goes last, so that a reset that was cut off can be repeated.
  for (const entry of entries.toSorted((a, b) => Number(a === 'secret.json') - Number(b === 'secret.json'))) {
    rmSync(join(dataDir, entry), { recursive: true, force: true });
  }
}

async function agree(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new StartError('--reset asks before it deletes, and there is no terminal to ask on; add --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const stopped = new AbortController();
  terminal.once('SIGINT', () => stopped.abort());
  try {
    return (await terminal.question(question, { signal: stopped.signal })).trim().toLowerCase() === 'yes';
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}
