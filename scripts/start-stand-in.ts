import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// For tests of the start itself: a repository whose bff, worker, CLI, web build and Meilisearch are a few lines each, around the real scripts and packages.
const root = fileURLToPath(new URL('..', import.meta.url));

const files: Record<string, string> = {
  'pnpm-lock.yaml': '',
  'pnpm-workspace.yaml': '',
  'apps/bff/src/main.ts': `
    import { createServer } from 'node:http';
    if (process.env.BROKEN) process.exit(3);
    const { DATABASE_URL, MEILI_URL, MEILI_KEY, YARMARKA_DATA, YARMARKA_WEB_DIST, YARMARKA_SECRET } = process.env;
    const answer = JSON.stringify({ pid: process.pid, DATABASE_URL, MEILI_URL, MEILI_KEY, YARMARKA_DATA, YARMARKA_WEB_DIST, YARMARKA_SECRET });
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/readyz' ? 200 : 404;
      response.end(answer);
    }).listen(Number(process.env.PORT));
    process.on('SIGINT', () => console.log('bff was interrupted by the terminal'));
    process.on('SIGTERM', () => {
      console.log('bff stops');
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });`,
  'apps/worker/src/main.ts': `
    setInterval(() => undefined, 1000);
    process.on('SIGTERM', () => {
      console.log('worker stops');
      process.exit(0);
    });`,
  'apps/cli/src/main.ts': `
    import postgres from 'postgres';
    console.log('cli ran', process.argv.slice(2).join(' '));
    const sql = postgres(process.env.DATABASE_URL, { max: 1 });
    await sql\`create table demo (n int)\`;
    await sql.end();
    process.exit(process.env.SEED_FAILS ? 1 : 0);`,
  'apps/cli/src/demo/logins.ts': `
    export const DEMO_LOGINS = [{ role: 'admin', email: 'admin@yarmarka.example', password: 'demo-password' }];`,
  'apps/web/src/page.ts': 'export {};',
  'apps/web/scripts/build.ts': `
    import { mkdirSync, writeFileSync } from 'node:fs';
    mkdirSync('dist', { recursive: true });
    writeFileSync('dist/index.html', 'page');
    console.log('web was built');`,
  'bin/meilisearch': `#!/usr/bin/env node
    import { createServer } from 'node:http';
    const [host, port] = process.argv[process.argv.indexOf('--http-addr') + 1].split(':');
    createServer((_, response) => response.end(JSON.stringify({ pid: process.pid, key: process.env.MEILI_MASTER_KEY }))).listen(Number(port), host);
    process.on('SIGTERM', () => process.exit(0));`,
};

/** Makes the stand-in repository in an empty directory. */
export function makeStandIn(dir: string): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
  chmodSync(join(dir, 'bin', 'meilisearch'), 0o755);
  cpSync(join(root, 'scripts'), join(dir, 'scripts'), { recursive: true });
  cpSync(join(root, 'package.json'), join(dir, 'package.json'));
  symlinkSync(join(root, 'packages'), join(dir, 'packages'));
  mkdirSync(join(dir, 'node_modules'));
  symlinkSync(join(root, 'node_modules', '.bin'), join(dir, 'node_modules', '.bin'));
  symlinkSync(join(root, 'packages', 'db', 'node_modules', 'postgres'), join(dir, 'node_modules', 'postgres'));
  // The stamp of two empty files: the start must take the packages as installed.
  writeFileSync(join(dir, 'node_modules', '.yarmarka-stamp'), createHash('sha256').update(`${process.platform} ${process.arch}`).digest('hex'));
}

export interface Started {
  process: ChildProcess;
  output: () => string;
  /** The exit code, once it ended; its output is complete then. */
  ended: Promise<number | null>;
}

/** Runs `scripts/start.mjs` of the stand-in in a process group of its own, as a terminal would. */
export function startIn(dir: string, args: string[], env: Record<string, string> = {}): Started {
  const { DATABASE_URL: _database, MEILI_URL: _url, MEILI_BIN: _bin, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(dir, 'scripts', 'start.mjs'), ...args], {
    cwd: dir,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, NODE_ENV: 'production', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  return { process: child, output: () => output, ended };
}

/** Living processes that were started from this directory or serve data in it: pid and command line. */
export function processesIn(dir: string): Map<number, string> {
  const found = new Map<number, string>();
  const place = realpathSync(dir);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      if (command.includes(place)) found.set(Number(name), command);
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}
