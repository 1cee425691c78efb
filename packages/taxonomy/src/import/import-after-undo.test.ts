import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, expect } from 'vitest';
import { listAttributes } from '../dictionary/queries.ts';
import { publish } from '../testing/small-taxonomy.ts';
import { undo } from '../testing/undo.ts';
import { findCategoryByKey } from '../tree/queries.ts';
import { importTaxonomy } from './import-taxonomy.ts';

const it = databaseTest();
const dir = mkdtempSync(join(tmpdir(), 'yarmarka-again-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const lines = (rows: readonly object[]) => rows.map((r) => JSON.stringify(r)).join('\n');
const category = (id: string, parent: string | null, attributes: readonly string[]) => ({ id, parent, en: id, ru: id, attributes });
/** The second delivery adds a branch, moves a category, adds an attribute, an option of the old list, takes an attribute from a category; the third adds to the branch on top. */
async function delivered(ctx: Ctx, delivery: 1 | 2 | 3) {
  const more = delivery > 1;
  const rows = [
    category('a', null, ['color']),
    category('a-1', 'a', delivery === 3 ? ['color', 'size'] : ['color']),
    category('a-2', more ? 'a-1' : 'a', more ? [] : ['color']),
    ...(more ? [category('b', 'a', ['color', 'size']), category('b-1', 'b', ['color', 'size'])] : []),
    ...(delivery === 3 ? [category('b-2', 'b', ['color', 'size'])] : []),
  ];
  writeFileSync(join(dir, 'categories.jsonl'), lines(rows));
  const color = { key: 'color', en: 'Color', ru: 'Цвет', values: ['color__red', ...(more ? ['color__blue'] : [])] };
  writeFileSync(join(dir, 'attributes.jsonl'), lines(more ? [color, { key: 'size', en: 'Size', ru: 'Размер', values: ['size__s'] }] : [color]));
  writeFileSync(join(dir, 'values.jsonl'), lines(['color__red', 'color__blue', 'size__s'].map((key) => ({ key, en: key, ru: key }))));
  writeFileSync(join(dir, 'rules.csv'), `record,category,attribute,op,requirement\nrule,a,color,set,${more ? 'required' : 'optional'}\n`);
  return importTaxonomy(ctx, { dir, rulesFile: join(dir, 'rules.csv') });
}
const world = async (ctx: Ctx) => [
  ...(await ctx.db.execute(sql`
    select c.key, s.hash, p.key as parent from taxonomy.categories c join taxonomy.category_schemas s on s.category_id = c.id and s.to_version is null
    left join taxonomy.categories p on p.id = c.parent_id where c.alias_of is null order by c.key`)),
];
const dead = async (ctx: Ctx) => [
  ...(await ctx.db.execute(sql`
    select e.category_id, e.attribute_no from taxonomy.effective_cells e join taxonomy.attributes a on a.no = e.attribute_no join taxonomy.categories c on c.id = e.category_id
    where a.retired or c.alias_of is not null`)),
  ...(await ctx.db.execute(
    sql`select c.key from taxonomy.categories c join taxonomy.categories p on p.id = c.parent_id where c.alias_of is null and p.alias_of is not null`,
  )),
];

it('the same files bring back what an undo took back, whole, and then change nothing; it can be undone again', async (ctx) => {
  await delivered(ctx, 1);
  const first = await world(ctx);
  const second = await delivered(ctx, 2);
  const after = await world(ctx);
  await undo(ctx, second.published?.version ?? 0);
  expect(await world(ctx)).toEqual(first);
  const again = await delivered(ctx, 2);
  // The option of the retired attribute's own list had stayed with it.
  expect(again).toMatchObject({ counts: { ...second.counts, entries: second.counts.entries - 1 }, kept: [] });
  expect(await world(ctx)).toEqual(after);
  expect(await delivered(ctx, 2)).toMatchObject({ changes: 0, kept: [] });
  await undo(ctx, again.published?.version ?? 0);
  expect(await world(ctx)).toEqual(first);
  expect(await delivered(ctx, 1)).toMatchObject({ changes: 0, kept: [] });
});

it('the delivery after an undo stands on nothing dead: no rule of a retired attribute, no child of an alias', async (ctx) => {
  await delivered(ctx, 1);
  const second = await delivered(ctx, 2);
  await undo(ctx, second.published?.version ?? 0);
  await delivered(ctx, 3);
  expect(await dead(ctx)).toEqual([]);
  expect((await findCategoryByKey(ctx, 'b-2'))?.trail.map((x) => x.en)).toEqual(['a', 'b', 'b-2']);
  expect((await listAttributes(ctx, { keys: ['size'] })).map((a) => a.retired)).toEqual([false]);
});

it('what people set beside the files outlives an undo and the next delivery', async (ctx) => {
  await delivered(ctx, 1);
  const a = (await findCategoryByKey(ctx, 'a'))?.id ?? 0;
  const color = (await listAttributes(ctx, { keys: ['color'] }))[0]?.no ?? 0;
  await publish(ctx, [{ kind: 'rule', edit: { categoryId: a, attributeNo: color, op: 'set', fields: { filterable: true } } }]);
  const second = await delivered(ctx, 2);
  await undo(ctx, second.published?.version ?? 0);
  await delivered(ctx, 2);
  const [rule] = await ctx.db.execute(sql`select fields from taxonomy.rules where category_id = ${a} and attribute_no = ${color} and to_version is null`);
  expect(rule).toEqual({ fields: { filterable: true, requirement: 'required' } });
});

it('what people retired and merged themselves stays so: rules for it are kept out and listed, new children go where it went', async (ctx) => {
  await delivered(ctx, 2);
  const [a1, b] = [(await findCategoryByKey(ctx, 'a-1'))?.id ?? 0, (await findCategoryByKey(ctx, 'b'))?.id ?? 0];
  const size = (await listAttributes(ctx, { keys: ['size'] }))[0]?.no ?? 0;
  await publish(ctx, [
    { kind: 'attribute_edit', edit: { no: size, retired: true } },
    { kind: 'category_merge', merge: { fromId: b, intoId: a1 } },
  ]);
  expect(await delivered(ctx, 2)).toMatchObject({ changes: 0 });
  const third = await delivered(ctx, 3);
  expect(third.kept).toContainEqual({ category: 'a-1', attribute: 'size', field: 'op' });
  expect(await dead(ctx)).toEqual([]);
  expect((await findCategoryByKey(ctx, 'b-2'))?.trail.map((x) => x.en)).toEqual(['a', 'a-1', 'b-2']);
});
