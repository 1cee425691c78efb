import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { createChangeSet, saveChanges } from '../change-set/change-sets.ts';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import { getCategorySchema } from '../matrix/get-schema.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { previewChangeSet } from './preview-change-set.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>, op: 'set' | 'exclude' | 'remove' = 'set'): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op, fields },
});
const draft = async (ctx: Parameters<typeof createChangeSet>[0], changes: readonly Change[]) => {
  const set = await createChangeSet(ctx, { title: 'Preview' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return set.id;
};
const facts = async (ctx: Parameters<typeof createChangeSet>[0]) =>
  (
    await ctx.db.execute(`select (select md5(string_agg(e::text, ',' order by category_id, attribute_no)) from taxonomy.effective_cells e) as cells,
    (select md5(string_agg(r::text, ',' order by id)) from taxonomy.rules r) as rules,
    (select md5(string_agg(s::text, ',' order by category_id, from_version)) from taxonomy.category_schemas s) as schemas,
    (select md5(string_agg(c::text, ',' order by id)) from taxonomy.categories c) as categories,
    (select max(version) from taxonomy.matrix_versions) as version, (select count(*) from kernel.outbox) as events`)
  )[0];

it('a preview tells which schema every category would get, exactly as the publish then gives it, and leaves nothing behind', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [
    rule(t.categories.el, t.attributes.color, { requirement: 'recommended' }),
    rule(t.categories.el, t.attributes.weight, { max: 9000 }),
  ]);
  const before = await facts(ctx);
  const delta = await previewChangeSet(ctx, id);
  expect(await facts(ctx)).toEqual(before);
  expect(delta.conflicts).toEqual([]);
  expect(delta.problems).toEqual([]);
  const old = new Map<number, string>();
  for (const c of Object.values(t.categories)) old.set(c, (await getCategorySchema(ctx, c)).hash);
  await publishChangeSet(ctx, { id });
  const moved = new Map(delta.moves.flatMap((m) => m.categories.map((c) => [c, m] as const)));
  expect(new Set(moved.keys())).toEqual(new Set([t.categories.el, t.categories.phones, t.categories.smart]));
  for (const [c, m] of moved) {
    expect(m.from).toBe(old.get(c));
    expect((await getCategorySchema(ctx, c)).hash).toBe(m.to);
    expect(delta.schemas.get(m.to)?.schema).toEqual((await getCategorySchema(ctx, c)).schema);
    expect(delta.schemas.has(m.from ?? '')).toBe(true);
  }
});

it('a preview counts new and moved categories, and says of a refused edit what is wrong with it', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const tree = await previewChangeSet(
    ctx,
    await draft(ctx, [
      { kind: 'category', category: { key: 'new', parentKey: 'el', label: { ru: 'Новая', en: 'New' } } },
      { kind: 'move', move: { categoryId: t.categories.smart, parentId: t.categories.cloth } },
    ]),
  );
  expect(tree.created).toHaveLength(1);
  expect(tree.moved).toEqual([t.categories.smart]);
  expect(tree.moves.find((m) => m.from === null)?.categories).toEqual(tree.created);
  const wrong = await previewChangeSet(ctx, await draft(ctx, [rule(t.categories.el, t.attributes.weight, { units: ['GHz'] })]));
  expect(wrong.problems).toMatchObject([{ code: 'unit_family', categoryId: t.categories.el, attributeNo: t.attributes.weight }]);
  const loop = await previewChangeSet(ctx, await draft(ctx, [{ kind: 'move', move: { categoryId: t.categories.el, parentId: t.categories.smart } }]));
  expect(loop.problems).toMatchObject([{ code: 'taxonomy.move_into_itself' }]);
});

it('a preview shows the conflict and works out the rest with the own value', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(t.categories.el, t.attributes.color, { requirement: 'required' })]);
  await publish(ctx, [rule(t.categories.el, t.attributes.color, { requirement: 'recommended' })]);
  const delta = await previewChangeSet(ctx, id);
  expect(delta.conflicts).toMatchObject([{ field: 'requirement', base: null, theirs: 'recommended', mine: 'required' }]);
  expect(delta.moves).toHaveLength(1);
});
