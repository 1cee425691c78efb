import { createUser } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import type { Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { createCallerFactory } from '../trpc/init.ts';
import { appRouter } from './index.ts';

const it = databaseTest();
const callerFor = createCallerFactory(appRouter);

it('a person publishes, dates, decides and approves only what they say to have seen', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const api = callerFor(as(ctx, (await createUser(ctx, ['admin'])).actor));
  const rule = (max: number): Change => ({ kind: 'rule', edit: { categoryId: t.categories.el, attributeNo: t.attributes.weight, op: 'set', fields: { max } } });
  const { id } = await api.taxonomy.createChangeSet({ title: 'Looked at' });
  await api.taxonomy.saveChanges({ changeSetId: id, changes: [rule(5000)] });
  const seen = (await api.operations.changeSet({ id })).stamp;
  const without: { stamp: string } = JSON.parse('{}');
  const publishAt = new Date(ctx.clock.now().getTime() + 86_400_000).toISOString();
  const choices = [{ target: `rule:${t.categories.el}:${t.attributes.weight}`, field: 'max', take: 'mine' as const }];
  for (const asked of [
    api.taxonomy.publishChangeSet({ id, ...without }),
    api.taxonomy.scheduleChangeSet({ id, publishAt, ...without }),
    api.taxonomy.resolveConflicts({ id, choices, ...without }),
    api.taxonomy.approveChangeSet({ id, ...without }),
  ])
    await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await api.taxonomy.saveChanges({ changeSetId: id, changes: [rule(6000)] });
  await expect(api.taxonomy.publishChangeSet({ id, stamp: seen })).rejects.toMatchObject({ cause: { reason: 'taxonomy.draft_changed' } });
  const { stamp } = await api.operations.changeSet({ id });
  expect(await api.taxonomy.publishChangeSet({ id, stamp })).toMatchObject({ schemasChanged: 3 });
});

it('what is published at once is previewed like any other set: a blocker refuses it whole', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color, memory } = t.attributes;
  const variants = ['64', '128'].map((key) => ({ attrs: { [color]: t.token('color', 'red'), [memory]: t.token('memory', key) } }));
  await createCard(ctx, { categoryId: t.categories.smart, status: 'published', variants });
  const api = callerFor(as(ctx, (await createUser(ctx, ['admin'])).actor));
  const before = await api.taxonomy.counts();
  const edit = { categoryId: t.categories.phones, attributeNo: memory, op: 'set' as const, fields: { axis: false, level: 'card' as const } };
  const at = () => api.operations.publishChanges({ title: 'To the card', changes: [{ kind: 'rule', edit }] });
  await expect(at()).rejects.toMatchObject({ cause: { reason: 'taxonomy.publish_blocked', details: { blockers: [{ code: 'level_conflict' }] } } });
  expect(await api.taxonomy.counts()).toEqual(before);
});
