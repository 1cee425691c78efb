import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, expect } from 'vitest';
import { publish } from '../testing/small-taxonomy.ts';
import { findCategoryByKey } from '../tree/queries.ts';
import { importTaxonomy } from './import-taxonomy.ts';
import { previewImport } from './preview-import.ts';
import { sayProblem } from './file-problems.ts';

const it = databaseTest();
const dir = mkdtempSync(join(tmpdir(), 'yarmarka-dry-'));
const rulesFile = join(dir, 'rules.csv');
const input = { dir, rulesFile };
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const lines = (rows: readonly (object | string)[]) => rows.map((r) => (typeof r === 'string' ? r : JSON.stringify(r))).join('\n');
const category = (id: string, parent: string | null, attributes: readonly string[], name = id.toUpperCase()) => ({
  id,
  parent,
  en: name,
  ru: name,
  attributes,
});
const OLD = [category('a', null, ['color']), category('a-1', 'a', ['color']), category('a-2', 'a', []), category('b', null, ['color'])];
const NEW = [category('a', null, ['color', 'size'], 'Alpha'), category('a-1', 'b', ['color']), category('a-3', 'a', ['color']), category('b', null, ['color'])];
const COLOR = { key: 'color', en: 'Color', ru: 'Цвет', values: ['red', 'blue'] };
const RULES = 'record,category,attribute,op,requirement,condition,axis,level,help_en,help_ru\n';

function files(categories: readonly (object | string)[], attributes: readonly object[], rules: string): void {
  writeFileSync(join(dir, 'categories.jsonl'), lines(categories));
  writeFileSync(join(dir, 'attributes.jsonl'), lines(attributes));
  writeFileSync(join(dir, 'values.jsonl'), lines(['red', 'blue', 's'].map((key) => ({ key, en: key, ru: key }))));
  writeFileSync(rulesFile, `${RULES}${rules}`);
}
const first = () => files(OLD, [COLOR], 'rule,a,color,set,optional,,,,Help,Подсказка\nrule,b,color,set,recommended,,,,,\n');
const second = () =>
  files(
    NEW,
    [COLOR, { key: 'size', en: 'Size', ru: 'Размер', values: ['s'] }],
    'rule,a,color,set,required,,,,Other,Другая\nrule,b,color,set,recommended,,,,,\n',
  );

