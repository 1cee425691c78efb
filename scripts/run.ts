import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type Embedded,
  EmbeddedError,
  explain,
  isEmptyDatabase,
  keptSecret,
  makeDataDir,
  recreateDatabase,
  startEmbedded,
} from '../packages/db/src/embedded.ts';
import { type Config, parseConfig } from '../packages/kernel/src/config.ts';
import { type ChildOptions, runOnce, supervise } from './run-children.ts';
import { readDemoState, resetDataDir, writeDemoState } from './run-data.ts';
import { printLine } from './run-log.ts';
import { findMeilisearch, startMeilisearch } from './run-meilisearch.ts';
import { help, parseOptions, type RunOptions, StartError } from './run-options.ts';
import { ensureWeb } from './run-web.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const startedAt = performance.now();
const readyTimeoutMs = 120_000;

// Everything that was started, to be stopped in the opposite order: bff and worker, Meilisearch, PostgreSQL.
const cleanups: (() => Promise<void>)[] = [];
let closing: Promise<void> | undefined;

async function stopAll(code: number): Promise<void> {
  for (const cleanup of cleanups.reverse()) {
    try {
      await cleanup();
    } catch (error) {
      printLine('start', error instanceof Error ? error.message : String(error));
    }
  }
  process.exit(code);
}

function close(code: number, sentence?: string): void {
  if (closing) return;
  if (sentence !== undefined) console.error(sentence);
  closing = stopAll(code);
}

function fail(error: unknown, dataDir: string): void {
  const told = explain(error, dataDir);
  if (told instanceof StartError || told instanceof EmbeddedError) close(1, told.message);
  else close(1, told instanceof Error ? told.stack : String(told));
}

/** Long steps end early when the operator has had enough: what they would have started must not start any more. */
function step(line?: string): void {
  if (closing) throw new StartError('Stopped.');
  if (line !== undefined) printLine('start', line);
}

function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

