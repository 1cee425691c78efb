import { AppError, type Ctx, fixedClock } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { currentVersion } from '../matrix/publish-version.ts';
import { listVersions } from '../matrix/queries.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { createChangeSet, getChangeSet, saveChanges } from './change-sets.ts';
import { publishChecked, publishJobs } from './publish-checked.ts';
import { scheduleChangeSet, unscheduleChangeSet } from './schedule-change-set.ts';

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

it('a publish names the version that was previewed, and refuses when another came between', async (ctx) => {
  const { categories: c, attributes: a } = await createSmallTaxonomy(ctx);
  const id = await draft(ctx, [rule(c.el, a.weight, { max: 100 })]);
  const seen = await currentVersion(ctx);
  await publish(ctx, [rule(c.cloth, a.color, { group: 'x' })]);
  expect(await reason(publishChecked(ctx, { id, expectedVersion: seen }, []))).toBe('taxonomy.preview_outdated');
  expect(await reason(publishChecked(ctx, { id, expectedVersion: seen + 1 }, []))).toBe('no error');
});
