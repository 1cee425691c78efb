import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { listTree } from '../tree/queries.ts';
import { createChangeSet, saveChanges } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';

const it = databaseTest();
const text = (s: string) => ({ ru: s, en: s });
const rule = (categoryId: number, attributeNo: number): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields: { requirement: 'required' } },
});
const draft = async (ctx: Ctx, changes: readonly Change[]) => {
  const set = await createChangeSet(ctx, { title: 'Mine' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return set.id;
};
const reason = async (p: Promise<unknown>) =>
  p.then(
    () => 'no error',
    (e: { reason?: string }) => e.reason,
  );

it('a rule, a text and a name for a category that somebody merged meanwhile are refused with the place and the category it went into', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [
    rule(c.smart, a.composition),
    { kind: 'help', help: { categoryId: c.smart, attributeNo: a.color, help: text('look') } },
    { kind: 'category_edit', edit: { categoryId: c.smart, label: text('Handsets') } },
  ]);
  await publish(ctx, [{ kind: 'category_merge', merge: { fromId: c.smart, intoId: c.phones } }]);
  const { problems } = await previewChangeSet(ctx, id);
  expect(problems.map((p) => [p.categoryId, p.attributeNo, p.code])).toEqual([
    [c.smart, a.composition, 'category_merged'],
    [c.smart, a.color, 'category_merged'],
    [c.smart, undefined, 'category_merged'],
  ]);
  expect(problems[0]?.en).toContain('was merged into “Phones”');
  expect(await reason(publishChangeSet(ctx, { id }))).toBe('taxonomy.matrix_invalid');
});

it('a rule for a category that the same set merges away is refused', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(c.smart, a.composition), { kind: 'category_merge', merge: { fromId: c.smart, intoId: c.phones } }]);
  expect((await previewChangeSet(ctx, id)).problems.map((p) => p.code)).toEqual(['category_merged']);
});

it('a rule for a category that never was is a problem of its cell, not a failure', async (ctx) => {
  const { attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(999_999, a.color)]);
  expect((await previewChangeSet(ctx, id)).problems.map((p) => [p.categoryId, p.attributeNo, p.code])).toEqual([[999_999, a.color, 'category']]);
});

it('a new category below one that was merged meanwhile stands below the one it was merged into, with its cells', async (ctx) => {
  const { categories: c } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [{ kind: 'category', category: { key: 'kid', parentKey: 'smart', label: text('Kid') } }]);
  await publish(ctx, [{ kind: 'category_merge', merge: { fromId: c.smart, intoId: c.phones } }]);
  await publishChangeSet(ctx, { id });
  const kid = (await listTree(ctx)).find((x) => x.key === 'kid');
  expect(kid?.parentId).toBe(c.phones);
  const [cells] = await ctx.db.execute<{ n: number }>(`select count(*)::int as n from taxonomy.effective_cells where category_id = ${kid?.id}`);
  expect(cells?.n).toBeGreaterThan(0);
});

it('moving a top category that somebody merged meanwhile is in conflict: it does not take the merge back unasked', async (ctx) => {
  const { categories: c } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [{ kind: 'move', move: { categoryId: c.cloth, parentId: c.phones } }]);
  await publish(ctx, [{ kind: 'category_merge', merge: { fromId: c.cloth, intoId: c.el } }]);
  expect((await previewChangeSet(ctx, id)).conflicts.map((x) => [x.target, x.field])).toEqual([[`move:${c.cloth}`, 'parentId']]);
  expect(await reason(publishChangeSet(ctx, { id }))).toBe('taxonomy.version_moved');
});
