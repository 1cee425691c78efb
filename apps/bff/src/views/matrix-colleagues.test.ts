import {
  approveChangeSet,
  createChangeSet,
  nameChangeSet,
  NO_EDITS,
  publishChangeSet,
  requestApproval,
  returnChangeSet,
  saveChanges,
  setFourEyes,
} from '@yarmarka/taxonomy';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import type { Ctx } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { listPublishedSince, listWaitingSets } from './matrix-colleagues.ts';
import { describeChangeSet, listMatrixHistory } from './matrix-changes.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number) => ({
  kind: 'rule' as const,
  edit: { categoryId, attributeNo, op: 'set' as const, fields: { requirement: 'required' as const } },
});
async function twoAdministrators(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  const [author, reader] = [as(ctx, userActor(['admin'])), as(ctx, userActor(['admin']))];
  const set = await createChangeSet(author, { title: 'Правки от 21 ноя', source: NO_EDITS });
  await saveChanges(author, { changeSetId: set.id, changes: [rule(t.categories.cloth, t.attributes.weight), rule(t.categories.cloth, t.attributes.memory)] });
  return { t, author, reader, id: set.id };
}

it('a set waits on the overview of colleagues, not of whoever edits it; they approve it or send it back with words, which stand on it until it is asked for again', async (ctx) => {
  const { t, author, reader, id } = await twoAdministrators(ctx);
  await setFourEyes(author, true);
  await expect(publishChangeSet(author, { id })).rejects.toMatchObject({ reason: 'taxonomy.not_approved' });
  await expect(returnChangeSet(reader, { id, text: 'Why?' })).rejects.toMatchObject({ reason: 'taxonomy.approval_not_asked' });
  expect(await listWaitingSets(reader)).toEqual([]);
  await requestApproval(author, id);
  expect(await listWaitingSets(author)).toEqual([]);
  expect(await listWaitingSets(reader)).toMatchObject([{ id }]);
  await expect(returnChangeSet(author, { id, text: 'Why?' })).rejects.toMatchObject({ reason: 'taxonomy.own_approval' });
  await returnChangeSet(reader, { id, text: 'Without memory, please' });
  expect(await listWaitingSets(reader)).toEqual([]);
  expect(await describeChangeSet(author, id)).toMatchObject({
    returned: { text: 'Without memory, please' },
    approvalRequestedAt: null,
    comments: [{ text: 'Without memory, please' }],
  });
  await saveChanges(author, { changeSetId: id, changes: [], remove: [`rule:${t.categories.cloth}:${t.attributes.memory}`] });
  expect(await describeChangeSet(author, id)).toMatchObject({ returned: { text: 'Without memory, please' } });
  await requestApproval(author, id);
  expect(await describeChangeSet(author, id)).toMatchObject({ returned: null });
  await approveChangeSet(reader, id);
  expect(await listWaitingSets(reader)).toEqual([]);
  expect((await publishChangeSet(author, { id })).version).toBeGreaterThan(0);
});

it('a set that nobody named is called by what its edits are about, in the reader’s language, also in the history; a title and a reason given keep the approval', async (ctx) => {
  const { t, author, reader, id } = await twoAdministrators(ctx);
  const said = async (locale: 'ru' | 'en') => (await describeChangeSet({ ...author, locale }, id)).title;
  expect([await said('ru'), await said('en')]).toEqual(['Clothing (рус.): 2 ячейки', 'Clothing: 2 cells']);
  await saveChanges(author, { changeSetId: id, changes: [rule(t.categories.phones, t.attributes.features)] });
  expect([await said('ru'), await said('en')]).toEqual(['Clothing (рус.) и ещё 1 категория: 3 ячейки', 'Clothing and 1 more category: 3 cells']);
  await requestApproval(author, id);
  await approveChangeSet(reader, id);
  await nameChangeSet(author, { id, title: await said(author.locale), note: 'Buyers filter by weight' });
  expect(await said('en')).toBe('Clothing and 1 more category: 3 cells');
  await nameChangeSet(author, { id, title: 'Weights', note: 'Buyers filter by weight' });
  await publishChangeSet(author, { id });
  const { items } = await listMatrixHistory(reader, { limit: 10 });
  expect(items.find((row) => row.changeSetId === id)).toMatchObject({ title: 'Weights', note: 'Buyers filter by weight', changeSetId: id });
  await expect(nameChangeSet(author, { id, title: 'Later', note: '' })).rejects.toMatchObject({ reason: 'taxonomy.change_set_closed' });
});

it('who published meanwhile what a set edits, too, and in which version', async (ctx) => {
  const { t, author, reader, id } = await twoAdministrators(ctx);
  const before = (await describeChangeSet(author, id)).baseVersion;
  const { version } = await publish(reader, [rule(t.categories.cloth, t.attributes.weight)], 'Theirs');
  const [weight, memory] = [`rule:${t.categories.cloth}:${t.attributes.weight}`, `rule:${t.categories.cloth}:${t.attributes.memory}`];
  expect(await listPublishedSince(author, { version: before, targets: [weight, memory] })).toMatchObject([{ target: weight, version, title: 'Theirs' }]);
  expect(await listPublishedSince(author, { version, targets: [weight, memory] })).toEqual([]);
});
