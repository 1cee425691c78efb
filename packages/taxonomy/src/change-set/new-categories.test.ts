import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { previewChanges } from '../dictionary/preview-changes.ts';
import { getCategorySchema } from '../matrix/get-schema.ts';
import { listEffectiveCells } from '../matrix/queries.ts';
import { diffVersions } from '../preview/diff-versions.ts';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import { type Change, targetOf } from '../schemas.ts';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { undo } from '../testing/undo.ts';
import { getCategory, listTree } from '../tree/queries.ts';
import { cancelChangeSet, createChangeSet, getChangeSet, removeChanges, saveChanges } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';

const it = databaseTest();
const words = (s: string) => ({ ru: s, en: s });
const category = (key: string, parentKey: string | null, id?: number): Change => ({
  kind: 'category',
  category: { key, parentKey, label: words(key), ...(id === undefined ? {} : { id }) },
});
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>, op: 'set' | 'exclude' = 'set'): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op, fields },
});
const move = (categoryId: number, parentId: number | null): Change => ({ kind: 'move', move: { categoryId, parentId } });
const draftOf = async (ctx: Ctx, changes: readonly Change[]) => {
  const { id } = await createChangeSet(ctx, { title: 'New branch' });
  await saveChanges(ctx, { changeSetId: id, changes });
  return id;
};
const changesOf = async (ctx: Ctx, id: number) => (await getChangeSet(ctx, id)).changes.map((c) => c.change);
const targetsOf = async (ctx: Ctx, id: number) => (await changesOf(ctx, id)).map(targetOf);
const idOf = async (ctx: Ctx, id: number, key: string) =>
  (await changesOf(ctx, id)).flatMap((c) => (c.kind === 'category' && c.category.key === key ? [c.category.id ?? 0] : []))[0] ?? 0;
const hashOf = async (ctx: Ctx, id: number) => (await getCategorySchema(ctx, id)).hash;
const shape = async (ctx: Ctx) => (await listTree(ctx)).map(({ key, parentId, en, position }) => ({ key, parentId, en, position }));
const refolded = async (ctx: Ctx) => (await ctx.db.execute<{ ids: number[] }>(sql`select taxonomy.fold_all() as ids`))[0]?.ids;

/** What a draft says of a new branch: cells and a help text of its own, a category below it with another, and an existing one moved into it. */
const branch = (t: SmallTaxonomy, top: number, below: number): Change[] => [
  rule(top, t.attributes.weight, { requirement: 'required', units: ['g'], defaultUnit: 'g' }),
  rule(top, t.attributes.color, { requirement: 'recommended' }),
  { kind: 'help', help: { categoryId: top, attributeNo: t.attributes.weight, help: words('As on the box') } },
  rule(below, t.attributes.composition, { requirement: 'optional' }),
  rule(below, t.attributes.color, {}, 'exclude'),
  move(t.categories.smart, below),
];

/** The draft of a whole new branch, with the ids it has been given. */
async function branchDraft(ctx: Ctx, t: SmallTaxonomy): Promise<{ id: number; top: number; below: number }> {
  const id = await draftOf(ctx, [category('guitars', 'cloth'), category('electric', 'guitars')]);
  const [top, below] = [await idOf(ctx, id, 'guitars'), await idOf(ctx, id, 'electric')];
  await saveChanges(ctx, { changeSetId: id, changes: branch(t, top, below) });
  return { id, top, below };
}

