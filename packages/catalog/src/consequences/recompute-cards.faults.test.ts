import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Ctx, listActivities } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { cloneDatabase, testCtx, type TestDatabase } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { evaluate } from '../card/check-card.ts';
import { importCards } from '../card/import-cards.ts';
import { cards } from '../tables.ts';
import { loadContents } from './contents.ts';
import { recomputeCards } from './recompute-cards.ts';

const CARDS = 160;
let database: TestDatabase;
let ctx: Ctx;
let [version, categoryId] = [0, 0];
beforeEach(async () => {
  database = await cloneDatabase();
  ctx = testCtx(database.database);
  const t = await createSmallTaxonomy(ctx);
  categoryId = t.categories.smart;
  const made = Array.from({ length: CARDS }, (_, i) => ({
    categoryId,
    status: 'published' as const,
    attrs: { 1: { ru: `Телефон номер ${i}`, en: '' }, ...(i % 2 === 0 ? { [t.attributes.features]: [t.token('features', 'nfc')] } : {}) },
  }));
  await importCards(ctx, made, { bare: true });
  version = (
    await publish(ctx, [
      { kind: 'rule', edit: { categoryId: t.categories.phones, attributeNo: t.attributes.features, op: 'set', fields: { requirement: 'required' } } },
    ])
  ).version;
});
afterEach(async () => {
  await database.close();
});

const stale = async () => {
  const { hash } = await getCategorySchema(ctx, categoryId);
  const [row] = await ctx.db.execute<{ n: number }>(sql`select count(*)::int as n from catalog.cards where schema_hash <> ${hash}`);
  return row?.n ?? -1;
};
const expectAllRight = async () => {
  const loaded = await getCategorySchema(ctx, categoryId);
  const rows = await ctx.db.select().from(cards);
  const contents = new Map(
    (
      await loadContents(
        ctx,
        rows.map((r) => r.id),
      )
    ).map((c) => [c.id, c]),
  );
  for (const row of rows) {
    const state = evaluate(loaded, contents.get(row.id) ?? { attrs: {}, variants: [] });
    expect([row.completeness, row.missing, row.quality, row.schemaHash]).toEqual([state.completeness, state.missing, state.quality.score, loaded.hash]);
  }
};

/** Recomputes in a process of its own, which says after each batch that it is done and then rests. */
const PROGRAM = `
  import { openDatabase } from '@yarmarka/db';
  import { createCtx, systemActor } from '@yarmarka/kernel';
  import { recomputeCards } from './src/consequences/recompute-cards.ts';
  const [url, version] = process.argv.slice(1);
  const database = openDatabase({ url, max: 2 });
  const ctx = createCtx({ db: database.db, jobs: { send: async () => undefined }, actor: systemActor('test') });
  const afterBatch = (written) => { process.stdout.write('batch ' + written + '\\n'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000); };
  await recomputeCards(ctx, { version: Number(version) }, { batch: 40, afterBatch });
`;

test('a worker killed on the way leaves what it did, and the next one does the rest in the same activity', async () => {
  const testing = fileURLToPath(new URL('../../../testing', import.meta.url));
  const program = PROGRAM.replace('./src/', fileURLToPath(new URL('../', import.meta.url)));
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, database.url, String(version)], {
    cwd: testing,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await new Promise<void>((done) => {
    child.stdout.once('data', () => done());
    child.once('exit', () => done());
  });
  child.kill('SIGKILL');
  await ended;
  expect(complaint).toBe('');
  const left = await stale();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(CARDS);
  expect(await recomputeCards(ctx, { version }, { batch: 40 })).toBe(left);
  await expectAllRight();
  const activities = await listActivities(ctx);
  expect(activities).toHaveLength(1);
  expect(activities[0]?.state).toBe('done');
  expect(await recomputeCards(ctx, { version })).toBe(0);
});

test('a run that fails between two batches tells so and loses nothing', async () => {
  const failing = recomputeCards(
    ctx,
    { version },
    {
      batch: 50,
      afterBatch: () => {
        throw new Error('the disk is full');
      },
    },
  );
  await expect(failing).rejects.toThrow('the disk is full');
  expect(await stale()).toBe(CARDS - 50);
  expect(await listActivities(ctx)).toMatchObject([{ state: 'failed', error: 'the disk is full' }]);
  expect(await recomputeCards(ctx, { version })).toBe(CARDS - 50);
  await expectAllRight();
});
