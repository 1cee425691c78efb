import { AppError } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { getCategorySchema } from '../matrix/get-schema.ts';
import { listEffectiveCells } from '../matrix/queries.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { createChangeSet, saveChanges } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>, op: 'set' | 'exclude' | 'remove' = 'set') => ({
  kind: 'rule' as const,
  edit: { categoryId, attributeNo, op, fields },
});
const reason = async (p: Promise<unknown>) => p.then(() => 'no error').catch((e: unknown) => (e instanceof AppError ? e.reason : String(e)));

it('each field of a cell comes from the nearest category that sets it, and says from where', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const cells = await listEffectiveCells(ctx, t.categories.smart ?? 0);
  const color = cells.find((c) => c.attribute.key === 'color');
  expect(color?.fields).toMatchObject({ filterable: true, facet: 'colour', axis: true, level: 'variant', requirement: 'required' });
  expect(color?.origins.filterable?.en).toBe('Electronics');
  expect(color?.origins.requirement?.en).toBe('Phones');
  expect(color?.origins._?.en).toBe('Electronics');
  expect(color?.own).toBeNull();
});

it('an exclusion cuts the branch and a set below it starts afresh', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { phones = 0, smart = 0 } = t.categories;
  await publish(ctx, [rule(phones, t.attributes.color ?? 0, {}, 'exclude'), rule(smart, t.attributes.color ?? 0, { filterable: true })]);
  expect((await listEffectiveCells(ctx, phones)).find((c) => c.attribute.key === 'color')?.fields).toEqual({});
  const below = (await listEffectiveCells(ctx, smart)).find((c) => c.attribute.key === 'color');
  expect(below?.fields).toEqual({ filterable: true });
  expect(below?.origins._?.en).toBe('Smartphones');
});

it('an incremental fold gives the same cells as a fold of everything', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await publish(ctx, [
    rule(t.categories.el ?? 0, t.attributes.weight ?? 0, { filterable: null, max: 5000 }),
    rule(t.categories.phones ?? 0, t.attributes.memory ?? 0, {}, 'remove'),
  ]);
  const [changed] = await ctx.db.execute<{ fold_all: number[] }>('select taxonomy.fold_all()');
  expect(changed?.fold_all).toEqual([]);
});

it('equal rules share one schema and a change moves only the categories below it', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const before = { el: (await getCategorySchema(ctx, t.categories.el ?? 0)).hash, cloth: (await getCategorySchema(ctx, t.categories.cloth ?? 0)).hash };
  const r = await publish(ctx, [rule(t.categories.el ?? 0, t.attributes.color ?? 0, { requirement: 'recommended' })]);
  expect(r.schemasChanged).toBe(1);
  expect((await getCategorySchema(ctx, t.categories.el ?? 0)).hash).not.toBe(before.el);
  expect((await getCategorySchema(ctx, t.categories.cloth ?? 0)).hash).toBe(before.cloth);
  await publish(ctx, [rule(t.categories.el ?? 0, t.attributes.color ?? 0, { requirement: null })]);
  expect((await getCategorySchema(ctx, t.categories.el ?? 0)).hash).toBe(before.el);
});

it('a new option joins every category that offers the whole list and none that names a subset', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await publish(ctx, [
    rule(t.categories.cloth ?? 0, t.attributes.color ?? 0, { options: [t.token('color', 'red'), t.token('color', 'blue')].sort((a, b) => a - b) }),
  ]);
  await publish(ctx, [{ kind: 'entry', entry: { listKey: 'color', key: 'color__green', label: { ru: 'Зелёный', en: 'Green' } } }]);
  const count = async (c: keyof typeof t.categories) =>
    (await getCategorySchema(ctx, t.categories[c])).schema.attributes.find((a) => a.no === t.attributes.color)?.options;
  expect(await count('smart')).toHaveLength(4);
  expect(await count('cloth')).toHaveLength(2);
});

