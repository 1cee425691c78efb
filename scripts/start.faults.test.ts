import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freePort } from '../packages/db/src/embedded.ts';
import { makeStandIn, processesIn, type Started, startIn } from './start-stand-in.ts';

let dir: string;
let port: number;

beforeEach(async () => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'yarmarka-start-')));
  makeStandIn(dir);
  port = await freePort();
});

afterEach(async () => {
  for (const pid of processesIn(dir).keys()) process.kill(pid, 'SIGKILL');
  await nothingRuns();
  rmSync(dir, { recursive: true, force: true });
});

const patient = { timeout: 40_000, interval: 50 };

function nothingRuns(): Promise<void> {
  return vi.waitFor(() => expect([...processesIn(dir).values()]).toEqual([]), patient);
}

async function startReady(args: string[] = [], env: Record<string, string> = {}): Promise<Started> {
  const started = startIn(dir, ['--port', String(port), ...args], env);
  await vi.waitFor(() => expect(started.output()).toContain('Ctrl-C stops it.'), patient);
  return started;
}

async function get(url: string): Promise<Record<string, string | number>> {
  return (await (await fetch(url)).json()) as Record<string, string | number>;
}

const bffAnswer = (): Promise<Record<string, string | number>> => get(`http://127.0.0.1:${port}/readyz`);

function pidOf(part: string): number {
  const [pid] = [...processesIn(dir)].find(([, command]) => command.includes(part)) ?? [];
  if (pid === undefined) throw new Error(`${part} does not run`);
  return pid;
}

test('the first start builds, migrates, seeds, serves and says where; the next one only serves; both end without a trace', async () => {
  const first = await startReady();
  expect(first.output()).toMatch(/web was built[^]*Migrated the database[^]*cli ran seed demo[^]*Yarmarka is ready: http:\/\/localhost:\d+ \(after [\d.]+ s\)/);
  expect(first.output()).toContain(`Data: ${dir}/.data`);
  expect(first.output()).toMatch(/admin +admin@yarmarka\.example +demo-password/);
  expect(await bffAnswer()).toMatchObject({ YARMARKA_DATA: join(dir, '.data'), YARMARKA_WEB_DIST: join(dir, 'apps/web/dist') });
  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(first.output()).toContain('bff stops');
  await nothingRuns();

  const second = await startReady();
  expect(second.output()).not.toMatch(/web was built|cli ran/);
  expect(second.output()).toContain('demo-password');
  // The terminal's Ctrl-C goes to the whole group; the children are stopped by their parent only, in order.
  process.kill(-(second.process.pid ?? 0), 'SIGINT');
  expect(await second.ended).toBe(0);
  expect(second.output()).not.toContain('interrupted by the terminal');
  await nothingRuns();
  expect(readFileSync(join(dir, '.data', 'postgres.log'), 'utf8')).not.toContain('not properly shut down');
});

test('after kill -9 of the start or the run script everything ends by itself, and the next start is ready', async () => {
  for (const victim of ['scripts/start.mjs', 'scripts/run.ts']) {
    const started = await startReady();
    process.kill(pidOf(victim), 'SIGKILL');
    await started.ended;
    await nothingRuns();
  }
  await startReady();
});

test('after kill -9 of everything at once the next start is ready on the same data', async () => {
  await startReady();
  for (const pid of processesIn(dir).keys()) process.kill(pid, 'SIGKILL');
  const again = await startReady();
  expect(again.output()).not.toContain('cli ran');
});

test('bff, worker, PostgreSQL and Meilisearch are started again when they are killed, and stopped at the end', async () => {
  const started = await startReady([], { PATH: `${join(dir, 'bin')}:${process.env.PATH}` });
  const before = await bffAnswer();
  expect(await get(String(before['MEILI_URL']))).toMatchObject({ key: before['MEILI_KEY'] });
  const victims = ['bff/src/main.ts', 'worker/src/main.ts', '/postgres -D', 'bin/meilisearch'];
  const killed = victims.map(pidOf);
  for (const pid of killed) process.kill(pid, 'SIGKILL');
  for (const [index, victim] of victims.entries()) await vi.waitFor(() => expect(pidOf(victim)).not.toBe(killed[index]), patient);
  await vi.waitFor(async () => expect((await bffAnswer())['pid']).not.toBe(before['pid']), patient);
  started.process.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  await nothingRuns();
});