it('a branch made in one change-set has the schemas, places and texts that the same made in steps has, under the ids it had in the draft', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { id, top, below } = await branchDraft(ctx, t);
  const delta = await previewChangeSet(ctx, id);
  expect(delta).toMatchObject({ problems: [], conflicts: [], created: [top, below] });
  const { version } = await publishChangeSet(ctx, { id });
  const { smart } = t.categories;
  expect((await getCategory(ctx, smart)).path).toEqual([t.categories.cloth, top, below, smart]);
  const seen = { shape: await shape(ctx), hashes: await Promise.all([top, below, smart].map((one) => hashOf(ctx, one))) };
  expect(delta.moves.flatMap((m) => m.categories.map((one) => [one, m.to]))).toEqual(
    expect.arrayContaining([top, below, smart].map((one, n) => [one, seen.hashes[n]])),
  );
  const weight = (await listEffectiveCells(ctx, smart)).find((c) => c.attribute.key === 'weight');
  expect(weight?.helps).toEqual([{ categoryId: top, ...words('As on the box') }]);
  expect(await refolded(ctx)).toEqual([]);
  expect((await diffVersions(ctx, { from: version - 1, to: version })).rules.map((r) => r.categoryId)).toEqual([top, top, below, below]);
  await undo(ctx, version);

  await publish(ctx, [category('drums', 'cloth'), category('snare', 'drums')]);
  const steps = new Map((await listTree(ctx)).map((node) => [node.key, node.id]));
  const [drums, snare] = [steps.get('drums') ?? 0, steps.get('snare') ?? 0];
  for (const change of branch(t, drums, snare)) await publish(ctx, [change]);
  expect(await Promise.all([drums, snare, smart].map((one) => hashOf(ctx, one)))).toEqual(seen.hashes);
});

