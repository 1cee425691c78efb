import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importCards } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { findCategoryByKey, importTaxonomy, listVersions } from '@yarmarka/taxonomy';
import { databaseTest } from '@yarmarka/testing';
import { afterAll, expect } from 'vitest';
import { dryRun } from './import-taxonomy.ts';

const it = databaseTest();
const dir = mkdtempSync(join(tmpdir(), 'yarmarka-command-'));
const input = { dir, rulesFile: join(dir, 'rules.csv') };
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function files(rules: string): void {
  const lines = (rows: readonly object[]) => rows.map((r) => JSON.stringify(r)).join('\n');
  writeFileSync(join(dir, 'categories.jsonl'), lines([{ id: 'x', parent: null, en: 'Lamps', ru: 'Лампы', attributes: ['color'] }]));
  writeFileSync(join(dir, 'attributes.jsonl'), lines([{ key: 'color', en: 'Color', ru: 'Цвет', values: ['red'] }]));
  writeFileSync(join(dir, 'values.jsonl'), lines([{ key: 'red', en: 'Red', ru: 'Красный' }]));
  writeFileSync(input.rulesFile, `record,category,attribute,op,requirement\n${rules}\n`);
}
async function lampFor(ctx: Ctx, name: string): Promise<void> {
  const category = await findCategoryByKey(ctx, 'x');
  await importCards(ctx, [{ categoryId: category?.id ?? 0, status: 'published', sellerId: null, attrs: { 1: { ru: name, en: name } }, variants: [] }], {
    bare: true,
  });
}

it('a dry run says what the import would do to cards, by attribute and with some of them named', async (ctx) => {
  files('rule,x,color,set,optional');
  await importTaxonomy(ctx, input);
  await lampFor(ctx, 'Sunny');
  files('rule,x,color,set,required');
  const { text, refused } = await dryRun(ctx, input);
  expect(refused).toBe(false);
  expect(text).toContain('Dry run: nothing is changed.');
  expect(text).toContain('rules set: 1 (Lamps × Color)');
  expect(text).toContain('will lack a required value: 1 on sale, 0 drafts (Color 1)');
  expect(text).toMatch(/for example: Sunny \(\d+\)/);
  expect(await listVersions(ctx)).toHaveLength(1);
});

it('a dry run over another tree says so first, one with problems that the import would be refused', async (ctx) => {
  const demo = fileURLToPath(new URL('../../demo/taxonomy', import.meta.url));
  await importTaxonomy(ctx, { dir: demo, rulesFile: join(demo, 'rules.csv') });
  files('rule,x,color,set,optional');
  expect((await dryRun(ctx, input)).text).toMatch(/ANOTHER TREE STANDS HERE: of its \d+ categories 0 are in the files/);
  files('rule,x,hue,set,optional\nrule,x,color,set,perhaps');
  const { text, refused } = await dryRun(ctx, input);
  expect(refused).toBe(true);
  expect(text).toMatch(/The import would be refused\. Problems: 1\n {2}rules\.csv, row 2: unknown attribute “hue”\./);
});