test('a server that keeps ending stops the start with one sentence', async () => {
  const started = startIn(dir, ['--port', String(port), '--no-demo'], { BROKEN: '1' });
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain('The server keeps ending right after its start; the lines above say why.\n');
  await nothingRuns();
});

test('a database that began without the demo never gets it', async () => {
  const first = await startReady(['--no-demo']);
  first.process.kill('SIGTERM');
  await first.ended;
  const second = await startReady();
  expect(second.output()).not.toMatch(/cli ran|Demo logins/);
});

test('a demo that was not finished is begun again by the next start', async () => {
  const first = startIn(dir, ['--port', String(port)], { SEED_FAILS: '1' });
  expect(await first.ended).toBe(1);
  expect(first.output()).toContain('The demo could not be seeded (code 1)');
  const second = await startReady();
  expect(second.output()).toContain('beginning again with an empty database');
  expect(second.output()).toContain('cli ran seed demo');
});

test('a database that went on without its unfinished demo keeps what is in it', async () => {
  const first = startIn(dir, ['--port', String(port)], { SEED_FAILS: '1' });
  await first.ended;
  const second = await startReady(['--no-demo']);
  second.process.kill('SIGTERM');
  await second.ended;
  expect((await startReady()).output()).not.toMatch(/beginning again|cli ran/);
});

async function refusal(args: string[], env: Record<string, string> = {}): Promise<string> {
  const started = startIn(dir, args, env);
  expect(await started.ended).toBe(1);
  return started.output().trim();
}

test('a taken port is refused with one sentence before anything is made', async () => {
  const taken = await new Promise<Server>((resolve) => {
    const server = createServer().listen(port, () => resolve(server));
  });
  expect(await refusal(['--port', String(port)])).toBe(`Port ${port} is already in use; choose another with --port N.`);
  expect(existsSync(join(dir, '.data'))).toBe(false);
  taken.close();
});

test('what only the operator can put right is said in one sentence, with exit code 1', async () => {
  const other = ['--port', String(port)];
  expect(await refusal(['--port', 'many'])).toBe('--port must be a number from 1 to 65535, not "many".');
  expect(await refusal(['--prot', '1'])).toBe("Unknown option '--prot'. See npm start -- --help.");
  expect(await refusal(other, { MEILI_BIN: '/nowhere/meilisearch' })).toBe('MEILI_BIN names /nowhere/meilisearch, which is no program.');
  expect(await refusal(other, { DATABASE_URL: `postgres://u:secret@127.0.0.1:${port}/shop` })).toMatch(
    /^The database at 127\.0\.0\.1:\d+\/shop cannot be reached[^\n]*DATABASE_URL[^\n]*$/,
  );
  expect(await refusal(other, { DATABASE_URL: 'shop' })).toBe('Wrong settings in the environment: DATABASE_URL: Invalid URL');
  writeFileSync(join(dir, 'file'), '');
  expect(await refusal([...other, '--data', 'file/below'])).toMatch(/^The data directory .*\/file\/below cannot be used by this user; [^\n]*$/);
});

test('a data directory in use is refused with one sentence and left alone, also by --reset', async () => {
  await startReady(['--no-demo']);
  const other = String(await freePort());
  const sentence = /^The data directory .*\/\.data is in use by another yarmarka process \(pid \d+\); stop it or choose another with --data DIR\.$/;
  expect(await refusal(['--port', other])).toMatch(sentence);
  expect(await refusal(['--port', other, '--reset', '--yes'])).toMatch(sentence);
  expect(await bffAnswer()).toHaveProperty('pid');
});

test('--reset without a terminal wants --yes, spares a directory that is not ours, and with --yes begins anew', async () => {
  const first = await startReady();
  first.process.kill('SIGTERM');
  await first.ended;
  expect(await refusal(['--port', String(port), '--reset'])).toBe('--reset asks before it deletes, and there is no terminal to ask on; add --yes.');
  expect(await refusal(['--port', String(port), '--reset', '--yes', '--data', 'apps'])).toBe(
    `${dir}/apps does not look like a data directory of Yarmarka; nothing was deleted.`,
  );
  expect((await startReady(['--reset', '--yes'])).output()).toContain('cli ran seed demo');
});
