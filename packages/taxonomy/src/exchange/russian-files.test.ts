import { readSheetRows, writeCsv } from '@yarmarka/files';
import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { exportExchange } from './export-exchange.ts';
import { importExchange } from './import-exchange.ts';
import { ExportRequest } from './request.ts';

const it = databaseTest();

/** An export in Russian as rows of cells. */
async function exported(ctx: Ctx, request: Pick<ExportRequest, 'what'> & Partial<ExportRequest>): Promise<string[][]> {
  const { stream } = await exportExchange(ctx, ExportRequest.parse({ ...request, language: 'ru' }));
  const rows: string[][] = [];
  for await (const { cells } of readSheetRows(new Uint8Array(await new Response(stream).arrayBuffer()))) rows.push([...cells]);
  return rows;
}
const take = (ctx: Ctx, rows: string[][]) => importExchange(ctx, { content: new TextEncoder().encode(writeCsv(rows)), name: 'file.csv' });
/** The row of a cell, by columns. */
function rowOf(table: string[][], category: string, attribute: string) {
  const at = (column: string) => (table[0] ?? []).indexOf(column);
  const row = table.find((r) => r[at('Категория')] === category && r[at('Характеристика')] === attribute) ?? [];
  return {
    get: (columns: readonly string[]) => Object.fromEntries(columns.map((column) => [column, row[at(column)]])),
    set: (cells: Readonly<Record<string, string>>) => {
      for (const [column, text] of Object.entries(cells)) row[at(column)] = text;
    },
  };
}

it('a Russian file holds no codes of requirement, flags, levels, kinds, types and units, and codes written in their place change nothing', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const fields = { requirement: 'recommended', filterable: true, facet: 'range', level: 'variant', units: ['kg', 'g'], defaultUnit: 'kg', max: 1500 };
  await publish(ctx, [{ kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: t.attributes.weight, op: 'set', fields } }]);
  const table = await exported(ctx, { what: 'matrix', scope: 'own' });
  const row = rowOf(table, 'cloth', 'weight');
  const words = {
    Запись: 'правило',
    Действие: 'задать',
    Обязательность: 'желательная',
    Фильтр: 'да',
    'Вид фильтра': 'от–до',
    Уровень: 'вариант товара',
    Единицы: 'кг|г',
    'Единица по умолчанию': 'кг',
    До: '1,5 кг',
  };
  expect(row.get(Object.keys(words))).toEqual(words);
  row.set({
    Запись: 'rule',
    Действие: 'SET',
    Обязательность: 'recommended',
    Фильтр: 'yes',
    'Вид фильтра': 'range',
    Уровень: 'variant',
    Единицы: 'kg|g',
    До: '1500 g',
  });
  expect(await take(ctx, table)).toMatchObject({ changeSetId: null, problems: [] });

  const dictionary = await exported(ctx, { what: 'dictionary' });
  const record = (kind: string, key: string) => dictionary.find((r) => r[0] === kind && r.includes(key)) ?? [];
  expect(record('характеристика', 'weight')).toEqual(expect.arrayContaining(['число', 'г, мг, кг, т, фунт']));
  expect(record('значение', 'memory__64')).toContain('ГБ');
  expect(await take(ctx, dictionary)).toMatchObject({ changeSetId: null, problems: [] });
});

it('differences are told in the words of both languages, options by their names', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const table = await exported(ctx, { what: 'matrix', scope: 'own' });
  rowOf(table, 'el', 'color').set({ Обязательность: 'желательно', 'Допустимые значения': 'color__red' });
  const { lines, problems } = await take(ctx, table);
  expect(problems).toEqual([]);
  expect(Object.fromEntries(lines.map((l) => [l.column, l.to]))).toEqual({
    requirement: { ru: 'желательная', en: 'recommended' },
    options: { ru: 'red (рус.)', en: 'red' },
  });
});
