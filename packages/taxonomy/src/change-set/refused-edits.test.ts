import type { Ctx } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { createSmallTaxonomy, publish } from '../testing.ts';
import { createChangeSet, getChangeSet, saveChanges } from './change-sets.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>) =>
  ({ kind: 'rule', edit: { categoryId, attributeNo, op: 'set', fields } }) as const;
const targets = async (ctx: Ctx, id: number) => (await getChangeSet(ctx, id)).changes.map((c) => c.target).toSorted();

it('of a pasted range the good cells are stored, the refused ones are answered with every reason, and what the draft said of them stays', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { cloth, phones } = t.categories;
  const { composition, memory, weight } = t.attributes;
  const set = await createChangeSet(ctx, { title: 'paste' });
  await saveChanges(ctx, { changeSetId: set.id, changes: [rule(cloth, composition, { maxLength: 50 })] });
  const pasted = [
    rule(cloth, memory, { requirement: 'required' }),
    rule(cloth, composition, { maxLength: -5, axis: true }),
    rule(phones, composition, { axis: true }),
    rule(cloth, weight, { units: ['cm'] }),
    rule(999_999, memory, { requirement: 'required' }),
    { kind: 'rule', edit: { categoryId: cloth, attributeNo: 1, op: 'exclude', fields: {} } },
    { kind: 'help', help: { categoryId: 999_999, attributeNo: memory, help: { ru: 'Сколько', en: 'How much' } } },
  ] as const;
  const save = () => saveChanges(ctx, { changeSetId: set.id, changes: pasted, partly: true });
  const refused = await save();
  expect(refused.map((r) => [r.target, r.problems.map((p) => p.field ?? p.code)])).toEqual([
    [`rule:${cloth}:${composition}`, ['maxLength']],
    [`rule:${phones}:${composition}`, ['axis_type']],
    [`rule:${cloth}:${weight}`, ['unit_family']],
    [`rule:999999:${memory}`, ['category']],
    [`rule:${cloth}:1`, ['reserved']],
    [`help:999999:${memory}`, ['category']],
  ]);
  expect(refused.flatMap((r) => r.problems).every((p) => p.ru.length > 10 && p.en.length > 10)).toBe(true);
  expect(await targets(ctx, set.id)).toEqual([`rule:${cloth}:${composition}`, `rule:${cloth}:${memory}`].toSorted());
  expect((await getChangeSet(ctx, set.id)).changes.find((c) => c.target === `rule:${cloth}:${composition}`)?.change).toMatchObject({
    edit: { fields: { maxLength: 50 } },
  });
  // An answer that got lost is asked for again.
  expect(await save()).toEqual(refused);
});

it('what another edit of the same draft puts right is not refused, nor what only takes something away', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { cloth, smart, phones } = t.categories;
  const { memory, weight, features } = t.attributes;
  await publish(ctx, [
    { kind: 'attribute_edit', edit: { no: features, retired: true } },
    { kind: 'category_merge', merge: { fromId: smart, intoId: phones } },
  ]);
  const set = await createChangeSet(ctx, { title: 'back' });
  const back = [rule(cloth, features, { requirement: 'required' }), rule(cloth, weight, { min: 5, max: 1 })];
  const first = await saveChanges(ctx, {
    changeSetId: set.id,
    changes: [
      rule(smart, weight, { position: 3 }),
      ...back,
      rule(smart, memory, { position: 3 }),
      { kind: 'rule', edit: { categoryId: smart, attributeNo: memory, op: 'remove', fields: {} } },
    ],
    partly: true,
  });
  // Of a target named twice the last word counts.
  expect(first.map((r) => r.problems.map((p) => p.code))).toEqual([['category_merged'], ['attribute_retired']]);
  await saveChanges(ctx, { changeSetId: set.id, changes: [{ kind: 'attribute_edit', edit: { no: features, retired: false } }], partly: true });
  expect(await saveChanges(ctx, { changeSetId: set.id, changes: back, partly: true })).toEqual([]);
});

it('two administrators who save into one draft lose nothing but what each was told of', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { cloth, phones } = t.categories;
  const { memory, composition } = t.attributes;
  const set = await createChangeSet(ctx, { title: 'both' });
  const other = as(ctx, userActor(['admin']));
  const [mine, theirs] = [
    await saveChanges(ctx, { changeSetId: set.id, changes: [rule(cloth, memory, { position: 4 }), rule(cloth, composition, { axis: true })], partly: true }),
    await saveChanges(other, {
      changeSetId: set.id,
      changes: [rule(phones, memory, { position: 4 }), rule(cloth, composition, { maxLength: 60 })],
      partly: true,
    }),
  ];
  expect([mine.length, theirs.length]).toEqual([1, 0]);
  expect(await targets(ctx, set.id)).toEqual([`rule:${cloth}:${memory}`, `rule:${phones}:${memory}`, `rule:${cloth}:${composition}`].toSorted());
});
