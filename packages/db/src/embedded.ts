import { chmodSync, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { chooseUser, ensureCluster, findBinaries, giveTo, superuser } from './embedded/cluster.ts';
import { claimDataDir, freePort, keptSecret, knownSecret, liveOwner, makeDataDir, writeAtomically } from './embedded/data-dir.ts';
import { EmbeddedError, explain, notWritable } from './embedded/errors.ts';
import { postmasterState } from './embedded/processes.ts';
import { type Cluster, launch, type Server, shutDown, stopLeftovers } from './embedded/server.ts';

export { claimDataDir, freePort, keptSecret, makeDataDir, writeAtomically } from './embedded/data-dir.ts';
export { DataDirInUse, EmbeddedError, type EmbeddedProblem, explain } from './embedded/errors.ts';
export { spawnTied } from './embedded/processes.ts';

const database = 'yarmarka';
const restartsPerMinute = 5;

export interface EmbeddedOptions {
  /** Holds `pg/`, `secret.json`, `owner.json`, `postgres.log`; made when absent. */
  dataDir: string;
  /** One line about what the supervisor does. */
  log?: (line: string) => void;
  /** Throw-away data: nothing is synced to disk. Never for data anybody wants to keep. */
  test?: boolean;
  /** The server died again and again and is not started any more. */
  onFailed?: (error: unknown) => void;
}

export interface Embedded {
  url: string;
  port: number;
  /** Changes when a server that died was started again. */
  readonly postmasterPid: number;
  /** Ends all sessions, writes the checkpoint, frees the data directory. Can be called again. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL 18 on the data directory, listening on 127.0.0.1 only, and keeps it running: a server that dies is started again on the
 * same port. It cannot outlive this process. A server left behind by a dead process is stopped first; committed rows survive every death.
 * @throws DataDirInUse when a live process owns the directory; EmbeddedError with one sentence for a full disk, missing rights and the like
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const log = options.log ?? (() => {});
  const wanted = resolve(options.dataDir);
  let release = (): void => {};
  try {
    makeDataDir(wanted);
    const dataDir = realpathSync(wanted);
    release = await claimDataDir(dataDir);
    const cluster = await prepare(dataDir, options.test ?? false, log);
    const server = await launch(cluster, await freePort(lastPort(dataDir)), true);
    writeAtomically(join(dataDir, 'port'), String(server.port));
    const password = keptSecret(dataDir, 'postgres');
    const url = urlOf(password, server.port, database);
    try {
      await ensureDatabase(urlOf(password, server.port, 'postgres'));
    } catch (error) {
      await shutDown(server);
      throw error;
    }
    return supervise(cluster, server, url, release, options.onFailed ?? (() => {}));
  } catch (error) {
    release();
    throw explain(error, wanted);
  }
}

/** The server of this data directory, if a live process runs one that accepts connections now. */
export async function findRunning(dataDir: string): Promise<{ url: string } | undefined> {
  try {
    if (!existsSync(dataDir)) return undefined;
    const pgDir = join(realpathSync(dataDir), 'pg');
    if (liveOwner(dataDir) === undefined) return undefined;
    const state = postmasterState(pgDir);
    const password = knownSecret(dataDir, 'postgres');
    if (state?.ready !== true || password === undefined) return undefined;
    const url = urlOf(password, state.port, database);
    return (await answers(url, pgDir)) ? { url } : undefined;
  } catch (error) {
    throw explain(error, dataDir);
  }
}

/**
 * Makes sure that nothing uses the data directory: refuses when a live process owns it, stops a server left behind by a dead one.
 * @throws DataDirInUse
 */
export async function freeDataDir(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const release = await claimDataDir(dataDir);
  try {
    await stopLeftovers(join(realpathSync(dataDir), 'pg'), () => {});
  } finally {
    release();
  }
}

async function prepare(dataDir: string, test: boolean, log: (line: string) => void): Promise<Cluster> {
  const binaries = await findBinaries();
  const pgDir = join(dataDir, 'pg');
  await stopLeftovers(pgDir, log);
  const me = process.getuid?.() ?? 0;
  if (me !== 0 && existsSync(pgDir) && statSync(pgDir).uid !== me) throw notWritable(dataDir);
  const user = chooseUser(pgDir);
  // That other user must be able to pass through to its own directory; the secrets stay closed.
  if (user.uid !== undefined) chmodSync(dataDir, 0o711);
  if (!existsSync(pgDir)) log('Creating the database cluster');
  else if (knownSecret(dataDir, 'postgres') === undefined) {
    throw new EmbeddedError(
      'start_failed',
      `${join(dataDir, 'secret.json')} with the database's password is missing; put it back, or begin anew with --reset.`,
    );
  }
  await ensureCluster(binaries, dataDir, user, () => keptSecret(dataDir, 'postgres'), test);
  giveTo(user, pgDir);
  return { binaries, dataDir, pgDir, user, test, log };
}

function urlOf(password: string, port: number, name: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${name}`;
}

function lastPort(dataDir: string): number {
  const path = join(dataDir, 'port');
  const port = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  return Number.isInteger(port) && port > 1023 && port < 65536 ? port : 0;
}

function supervise(cluster: Cluster, first: Server, url: string, release: () => void, onFailed: (error: unknown) => void): Embedded {
  let server = first;
  let stopping: Promise<void> | undefined;
  let revival = Promise.resolve();
  const deaths: number[] = [];

  const watch = async (watched: Server): Promise<void> => {
    await watched.exited;
    if (stopping === undefined) revival = revive();
  };
  const revive = async (): Promise<void> => {
    for (;;) {
      const now = Date.now();
      const recent = deaths.filter((at) => now - at < 60_000).length;
      deaths.push(now);
      if (recent >= restartsPerMinute)
        return onFailed(new EmbeddedError('start_failed', `PostgreSQL keeps dying; see ${join(cluster.dataDir, 'postgres.log')}.`));
      cluster.log('PostgreSQL ended unexpectedly; starting it again');
      try {
        if (recent > 0) await delay(250 * 2 ** recent);
        await stopLeftovers(cluster.pgDir, cluster.log);
        if (stopping !== undefined) return;
        server = await launch(cluster, server.port, false);
        void watch(server);
        return;
      } catch (error) {
        cluster.log(error instanceof Error ? error.message : String(error));
      }
      if (stopping !== undefined) return;
    }
  };
  const stop = async (): Promise<void> => {
    await revival;
    await shutDown(server);
    await stopLeftovers(cluster.pgDir, cluster.log);
    release();
  };
  void watch(server);
  return {
    url,
    port: first.port,
    get postmasterPid() {
      return server.pid;
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${database}`;
    if (found.length === 0) await sql`create database ${sql(database)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Empties the database of an embedded server: drops it, with its sessions, and makes it anew. */
export async function recreateDatabase(url: string): Promise<void> {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const sql = postgres(admin.href, { max: 1, onnotice: () => {} });
  try {
    await sql`drop database if exists ${sql(database)} with (force)`;
  } finally {
    await sql.end({ timeout: 5 });
  }
  await ensureDatabase(admin.href);
}

/** True when nobody has made a table in this database yet. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const tables = await sql`
      select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' limit 1`;
    return tables.length === 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function answers(url: string, pgDir: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    const [row] = await sql<{ dir: string }[]>`select current_setting('data_directory') as dir`;
    return row?.dir === pgDir;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
