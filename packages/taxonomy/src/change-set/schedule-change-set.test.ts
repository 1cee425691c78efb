import { AppError, type Ctx, fixedClock } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { currentVersion } from '../matrix/publish-version.ts';
import { listVersions } from '../matrix/queries.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { approveChangeSet, requestApproval, returnChangeSet, setFourEyes } from './approve-change-set.ts';
import { cancelChangeSet, createChangeSet, getChangeSet, saveChanges } from './change-sets.ts';
import { publishChecked, publishJobs } from './publish-checked.ts';
import { scheduleChangeSet, unscheduleChangeSet } from './schedule-change-set.ts';
import { stampOf } from './stamp.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});
const draft = async (ctx: Ctx, changes: readonly Change[]) => {
  const set = await createChangeSet(ctx, { title: 'Later' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return set.id;
};
const day = 86_400_000;
const at = (ctx: Ctx, ms: number) => new Date(ctx.clock.now().getTime() + ms);
const later = <C extends Ctx>(ctx: C, ms: number): C => ({ ...ctx, clock: fixedClock(at(ctx, ms)) });
const reason = async (p: Promise<unknown>) => p.then(() => 'no error').catch((e: unknown) => (e instanceof AppError ? e.reason : String(e)));
const events = async (ctx: Ctx) =>
  (await ctx.db.execute<{ type: string }>(`select type from kernel.outbox where type like 'matrix.%' order by id`)).map((r) => r.type);
const run = async (ctx: Ctx, name: string, data: object, blockers: { code: string; en: string; ru: string }[] = []) =>
  publishJobs([async () => ({ blockers })])
    .find((j) => j.name === name)
    ?.run(ctx, data);

it('a set with a date is published at that date, by the name of who set it, and not before', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const admin = as(ctx, userActor(['admin'], { userId: 'u1' }));
  const id = await draft(admin, [rule(c.el, a.weight, { max: 100 })]);
  await scheduleChangeSet(admin, { id, publishAt: at(ctx, day) });
  expect(ctx.jobs.sent.at(-1)).toMatchObject({ name: 'taxonomy.publish-change-set', data: { changeSetId: id } });
  const version = await currentVersion(ctx);
  await run(ctx, 'taxonomy.publish-change-set', { changeSetId: id });
  expect(await currentVersion(ctx)).toBe(version);
  expect(await reason(saveChanges(admin, { changeSetId: id, changes: [rule(c.el, a.weight, { max: 1 })] }))).toBe('taxonomy.change_set_scheduled');
  await run(later(ctx, day), 'taxonomy.publish-change-set', { changeSetId: id });
  expect(await currentVersion(ctx)).toBe(version + 1);
  expect((await listVersions(ctx, 1))[0]).toMatchObject({ author: 'user:u1', changeSetId: id });
  await run(later(ctx, day), 'taxonomy.publish-change-set', { changeSetId: id });
  await run(later(ctx, day), 'taxonomy.publish-due', {});
  expect(await currentVersion(ctx)).toBe(version + 1);
});

it('the reconciler publishes what a lost job left behind', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(c.el, a.weight, { max: 100 })]);
  await scheduleChangeSet(ctx, { id, publishAt: at(ctx, day) });
  await run(ctx, 'taxonomy.publish-due', {});
  expect((await getChangeSet(ctx, id)).status).toBe('scheduled');
  await run(later(ctx, 2 * day), 'taxonomy.publish-due', {});
  expect((await getChangeSet(ctx, id)).status).toBe('published');
});

it('at its date a set in conflict, or one that something stands against, is not published but says why', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const torn = await draft(ctx, [rule(c.el, a.weight, { max: 100 })]);
  const blocked = await draft(ctx, [rule(c.cloth, a.color, { group: 'x' })]);
  for (const id of [torn, blocked]) await scheduleChangeSet(ctx, { id, publishAt: at(ctx, day) });
  await publish(ctx, [rule(c.el, a.weight, { max: 900 })]);
  const version = await currentVersion(ctx);
  const blocker = { code: 'levels', en: 'Values disagree.', ru: 'Значения расходятся.' };
  await run(later(ctx, day), 'taxonomy.publish-change-set', { changeSetId: torn });
  await run(later(ctx, day), 'taxonomy.publish-change-set', { changeSetId: blocked }, [blocker]);
  expect(await currentVersion(ctx)).toBe(version);
  expect(await getChangeSet(ctx, torn)).toMatchObject({ status: 'conflict', trouble: { conflicts: [{ field: 'max', theirs: 900, mine: 100 }] } });
  expect(await getChangeSet(ctx, blocked)).toMatchObject({ status: 'conflict', trouble: { blockers: [blocker] } });
  expect(await events(ctx)).toEqual(expect.arrayContaining(['matrix.scheduled.v1', 'matrix.publish_failed.v1']));
});

