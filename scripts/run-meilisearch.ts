import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { claimDataDir, freePort, keptSecret } from '../packages/db/src/embedded.ts';
import { type Print, supervise } from './run-children.ts';
import { StartError } from './run-options.ts';

export interface Meilisearch {
  url: string;
  key: string;
  /** Waits until it answers; false when it does not within ten seconds. */
  ready(): Promise<boolean>;
  stop(): Promise<void>;
}

// Its log and its last words; not its banner.
const telling = /^(?:\d{4}-\d\d-\d\dT|error|thread |ended )/i;

type Env = Readonly<Record<string, string | undefined>>;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The program to start, if one is to be started: MEILI_URL names a running one, MEILI_BIN a program, else `meilisearch` is looked for on PATH.
 * @throws StartError when MEILI_BIN leads nowhere
 */
export function findMeilisearch(env: Env): string | undefined {
  if (env['MEILI_URL']) return undefined;
  const named = env['MEILI_BIN'];
  if (named) {
    if (!existsSync(named) || !isExecutable(named)) throw new StartError(`MEILI_BIN names ${named}, which is no program.`);
    return named;
  }
  const file = process.platform === 'win32' ? 'meilisearch.exe' : 'meilisearch';
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((dir) => dir !== '')
    .map((dir) => join(dir, file))
    .find(isExecutable);
}

/** Starts Meilisearch on a free loopback port with its data below the data directory, and keeps it running. */
export async function startMeilisearch(binary: string, dataDir: string, env: NodeJS.ProcessEnv, print: Print): Promise<Meilisearch> {
  const dir = join(dataDir, 'meili');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  // Beside an outside database two servers may share a data directory, but never an index.
  const release = await claimDataDir(dir);
  const key = keptSecret(dataDir, 'meili');
  const address = `127.0.0.1:${await freePort()}`;
  const child = supervise({
    name: 'meili',
    command: binary,
    args: [
      '--db-path',
      join(dir, 'data.ms'),
      '--dump-dir',
      join(dir, 'dumps'),
      '--http-addr',
      address,
      '--env',
      'production',
      '--no-analytics',
      '--log-level',
      'WARN',
    ],
    // The key travels in the environment: a command line can be read by every user of the machine.
    env: { ...env, MEILI_MASTER_KEY: key },
    cwd: dir,
    print: (who, line) => {
      if (telling.test(line)) print(who, line);
    },
  });
  const url = `http://${address}`;
  return {
    url,
    key,
    ready: () => isHealthy(url, 10_000),
    stop: async () => {
      await child.stop();
      release();
    },
  };
}

async function isHealthy(url: string, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await delay(100)) {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
    if (response?.ok) return true;
  }
  return false;
}
