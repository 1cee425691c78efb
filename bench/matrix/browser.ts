import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createUser, removeUser } from '@yarmarka/accounts';
import { freePort } from '@yarmarka/db/embedded';
import { cancelChangeSet } from '@yarmarka/taxonomy';
import { ready, result, start } from '../scripts/programs.ts';
import type { Bench } from './bench.ts';
import { atMost, type Figure, median } from './figures.ts';

const DIST = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
/** How measure-grid.ts ends when there is no browser; what it says then is one sentence. */
const NO_BROWSER = 3;

type Spread = { readonly p50: number; readonly p95: number; readonly frames: number };
type Measured = {
  readonly firstCellsMs: number;
  readonly coldMs: number;
  readonly firstCpuMs: number;
  readonly drawn: Spread;
  readonly workP50: number;
  readonly workP95: number;
  readonly nodes: number;
  /** Milliseconds of each paste, one after another. */
  readonly pastes: readonly { readonly visible: number; readonly stored: number }[];
  readonly minutes: number;
  readonly memoryMb: number;
};

/** The grid on the whole matrix in Chromium: a server of our own on this database with the production build, and an administrator who exists only meanwhile. */
export async function measureBrowser(bench: Bench): Promise<Figure[]> {
  if (!existsSync(join(DIST, 'server/shop.js'))) {
    bench.say('browser: skipped, the web app is not built (pnpm build)');
    return [];
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'yarmarka-bench-web-'));
  const who = { email: `bench-${randomUUID()}@bench.invalid`, password: randomUUID() };
  const userId = await createUser(bench.ctx, { ...who, name: 'Bench', roles: ['admin'], emailVerified: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { DATABASE_URL: bench.url, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: url, YARMARKA_DATA: dataDir, YARMARKA_WEB_DIST: DIST };
  const server = start(['apps/bff/src/main.ts'], { ...env, LOG_LEVEL: 'error', NODE_ENV: 'production', STAFF_SECOND_FACTOR: 'optional' }, 'inherit');
  try {
    await ready(`${url}/readyz`, server);
    const page = `${url}/admin/matrix?b=all&use=all&side=off`;
    const probe = start(['e2e/measure-grid.ts', '--url', page, '--email', who.email, '--password', who.password, '--minutes', bench.minutes], {});
    const { code, out, err } = await result(probe);
    if (code === NO_BROWSER) {
      bench.say(`browser: skipped. ${err.trim()}`);
      return [];
    }
    if (code !== 0) throw new Error(`the browser's measurement failed:\n${err}`);
    return figuresOf(JSON.parse(out) as Measured);
  } finally {
    server.kill('SIGTERM');
    await result(server);
    await forget(bench, userId);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function figuresOf(m: Measured): Figure[] {
  const pasted = (until: 'visible' | 'stored', budget: number) => {
    const all = m.pastes.map((paste) => paste[until]);
    const others = `median of ${all.length}; first ${all[0] ?? 0} ms (a fresh page and draft), slowest ${Math.max(...all)} ms`;
    return atMost(`grid in Chromium: 1,000 pasted cells ${until}`, median(all), 'ms', budget, others);
  };
  const frames = `median ${m.drawn.p50} ms, ${m.drawn.frames} frames, both directions at 800 px a frame`;
  return [
    atMost('grid in Chromium: first cells', m.firstCellsMs, 'ms', 1000, `nothing cached ${m.coldMs} ms; processor time of the page ${m.firstCpuMs} ms`),
    atMost('grid in Chromium: time between frames, p95', m.drawn.p95, 'ms', 20, frames),
    atMost('grid in Chromium: processor time of a frame, p95', m.workP95, 'ms', 20, `median ${m.workP50} ms; this also holds on a busy machine`),
    atMost('grid in Chromium: nodes', m.nodes, 'nodes', 3000),
    pasted('visible', 100),
    pasted('stored', 300),
    atMost('grid in Chromium: memory of the page', m.memoryMb, 'MB', 300, `after ${m.minutes} min of use`),
  ];
}

/** Removes the administrator with their sessions and what they pasted. */
async function forget({ ctx, database }: Bench, userId: string): Promise<void> {
  const sets = await database.client<
    { id: number }[]
  >`select id from taxonomy.change_sets where author = ${`user:${userId}`} and status in ('draft', 'conflict')`;
  for (const { id } of sets) await cancelChangeSet(ctx, id);
  await removeUser(ctx, userId);
}
