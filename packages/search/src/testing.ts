import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { config } from '@yarmarka/kernel';

/** MEILI_BIN, else a `meilisearch` on PATH; undefined when there is none, and the lane skips. */
export function findMeili(): string | undefined {
  const program = config().MEILI_BIN ?? 'meilisearch';
  return spawnSync(program, ['--version'], { timeout: 5000 }).status === 0 ? program : undefined;
}

export type TestMeili = {
  readonly url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** A Meilisearch of the test's own on a free loopback port, its data in a temporary directory. */
export async function startMeili(program: string): Promise<TestMeili> {
  const dir = mkdtempSync(join(tmpdir(), 'yarmarka-meili-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(
      program,
      [
        '--http-addr',
        `127.0.0.1:${port}`,
        '--db-path',
        join(dir, 'data'),
        '--no-analytics',
        '--env',
        'development',
        '--log-level',
        'ERROR',
        '--max-indexing-threads',
        '1',
      ],
      { cwd: dir, stdio: 'ignore' },
    );
    await answering(url);
  };
  const kill = async () => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise<void>((done) => running.once('exit', () => done()));
    running.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url,
    kill,
    restart: start,
    async stop() {
      await kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const ok = await fetch(`${url}/health`).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) return;
    await delay(50);
  }
  throw new Error('Meilisearch did not start within ten seconds');
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
