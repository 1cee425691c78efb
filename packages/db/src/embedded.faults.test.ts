import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { identityOf, postgresProcessesOf } from './embedded/processes.ts';
import { DataDirInUse, type Embedded, type EmbeddedOptions, findRunning, isEmptyDatabase, startEmbedded } from './embedded.ts';

const isRoot = process.getuid?.() === 0;
let parent: string;
let dataDir: string;
const servers: Embedded[] = [];
const owners: ChildProcess[] = [];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'yarmarka-embedded-'));
  chmodSync(parent, 0o700);
  dataDir = join(parent, 'data');
});

afterEach(async () => {
  for (const owner of owners.splice(0)) owner.kill('SIGKILL');
  for (const server of servers.splice(0)) await server.stop();
  await nothingRuns();
  rmSync(parent, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, ...options });
  servers.push(server);
  return server;
}

function nothingRuns(): Promise<void> {
  return vi.waitFor(() => expect(postgresProcessesOf(join(dataDir, 'pg'))).toEqual([]), { timeout: 20_000, interval: 20 });
}

async function query<T extends postgres.Row>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe<T[]>(text);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Another Node process that owns a server, writes numbered rows and says each number once it is committed. */
const ownerProgram = `
  import postgres from 'postgres';
  const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)});
  const server = await startEmbedded({ dataDir: process.argv[1] });
  console.log('pid', server.postmasterPid);
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  await sql\`create table written (n int primary key)\`;
  for (let n = 1; ; n++) {
    await sql\`insert into written values (\${n})\`;
    console.log('acknowledged', n);
  }`;

interface Owner {
  process: ChildProcess;
  postmasterPid: number;
  acknowledged: () => number;
}

async function startOwner(atLeast: number): Promise<Owner> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', ownerProgram, dataDir], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  owners.push(child);
  let acknowledged = 0;
  let postmasterPid = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, number] = line.split(' ');
    if (word === 'pid') postmasterPid = Number(number);
    if (word === 'acknowledged') acknowledged = Number(number);
  });
  await vi.waitFor(() => expect(acknowledged).toBeGreaterThanOrEqual(atLeast), { timeout: 30_000, interval: 20 });
  return { process: child, postmasterPid, acknowledged: () => acknowledged };
}

async function countWritten(url: string): Promise<number> {
  const [row] = await query<{ n: number }>(url, 'select count(*)::int as n from written');
  return row?.n ?? -1;
}

test('kill -9 of the owner alone: its server ends by itself and the next start has every acknowledged row', async () => {
  const owner = await startOwner(200);
  const closed = once(owner.process, 'close');
  owner.process.kill('SIGKILL');
  await closed;
  await vi.waitFor(() => expect(identityOf(owner.postmasterPid)).toBeUndefined(), { timeout: 20_000, interval: 20 });
  await nothingRuns();
  expect(await findRunning(dataDir)).toBeUndefined();
  const server = await start();
  expect(await countWritten(server.url)).toBeGreaterThanOrEqual(owner.acknowledged());
});

test('a start right after kill -9 of the owner takes over the server that is still going down', async () => {
  const owner = await startOwner(200);
  const closed = once(owner.process, 'close');
  owner.process.kill('SIGKILL');
  const server = await start();
  await closed;
  expect(server.postmasterPid).not.toBe(owner.postmasterPid);
  expect(await countWritten(server.url)).toBeGreaterThanOrEqual(owner.acknowledged());
});

test('kill -9 of owner and server together: the next start recovers every acknowledged row', async () => {
  const owner = await startOwner(200);
  const closed = once(owner.process, 'close');
  process.kill(owner.postmasterPid, 'SIGKILL');
  owner.process.kill('SIGKILL');
  await closed;
  const server = await start();
  expect(await countWritten(server.url)).toBeGreaterThanOrEqual(owner.acknowledged());
});

