import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { afterAll, expect } from 'vitest';
import { listAttributes, searchOptions } from '../dictionary/queries.ts';
import { importTaxonomy } from '../import/import-taxonomy.ts';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import { publish } from '../testing/small-taxonomy.ts';
import { findCategoryByKey } from '../tree/queries.ts';
import { getChangeSet } from './change-sets.ts';
import { publishChangeSet } from './publish-change-set.ts';
import { undoVersion } from './undo-version.ts';

const it = databaseTest();
const dir = mkdtempSync(join(tmpdir(), 'yarmarka-undo-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const lines = (rows: readonly object[]) => rows.map((r) => JSON.stringify(r)).join('\n');
const words = (s: string) => ({ ru: s, en: s });

/** `more`: what the second delivery adds: a branch of two, a moved category, an attribute with its list, an option of the old list. */
async function delivered(ctx: Ctx, more: boolean): Promise<number> {
  const old = [
    { id: 'a', parent: null, en: 'A', ru: 'А', attributes: ['color'] },
    { id: 'a-1', parent: 'a', en: 'A1', ru: 'А1', attributes: ['color'] },
    { id: 'a-2', parent: more ? 'a-1' : 'a', en: 'A2', ru: 'А2', attributes: ['color'] },
  ];
  const fresh = [
    { id: 'b', parent: 'a', en: 'B', ru: 'Б', attributes: ['color', 'size'] },
    { id: 'b-1', parent: 'b', en: 'B1', ru: 'Б1', attributes: ['color', 'size'] },
  ];
  writeFileSync(join(dir, 'categories.jsonl'), lines(more ? [...old, ...fresh] : old));
  const color = { key: 'color', en: 'Color', ru: 'Цвет', values: ['color__red', ...(more ? ['color__blue'] : [])] };
  writeFileSync(join(dir, 'attributes.jsonl'), lines(more ? [color, { key: 'size', en: 'Size', ru: 'Размер', values: ['size__s'] }] : [color]));
  const values = ['color__red', 'color__blue', 'size__s'];
  writeFileSync(join(dir, 'values.jsonl'), lines(values.map((key) => ({ key, en: key, ru: key }))));
  const { published } = await importTaxonomy(ctx, { dir });
  return published?.version ?? 0;
}
const world = async (ctx: Ctx) => [
  ...(await ctx.db.execute(`select c.key, s.hash, c.parent_id from taxonomy.categories c join taxonomy.category_schemas s on s.category_id = c.id and s.to_version is null
    where c.alias_of is null order by c.key`)),
];
const idOf = async (ctx: Ctx, key: string) => (await findCategoryByKey(ctx, key))?.id ?? 0;

it('the undo of an import takes back what it created and moved: the same tree, every schema with the same hash', async (ctx) => {
  await delivered(ctx, false);
  const before = await world(ctx);
  const version = await delivered(ctx, true);
  expect(await world(ctx)).not.toEqual(before);
  const undo = await undoVersion(ctx, { version });
  expect(undo.notUndone).toEqual([]);
  expect(await previewChangeSet(ctx, undo.changeSetId)).toMatchObject({ problems: [], conflicts: [] });
  await publishChangeSet(ctx, { id: undo.changeSetId });
  expect(await world(ctx)).toEqual(before);
  expect((await listAttributes(ctx, {})).map((a) => a.key)).not.toContain('size');
});

it('what cards or offers use stays, with all that stands above it, and is named with the reason', async (ctx) => {
  await delivered(ctx, false);
  const version = await delivered(ctx, true);
  const leaf = await idOf(ctx, 'b-1');
  const [color] = await listAttributes(ctx, { keys: ['color'] });
  const blue = (await searchOptions(ctx, { attributeNo: color?.no ?? 0 })).find((o) => o.key === 'color__blue')?.token ?? 0;
  const [size] = await listAttributes(ctx, { keys: ['size'] });
  const undo = await undoVersion({ ...ctx, locale: 'en' }, { version }, [
    async (_ctx, made) => {
      expect(made).toMatchObject({ attributes: [size?.no], tokens: [blue] });
      return { categories: [leaf], attributes: [], tokens: [] };
    },
    async () => ({ categories: [], attributes: [], tokens: [blue] }),
  ]);
  expect(undo.notUndone).toEqual([
    { kind: 'category', reason: 'cards', count: 1, names: [{ ru: 'Б1', en: 'B1' }] },
    { kind: 'category', reason: 'below', count: 1, names: [{ ru: 'Б', en: 'B' }] },
    { kind: 'entry', reason: 'cards', count: 1, names: [words('color__blue')] },
  ]);
  expect((await getChangeSet(ctx, undo.changeSetId)).note).toContain('B1 — cards or offers use them');
  await publishChangeSet(ctx, { id: undo.changeSetId });
  expect((await world(ctx)).map((c) => c.key)).toEqual(['a', 'a-1', 'a-2', 'b', 'b-1']);
  expect((await searchOptions(ctx, { attributeNo: color?.no ?? 0 })).map((o) => o.key)).toContain('color__blue');
  expect(await listAttributes(ctx, { keys: ['size'] })).toEqual([]);
});

it('what people built on since stays: an edited category, a category with a newer child, an attribute with a later rule', async (ctx) => {
  await delivered(ctx, false);
  const version = await delivered(ctx, true);
  const [size] = await listAttributes(ctx, { keys: ['size'] });
  await publish(ctx, [
    { kind: 'category', category: { key: 'mine', parentKey: 'b-1', label: words('Mine') } },
    { kind: 'rule', edit: { categoryId: await idOf(ctx, 'a'), attributeNo: size?.no ?? 0, op: 'set', fields: { requirement: 'recommended' } } },
  ]);
  const undo = await undoVersion(ctx, { version });
  expect(undo.notUndone.map((n) => [n.kind, n.reason])).toEqual([
    ['category', 'edited'],
    ['category', 'below'],
    ['attribute', 'edited'],
  ]);
  await publishChangeSet(ctx, { id: undo.changeSetId, overwrite: true });
  expect((await world(ctx)).map((c) => c.key)).toEqual(['a', 'a-1', 'a-2', 'b', 'b-1', 'mine']);
});
