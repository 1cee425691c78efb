import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy } from '../testing/small-taxonomy.ts';
import { createChangeSet, getChangeSet, saveChanges } from './change-sets.ts';

const it = databaseTest();

it('one request takes edits out and saves others, both or neither, and said twice it leaves the same', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const required = (attributeNo: number): Change => ({
    kind: 'rule',
    edit: { categoryId: c.cloth, attributeNo, op: 'set', fields: { requirement: 'required' } },
  });
  const { id } = await createChangeSet(ctx, { title: 'Draft' });
  await saveChanges(ctx, { changeSetId: id, changes: [required(a.weight)] });
  const targets = async () => (await getChangeSet(ctx, id)).changes.map((one) => one.target);
  const [weight, color] = [`rule:${c.cloth}:${a.weight}`, `rule:${c.cloth}:${a.color}`];
  expect(await targets()).toEqual([weight]);
  const taken: Change = {
    kind: 'attribute',
    attribute: { key: 'color', type: 'text', label: { ru: 'Ц', en: 'C' }, description: { ru: '', en: '' }, localised: false },
  };
  const refused = ctx.db.transaction((db) => saveChanges({ ...ctx, db, inTx: true }, { changeSetId: id, changes: [taken], remove: [weight] }));
  await expect(refused).rejects.toMatchObject({ reason: 'taxonomy.key_taken' });
  expect(await targets(), 'refused: nothing left').toEqual([weight]);
  const both: Parameters<typeof saveChanges>[1] = {
    changeSetId: id,
    changes: [{ kind: 'rule', edit: { categoryId: c.cloth, attributeNo: a.color, op: 'set', fields: { requirement: 'recommended' } } }],
    remove: [weight],
  };
  await saveChanges(ctx, both);
  expect(await targets()).toEqual([color]);
  await saveChanges(ctx, both);
  expect(await targets()).toEqual([color]);
  await saveChanges(ctx, { changeSetId: id, changes: [], remove: [color] });
  expect(await targets()).toEqual([]);
});
