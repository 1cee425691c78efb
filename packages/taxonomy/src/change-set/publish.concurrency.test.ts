import { type Ctx, systemActor } from '@yarmarka/kernel';
import { cloneDatabase, rememberingJobs, type TestDatabase, testCtx } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentVersion } from '../matrix/publish-version.ts';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { createChangeSet, saveChanges } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';

let db: TestDatabase;
let ctx: Ctx;
let t: SmallTaxonomy;
beforeAll(async () => {
  db = await cloneDatabase(8);
  ctx = { ...testCtx(db.database, systemActor('test')), jobs: rememberingJobs() };
  t = await createSmallTaxonomy(ctx);
});
afterAll(() => db.close());

const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});
const draft = async (changes: readonly Change[]) => {
  const set = await createChangeSet(ctx, { title: 'Race' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return set.id;
};

test('readers never see a mixture: cells, schemas and version always belong to one version', async () => {
  // Every publish sets the weight's position in all of electronics to its own number, so what belongs together carries one number.
  const start = await currentVersion(ctx);
  const rounds = 12;
  let done = false;
  const seen = new Set<number>();
  const reader = async () => {
    while (!done) {
      const rows = await ctx.db.execute<{ v: number; cell: number | null; schema: number | null }>(sql`
        select (select max(version) from taxonomy.matrix_versions) as v, (e.fields ->> 'position')::int as cell,
          (select (a ->> 'position')::int from jsonb_array_elements(s.artefact -> 'attributes') a where (a ->> 'no')::int = e.attribute_no) as schema
        from taxonomy.effective_cells e join taxonomy.category_schemas c on c.category_id = e.category_id and c.to_version is null join taxonomy.schemas s on s.hash = c.hash
        where e.attribute_no = ${t.attributes.weight}`);
      expect(rows).toHaveLength(3);
      for (const r of rows) {
        if (r.v === start) continue;
        seen.add(r.v);
        expect([r.cell, r.schema]).toEqual([r.v, r.v]);
      }
    }
  };
  const readers = [reader(), reader(), reader()];
  for (let i = 1; i <= rounds; i++) await publish(ctx, [rule(t.categories.el, t.attributes.weight, { position: start + i })]);
  done = true;
  await Promise.all(readers);
  expect(seen.size).toBeGreaterThan(1);
});

test('publishes at the same moment become versions one after another, and none is lost', async () => {
  const before = await currentVersion(ctx);
  const ids = await Promise.all(
    [t.attributes.color, t.attributes.weight, t.attributes.memory].map((no, n) => draft([rule(t.categories.phones, no, { group: `g${n}` })])),
  );
  const published = await Promise.all(ids.map((id) => publishChangeSet(ctx, { id })));
  expect(published.map((p) => p.version).sort((a, b) => a - b)).toEqual([before + 1, before + 2, before + 3]);
  const groups = await ctx.db.execute<{ g: string }>(
    sql`select fields ->> 'group' as g from taxonomy.effective_cells where category_id = ${t.categories.phones} and attribute_no in (${t.attributes.color}, ${t.attributes.weight}, ${t.attributes.memory}) order by 1`,
  );
  expect(groups.map((r) => r.g)).toEqual(['g0', 'g1', 'g2']);
});

test('of two publishes of one set at once, one goes live and the other is told that it is closed', async () => {
  const id = await draft([rule(t.categories.cloth, t.attributes.color, { position: 11 })]);
  const results = await Promise.allSettled([publishChangeSet(ctx, { id }), publishChangeSet(ctx, { id })]);
  expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(results.find((r) => r.status === 'rejected')?.reason).toMatchObject({ reason: 'taxonomy.change_set_closed' });
});

test('previews beside publishes: neither fails, each preview tells the outcome on one whole version', async () => {
  const previewed = await draft([rule(t.categories.el, t.attributes.color, { position: 77 })]);
  const publishes = (async () => {
    for (let i = 0; i < 8; i++) await publish(ctx, [rule(t.categories.el, t.attributes.weight, { max: 1000 + i })]);
  })();
  const deltas = await Promise.all(Array.from({ length: 8 }, () => previewChangeSet(ctx, previewed)));
  await publishes;
  for (const d of deltas) {
    expect(d.problems).toEqual([]);
    expect(d.moves.flatMap((m) => m.categories)).toHaveLength(3);
    const rows = await ctx.db.execute<{ category_id: number; hash: string }>(sql`
      select category_id, hash from taxonomy.category_schemas where from_version <= ${d.baseVersion} and (to_version is null or to_version > ${d.baseVersion})`);
    const then = new Map(rows.map((r) => [r.category_id, r.hash]));
    for (const m of d.moves) for (const c of m.categories) expect(then.get(c)).toBe(m.from);
  }
});
