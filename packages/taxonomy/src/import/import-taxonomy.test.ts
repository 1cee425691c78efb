import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { afterAll, expect } from 'vitest';
import { listAttributes } from '../dictionary/queries.ts';
import { listEffectiveCells } from '../matrix/queries.ts';
import { publish } from '../testing/small-taxonomy.ts';
import { undo } from '../testing/undo.ts';
import { findCategoryByKey } from '../tree/queries.ts';
import { importTaxonomy } from './import-taxonomy.ts';

const it = databaseTest();
const dir = mkdtempSync(join(tmpdir(), 'yarmarka-import-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const lines = (rows: object[]) => rows.map((r) => JSON.stringify(r)).join('\n');
function write(categories: object[] = BASE): void {
  writeFileSync(join(dir, 'categories.jsonl'), lines(categories));
  writeFileSync(
    join(dir, 'attributes.jsonl'),
    lines([
      { key: 'color', en: 'Color', ru: 'Цвет', values: ['color__red', 'color__blue'] },
      { key: 'trim', en: 'Trim', ru: 'Отделка', values_from: 'color' },
    ]),
  );
  writeFileSync(
    join(dir, 'values.jsonl'),
    lines([
      { key: 'color__red', en: 'Red', ru: 'Красный' },
      { key: 'color__blue', en: 'Blue', ru: 'Синий' },
    ]),
  );
}
const BASE = [
  { id: 'a', parent: null, en: 'A', ru: 'А', attributes: ['color'] },
  { id: 'a-1', parent: 'a', en: 'A1', ru: 'А1', attributes: ['color', 'trim'] },
  { id: 'a-2', parent: 'a', en: 'A2', ru: 'А2', attributes: [] },
];
const RULES = `record,category,attribute,op,label_en,label_ru,type,unit,requirement,condition,min,default_unit,units
attribute,,weight,,Weight,Вес,number,mass,,,,,
rule,a,weight,set,,,,,recommended,,0.1,kg,g|kg
rule,a,color,set,,,,,required_if,weight >= 2 kg,,,
`;
const rulesFile = join(dir, 'rules.csv');

it('the fewest rules reproduce the lists, and a second run changes nothing', async (ctx) => {
  write();
  const first = await importTaxonomy(ctx, { dir });
  expect(first.counts).toMatchObject({ categories: 3, attributes: 2, entries: 2, rulesSet: 2, rulesExcluded: 1 });
  const second = await importTaxonomy(ctx, { dir });
  expect(second).toMatchObject({ changes: 0, kept: [] });
  expect(second.published).toBeUndefined();
});

it('an attribute that borrows a list offers its entries under its own tokens', async (ctx) => {
  write();
  await importTaxonomy(ctx, { dir });
  const [trim] = await listAttributes(ctx, { keys: ['trim'] });
  expect(trim).toMatchObject({ listKey: 'color', options: 2 });
});

it('a rules file adds attributes and fields; a later import without it leaves them', async (ctx) => {
  write();
  writeFileSync(rulesFile, RULES);
  await importTaxonomy(ctx, { dir, rulesFile });
  const a1 = (await findCategoryByKey(ctx, 'a-1'))?.id ?? 0;
  const cells = await listEffectiveCells(ctx, a1);
  const weight = cells.find((c) => c.attribute.key === 'weight');
  expect(weight?.fields).toMatchObject({ min: 100, units: ['g', 'kg'], requirement: 'recommended' });
  expect(cells.find((c) => c.attribute.key === 'color')?.fields.condition).toEqual({ attr: weight?.attribute.no, min: 2000 });
  expect(await importTaxonomy(ctx, { dir })).toMatchObject({ changes: 0 });
  expect(await importTaxonomy(ctx, { dir, rulesFile })).toMatchObject({ changes: 0 });
});

it('fields that people edited are kept and reported; other fields follow the file', async (ctx) => {
  write();
  writeFileSync(rulesFile, RULES);
  await importTaxonomy(ctx, { dir, rulesFile });
  const a = (await findCategoryByKey(ctx, 'a'))?.id ?? 0;
  const weight = (await listAttributes(ctx, { keys: ['weight'] }))[0]?.no ?? 0;
  await publish(ctx, [{ kind: 'rule', edit: { categoryId: a, attributeNo: weight, op: 'set', fields: { requirement: 'required' } } }]);
  writeFileSync(rulesFile, RULES.replace('recommended,,0.1', 'optional,,0.2'));
  const r = await importTaxonomy(ctx, { dir, rulesFile });
  expect(r.kept).toEqual([{ category: 'a', attribute: 'weight', field: 'requirement' }]);
  const cell = (await listEffectiveCells(ctx, a)).find((c) => c.attribute.key === 'weight');
  expect(cell?.fields).toMatchObject({ requirement: 'required', min: 200 });
});

it('a category moved in the file moves here, its cells with it', async (ctx) => {
  write();
  await importTaxonomy(ctx, { dir });
  write([...BASE, { id: 'b', parent: null, en: 'B', ru: 'Б', attributes: [] }].map((c) => (c.id === 'a-1' ? { ...c, parent: 'b' } : c)));
  const r = await importTaxonomy(ctx, { dir });
  expect(r.counts.moved).toBe(1);
  const a1 = await findCategoryByKey(ctx, 'a-1');
  expect(a1?.trail.map((x) => x.en)).toEqual(['B', 'A1']);
  expect((await listEffectiveCells(ctx, a1?.id ?? 0)).map((c) => c.attribute.key).sort()).toEqual(['color', 'trim']);
});

it('categories that change places move, and back, whatever the order of their lines', async (ctx) => {
  const tree = (rows: readonly [string, string | null][]) => write(rows.map(([id, parent]) => ({ id, parent, en: id, ru: id, attributes: [] })));
  const trail = async () => (await findCategoryByKey(ctx, 'leaf'))?.trail.map((x) => x.en);
  tree([
    ['root', null],
    ['up', 'root'],
    ['down', 'up'],
    ['leaf', 'down'],
  ]);
  await importTaxonomy(ctx, { dir });
  tree([
    ['root', null],
    ['up', 'down'],
    ['down', 'root'],
    ['leaf', 'up'],
  ]);
  const r = await importTaxonomy(ctx, { dir });
  expect(r.counts.moved).toBe(3);
  expect(await trail()).toEqual(['root', 'down', 'up', 'leaf']);
  await undo(ctx, r.published?.version ?? 0);
  expect(await trail()).toEqual(['root', 'up', 'down', 'leaf']);
});

it('a category that people merged stays merged when files move it', async (ctx) => {
  const rows = (parent: string | null) => write(['a', 'b', 'c'].map((id) => ({ id, parent: id === 'a' ? parent : null, en: id, ru: id, attributes: [] })));
  rows(null);
  await importTaxonomy(ctx, { dir });
  const id = async (key: string) => (await findCategoryByKey(ctx, key))?.id ?? 0;
  await publish(ctx, [{ kind: 'category_merge', merge: { fromId: await id('a'), intoId: await id('b') } }]);
  rows('c');
  expect((await importTaxonomy(ctx, { dir })).counts.moved).toBe(0);
});

it('a wrong row of the rules file is named and nothing is imported', async (ctx) => {
  write();
  writeFileSync(rulesFile, `${RULES}rule,a,colour,set,,,,,required,,,,\n`);
  const error = await importTaxonomy(ctx, { dir, rulesFile }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).publicMessage.en).toContain('row 5: unknown attribute “colour”');
});
