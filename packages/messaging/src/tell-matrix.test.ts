import { createSeller } from '@yarmarka/accounts/testing';
import type { Ctx } from '@yarmarka/kernel';
import { approveChangeSet, createChangeSet, requestApproval, returnChangeSet, saveChanges, scheduleChangeSet, unscheduleChangeSet } from '@yarmarka/taxonomy';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { listNotices } from './notice/list-notices.ts';
import { tellApproved, tellFailed, tellMatrixJob, tellReturned, tellUnscheduled } from './tell-matrix.ts';

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

/** A set with one edit, and what its job tells that seller. */
async function dated(ctx: Ctx, meanwhile: (id: number) => Promise<void> = async () => undefined) {
  const t = await createSmallTaxonomy(ctx);
  const { actor, id: sellerId } = await createSeller(ctx);
  const { id } = await createChangeSet(ctx, { title: 'New year' });
  const edit = { categoryId: t.categories.el, attributeNo: t.attributes.weight, op: 'set' as const, fields: { requirement: 'required' as const } };
  await saveChanges(ctx, { changeSetId: id, changes: [{ kind: 'rule', edit }] });
  const job = tellMatrixJob(async () => {
    await meanwhile(id);
    return { attributesRu: 'Вес', attributesEn: 'Weight', sellers: [{ sellerId, cards: 7, offers: 2 }] };
  });
  const tell = async (days: number) => {
    const publishAt = new Date(ctx.clock.now().getTime() + days * 86_400_000);
    await scheduleChangeSet(ctx, { id, publishAt });
    await job.run(ctx, { changeSetId: id, publishAt: publishAt.toISOString() });
    return publishAt.toISOString();
  };
  return { id, seller: as(ctx, actor), tell };
}

it('nobody is told of a date that was taken away while it was worked out who is concerned', async (ctx) => {
  const { seller, tell } = await dated(ctx, (id) => unscheduleChangeSet(ctx, id));
  await tell(9);
  expect(await told(seller)).toEqual([]);
});

it('a date that was moved forward and then taken away is off once, by its latest day', async (ctx) => {
  const { id, seller, tell } = await dated(ctx);
  await tell(9);
  const sooner = await tell(3);
  for (let i = 0; i < 2; i++) await tellUnscheduled(ctx, id);
  const off = (await ctx.db.execute<{ at: string }>(`select params ->> 'at' as at from messaging.notices where kind = 'matrix_unscheduled'`)).map((n) => n.at);
  expect(off).toEqual([sooner]);
  expect(await told(seller)).toEqual(['matrix_unscheduled', 'matrix_scheduled', 'matrix_scheduled']);
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

it('the author hears that the set is approved', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const { actor } = await createSeller(ctx);
  if (actor.kind !== 'user') throw new Error('no user');
  const author = as(ctx, { ...actor, roles: ['admin'] });
  const set = await createChangeSet(author, { title: 'New year' });
  await tellApproved(ctx, set.id);
  expect(await told(as(ctx, actor))).toEqual([]);
  await approveChangeSet(ctx, set.id);
  await tellApproved(ctx, set.id);
  const [notice] = (await listNotices(as(ctx, actor), { unreadOnly: false, limit: 50 })).items;
  expect(notice).toMatchObject({ kind: 'matrix_approved', link: `/admin/changes/${set.id}`, text: { en: '“New year” is approved and can be published' } });
});
