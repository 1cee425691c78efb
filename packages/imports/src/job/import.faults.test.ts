import { createSeller } from '@yarmarka/accounts/testing';
import { cards, changeSets } from '@yarmarka/catalog/tables';
import { asSystem, type Ctx } from '@yarmarka/kernel';
import { offers } from '@yarmarka/offers/tables';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, cloneDatabase, type TestDatabase, testCtx } from '@yarmarka/testing';
import { and, count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImportOf, phoneRow, phoneSheet } from '../testing.ts';
import { applyImport } from './apply-import.ts';
import { getImport } from './get-import.ts';
import { runImport } from './run-import.ts';
import { submitImported } from './submit-imported.ts';
import { validateImport } from './validate-import.ts';

let db: TestDatabase;
let system: Ctx;
let categoryId: number;

beforeAll(async () => {
  db = await cloneDatabase(6);
  system = asSystem(testCtx(db.database), 'test');
  categoryId = (await createSmallTaxonomy(system)).categories.smart;
});
afterAll(() => db.close());

const ROWS = 800;
/** Unique names, a few variants of one card, a few wrong rows. */
const sheetOf = (tag: string) =>
  phoneSheet(
    ...Array.from({ length: ROWS }, (_, i) => {
      const n = `${tag}-${i}`;
      if (i % 100 === 7) return phoneRow(n, { color: 'bleu' });
      return i % 50 < 3
        ? phoneRow(n, { name: `Семья ${tag} ${Math.floor(i / 50)}`, color: ['red', 'blue', 'black'][i % 50] ?? 'red' }).replace(`Phone ${n}`, 'Family')
        : phoneRow(n);
    }),
  );

class Killed extends Error {}
/** Runs the import again and again; each run is killed after its n-th chunk, as a crash between two transactions would. Returns how often. */
async function runKilled(importId: number, chunks: number): Promise<number> {
  for (let kills = 0; ; kills++) {
    let left = chunks;
    try {
      await runImport(system, { importId }, () => {
        left--;
        if (left === 0) throw new Killed();
      });
      return kills;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
}

async function resultOf(sellerId: number) {
  const [c] = await system.db.select({ n: count() }).from(cards).where(eq(cards.sellerId, sellerId));
  const [o] = await system.db.select({ n: count() }).from(offers).where(eq(offers.sellerId, sellerId));
  const [s] = await system.db
    .select({ n: count() })
    .from(changeSets)
    .where(and(eq(changeSets.sellerId, sellerId), eq(changeSets.status, 'submitted')));
  return { cards: c?.n, offers: o?.n, submitted: s?.n };
}

async function whole(tag: string, run: (importId: number) => Promise<number>) {
  const seller = await createSeller(system);
  const c = as(testCtx(db.database), seller.actor);
  const { id } = await createImportOf(c, { categoryId, csv: sheetOf(tag) });
  let kills = 0;
  await validateImport(c, { importId: id });
  kills += await run(id);
  await applyImport(c, { importId: id });
  kills += await run(id);
  await submitImported(c, { importId: id });
  kills += await run(id);
  const { status, rowsValid, rowsInvalid, rowsCreated, rowsRefused, cardsSubmitted, cardsIncomplete } = await getImport(c, { importId: id });
  return { kills, counters: { status, rowsValid, rowsInvalid, rowsCreated, rowsRefused, cardsSubmitted, cardsIncomplete }, ...(await resultOf(seller.id)) };
}

test('an import killed after every single chunk ends exactly like one that was left in peace', async () => {
  const { kills: none, ...peaceful } = await whole('a', async (importId) => {
    await runImport(system, { importId });
    return 0;
  });
  const { kills, ...broken } = await whole('b', (importId) => runKilled(importId, 1));
  expect(none).toBe(0);
  expect(kills).toBeGreaterThan(15);
  expect(broken).toEqual(peaceful);
  expect(peaceful).toMatchObject({
    counters: { status: 'completed_with_errors', rowsValid: ROWS - 8, rowsInvalid: 8, rowsCreated: ROWS - 8 },
    offers: ROWS - 8,
  });
});

test('two workers on one import do nothing twice', async () => {
  const both = await whole('c', async (importId) => {
    await Promise.all([runImport(system, { importId }), runImport(asSystem(testCtx(db.database), 'other'), { importId })]);
    return 0;
  });
  expect(both).toMatchObject({ counters: { rowsCreated: ROWS - 8 }, offers: ROWS - 8 });
  expect(both.submitted).toBe(both.cards);
});

const SHEETS = { columns: 'sku;name_ru;color;memory;weight;price', row: (i: number) => `L${i};Длинный ${i};red;64;180;100` };
const longSheet = (rows: number) => [SHEETS.columns, ...Array.from({ length: rows }, (_, i) => SHEETS.row(i))].join('\n');

test('a long sheet is counted while it is staged; killed after every chunk, it is counted and staged whole', async () => {
  const seller = await createSeller(system);
  const c = as(testCtx(db.database), seller.actor);
  const made = await createImportOf(c, { categoryId, csv: longSheet(4500) });
  expect(made).toMatchObject({ status: 'uploaded', rowsTotal: 0, header: SHEETS.columns.split(';') });
  await validateImport(c, { importId: made.id });
  expect(await runKilled(made.id, 1)).toBeGreaterThan(5);
  expect(await getImport(c, { importId: made.id })).toMatchObject({
    status: 'validated',
    rowsTotal: 4500,
    rowsValid: 4500,
    progress: { done: 4500, total: 4500 },
  });
});

test('a long sheet that cannot be read to its end fails with the row and the way out', async () => {
  const seller = await createSeller(system);
  const c = as(testCtx(db.database), seller.actor);
  const made = await createImportOf(c, { categoryId, csv: `${longSheet(3000)}\nL3000;"не закрыта;red;64;180;100` });
  await validateImport(c, { importId: made.id });
  await runImport(system, { importId: made.id });
  const failed = await getImport(c, { importId: made.id });
  expect(failed).toMatchObject({ status: 'failed', failure: 'files.sheet_broken' });
  expect(failed.failureText?.ru).toContain('3002');
});
