import { createUser } from '@yarmarka/accounts/testing';
import { catalogConsumer, convertValuesJob, recomputeCardsJob } from '@yarmarka/catalog';
import { type AppError, audit, fixedClock, withTx, writeHeartbeat } from '@yarmarka/kernel';
import { createChangeSet, relabelAttribute, relabelCategory, saveChanges } from '@yarmarka/taxonomy';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { listJournal, listJournalWords } from './journal.ts';
import { describeChangeSet, findMyDraft, listAttributeUses, listMatrixHistory } from './matrix-changes.ts';
import { getHealth } from './operations.ts';

const it = databaseTest();
const reason = async (p: Promise<unknown>) => p.then(() => 'no error').catch((e: unknown) => (e as AppError).reason);

it('my draft is my own newest open change-set, with the words and the present state of what it touches', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const mine = as(ctx, (await createUser(ctx, ['admin'])).actor);
  expect(await findMyDraft(mine)).toBeNull();
  const { el = 0 } = t.categories;
  const color = t.attributes.color ?? 0;
  const set = await createChangeSet(mine, { title: 'mine' });
  await createChangeSet(as(ctx, (await createUser(ctx, ['admin'])).actor), { title: 'another' });
  await saveChanges(mine, {
    changeSetId: set.id,
    changes: [{ kind: 'rule', edit: { categoryId: el, attributeNo: color, op: 'set', fields: { options: [t.token('color', 'red')] } } }],
  });
  const draft = await findMyDraft(mine);
  expect(draft).toMatchObject({ id: set.id, title: 'mine', categories: { [el]: { en: 'Electronics' } } });
  expect(draft?.attributes[color]?.type).toBe('list');
  expect(draft?.options[t.token('color', 'red')]?.ru).toBeTruthy();
  expect(draft?.cells[`rule:${el}:${color}`]).toMatchObject({ excluded: false, fields: { filterable: true } });
  expect((await describeChangeSet(mine, set.id)).authorName).toBeTruthy();
});

it('the history lists versions and open change-sets once each, the newest first, page by page', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await publish(
    ctx,
    [{ kind: 'rule', edit: { categoryId: t.categories.el ?? 0, attributeNo: t.attributes.color ?? 0, op: 'set', fields: { position: 3 } } }],
    'second',
  );
  await createChangeSet(ctx, { title: 'open' });
  const all = await listMatrixHistory(ctx, { limit: 50 });
  expect(new Set(all.items.map((r) => r.key)).size).toBe(all.items.length);
  expect(all.items.find((r) => r.title === 'second')).toMatchObject({ status: 'published', size: 1 });
  expect(all.items.find((r) => r.title === 'open')).toMatchObject({ status: 'draft', version: null });
  expect(all.items.map((r) => r.at)).toEqual(
    all.items
      .map((r) => r.at)
      .toSorted()
      .toReversed(),
  );
});

it('an attribute tells which categories set it themselves and how many they reach', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { items } = await listAttributeUses(ctx, { no: t.attributes.color ?? 0, limit: 50 });
  const electronics = items.find((use) => use.id === t.categories.el);
  expect(electronics).toMatchObject({ op: 'set', trail: [] });
  expect(electronics?.below).toBeGreaterThan(1);
});

it('names change at once, are journalled with the old ones, and only by administrators', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { el = 0 } = t.categories;
  await relabelCategory(ctx, { categoryId: el, label: { ru: 'Техника', en: 'Gear' } });
  await relabelAttribute(ctx, { no: t.attributes.color ?? 0, label: { ru: 'Окраска', en: 'Paint' }, description: { ru: '', en: '' } });
  const { items } = await listJournal(ctx, { entity: 'category', entityId: String(el), limit: 10 });
  expect(items[0]).toMatchObject({ action: 'category.relabel', entityName: { ru: 'Техника', en: 'Gear' } });
  expect(items[0]?.patch).toContain('Electronics');
  expect((await listJournalWords(ctx)).actions).toContain('attribute.relabel');
  expect(await reason(relabelCategory(as(ctx, userActor(['editor'])), { categoryId: el, label: { ru: 'a', en: 'b' } }))).toBe('kernel.forbidden');
});

