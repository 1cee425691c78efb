import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { getAttribute, listAttributes, listOptions } from '../dictionary/queries.ts';
import { getCategorySchema } from '../matrix/get-schema.ts';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { createChangeSet, getChangeSet, removeChanges, saveChanges } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';
import { undoVersion } from './undo-version.ts';

const it = databaseTest();
const words = (s: string) => ({ ru: s, en: s });
const attribute = (key: string): Change => ({
  kind: 'attribute',
  attribute: { key, type: 'list', label: words(key), description: words(''), localised: false },
});
const entry = (listKey: string, key: string): Change => ({ kind: 'entry', entry: { listKey, key, label: words(key) } });
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown> = {}): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});
const draftOf = async (ctx: Ctx, changes: readonly Change[]) => {
  const { id } = await createChangeSet(ctx, { title: 'New things' });
  await saveChanges(ctx, { changeSetId: id, changes });
  return id;
};
const changesOf = async (ctx: Ctx, id: number) => (await getChangeSet(ctx, id)).changes.map((c) => c.change);
const noOf = async (ctx: Ctx, id: number, key: string) =>
  (await changesOf(ctx, id)).flatMap((c) => (c.kind === 'attribute' && c.attribute.key === key ? [c.attribute.no ?? 0] : []))[0] ?? 0;
const entryNoOf = async (ctx: Ctx, id: number, key: string) =>
  (await changesOf(ctx, id)).flatMap((c) => (c.kind === 'entry' && c.entry.key === key ? [c.entry.entryNo ?? 0] : []))[0] ?? 0;

it('rules of a draft use its new attributes and options; publishing carries all of it out at once, an undo takes it all back', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const before = (await getCategorySchema(ctx, t.categories.cloth)).hash;
  const id = await draftOf(ctx, [attribute('season'), entry('season', 'season__summer'), entry('season', 'season__winter'), entry('color', 'color__khaki')]);
  const no = await noOf(ctx, id, 'season');
  const summer = no * 65_536 + (await entryNoOf(ctx, id, 'season__summer'));
  const khaki = t.attributes.color * 65_536 + (await entryNoOf(ctx, id, 'color__khaki'));
  await saveChanges(ctx, {
    changeSetId: id,
    changes: [
      rule(t.categories.cloth, no, { requirement: 'required', options: [summer] }),
      rule(t.categories.cloth, t.attributes.color, { options: [khaki] }),
      rule(t.categories.cloth, t.attributes.composition, { requirement: 'required_if', condition: { attr: no, in: [summer] } }),
    ],
  });
  expect(await getAttribute(ctx, no)).toMatchObject({ key: 'season', changeSetId: id, options: 2 });
  expect(await listAttributes(ctx, { keys: ['season'] })).toEqual([]);
  const delta = await previewChangeSet(ctx, id);
  expect(delta.problems).toEqual([]);
  expect(delta.moves.flatMap((m) => m.categories)).toContain(t.categories.cloth);
  const { version } = await publishChangeSet(ctx, { id });
  expect(await getAttribute(ctx, no)).toMatchObject({ key: 'season', changeSetId: null, options: 2 });
  expect((await listOptions(ctx, no)).map((o) => [o.key, o.token])).toContainEqual(['season__summer', summer]);
  const schema = (await getCategorySchema(ctx, t.categories.cloth)).schema;
  expect(schema.attributes.find((a) => a.no === no)).toMatchObject({ requirement: 'required', options: [summer] });
  expect(schema.attributes.find((a) => a.no === t.attributes.color)).toMatchObject({ options: [khaki] });
  const undo = await undoVersion(ctx, { version });
  await publishChangeSet(ctx, { id: undo.changeSetId });
  expect((await getCategorySchema(ctx, t.categories.cloth)).hash).toBe(before);
});

it('numbers are given out once: two drafts, an import and a repeated edit never share one', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const first = await draftOf(ctx, [attribute('one'), entry('color', 'color__one')]);
  const second = await draftOf(ctx, [attribute('two'), entry('color', 'color__two')]);
  const [one, two] = [await noOf(ctx, first, 'one'), await noOf(ctx, second, 'two')];
  expect(two).toBe(one + 1);
  await publish(ctx, [attribute('three'), entry('color', 'color__three')]);
  await saveChanges(ctx, { changeSetId: first, changes: [attribute('one')] });
  expect(await noOf(ctx, first, 'one')).toBe(one);
  await publishChangeSet(ctx, { id: second });
  await publishChangeSet(ctx, { id: first });
  const made = await listAttributes(ctx, { keys: ['one', 'two', 'three'] });
  expect(made.map((a) => [a.key, a.no])).toEqual([
    ['one', one],
    ['two', two],
    ['three', two + 1],
  ]);
  expect(new Set((await listOptions(ctx, made[0]?.no ?? 0)).map((o) => o.token)).size).toBe(0);
});

it('a new attribute taken out of its draft takes along what the draft says of it, and put back it has its number again', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const id = await draftOf(ctx, [attribute('season'), entry('season', 'season__summer'), entry('color', 'color__khaki'), attribute('later')]);
  const no = await noOf(ctx, id, 'season');
  await saveChanges(ctx, { changeSetId: id, changes: [rule(t.categories.cloth, no)] });
  const kept = await changesOf(ctx, id);
  await removeChanges(ctx, { changeSetId: id, targets: ['attribute:season'] });
  expect((await getChangeSet(ctx, id)).changes.map((c) => c.target)).toEqual(['entry:color:color__khaki', 'attribute:later']);
  await saveChanges(ctx, { changeSetId: id, changes: kept });
  expect(await noOf(ctx, id, 'season')).toBe(no);
  expect((await previewChangeSet(ctx, id)).problems).toEqual([]);
});

it('a key that an attribute has already is refused when the draft is saved', async (ctx) => {
  await createSmallTaxonomy(ctx);
  await expect(draftOf(ctx, [attribute('color')])).rejects.toMatchObject({ reason: 'taxonomy.key_taken' });
});
