import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { migrate, openDatabase } from '@yarmarka/db';
import { findRunning, startEmbedded } from '@yarmarka/db/embedded';
import { config, createCtx, systemActor } from '@yarmarka/kernel';
import { countTaxonomy } from '@yarmarka/taxonomy';
import type { Bench } from './matrix/bench.ts';
import { measureBrowser } from './matrix/browser.ts';
import { measureCompleteness } from './matrix/completeness.ts';
import { type Figure, printFigures, writeFigures } from './matrix/figures.ts';
import { measureMiner } from './matrix/miner.ts';
import { measureMove } from './matrix/move-subtree.ts';
import { measurePaste } from './matrix/paste.ts';
import { measurePreview } from './matrix/preview.ts';
import { measurePublish } from './matrix/publish.ts';
import { measureRoundTrip } from './matrix/round-trip.ts';

// The attribute matrix at full size: pnpm bench matrix [--data DIR | --cards N] [--taxonomy DIR [--rules FILE]] [--only paste,publish] [--minutes 10] [--json FILE]. Each undoes what it did.
const MEASUREMENTS: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  paste: measurePaste,
  publish: measurePublish,
  preview: measurePreview,
  completeness: measureCompleteness,
  move: measureMove,
  trip: measureRoundTrip,
  miner: measureMiner,
  browser: measureBrowser,
};

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    data: { type: 'string' },
    cards: { type: 'string', default: '20000' },
    taxonomy: { type: 'string' },
    rules: { type: 'string' },
    only: { type: 'string', default: Object.keys(MEASUREMENTS).join(',') },
    minutes: { type: 'string', default: '0.5' },
    json: { type: 'string' },
  },
});

/** DATABASE_URL, else the data directory's running server, else its own, else a throw-away database filled by the scale kit. */
async function openSource(): Promise<{ url: string; close: () => Promise<void> }> {
  const given = config().DATABASE_URL;
  if (given) return { url: given, close: () => Promise.resolve() };
  const dataDir = options.data ? resolve(options.data) : mkdtempSync(join(tmpdir(), 'yarmarka-bench-'));
  const running = await findRunning(dataDir);
  if (running) return { url: running.url, close: () => Promise.resolve() };
  if (!options.data) fill(dataDir);
  const server = await startEmbedded({ dataDir });
  const close = async () => {
    await server.stop();
    if (!options.data) rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

function fill(dataDir: string): void {
  const main = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
  const taxonomy = options.taxonomy ? ['--taxonomy', resolve(options.taxonomy), ...(options.rules ? ['--rules', resolve(options.rules)] : [])] : [];
  const { status } = spawnSync(process.execPath, [main, 'seed', '--cards', options.cards, ...taxonomy, '--data', dataDir], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the database could not be filled');
}

const source = await openSource();
await migrate(source.url);
const database = openDatabase({ url: source.url, max: 8 });
try {
  const ctx = createCtx({ db: database.db, jobs: { send: () => Promise.resolve() }, actor: systemActor('bench') });
  const counts = await countTaxonomy(ctx);
  const [held] = await database.client<{ cards: number }[]>`select count(*)::int as cards from catalog.cards`;
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const n = (x: number) => x.toLocaleString('en');
  say(
    `${n(held?.cards ?? 0)} cards; ${n(counts.categories)} categories x ${n(counts.attributes)} attributes, ${n(counts.cells)} effective cells, ${n(counts.schemas)} distinct schemas`,
  );
  const busy = () => `${availableParallelism()} cores, ${(loadavg()[0] ?? 0).toFixed(1)} processes running or waiting on average in the last minute`;
  say(busy());
  const bench: Bench = { ctx, database, url: source.url, cards: held?.cards ?? 0, minutes: options.minutes, say };
  const figures: Figure[] = [];
  for (const name of options.only.split(',')) {
    const measure = MEASUREMENTS[name];
    if (!measure) throw new Error(`there is no measurement ${name}: ${Object.keys(MEASUREMENTS).join(', ')}`);
    figures.push(...(await measure(bench)));
  }
  say(`\n${busy()}`);
  printFigures(figures);
  if (options.json) writeFigures(options.json, figures);
} finally {
  await database.close();
  await source.close();
}