it('the journal calls attributes by their names and moderators’ reasons by their words', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const [known] = await ctx.db.execute<{ code: string; ru: string }>(sql`select code, text_ru as ru from moderation.reason_codes order by code limit 1`);
  if (!known) throw new Error('no reasons are known');
  await withTx(ctx, (tx) => audit(tx, { action: 'attribute.relabel', entity: 'attribute', id: t.attributes.color ?? 0, reasonCode: known.code }));
  const [row] = (await listJournal(ctx, { limit: 1 })).items;
  expect(row).toMatchObject({ entityName: { ru: expect.any(String) }, reason: { ru: known.ru } });
});

it('the journal finds a person by part of the name and pages without a gap', async (ctx) => {
  const user = await createUser(ctx, ['admin']);
  const actor = as(ctx, user.actor);
  for (const title of ['one', 'two', 'three']) await createChangeSet(actor, { title });
  const filter = { actor: `user:${user.actor.userId}`, action: 'change-set.create' };
  const first = await listJournal(ctx, { ...filter, limit: 2 });
  const second = await listJournal(ctx, { ...filter, limit: 2, cursor: first.next });
  expect([...first.items, ...second.items].map((row) => row.entityName?.en)).toEqual(['three', 'two', 'one']);
  expect(second.next).toBeNull();
});

it('health says that the worker is silent until it gives a sign of life', async (ctx) => {
  const codes = async (at = ctx) => (await getHealth(at)).problems.map((p) => p.code);
  expect(await codes()).toContain('worker_never');
  await writeHeartbeat(ctx, ctx.clock.now());
  expect(await codes()).not.toContain('worker_never');
  const later = new Date(ctx.clock.now().getTime() + 60_000);
  expect(await codes({ ...ctx, clock: fixedClock(later) })).toContain('worker_silent');
});

it('health names each version that cards or offers have not followed while no job is there to go on, and none that is being followed', async (ctx) => {
  const stuck = async () => (await getHealth(ctx)).problems.flatMap((p) => (p.code === 'version_stuck' ? [p.subject] : []));
  await ctx.db.execute(sql`drop schema if exists pgboss cascade`);
  await ctx.db.execute(sql`create schema pgboss`);
  await ctx.db.execute(sql`create table pgboss.queue (name text)`);
  await ctx.db.execute(sql`create table pgboss.job (id uuid default gen_random_uuid(), name text, state text, data jsonb, output jsonb, retry_count int default 5,
    created_on timestamptz default now(), start_after timestamptz default now(), completed_on timestamptz)`);
  await createSmallTaxonomy(ctx);
  const { version } = await publish(ctx, [{ kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__blue', intoKey: 'color__black' } }]);
  const payload = { version, changeSetId: null, schemasChanged: 1, treeChanged: false };
  await catalogConsumer.on['matrix.published.v1']?.(ctx, payload as never, {
    seq: 1,
    topic: 'matrix',
    key: String(version),
    type: 'matrix.published.v1',
    payload,
    occurredAt: ctx.clock.now(),
  });
  await ctx.db.execute(sql`insert into pgboss.job (name, state, data) values ('catalog.convert-values', 'retry', '{}')`);
  expect(await stuck()).toEqual([]);
  await ctx.db.execute(sql`update pgboss.job set state = 'failed', completed_on = now()`);
  expect(await stuck()).toEqual([String(version)]);
  await convertValuesJob.run(ctx, {});
  expect(await stuck()).toEqual([]);
  await ctx.db.execute(sql`insert into pgboss.job (name, state, data) values ('catalog.recompute-cards', 'failed', ${JSON.stringify({ version })}::jsonb)`);
  expect(await stuck()).toEqual([String(version)]);
  await recomputeCardsJob.run(ctx, { version, categories: [] });
  expect(await stuck()).toEqual([]);
});
