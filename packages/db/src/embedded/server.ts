import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Binaries, type RunAs, spawnPostgres } from './cluster.ts';
import { freePort } from './data-dir.ts';
import { EmbeddedError, explainLog } from './errors.ts';
import { postgresProcessesOf, postmasterPidIn, postmasterState, signal, until } from './processes.ts';

const keepLogBytes = 10 * 1024 * 1024;

export interface Cluster {
  binaries: Binaries;
  dataDir: string;
  pgDir: string;
  user: RunAs;
  test: boolean;
  log: (line: string) => void;
}

export interface Server {
  pid: number;
  port: number;
  child: ChildProcess;
  exited: Promise<void>;
}

/** Stops every PostgreSQL process of the directory and removes the lock file of the dead; safe only while this process owns the directory. */
export async function stopLeftovers(pgDir: string, log: (line: string) => void): Promise<void> {
  const living = (): number[] => postgresProcessesOf(pgDir);
  const none = (): boolean => living().length === 0;
  if (!none()) {
    log('A PostgreSQL server was left behind here; stopping it');
    const postmaster = postmasterPidIn(pgDir);
    // Back ends without their postmaster end by themselves; with it, a fast shutdown is asked for.
    if (postmaster !== undefined && living().includes(postmaster)) signal(postmaster, 'SIGINT');
    if (!(await until(none, 60_000))) for (const pid of living()) signal(pid, 'SIGQUIT');
    if (!(await until(none, 5_000))) for (const pid of living()) signal(pid, 'SIGKILL');
    if (!(await until(none, 5_000))) throw new EmbeddedError('start_failed', `The PostgreSQL process ${living().join(', ')} of ${pgDir} cannot be stopped.`);
  }
  // With no live process, a lock file that names a zombie or somebody else's pid would only stop the next start.
  rmSync(join(pgDir, 'postmaster.pid'), { force: true });
}

/**
 * Starts the postmaster and waits until it accepts connections. A port that was taken meanwhile is changed only where `mayMove`.
 * @throws EmbeddedError with the reason from its log
 */
export async function launch(cluster: Cluster, port: number, mayMove: boolean): Promise<Server> {
  const { binaries, dataDir, pgDir, user, test } = cluster;
  const logFile = join(dataDir, 'postgres.log');
  if (existsSync(logFile) && statSync(logFile).size > keepLogBytes) renameSync(logFile, `${logFile}.old`);
  const logFd = openSync(logFile, 'a', 0o600);
  const logStart = fstatSync(logFd).size;
  const child = spawnPostgres(binaries, pgDir, port, user, test, logFd);
  closeSync(logFd);
  const exited = new Promise<void>((end) => {
    child.once('exit', () => end());
    child.once('error', () => end());
  });
  const living = (): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const ready = (): boolean => {
    const state = postmasterState(pgDir);
    return state?.ready === true && state.pid === child.pid;
  };
  // Recovery after a crash takes as long as it takes: only the server's own end is a failure.
  while (living() && !ready()) await delay(10);
  const pid = child.pid;
  if (living() && pid !== undefined) return { pid, port, child, exited };
  const text = readFileSync(logFile).subarray(logStart).toString('utf8');
  if (mayMove && text.includes('could not bind')) return launch(cluster, await freePort(), true);
  throw explainLog(text, dataDir, logFile);
}

/** Fast shutdown with its checkpoint; harder signals only for a server that does not answer. */
export async function shutDown({ child, exited, pid }: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const within = async (ms: number): Promise<boolean> => {
    const over = new AbortController();
    const result = await Promise.race([exited.then(() => true), delay(ms, false, { signal: over.signal }).catch(() => false)]);
    over.abort();
    return result;
  };
  signal(pid, 'SIGINT');
  if (await within(60_000)) return;
  signal(pid, 'SIGQUIT');
  if (await within(5_000)) return;
  signal(pid, 'SIGKILL');
  await exited;
}
