import { type Ctx, systemActor, withTx } from '@yarmarka/kernel';
import { cloneDatabase, rememberingJobs, type TestDatabase, testCtx } from '@yarmarka/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChangeSet, getChangeSet, saveChanges } from '../change-set/change-sets.ts';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { listAttributes } from './queries.ts';

let db: TestDatabase;
let ctx: Ctx;
let t: SmallTaxonomy;
beforeAll(async () => {
  db = await cloneDatabase(8);
  ctx = { ...testCtx(db.database, systemActor('test')), jobs: rememberingJobs() };
  t = await createSmallTaxonomy(ctx);
});
afterAll(() => db.close());

const text = (s: string) => ({ ru: s, en: s });
const draft = async (changes: readonly Change[]) => {
  const set = await createChangeSet(ctx, { title: 'Race' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return set.id;
};
const waiting = async () =>
  (
    await ctx.db.execute<{ n: number }>(
      `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
    )
  )[0]?.n ?? 0;

test('an option saved in a draft while a merge adds options to the same list gets another number, and both are published', async () => {
  await publish(ctx, [
    { kind: 'attribute', attribute: { key: 'colour2', type: 'list', label: text('Colour2'), description: text(''), localised: false } },
    { kind: 'entry', entry: { listKey: 'colour2', key: 'colour2__teal', label: text('teal') } },
  ]);
  const [second] = await listAttributes(ctx, { keys: ['colour2'] });
  const merge = await draft([{ kind: 'attribute_merge', merge: { fromNo: second?.no ?? 0, intoNo: t.attributes.color, options: {} } }]);
  let saved = false;
  let saving: Promise<number> = Promise.resolve(0);
  await withTx(ctx, async (tx) => {
    await publishChangeSet(tx, { id: merge });
    saving = draft([{ kind: 'entry', entry: { listKey: 'color', key: 'color__lime', label: text('lime') } }]).finally(() => {
      saved = true;
    });
    // The merge commits only once the draft waits for it, or has not waited.
    while (!saved && (await waiting()) === 0);
  });
  const id = await saving;
  expect((await getChangeSet(ctx, id)).changes).toHaveLength(1);
  await publishChangeSet(ctx, { id });
  const entries = await ctx.db.execute<{ key: string }>(
    `select e.key from taxonomy.entries e join taxonomy.lists l on l.id = e.list_id where l.key = 'color' and e.entry_no > 3 order by e.entry_no`,
  );
  expect(entries.map((e) => e.key)).toEqual(['color__teal', 'color__lime']);
});