function listenError(port: number, host: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

async function assertPortFree(port: number, host: string): Promise<void> {
  let error = await listenError(port, host);
  // A server that was killed a moment ago may still hold it.
  for (const end = Date.now() + 1000; error?.code === 'EADDRINUSE' && Date.now() < end; await delay(50)) error = await listenError(port, host);
  if (error === undefined) return;
  if (error.code === 'EADDRINUSE') throw new StartError(`Port ${port} is already in use; choose another with --port N.`);
  if (error.code === 'EACCES') throw new StartError(`Port ${port} needs more rights than this user has; choose one above 1023 with --port N.`);
  throw new StartError(`Port ${port} on ${host} cannot be used: ${error.message}.`);
}

async function outsideDatabase(url: string): Promise<string> {
  const { checkReachable } = await import('../packages/db/src/index.ts');
  const problem = await checkReachable(url);
  if (problem !== undefined) throw new StartError(problem);
  return url;
}

async function embeddedDatabase(dataDir: string): Promise<string> {
  const starting: Promise<Embedded> = startEmbedded({
    dataDir,
    log: (line) => printLine('postgres', line),
    onFailed: (error) => fail(error, dataDir),
  });
  cleanups.push(async () => (await starting.catch(() => undefined))?.stop());
  return (await starting).url;
}

/** Decides about the demo before the first table is made, so that a first run that was killed is still the first run. */
async function beginDemo({ dataDir, demo }: RunOptions, url: string, isOutside: boolean): Promise<void> {
  const state = readDemoState(dataDir);
  const isEmpty = await isEmptyDatabase(url);
  if (state === undefined) writeDemoState(dataDir, demo && isEmpty ? 'pending' : 'declined');
  if (state !== 'pending') return;
  if (!demo) return writeDemoState(dataDir, 'declined');
  if (isEmpty) return;
  if (isOutside) throw new StartError('The demo in this database was cut off half-way; empty the database, or start with --no-demo.');
  step('The demo was cut off half-way; beginning again with an empty database');
  await recreateDatabase(url);
  rmSync(join(dataDir, 'meili'), { recursive: true, force: true });
}

async function seedDemo(options: RunOptions, child: (name: string, script: string, args?: string[]) => ChildOptions): Promise<void> {
  step('Seeding the demo');
  const seeding = runOnce(child('seed', 'apps/cli/src/main.ts', ['seed', 'demo']));
  cleanups.push(() => seeding.stop());
  const result = await seeding.result;
  step();
  if (result !== 'code 0') throw new StartError(`The demo could not be seeded (${result}); the lines above say why. Start with --no-demo to go without it.`);
  writeDemoState(options.dataDir, 'seeded');
}

async function waitUntilReady(port: number, host: string): Promise<void> {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  for (const end = Date.now() + readyTimeoutMs; Date.now() < end; await delay(50)) {
    step();
    const response = await fetch(`http://${address}:${port}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    if (response?.status === 200) return;
  }
  throw new StartError(`The server did not become ready within ${readyTimeoutMs / 1000} s; the lines above say why.`);
}

async function demoLogins(): Promise<string[]> {
  const module: unknown = await import(pathToFileURL(join(root, 'apps/cli/src/demo/logins.ts')).href);
  const logins = typeof module === 'object' && module !== null && 'DEMO_LOGINS' in module && Array.isArray(module.DEMO_LOGINS) ? module.DEMO_LOGINS : [];
  return (logins as { role: string; email: string; password: string }[]).map(
    ({ role, email, password }) => `  ${role.padEnd(10)} ${email.padEnd(28)} ${password}`,
  );
}

async function announce(options: RunOptions, database: string | undefined, search: string): Promise<void> {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const lines = [
    '',
    `Yarmarka is ready: http://localhost:${options.port} (after ${seconds} s)`,
    `Data: ${options.dataDir}${database === undefined ? '' : `, database ${new URL(database).host}${new URL(database).pathname}`}`,
    `Search: ${search}`,
  ];
  if (readDemoState(options.dataDir) === 'seeded') lines.push('Demo logins:', ...(await demoLogins()));
  console.log([...lines, 'Ctrl-C stops it.', ''].join('\n'));
}

async function run(options: RunOptions): Promise<void> {
  const { port, dataDir } = options;
  const { DATABASE_URL: outside, HOST: host } = readConfig();
  await assertPortFree(port, host);
  const meiliBinary = findMeilisearch(process.env);
  if (options.reset) {
    if (outside !== undefined) throw new StartError('--reset empties the embedded database only; with DATABASE_URL set, drop that database yourself.');
    await resetDataDir(dataDir, options.yes);
  }
  makeDataDir(dataDir);
  // The database first: it knows whether the data directory is free.
  const url = await (outside === undefined ? embeddedDatabase(dataDir) : outsideDatabase(outside));
  step();
  await ensureWeb(root, printLine, (build) => cleanups.push(() => build.stop()));
  step();

  await beginDemo(options, url, outside !== undefined);
  step();
  const { migrate } = await import('../packages/db/src/index.ts');
  const { applied } = await migrate(url);
  step(applied > 0 ? `Migrated the database (${applied} steps)` : undefined);

  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    ...process.env,
    DATABASE_URL: url,
    PORT: String(port),
    YARMARKA_DATA: dataDir,
    YARMARKA_WEB_DIST: join(root, 'apps', 'web', 'dist'),
    YARMARKA_SECRET: process.env.YARMARKA_SECRET || keptSecret(dataDir, 'session'),
  };
  let search = process.env.MEILI_URL ? `Meilisearch at ${process.env.MEILI_URL}` : 'PostgreSQL';
  if (meiliBinary !== undefined) {
    const meili = await startMeilisearch(meiliBinary, dataDir, process.env, printLine);
    cleanups.push(() => meili.stop());
    Object.assign(env, { MEILI_URL: meili.url, MEILI_KEY: meili.key });
    search = `Meilisearch at ${meili.url}`;
    if (!(await meili.ready())) step('Meilisearch does not answer yet; search follows when it does');
  }
  const child = (name: string, script: string, args: string[] = []): ChildOptions => ({
    name,
    command: process.execPath,
    args: [join(root, script), ...args],
    env,
    cwd: root,
    print: printLine,
  });
  if (options.demo && readDemoState(dataDir) === 'pending') await seedDemo(options, child);
  step();

  const worker = supervise(child('worker', 'apps/worker/src/main.ts'));
  const bff = supervise({
    ...child('bff', 'apps/bff/src/main.ts'),
    onGaveUp: () => close(1, 'The server keeps ending right after its start; the lines above say why.'),
  });
  cleanups.push(async () => {
    await Promise.all([bff.stop(), worker.stop()]);
  });
  await waitUntilReady(port, host);
  await announce(options, outside, search);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!closing) console.log('Stopping');
    close(0);
  });
}
// The other end of the channel is the start script. Killed, it cannot stop us any more: end as if killed too, at once, so that the next start finds
// the port free. All that was started ends with this process, and PostgreSQL shuts down cleanly by itself.
if (process.channel) process.on('disconnect', () => process.exit(1));

let dataDir = root;
try {
  const options = parseOptions(process.argv.slice(2), process.env, root);
  dataDir = options.dataDir;
  process.on('uncaughtException', (error) => fail(error, options.dataDir));
  if (options.help) {
    console.log(help);
    process.exit(0);
  }
  await run(options);
} catch (error) {
  if (!closing) fail(error, dataDir);
}