it('a date can be moved and taken away; a past one, an empty set and a torn set get none', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(c.el, a.weight, { max: 100 })]);
  expect(await reason(scheduleChangeSet(ctx, { id, publishAt: at(ctx, -1) }))).toBe('taxonomy.date_past');
  expect(await reason(scheduleChangeSet(ctx, { id: await draft(ctx, []), publishAt: at(ctx, day) }))).toBe('taxonomy.change_set_empty');
  await scheduleChangeSet(ctx, { id, publishAt: at(ctx, day) });
  await scheduleChangeSet(ctx, { id, publishAt: at(ctx, 3 * day) });
  await run(later(ctx, day), 'taxonomy.publish-change-set', { changeSetId: id });
  expect((await getChangeSet(ctx, id)).status).toBe('scheduled');
  await unscheduleChangeSet(ctx, id);
  expect(await getChangeSet(ctx, id)).toMatchObject({ status: 'draft', publishAt: null });
  await run(later(ctx, 9 * day), 'taxonomy.publish-due', {});
  expect((await getChangeSet(ctx, id)).status).toBe('draft');
  await publish(ctx, [rule(c.el, a.weight, { max: 900 })]);
  expect(await reason(scheduleChangeSet(ctx, { id, publishAt: at(ctx, day) }))).toBe('taxonomy.version_moved');
});

it('a set that is sent back loses its date: what a colleague refused does not go live by itself', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const { u1, u2 } = people(ctx);
  const id = await draft(u1, [rule(c.el, a.weight, { max: 100 })]);
  await requestApproval(u1, id);
  await scheduleChangeSet(u1, { id, publishAt: at(ctx, day) });
  await returnChangeSet(u2, { id, text: 'Too light' });
  expect(await getChangeSet(ctx, id)).toMatchObject({ status: 'draft', publishAt: null, scheduledBy: null, returned: { text: 'Too light' } });
  expect(await events(ctx)).toContain('matrix.unscheduled.v1');
  const version = await currentVersion(ctx);
  await run(later(ctx, 2 * day), 'taxonomy.publish-due', {});
  expect(await currentVersion(ctx)).toBe(version);
});

it('a publish names the version that was previewed, and refuses when another came between', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(c.el, a.weight, { max: 100 })]);
  const seen = await currentVersion(ctx);
  await publish(ctx, [rule(c.cloth, a.color, { group: 'x' })]);
  expect(await reason(publishChecked(ctx, { id, expectedVersion: seen }, []))).toBe('taxonomy.preview_outdated');
  expect(await reason(publishChecked(ctx, { id, expectedVersion: seen + 1 }, []))).toBe('no error');
});

const people = (ctx: Ctx) => ({ u1: as(ctx, userActor(['admin'], { userId: 'u1' })), u2: as(ctx, userActor(['admin'], { userId: 'u2' })) });
const stamp = async (ctx: Ctx, id: number) => stampOf((await getChangeSet(ctx, id)).changes);

it('only the edits that were looked at go live, get a date or an approval: one saved meanwhile is refused', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const { u1, u2 } = people(ctx);
  const id = await draft(u1, [rule(c.el, a.weight, { max: 100 })]);
  const seen = await stamp(ctx, id);
  const version = await currentVersion(ctx);
  const sneaking = async () => {
    await saveChanges(u2, { changeSetId: id, changes: [rule(c.cloth, a.color, { level: 'variant', axis: true })] });
    return { blockers: [] };
  };
  expect(await reason(publishChecked(u1, { id, stamp: seen, expectedVersion: version }, [sneaking]))).toBe('taxonomy.draft_changed');
  expect(await reason(publishChecked(u1, { id, stamp: seen }, []))).toBe('taxonomy.draft_changed');
  expect(await reason(scheduleChangeSet(u1, { id, publishAt: at(ctx, day), stamp: seen }))).toBe('taxonomy.draft_changed');
  expect(await reason(approveChangeSet(as(ctx, userActor(['admin'], { userId: 'u3' })), id, seen))).toBe('taxonomy.draft_changed');
  expect(await currentVersion(ctx)).toBe(version);
  expect(await reason(publishChecked(u1, { id, stamp: await stamp(ctx, id), expectedVersion: version }, []))).toBe('no error');
});

it('where nobody says what they saw, an edit saved during the previews is previewed too before it goes live', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(c.el, a.weight, { max: 100 })]);
  const previewed: boolean[] = [];
  await publishChecked(ctx, { id }, [
    async (_, delta) => {
      if (previewed.length === 0) await saveChanges(ctx, { changeSetId: id, changes: [rule(c.cloth, a.color, { requirement: 'optional' })] });
      previewed.push(delta.moves.some((m) => m.categories.includes(c.cloth)));
      return { blockers: [] };
    },
  ]);
  expect(previewed).toEqual([false, true]);
});

