import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@yarmarka/db';
import { freePort, startEmbedded } from '@yarmarka/db/embedded';
import postgres from 'postgres';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const TAXONOMY_DIR = join(root, '../shared/data/taxonomy');
export const hasRealTaxonomy = existsSync(TAXONOMY_DIR);

export type Stack = { readonly url: string; readonly dataDir: string; readonly databaseUrl: string; stop(): Promise<void> };
export type Kind = 'demo' | 'taxonomy';

/** Starts PostgreSQL (or uses TEST_DATABASE_URL), fills a fresh database, and runs a real bff and worker on it. */
export async function startStack(kind: Kind): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), `yarmarka-e2e-${kind}-`));
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? undefined : await startEmbedded({ dataDir, test: true });
  const base = new URL(given ?? server?.url ?? '');
  const name = `e2e_${kind}_${process.pid}`;
  const admin = postgres(base.toString(), { max: 1, onnotice: () => undefined });
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.unsafe(`create database ${name}`);
  base.pathname = `/${name}`;
  const databaseUrl = base.toString();
  await migrate(databaseUrl);
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    YARMARKA_DATA: dataDir,
    YARMARKA_WEB_DIST: join(root, 'apps/web/dist'),
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  };
  fill(kind, env, dataDir);
  const logs = join(root, 'test-results', 'logs');
  mkdirSync(logs, { recursive: true });
  const children = ['bff', 'worker'].map((app) => launch(app, env, openSync(join(logs, `${kind}-${app}.log`), 'w')));
  await ready(`http://127.0.0.1:${port}/readyz`);
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    databaseUrl,
    async stop() {
      for (const c of children) c.kill('SIGTERM');
      await Promise.all(children.map((c) => new Promise((done) => (c.exitCode === null ? c.once('exit', done) : done(undefined)))));
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
      await server?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function fill(kind: Kind, env: NodeJS.ProcessEnv, dataDir: string): void {
  const run = (...args: string[]) => {
    const r = spawnSync(process.execPath, [join(root, 'apps/cli/src/main.ts'), ...args, '--data', dataDir], { env, cwd: root, encoding: 'utf8' });
    if (r.status !== 0) throw new Error(`yarmarka ${args.join(' ')} failed:\n${r.stdout}\n${r.stderr}`);
  };
  if (kind === 'demo') run('seed', 'demo');
  else {
    run('import', 'taxonomy', TAXONOMY_DIR, '--rules', join(root, 'packages/taxonomy/data/rules.csv'));
    run('seed', 'users');
  }
}

function launch(app: string, env: NodeJS.ProcessEnv, log: number): ChildProcess {
  return spawn(process.execPath, [join(root, `apps/${app}/src/main.ts`)], { env, cwd: root, stdio: ['ignore', log, log] });
}

async function ready(url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const ok = await fetch(url).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${url} did not become ready within a minute`);
}
