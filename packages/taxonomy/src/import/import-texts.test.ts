import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, expect } from 'vitest';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import { undoVersion } from '../change-set/undo-version.ts';
import { setHelp } from '../dictionary/relabel.ts';
import { listAttributes } from '../dictionary/queries.ts';
import { undo } from '../testing/undo.ts';
import { findCategoryByKey } from '../tree/queries.ts';
import { importTaxonomy } from './import-taxonomy.ts';

const it = databaseTest();
const dir = mkdtempSync(join(tmpdir(), 'yarmarka-texts-'));
const rulesFile = join(dir, 'rules.csv');
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function delivered(ctx: Ctx, words: string, swatch: string) {
  writeFileSync(join(dir, 'categories.jsonl'), JSON.stringify({ id: 'a', parent: null, en: 'A', ru: 'А', attributes: ['color'] }));
  writeFileSync(join(dir, 'attributes.jsonl'), JSON.stringify({ key: 'color', en: 'Color', ru: 'Цвет', values: ['red'] }));
  writeFileSync(join(dir, 'values.jsonl'), JSON.stringify({ key: 'red', en: 'Red', ru: 'Красный' }));
  writeFileSync(
    rulesFile,
    `record,category,attribute,op,group,list,entry,label_en,label_ru,swatch,position,help_en,help_ru
group,,,,look,,,${words} look,${words} вид,,1,,
entry,,,,,color,red,Red,Красный,${swatch},,,
rule,a,color,set,,,,,,,,${words} help,${words} подсказка
`,
  );
  return importTaxonomy(ctx, { dir, rulesFile });
}
const texts = async (ctx: Ctx) => [
  ...(await ctx.db.execute(sql`
    select (select string_agg(help_en, ',') from taxonomy.cell_help) as help, (select string_agg(label_en, ',') from taxonomy.attribute_groups where key = 'look') as "group",
      (select swatch from taxonomy.entries where key = 'red') as swatch`)),
];
const people = async (ctx: Ctx, help: string) => {
  const categoryId = (await findCategoryByKey(ctx, 'a'))?.id ?? 0;
  const attributeNo = (await listAttributes(ctx, { keys: ['color'] }))[0]?.no ?? 0;
  await setHelp(ctx, { categoryId, attributeNo, help: { ru: help, en: help } });
};

it('texts and colours that files changed go back with their version, and come again with the same files', async (ctx) => {
  await delivered(ctx, 'Old', '#ff0000');
  const before = await texts(ctx);
  const second = await delivered(ctx, 'New', '#00ff00');
  expect(second.counts).toMatchObject({ texts: 3, rulesSet: 0 });
  const after = await texts(ctx);
  const [kept] = await ctx.db.execute(
    sql`select base -> 'help' ->> 'en' as was from taxonomy.changes where target like 'help:%' order by change_set_id desc limit 1`,
  );
  expect(kept).toEqual({ was: 'Old help' });
  expect(after).toEqual([{ help: 'New help', group: 'New look', swatch: '#00ff00' }]);
  await undo(ctx, second.published?.version ?? 0);
  expect(await texts(ctx)).toEqual(before);
  expect((await delivered(ctx, 'New', '#00ff00')).counts.texts).toBe(3);
  expect(await texts(ctx)).toEqual(after);
  expect(await delivered(ctx, 'New', '#00FF00')).toMatchObject({ changes: 0, kept: [] });
});

it('a first import’s help texts go with it, its groups stay', async (ctx) => {
  const { published } = await delivered(ctx, 'Old', '#ff0000');
  await undo(ctx, published?.version ?? 0);
  expect(await texts(ctx)).toMatchObject([{ help: null, group: 'Old look' }]);
});

it('a help text that people wrote outlives the next files, and is named', async (ctx) => {
  await delivered(ctx, 'Old', '#ff0000');
  await people(ctx, 'Mine');
  expect(await delivered(ctx, 'Old', '#ff0000')).toMatchObject({ changes: 0, kept: [{ category: 'a', attribute: 'color', field: 'help' }] });
  const second = await delivered(ctx, 'New', '#ff0000');
  expect(second.kept).toEqual([{ category: 'a', attribute: 'color', field: 'help' }]);
  expect(await texts(ctx)).toMatchObject([{ help: 'Mine', group: 'New look' }]);
});

it('people’s texts in a store whose earlier imports kept no account of texts stay, and are named; what is missing comes', async (ctx) => {
  await delivered(ctx, 'Old', '#ff0000');
  await ctx.db.execute(sql`delete from taxonomy.import_marks where source = 'texts'`);
  await people(ctx, 'Mine');
  await ctx.db.execute(sql`update taxonomy.entries set swatch = '#0000ff' where key = 'red'`);
  await ctx.db.execute(sql`delete from taxonomy.attribute_groups where key = 'look'`);
  const report = await delivered(ctx, 'Old', '#ff0000');
  expect(report.counts.texts).toBe(1);
  expect(report.kept.map((k) => k.field).sort()).toEqual(['help', 'swatch']);
  expect(await texts(ctx)).toEqual([{ help: 'Mine', group: 'Old look', swatch: '#0000ff' }]);
  expect((await delivered(ctx, 'New', '#00ff00')).kept.map((k) => k.field).sort()).toEqual(['help', 'swatch']);
  expect(await texts(ctx)).toEqual([{ help: 'Mine', group: 'New look', swatch: '#0000ff' }]);
});

it('a help text that people wrote after an undo outlives the same files', async (ctx) => {
  await delivered(ctx, 'Old', '#ff0000');
  const second = await delivered(ctx, 'New', '#00ff00');
  await undo(ctx, second.published?.version ?? 0);
  await people(ctx, 'Mine');
  const again = await delivered(ctx, 'New', '#00ff00');
  expect(again.kept).toEqual([{ category: 'a', attribute: 'color', field: 'help' }]);
  expect(await texts(ctx)).toEqual([{ help: 'Mine', group: 'New look', swatch: '#00ff00' }]);
});

it('a help text that people rewrote since is a conflict of the undo', async (ctx) => {
  await delivered(ctx, 'Old', '#ff0000');
  const second = await delivered(ctx, 'New', '#ff0000');
  await people(ctx, 'Mine');
  const { changeSetId } = await undoVersion(ctx, { version: second.published?.version ?? 0 });
  await expect(publishChangeSet(ctx, { id: changeSetId })).rejects.toMatchObject({ reason: 'taxonomy.version_moved' });
});
