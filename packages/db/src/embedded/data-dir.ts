import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DataDirInUse, EmbeddedError, errorCode } from './errors.ts';
import { identityOf, until } from './processes.ts';

const dyingMs = 1000;

interface Owner {
  pid: number;
  start: string;
}

function parseObject(path: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch (error) {
    // Half a file (the writer was killed, or the disk was full) counts as none; a file one may not read is a different matter.
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function readOwner(path: string): Owner | undefined {
  const owner = parseObject(path);
  return typeof owner?.['pid'] === 'number' && typeof owner['start'] === 'string' ? { pid: owner['pid'], start: owner['start'] } : undefined;
}

function isLive(owner: Owner | undefined): owner is Owner {
  return owner !== undefined && identityOf(owner.pid) === owner.start;
}

/** The live process that owns the data directory, if there is one. */
export function liveOwner(dataDir: string): number | undefined {
  const owner = readOwner(join(dataDir, 'owner.json'));
  return isLive(owner) ? owner.pid : undefined;
}

/**
 * Makes this process the only owner of the data directory until it releases it or dies.
 * @throws DataDirInUse when a live process owns it (also when it is this one)
 */
export async function claimDataDir(dataDir: string): Promise<() => void> {
  const path = join(dataDir, 'owner.json');
  const claim = randomBytes(6).toString('hex');
  const mine = JSON.stringify({ pid: process.pid, start: identityOf(process.pid) ?? '', claim });
  const draft = `${path}.${claim}`;
  writeFileSync(draft, mine, { mode: 0o644 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        // link fails when the name exists, so of two processes that start together one gets it, with a whole file.
        linkSync(draft, path);
        return () => {
          if (existsSync(path) && readFileSync(path, 'utf8') === mine) rmSync(path, { force: true });
        };
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
      // A process that was killed a moment ago lives on for some milliseconds.
      await until(() => liveOwner(dataDir) === undefined, dyingMs);
      const pid = liveOwner(dataDir);
      if (pid !== undefined) throw new DataDirInUse(dataDir, pid);
      moveDeadOwner(path);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new EmbeddedError('data_dir_in_use', `The data directory ${dataDir} is being claimed by several processes at once; start again.`);
}

function moveDeadOwner(path: string): void {
  const aside = `${path}.dead.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  // Between our look and the rename another process may have put its claim there: give it back.
  if (isLive(readOwner(aside)) && !existsSync(path)) renameSync(aside, path);
  rmSync(aside, { force: true });
}

/** A random secret of this data directory, made at first use and kept in secret.json, which only the owner of the directory can read. */
export function keptSecret(dataDir: string, name: string): string {
  const secrets = parseObject(join(dataDir, 'secret.json')) ?? {};
  const known = secrets[name];
  if (typeof known === 'string') return known;
  const made = randomBytes(24).toString('base64url');
  writeAtomically(join(dataDir, 'secret.json'), JSON.stringify({ ...secrets, [name]: made }, null, 2), 0o600);
  return made;
}

export function knownSecret(dataDir: string, name: string): string | undefined {
  const known = parseObject(join(dataDir, 'secret.json'))?.[name];
  return typeof known === 'string' ? known : undefined;
}

export function writeAtomically(path: string, text: string, mode = 0o644): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode, flush: true });
  renameSync(draft, path);
}

export function makeDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
}

/** A TCP port that is free on 127.0.0.1 now, the preferred one if it is. */
export async function freePort(preferred = 0): Promise<number> {
  const found = await tryPort(preferred);
  if (found !== undefined) return found;
  if (preferred !== 0) return freePort();
  throw new EmbeddedError('start_failed', 'There is no free TCP port on 127.0.0.1.');
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
