import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importTaxonomy } from '@yarmarka/taxonomy';
import { cloneDatabase, type TestDatabase, testCtx } from '@yarmarka/testing';
import { afterAll, expect, test } from 'vitest';
import { withSyntheticTaxonomy } from './synthetic.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const CARDS = 4000;
const TABLES = [
  ...[
    'catalog.cards',
    'catalog.variants',
    'catalog.card_sellers',
    'catalog.card_list',
    'catalog.card_names',
    'offers.offers',
    'offers.stock',
    'offers.warehouses',
    "(select * from accounts.sellers where key like 'scale-%')",
  ],
  ...['search.product_search', 'search.product_text', 'search.product_num', 'search.card_words', 'search.word_dict'],
];
const dataDir = mkdtempSync(join(tmpdir(), 'yarmarka-scale-faults-'));
const opened: TestDatabase[] = [];
afterAll(async () => {
  for (const db of opened) await db.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function prepared(): Promise<TestDatabase> {
  const db = await cloneDatabase();
  opened.push(db);
  await withSyntheticTaxonomy({ categories: 200, attributes: 120 }, (dir, rulesFile) => importTaxonomy(testCtx(db.database), { dir, rulesFile }));
  return db;
}

function start(db: TestDatabase): { child: ChildProcess; ended: Promise<string> } {
  const child = spawn(process.execPath, [MAIN, 'seed', '--cards', String(CARDS), '--data', dataDir], {
    env: { DATABASE_URL: db.url, NODE_ENV: 'test', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr?.on('data', (text) => (errors += String(text)));
  return { child, ended: new Promise((done) => child.once('exit', (code) => done(code === 0 ? 'well' : `${code} ${errors}`))) };
}

/** Starts the command, kills it once `reached` says so, and waits until it is gone. */
async function killedWhen(db: TestDatabase, reached: () => Promise<boolean>): Promise<void> {
  const { child, ended } = start(db);
  await expect.poll(reached, { timeout: 60_000, interval: 10 }).toBe(true);
  child.kill('SIGKILL');
  expect(await ended).toMatch(/^null/);
}

const checksums = async (db: TestDatabase) => {
  const out: Record<string, string> = {};
  for (const t of TABLES) {
    const [row] = await db.database.client.unsafe(
      `select count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as sum from ${t} t`,
    );
    out[t] = String(row?.['sum']);
  }
  return out;
};
const loaded = async (db: TestDatabase) => Number((await db.database.client`select count(*)::int as n from catalog.cards`)[0]?.['n']);
const dropped = async (db: TestDatabase) =>
  Number((await db.database.client`select jsonb_array_length(value -> 'dropped') as n from kernel.settings where key = 'bulk.scale'`)[0]?.['n'] ?? 0);

test('killed while it loads and again while it makes indexes, the same command goes on and ends with the same rows as a load that nothing disturbed', async () => {
  const [whole, broken] = [await prepared(), await prepared()];
  expect(await start(whole).ended).toBe('well');
  await killedWhen(broken, async () => (await loaded(broken)) > 0);
  const afterFirst = await loaded(broken);
  expect(afterFirst).toBeLessThan(CARDS);
  const all = await dropped(broken);
  expect(all).toBeGreaterThan(20);
  await killedWhen(broken, async () => (await dropped(broken)) < all);
  expect(await loaded(broken)).toBe(CARDS);
  expect(await start(broken).ended).toBe('well');
  expect(await checksums(broken)).toEqual(await checksums(whole));
  const indexes = (db: TestDatabase) => db.database.client`select indexname from pg_indexes where schemaname in ('catalog', 'offers', 'search') order by 1`;
  expect([...(await indexes(broken))]).toEqual([...(await indexes(whole))]);
}, 300_000);
