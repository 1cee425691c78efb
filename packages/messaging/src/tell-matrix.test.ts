import { createSeller } from '@yarmarka/accounts/testing';
import type { Ctx } from '@yarmarka/kernel';
import { createChangeSet, requestApproval, returnChangeSet, saveChanges, scheduleChangeSet, unscheduleChangeSet } from '@yarmarka/taxonomy';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { listNotices } from './notice/list-notices.ts';
import { tellFailed, tellMatrixJob, tellReturned, tellUnscheduled } from './tell-matrix.ts';

const it = databaseTest();
const told = async (ctx: Ctx) => (await listNotices(ctx, { unreadOnly: false, limit: 50 })).items.map((n) => n.kind);

it('a seller concerned is told once of each date, and that it is off; nobody of a date that was moved', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { actor, id: sellerId } = await createSeller(ctx);
  const seller = as(ctx, actor);
  const set = await createChangeSet(ctx, { title: 'New year' });
  await saveChanges(ctx, {
    changeSetId: set.id,
    changes: [{ kind: 'rule', edit: { categoryId: t.categories.el, attributeNo: t.attributes.weight, op: 'set', fields: { requirement: 'required' } } }],
  });
  const publishAt = new Date(ctx.clock.now().getTime() + 86_400_000);
  await scheduleChangeSet(ctx, { id: set.id, publishAt });
  const job = tellMatrixJob(async () => ({ attributesRu: 'Вес', attributesEn: 'Weight', sellers: [{ sellerId, cards: 7, offers: 2 }] }));
  const data = { changeSetId: set.id, publishAt: publishAt.toISOString() };
  const before = ctx.jobs.sent.length;
  await job.run(ctx, data);
  await job.run(ctx, data);
  expect(await told(seller)).toEqual(['matrix_scheduled']);
  expect(ctx.jobs.sent.slice(before).map((j) => j.name)).toEqual(['messaging.send-mail']);
  await job.run(ctx, { ...data, publishAt: new Date(publishAt.getTime() + 1000).toISOString() });
  expect(await told(seller)).toEqual(['matrix_scheduled']);
  await unscheduleChangeSet(ctx, set.id);
  await tellUnscheduled(ctx, set.id);
  expect((await told(seller)).sort()).toEqual(['matrix_scheduled', 'matrix_unscheduled']);
});

it('whoever drafted a set, and whoever had set its date, hear that it could not be published', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const { actor } = await createSeller(ctx);
  if (actor.kind !== 'user') throw new Error('no user');
  const set = await createChangeSet(as(ctx, { ...actor, roles: ['admin'] }), { title: 'New year' });
  const other = await createSeller(ctx);
  if (other.actor.kind !== 'user') throw new Error('no user');
  await tellFailed(ctx, { changeSetId: set.id, scheduledBy: `user:${other.actor.userId}` });
  expect(await told(as(ctx, actor))).toEqual(['matrix_failed']);
  expect(await told(as(ctx, other.actor))).toEqual(['matrix_failed']);
});

it('the author hears that a colleague sent the set back, and in which words', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const { actor } = await createSeller(ctx);
  if (actor.kind !== 'user') throw new Error('no user');
  const author = as(ctx, { ...actor, roles: ['admin'] });
  const set = await createChangeSet(author, { title: 'New year' });
  await requestApproval(author, set.id);
  await tellReturned(ctx, set.id);
  expect(await told(as(ctx, actor))).toEqual([]);
  await returnChangeSet(ctx, { id: set.id, text: 'Without the weight, please' });
  await tellReturned(ctx, set.id);
  const [notice] = (await listNotices(as(ctx, actor), { unreadOnly: false, limit: 50 })).items;
  expect(notice).toMatchObject({
    kind: 'matrix_returned',
    link: `/admin/changes/${set.id}`,
    text: { en: '“New year” was sent back: Without the weight, please' },
  });
});
