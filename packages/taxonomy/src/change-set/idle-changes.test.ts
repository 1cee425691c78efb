import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy } from '../testing/small-taxonomy.ts';
import { createChangeSet, getChangeSet, saveChanges } from './change-sets.ts';

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