/** Every row of every table, and the next version and numbers that the store would give. */
async function whole(ctx: Ctx) {
  const tables = await ctx.db.execute<{ name: string }>(
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and schemaname not like 'pg_%' order by 1`,
  );
  const out: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await ctx.db.execute(
      sql.raw(`select count(*)::int as n, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as content from ${name} t`),
    );
    out[name] = row;
  }
  expect(tables.length).toBeGreaterThan(40);
  return out;
}

it('a dry run counts what the import then does, and leaves every row of every table as it is', async (ctx) => {
  first();
  await importTaxonomy(ctx, input);
  second();
  const before = await whole(ctx);
  const dry = await previewImport(ctx, input);
  expect(await whole(ctx)).toEqual(before);
  expect(dry.problems).toEqual([]);
  expect(dry.counts).toEqual({ categories: 1, moved: 1, attributes: 1, entries: 1, rulesSet: 2, rulesExcluded: 1, rulesRemoved: 1, texts: 1 });
  const { published, counts } = await importTaxonomy(ctx, input);
  expect(counts).toEqual(dry.counts);
  expect(dry.delta.moves.flatMap((m) => m.categories)).toHaveLength(published?.schemasChanged ?? 0);
  expect(dry.delta.baseVersion + 1).toBe(published?.version);
});

it('a dry run takes no attribute or option number away: the import gives those that it gives without one', async (ctx) => {
  const numbers = () =>
    ctx.db.execute(sql`select a.key, a.no, (select json_agg(json_build_array(e.key, e.entry_no) order by e.key) from taxonomy.entries e where e.list_id = a.list_id) as entries
    from taxonomy.attributes a where a.created_version > 0 and a.key in ('color', 'size') order by 1`);
  const [{ no: last } = { no: 0 }] = await ctx.db.execute<{ no: number }>(sql`select max(no) as no from taxonomy.attributes`);
  second();
  for (let i = 0; i < 3; i++) await previewImport(ctx, input);
  await importTaxonomy(ctx, input);
  const next = Math.max(100, last + 1);
  expect([...(await numbers())]).toEqual([
    {
      key: 'color',
      no: next,
      entries: [
        ['blue', 2],
        ['red', 1],
      ],
    },
    { key: 'size', no: next + 1, entries: [['s', 1]] },
  ]);
});

it('a dry run names the first of each kind, what stays beside, what is gone from the files and what they call otherwise', async (ctx) => {
  first();
  await importTaxonomy(ctx, input);
  await publish(ctx, [{ kind: 'category', category: { key: 'own', parentKey: 'a', label: { ru: 'Своя', en: 'Own' } } }]);
  second();
  const { samples, store } = await previewImport(ctx, input);
  const en = (list: readonly { en: string }[]) => list.map((w) => w.en);
  expect(en(samples.categories)).toEqual(['A-3']);
  expect(en(samples.moved)).toEqual(['A-1 → B']);
  expect(en(samples.attributes)).toEqual(['Size']);
  expect(en(samples.entries)).toEqual(['s']);
  expect(en(samples.rulesSet)).toContain('A × Size');
  expect(en(samples.texts)).toEqual(['A × Color']);
  expect(store).toMatchObject({ categories: 5, shared: 3, others: { count: 1, samples: [{ en: 'Own' }] }, gone: { count: 1, samples: [{ en: 'A-2' }] } });
  expect(store.renamed).toEqual({ count: 1, samples: [{ now: { ru: 'A', en: 'A' }, file: { ru: 'Alpha', en: 'Alpha' } }] });
});

it('all problems of the files are named by file and line at once, in both languages, and nothing else is worked out', async (ctx) => {
  files([category('a', null, ['color']), '{"id": 7}', 'no JSON'], [COLOR], 'rule,a,color,put,,,,,,\nthing,,,,,,,,,\n');
  expect((await previewImport(ctx, input)).problems.map((p) => sayProblem(p, 'en'))).toEqual([
    'categories.jsonl, line 2: id: Invalid input: expected string, received number.',
    'categories.jsonl, line 3: not JSON.',
    'rules.csv, row 2: op is “put”, expected set or exclude.',
    'rules.csv, row 3: unknown record “thing”.',
  ]);
  files(
    [category('a', 'x', ['color', 'colour']), category('a', null, []), category('c', 'd', []), category('d', 'c', [])],
    [COLOR, { key: 'trim', en: 'Trim', ru: 'Отделка', values_from: 'finish' }],
    'rule,z,color,set,,,,,,\nrule,a,hue,set,,,,,,\n',
  );
  const { problems, counts } = await previewImport(ctx, input);
  expect(problems.map((p) => sayProblem(p, 'ru'))).toEqual([
    'categories.jsonl, строка 2: «a» уже есть в строке 1.',
    'attributes.jsonl, строка 2: нет характеристики «finish», чей список взять.',
    'categories.jsonl, строка 1: неизвестный родитель «x».',
    'categories.jsonl, строка 1: неизвестная характеристика «colour».',
    'categories.jsonl, строка 3: категория «c» стоит внутри самой себя.',
    'categories.jsonl, строка 4: категория «d» стоит внутри самой себя.',
    'rules.csv, строка 2: неизвестная категория «z».',
    'rules.csv, строка 3: неизвестная характеристика «hue».',
  ]);
  expect(counts.categories).toBe(0);
  await expect(importTaxonomy(ctx, input)).rejects.toMatchObject({
    reason: 'taxonomy.import_line',
    publicMessage: { en: expect.stringContaining('Problems besides: 7.') },
  });
});

it('wrong cells of the rules file and schemas that they break are named at their row', async (ctx) => {
  files(OLD, [COLOR], 'rule,a,color,set,maybe,,,,,\n');
  expect((await previewImport(ctx, input)).problems.map((p) => [p.file, p.row])).toEqual([[rulesFile, 2]]);
  files(OLD, [COLOR], 'rule,b,color,set,optional,,,,,\nrule,a,color,set,,,yes,card,,\n');
  const { problems } = await previewImport(ctx, input);
  expect(problems.map((p) => sayProblem(p, 'en'))).toEqual(['rules.csv, row 3: A: Color: A variant axis must stand on the variant level.']);
  await expect(importTaxonomy(ctx, input)).rejects.toMatchObject({ reason: 'taxonomy.matrix_invalid' });
});

it('places that are no whole numbers, attributes that stand twice and numbers without end are named at their row', async (ctx) => {
  files(OLD, [COLOR], '');
  writeFileSync(
    rulesFile,
    `record,group,attribute,type,list,entry,label_en,label_ru,number,position
group,look,,,,,Look,Вид,,1.5
entry,,,,color,red,Red,Красный,,99999999999
entry,,,,color,blue,Blue,Синий,1e999,2.0
attribute,,width,number,,,Width,Ширина,,
attribute,,width,text,,,Width,Ширина,,
attribute,,color,list,,,Colour,Цвет,,
`,
  );
  expect((await previewImport(ctx, input)).problems.map((p) => sayProblem(p, 'en'))).toEqual([
    'rules.csv, row 2: position: “1.5” is no whole number or too large.',
    'rules.csv, row 3: position: “99999999999” is no whole number or too large.',
    'rules.csv, row 4: number: “1e999” is no number.',
  ]);
  const rest = `record,attribute,type,label_en,label_ru\nattribute,width,number,Width,Ширина\n`;
  writeFileSync(rulesFile, `${rest}attribute,width,text,Width,Ширина\nattribute,color,list,Colour,Цвет\n`);
  expect((await previewImport(ctx, input)).problems.map((p) => sayProblem(p, 'ru'))).toEqual([
    'rules.csv, строка 3: характеристика «width» уже есть в строке 2.',
    'rules.csv, строка 4: характеристика «color» есть и в attributes.jsonl, строка 1.',
  ]);
  writeFileSync(rulesFile, rest);
  await importTaxonomy(ctx, input);
  // As an exported dictionary names it.
  writeFileSync(rulesFile, `${rest}attribute,color,list,Colour,Цвет\n`);
  expect((await previewImport(ctx, input)).problems).toEqual([]);
});

it('moves against what people moved here, which would end in a circle, are named at their line', async (ctx) => {
  files(OLD, [COLOR], '');
  await importTaxonomy(ctx, input);
  const id = async (key: string) => (await findCategoryByKey(ctx, key))?.id ?? 0;
  await publish(ctx, [{ kind: 'move', move: { categoryId: await id('b'), parentId: await id('a-1') } }]);
  files(
    OLD.map((c) => (c.id === 'a-1' ? { ...c, parent: 'b' } : c)),
    [COLOR],
    '',
  );
  expect((await previewImport(ctx, input)).problems.map((p) => sayProblem(p, 'en'))).toEqual([
    'categories.jsonl, line 2: “a-1” would stand below itself: its new parent was moved into its branch here.',
  ]);
});
