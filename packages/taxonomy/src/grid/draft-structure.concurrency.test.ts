import { type Ctx, newId } from '@yarmarka/kernel';
import { cloneDatabase, rememberingJobs, type TestDatabase, testCtx, userActor } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChangeSet, saveChanges } from '../change-set/change-sets.ts';
import { relabelCategory } from '../dictionary/relabel.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { findDraftCategory, findDraftStructure } from './draft-structure.ts';

let db: TestDatabase;
let ctx: Ctx;
let t: SmallTaxonomy;
beforeAll(async () => {
  db = await cloneDatabase(8);
  ctx = { ...testCtx(db.database, userActor(['admin'], { userId: newId() })), jobs: rememberingJobs() };
  t = await createSmallTaxonomy(ctx);
});
afterAll(() => db.close());

const words = (ru: string) => ({ ru, en: ru });
const rename = (categoryId: number, ru: string): Change => ({ kind: 'category_edit', edit: { categoryId, label: words(ru) } });

/** Runs `work` while another session publishes. */
async function whilePublishing(work: () => Promise<void>): Promise<void> {
  await db.database.db.transaction(async (other) => {
    await other.execute(sql`select pg_advisory_xact_lock(hashtext('taxonomy.publish'))`);
    await work();
  });
}

test('a draft looked at before is shown without a lock or a write; one not seen yet answers at once that a version is being published', async () => {
  const { id } = await createChangeSet(ctx, { title: 'Draft' });
  await saveChanges(ctx, { changeSetId: id, changes: [rename(t.categories.el, 'Техника')] });
  const seen = await findDraftStructure(ctx);
  expect(seen?.nodes.map((node) => node.ru)).toEqual(['Техника']);
  await whilePublishing(async () => {
    expect(await findDraftStructure(ctx)).toBe(seen);
    await saveChanges(ctx, { changeSetId: id, changes: [rename(t.categories.el, 'Электроника и техника')] });
    const asked = performance.now();
    await expect(findDraftStructure(ctx)).rejects.toMatchObject({ reason: 'taxonomy.publishing' });
    expect(performance.now() - asked, 'at once, not after a wait').toBeLessThan(3_000);
  });
  expect((await findDraftStructure(ctx))?.nodes.map((node) => node.ru)).toEqual(['Электроника и техника']);
});

test('looks at the same time wait for one another, and words changed at once are seen in the next look', async () => {
  const [one, two] = await Promise.all([findDraftCategory(ctx, t.categories.smart), findDraftCategory(ctx, t.categories.phones)]);
  expect([one?.category.id, two?.category.id]).toEqual([t.categories.smart, t.categories.phones]);
  await relabelCategory(ctx, { categoryId: t.categories.smart, label: words('Коммуникаторы') });
  expect((await findDraftCategory(ctx, t.categories.smart))?.category.trail.at(-1)?.ru).toBe('Коммуникаторы');
});
