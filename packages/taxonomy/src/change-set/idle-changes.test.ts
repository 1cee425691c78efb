import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import type { Change } from '../schemas.ts';
import { getCategorySchema } from '../matrix/get-schema.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { createChangeSet, getChangeSet, saveChanges } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>, op: 'set' | 'exclude' | 'remove' = 'set'): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op, fields },
});

it('a rule that would stand as it stands already is no edit, and takes back what the draft said of it', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const set = await createChangeSet(ctx, { title: 'Idle' });
  const save = async (...changes: Change[]) => {
    await saveChanges(ctx, { changeSetId: set.id, changes });
    return (await getChangeSet(ctx, set.id)).changes.map((x) => x.target);
  };
  const own = `rule:${c.el}:${a.weight}`;
  expect(await save(rule(c.el, a.weight, { filterable: true }), rule(c.smart, a.weight, { filterable: true, max: null }))).toEqual([]);
  expect(await save(rule(c.smart, a.weight, {}, 'remove'))).toEqual([]);
  expect(await save(rule(c.el, a.weight, { filterable: false }))).toEqual([own]);
  // What comes from above is to change: below it the same value is one to keep.
  expect(await save(rule(c.smart, a.weight, { filterable: true }))).toEqual([own, `rule:${c.smart}:${a.weight}`]);
  expect(await save(rule(c.el, a.weight, { filterable: true }))).toEqual([`rule:${c.smart}:${a.weight}`]);
});

it('a pinned value that equals what is inherited is an edit, and stays when what is above changes', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const set = await createChangeSet(ctx, { title: 'Pin' });
  const edit = { categoryId: c.smart, attributeNo: a.weight, op: 'set' as const, fields: { filterable: true }, pin: true as const };
  await saveChanges(ctx, { changeSetId: set.id, changes: [{ kind: 'rule', edit }] });
  expect((await getChangeSet(ctx, set.id)).changes.map((x) => x.change)).toEqual([{ kind: 'rule', edit }]);
  await publishChangeSet(ctx, { id: set.id });
  await publish(ctx, [rule(c.el, a.weight, { filterable: false })], 'Above');
  const [pinned, phones] = await Promise.all([c.smart, c.phones].map((id) => getCategorySchema(ctx, id)));
  const filterable = (schema: typeof pinned) => schema?.schema.attributes.find((one) => one.no === a.weight)?.filterable;
  expect([filterable(pinned), filterable(phones)]).toEqual([true, false]);
});