test('kill -9 of the server alone: it comes back on the same address with every committed row', async () => {
  const server = await start();
  await query(server.url, 'create table written as select generate_series(1, 5000) as n');
  const killed = server.postmasterPid;
  process.kill(killed, 'SIGKILL');
  await vi.waitFor(async () => expect(await countWritten(server.url)).toBe(5000), { timeout: 20_000, interval: 50 });
  expect(server.postmasterPid).not.toBe(killed);
  expect(await findRunning(dataDir)).toEqual({ url: server.url });
});

test('a data directory in use is refused with one sentence that names the process, and the running server is not touched', async () => {
  const server = await start({ test: true });
  const refused = await startEmbedded({ dataDir, test: true }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DataDirInUse);
  expect(String(refused)).toMatch(
    new RegExp(`^DataDirInUse: The data directory .*/data is in use by another yarmarka process \\(pid ${process.pid}\\); stop it or .*--data DIR\\.$`),
  );
  expect(await findRunning(dataDir)).toEqual({ url: server.url });
  await server.stop();
  expect(await findRunning(dataDir)).toBeUndefined();
  await nothingRuns();
  expect(existsSync(join(dataDir, 'owner.json'))).toBe(false);
});

test('lock files that name living strangers, and a cluster made by half, do not stop a start', async () => {
  const first = await start({ test: true });
  await first.stop();
  writeFileSync(join(dataDir, 'owner.json'), JSON.stringify({ pid: process.ppid, start: 'another boot:1' }));
  writeFileSync(join(dataDir, 'pg', 'postmaster.pid'), `${process.ppid}\n${join(dataDir, 'pg')}\n`);
  mkdirSync(join(dataDir, 'pg.new-1', 'base'), { recursive: true });
  const second = await start({ test: true });
  expect(await findRunning(dataDir)).toEqual({ url: second.url });
  expect(readdirSync(dataDir).filter((name) => name.startsWith('pg.new'))).toEqual([]);
});

test('below a directory that only its owner may enter: works, only that owner can read the password, and a session needs it', async () => {
  const server = await start({ test: true });
  expect(statSync(join(dataDir, 'secret.json')).mode & 0o777).toBe(0o600);
  const wrong = new URL(server.url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
  expect(readFileSync(`/proc/${server.postmasterPid}/cmdline`, 'utf8')).not.toContain(new URL(server.url).password);
});

test('Cyrillic letters are letters for search, comparison and case', async () => {
  const server = await start({ test: true });
  expect(await isEmptyDatabase(server.url)).toBe(true);
  await query(server.url, 'create extension pg_trgm; create table seen (n int)');
  expect(await isEmptyDatabase(server.url)).toBe(false);
  const [row] = await query(
    server.url,
    `select similarity('ноутбук', 'ноутбуки') > 0.6 as similar, lower('ЁЛКА') = 'ёлка' as lower, 'ПРИВЕТ' ilike 'прив%' as ilike,
            to_tsvector('russian', 'Запчасти для тормозной системы') @@ to_tsquery('russian', 'запчасть') as stems`,
  );
  expect(row).toEqual({ similar: true, lower: true, ilike: true, stems: true });
});

test('a place that cannot hold a data directory gives one sentence', async () => {
  writeFileSync(dataDir, 'a file');
  await expect(startEmbedded({ dataDir: join(dataDir, 'below') })).rejects.toThrow(
    /^The data directory .*\/data\/below cannot be used by this user; start as its owner, .*\.$/,
  );
  rmSync(dataDir);
});

const mounted = isRoot && spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

test.skipIf(!mounted)('a full disk gives one sentence and leaves the directory free', async () => {
  mkdirSync(dataDir);
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=60m', 'tmpfs', dataDir]);
  try {
    await expect(startEmbedded({ dataDir })).rejects.toThrow(`The disk that holds ${dataDir} is full; free some space and start again.`);
    expect(existsSync(join(dataDir, 'owner.json'))).toBe(false);
  } finally {
    spawnSync('umount', [dataDir]);
  }
});