it('undone, new categories are aliases of the parent, what was moved into them is back with its schema, their rules end, and an undo of the undo brings all of it again', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const ids = Object.values(t.categories);
  const before = { shape: await shape(ctx), hashes: await Promise.all(ids.map((one) => hashOf(ctx, one))) };
  const { id, top, below } = await branchDraft(ctx, t);
  const { version } = await publishChangeSet(ctx, { id });
  const after = { shape: await shape(ctx), hashes: await Promise.all([...ids, top, below].map((one) => hashOf(ctx, one))) };
  const undone = await undo(ctx, version);
  expect({ shape: await shape(ctx), hashes: await Promise.all(ids.map((one) => hashOf(ctx, one))) }).toEqual(before);
  expect([(await getCategory(ctx, top)).id, (await getCategory(ctx, below)).id]).toEqual([t.categories.cloth, t.categories.cloth]);
  const [rules] = await ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from taxonomy.rules where to_version is null and category_id in (${top}, ${below})`,
  );
  expect(rules?.n).toBe(0);
  expect(await refolded(ctx)).toEqual([]);
  await undo(ctx, undone.version);
  expect({ shape: await shape(ctx), hashes: await Promise.all([...ids, top, below].map((one) => hashOf(ctx, one))) }).toEqual(after);
  expect(await refolded(ctx)).toEqual([]);
});

it('a new category is renamed, placed, moved and merged into within its draft', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const hash = await hashOf(ctx, t.categories.phones);
  const id = await draftOf(ctx, [category('guitars', 'cloth'), category('electric', null)]);
  const [top, electric] = [await idOf(ctx, id, 'guitars'), await idOf(ctx, id, 'electric')];
  await saveChanges(ctx, {
    changeSetId: id,
    changes: [
      { kind: 'category_edit', edit: { categoryId: electric, label: words('Electric guitars'), position: 7 } },
      move(electric, top),
      { kind: 'category_merge', merge: { fromId: t.categories.smart, intoId: electric } },
    ],
  });
  expect((await previewChangeSet(ctx, id)).problems).toEqual([]);
  const { version } = await publishChangeSet(ctx, { id });
  expect(await getCategory(ctx, t.categories.smart)).toMatchObject({ id: electric, en: 'Electric guitars', path: [t.categories.cloth, top, electric] });
  await undo(ctx, version);
  expect((await getCategory(ctx, t.categories.smart)).path).toEqual([t.categories.el, t.categories.phones, t.categories.smart]);
  expect((await getCategory(ctx, electric)).id).toBe(t.categories.cloth);
  expect(await hashOf(ctx, t.categories.phones)).toBe(hash);
});

it('taken out of its draft, a new category takes along whatever names it or what is made below it, and nothing else; put back, it has its id again', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { id, top, below } = await branchDraft(ctx, t);
  const other = rule(t.categories.cloth, t.attributes.weight, { requirement: 'optional' });
  await saveChanges(ctx, {
    changeSetId: id,
    changes: [
      other,
      category('drums', 'cloth'),
      move(t.categories.phones, t.categories.cloth),
      { kind: 'category_merge', merge: { fromId: t.categories.el, intoId: top } },
    ],
  });
  const kept = await changesOf(ctx, id);
  await removeChanges(ctx, { changeSetId: id, targets: ['category:guitars'] });
  expect(await targetsOf(ctx, id)).toEqual([targetOf(other), 'category:drums', `move:${t.categories.phones}`]);
  await saveChanges(ctx, { changeSetId: id, changes: kept });
  expect([await idOf(ctx, id, 'guitars'), await idOf(ctx, id, 'electric')]).toEqual([top, below]);
  await removeChanges(ctx, { changeSetId: id, targets: ['category:electric'] });
  expect((await targetsOf(ctx, id)).filter((target) => target.includes(String(below)))).toEqual([]);
  expect(await targetsOf(ctx, id)).toContain(`rule:${top}:${t.attributes.weight}`);
});

it('a cancelled draft leaves nothing, and its ids and key go to nobody else by mistake', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const before = await shape(ctx);
  const { id, top } = await branchDraft(ctx, t);
  await cancelChangeSet(ctx, id);
  expect(await shape(ctx)).toEqual(before);
  const again = await draftOf(ctx, [category('guitars', 'cloth')]);
  expect(await idOf(ctx, again, 'guitars')).toBeGreaterThan(top);
});

it('an id belongs to one category: what another draft or category has, or nobody ever drew, is given to no other', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const first = await draftOf(ctx, [category('guitars', 'cloth')]);
  const held = await idOf(ctx, first, 'guitars');
  const second = await draftOf(ctx, [
    category('drums', 'cloth', held),
    category('flutes', 'cloth', t.categories.el),
    category('harps', 'cloth', held + 1_000_000),
  ]);
  const given = await Promise.all(['drums', 'flutes', 'harps'].map((key) => idOf(ctx, second, key)));
  expect(new Set([held, t.categories.el, held + 1_000_000, ...given]).size).toBe(6);
  const imported = await publish(ctx, [category('horns', 'cloth')]);
  expect(imported.version).toBeGreaterThan(0);
  await publishChangeSet(ctx, { id: second });
  await publishChangeSet(ctx, { id: first });
  expect((await getCategory(ctx, held)).key).toBe('guitars');
});

it('two drafts may want one key: the one that comes second is told so, when it is looked at and when it is saved', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const [first, second] = [await draftOf(ctx, [category('guitars', 'cloth')]), await draftOf(ctx, [category('guitars', 'el')])];
  expect(await idOf(ctx, first, 'guitars')).not.toBe(await idOf(ctx, second, 'guitars'));
  await publishChangeSet(ctx, { id: first });
  expect((await previewChangeSet(ctx, second)).problems).toMatchObject([{ code: 'taxonomy.key_taken' }]);
  await expect(draftOf(ctx, [category('guitars', 'el')])).rejects.toMatchObject({ reason: 'taxonomy.key_taken' });
});

it('moves end where all of them together say, in whatever order they were made', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { el, smart, cloth } = t.categories;
  const before = await shape(ctx);
  // Electronics go below smartphones, which leave electronics only afterwards.
  const { version } = await publish(ctx, [move(el, smart), move(smart, cloth)]);
  expect((await getCategory(ctx, el)).path).toEqual([cloth, smart, el]);
  expect(await refolded(ctx)).toEqual([]);
  await undo(ctx, version);
  expect(await shape(ctx)).toEqual(before);
});

it('what a single edit of a new category or a move into it would do can be looked at before it is in the draft', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { below } = await branchDraft(ctx, t);
  const delta = await previewChanges(ctx, [move(t.categories.phones, below)]);
  expect(delta).toMatchObject({ problems: [], moved: [t.categories.phones] });
  expect((await previewChanges(ctx, [move(t.categories.phones, t.categories.cloth)])).created).toEqual([]);
  const cell: Change = { kind: 'rule', edit: { categoryId: below, attributeNo: t.attributes.weight, op: 'set', fields: { requirement: 'required' } } };
  expect((await previewChanges(ctx, [cell])).problems).toEqual([]);
});