it('whoever edited a set cannot approve it, and an edit after the approval takes it away', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const { u1, u2 } = people(ctx);
  const u3 = as(ctx, userActor(['admin'], { userId: 'u3' }));
  await setFourEyes(ctx, true);
  const id = await draft(u1, [rule(c.el, a.weight, { max: 100 })]);
  await approveChangeSet(u2, id, await stamp(ctx, id));
  await saveChanges(u2, { changeSetId: id, changes: [rule(c.cloth, a.color, { requirement: 'optional' })] });
  expect(await reason(publishChecked(u2, { id }, []))).toBe('taxonomy.not_approved');
  for (const editor of [u1, u2]) expect(await reason(approveChangeSet(editor, id))).toBe('taxonomy.own_approval');
  await approveChangeSet(u3, id, await stamp(ctx, id));
  expect(await reason(publishChecked(u2, { id }, []))).toBe('no error');
});

it('a set that breaks off at its date holds no other one up; when it keeps doing so it becomes a conflict, and its people and the sellers are told', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const { u1 } = people(ctx);
  const broken = await draft(ctx, [rule(c.el, a.weight, { max: 100 })]);
  const sound = await draft(ctx, [rule(c.cloth, a.color, { requirement: 'optional' })]);
  await scheduleChangeSet(u1, { id: broken, publishAt: at(ctx, day) });
  await scheduleChangeSet(ctx, { id: sound, publishAt: at(ctx, 2 * day) });
  const due = publishJobs([
    async (_, delta) => {
      if (delta.moves.some((m) => m.categories.includes(c.el))) throw new Error('statement timeout');
      return { blockers: [] };
    },
  ]).find((j) => j.name === 'taxonomy.publish-due');
  await due?.run(later(ctx, 2 * day), {});
  expect((await getChangeSet(ctx, sound)).status).toBe('published');
  expect(await getChangeSet(ctx, broken)).toMatchObject({ status: 'scheduled', trouble: { failures: 1 } });
  for (let i = 0; i < 4; i++) await due?.run(later(ctx, 2 * day), {});
  expect(await getChangeSet(ctx, broken)).toMatchObject({
    status: 'conflict',
    publishAt: null,
    scheduledBy: null,
    trouble: { blockers: [{ code: 'taxonomy.publish_broke_off' }] },
  });
  const [failed] = await ctx.db.execute(`select payload from kernel.outbox where type = 'matrix.publish_failed.v1'`);
  expect(failed?.payload).toEqual({ changeSetId: broken, reason: 'taxonomy.publish_broke_off', scheduledBy: 'user:u1' });
  expect((await events(ctx)).filter((e) => e === 'matrix.unscheduled.v1')).toHaveLength(1);
});

it('sellers hear that a date is off however it goes: taken away, discarded, or refused at the date; not when the set is published', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const off = async () => (await events(ctx)).filter((e) => e === 'matrix.unscheduled.v1').length;
  const dated = async (no: number, position: number) => {
    const id = await draft(ctx, [rule(c.el, no, { position })]);
    await scheduleChangeSet(ctx, { id, publishAt: at(ctx, day) });
    return id;
  };
  await unscheduleChangeSet(ctx, await dated(a.weight, 1));
  expect(await off()).toBe(1);
  const canceled = await dated(a.weight, 2);
  await cancelChangeSet(ctx, canceled);
  expect(await off()).toBe(2);
  expect(await getChangeSet(ctx, canceled)).toMatchObject({ status: 'canceled', publishAt: null, scheduledBy: null });
  await run(later(ctx, day), 'taxonomy.publish-change-set', { changeSetId: await dated(a.weight, 3) }, [{ code: 'x', en: 'x', ru: 'x' }]);
  expect(await off()).toBe(3);
  await run(later(ctx, day), 'taxonomy.publish-change-set', { changeSetId: await dated(a.weight, 4) });
  await cancelChangeSet(ctx, await draft(ctx, []));
  expect(await off()).toBe(3);
});

it('a version bears the name of whoever published it: the one who set the date only when nobody else did it before', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const { u1, u2 } = people(ctx);
  const author = async () => (await listVersions(ctx, 1))[0]?.author;
  const early = await draft(u1, [rule(c.el, a.weight, { max: 100 })]);
  await scheduleChangeSet(u1, { id: early, publishAt: at(ctx, day) });
  await publishChecked(u2, { id: early }, []);
  expect(await author()).toBe('user:u2');
  expect(await getChangeSet(ctx, early)).toMatchObject({ publishAt: null, scheduledBy: null });
  const refused = await draft(u1, [rule(c.el, a.weight, { max: 90 })]);
  await scheduleChangeSet(u1, { id: refused, publishAt: at(ctx, day) });
  await run(later(ctx, day), 'taxonomy.publish-change-set', { changeSetId: refused }, [{ code: 'x', en: 'x', ru: 'x' }]);
  await publishChecked(u2, { id: refused }, []);
  expect(await author()).toBe('user:u2');
});