it('a fifth axis, a foreign unit and a condition on a missing attribute are refused with the cell they stand in', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  expect(await reason(publish(ctx, [rule(t.categories.el ?? 0, t.attributes.weight ?? 0, { units: ['GHz'] })]))).toBe('taxonomy.matrix_invalid');
  expect(
    await reason(
      publish(ctx, [
        rule(t.categories.cloth ?? 0, t.attributes.color ?? 0, { requirement: 'required_if', condition: { attr: t.attributes.memory, filled: true } }),
      ]),
    ),
  ).toBe('taxonomy.matrix_invalid');
  expect(await reason(publish(ctx, [rule(t.categories.el ?? 0, t.attributes.weight ?? 0, { axis: true, level: 'variant' })]))).toBe('taxonomy.matrix_invalid');
  expect(await reason(publish(ctx, [rule(t.categories.el ?? 0, 2, {}, 'exclude')]))).toBe('taxonomy.matrix_invalid');
});

it('two change-sets that set one field differently conflict, cell by cell, and nothing is lost', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const edit = (requirement: string) => [rule(t.categories.el ?? 0, t.attributes.color ?? 0, { requirement })];
  const mine = await createChangeSet(ctx, { title: 'mine' });
  await saveChanges(ctx, { changeSetId: mine.id, changes: edit('required') });
  await publish(ctx, edit('recommended'), 'theirs');
  const error = await publishChangeSet(ctx, { id: mine.id }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).details.cells).toEqual([
    { target: `rule:${t.categories.el}:${t.attributes.color}`, field: 'requirement', base: null, theirs: 'recommended', mine: 'required' },
  ]);
  await publishChangeSet(ctx, { id: mine.id, overwrite: true });
  expect((await getCategorySchema(ctx, t.categories.el ?? 0)).schema.attributes.find((a) => a.no === t.attributes.color)?.requirement).toBe('required');
});

it('edits of different fields of one cell do not conflict', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const mine = await createChangeSet(ctx, { title: 'mine' });
  await saveChanges(ctx, { changeSetId: mine.id, changes: [rule(t.categories.el ?? 0, t.attributes.color ?? 0, { position: 7 })] });
  await publish(ctx, [rule(t.categories.el ?? 0, t.attributes.color ?? 0, { requirement: 'recommended' })]);
  await publishChangeSet(ctx, { id: mine.id });
  expect((await listEffectiveCells(ctx, t.categories.el ?? 0)).find((c) => c.attribute.key === 'color')?.own?.fields).toMatchObject({
    position: 7,
    requirement: 'recommended',
  });
});

it('a moved subtree inherits from its new place and past versions keep the old one', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await publish(ctx, [{ kind: 'move', move: { categoryId: t.categories.phones ?? 0, parentId: t.categories.cloth ?? 0 } }]);
  const keys = (await listEffectiveCells(ctx, t.categories.smart ?? 0)).map((c) => c.attribute.key).sort();
  expect(keys).toEqual(['color', 'composition', 'features', 'memory', 'waterproof', 'weight']);
  const weight = (await listEffectiveCells(ctx, t.categories.smart ?? 0)).find((c) => c.attribute.key === 'weight');
  expect(weight?.fields.units).toBeUndefined();
  const parents = await ctx.db.execute(
    `select parent_id, to_version is null as current from taxonomy.category_parents where category_id = ${t.categories.phones} order by from_version`,
  );
  expect([...parents]).toEqual([
    { parent_id: t.categories.el, current: false },
    { parent_id: t.categories.cloth, current: true },
  ]);
});

it('only administrators edit the matrix', async (ctx) => {
  for (const role of ['buyer', 'seller', 'moderator', 'editor'] as const)
    expect(await reason(createChangeSet(as(ctx, userActor([role])), { title: 'x' }))).toBe('kernel.forbidden');
  expect(await reason(createChangeSet(as(ctx, userActor(['admin'])), { title: 'x' }))).toBe('no error');
});
