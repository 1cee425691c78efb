import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheetRows, readXlsx, writeCsv, writeXlsx } from '@yarmarka/files';
import { AppError, type Ctx } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { getChangeSet } from '../change-set/change-sets.ts';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import { readRulesFile } from '../import/rules-file.ts';
import { listEffectiveCells } from '../matrix/queries.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { findCategoryByKey, getCategory } from '../tree/queries.ts';
import { exportExchange } from './export-exchange.ts';
import { type ExchangeResult, importExchange } from './import-exchange.ts';
import { ExportRequest } from './request.ts';

const it = databaseTest();
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>, op: 'set' | 'exclude' | 'remove' = 'set'): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op, fields },
});

/** The small shop with everything that a file may stumble over. */
async function oddTaxonomy(ctx: Ctx): Promise<SmallTaxonomy> {
  const t = await createSmallTaxonomy(ctx);
  const { phones, smart, cloth } = t.categories;
  const a = t.attributes;
  await publish(ctx, [
    { kind: 'group', group: { key: 'main', label: { ru: 'Основное', en: '=Main' }, position: 5 } },
    {
      kind: 'attribute',
      attribute: {
        key: 'temperature',
        type: 'range',
        label: { ru: 'Температура', en: '007' },
        description: { ru: 'Две\nстроки', en: '"quoted"' },
        unitFamily: 'temperature',
        localised: false,
      },
    },
    { kind: 'entry', entry: { listKey: 'color', key: 'left and | right', label: { ru: '-1; «да»', en: "'=x" }, swatch: '#aabbcc' } },
    { kind: 'category_edit', edit: { categoryId: cloth, label: { ru: 'Одежда, обувь', en: '01.02' } } },
  ]);
  await publish(ctx, [
    rule(phones, a.weight, { min: 0.5, max: 453.59237, pattern: '^"a;b"\n$', languages: [] }),
    rule(smart, a.color, {
      options: [t.token('color', 'red'), t.token('color', 'blue')].sort((x, y) => x - y),
      requirement: 'required_if',
      condition: { any: [{ attr: a.weight, min: 100 }, { all: [{ attr: a.memory, filled: true }] }] },
      limits: [{ if: { attr: a.memory, filled: true }, then: [t.token('color', 'red')] }],
    }),
    rule(smart, a.features, {}, 'exclude'),
    { kind: 'help', help: { categoryId: phones, attributeNo: a.weight, help: { ru: '=Без упаковки\nв граммах', en: ' "net" ' } } },
  ]);
  return t;
}

async function exported(ctx: Ctx, request: Partial<ExportRequest> & Pick<ExportRequest, 'what'>): Promise<Uint8Array> {
  const file = await exportExchange(ctx, ExportRequest.parse(request));
  return new Uint8Array(await new Response(file.stream).arrayBuffer());
}
type Table = string[][];
async function tableOf(bytes: Uint8Array): Promise<Table> {
  const rows: Table = [];
  for await (const r of readSheetRows(bytes)) rows.push([...r.cells]);
  return rows;
}
const csvOf = (table: Table) => new TextEncoder().encode(writeCsv(table));
const take = (ctx: Ctx, content: Uint8Array) => importExchange(ctx, { content, name: 'file.csv' });
/** Exports, lets `edit` change the table, imports. */
async function edited(
  ctx: Ctx,
  request: Partial<ExportRequest> & Pick<ExportRequest, 'what'>,
  edit: (at: (find: Record<string, string>, column: string) => { set(text: string): void }, table: Table) => void,
): Promise<ExchangeResult> {
  const table = await tableOf(await exported(ctx, request));
  const header = table[0] ?? [];
  edit((find, column) => {
    const row = table.find((r) => Object.entries(find).every(([c, v]) => r[header.indexOf(c)] === v));
    const i = header.findIndex((h) => h === column || h.endsWith(`[${column}]`));
    if (!row || i < 0) throw new Error(`no cell ${JSON.stringify(find)} ${column}`);
    return { set: (text) => void (row[i] = text) };
  }, table);
  return take(ctx, csvOf(table));
}
const rulesOf = async (ctx: Ctx, result: ExchangeResult) =>
  result.changeSetId === null ? [] : (await getChangeSet(ctx, result.changeSetId)).changes.map((c) => c.change);
const EVERY: (Partial<ExportRequest> & Pick<ExportRequest, 'what'>)[] = [
  ...(['own', 'effective'] as const).flatMap((scope) => (['long', 'wide'] as const).map((layout) => ({ what: 'matrix' as const, scope, layout }))),
  { what: 'dictionary' },
  { what: 'tree' },
];

it('a file that comes back as it went out changes nothing: every kind of file, both formats, both languages', async (ctx) => {
  await oddTaxonomy(ctx);
  for (const request of EVERY)
    for (const format of ['xlsx', 'csv'] as const)
      for (const language of ['ru', 'en'] as const) {
        const result = await take(ctx, await exported(ctx, { ...request, format, language }));
        expect({ request, format, language, ...result }).toMatchObject({ changeSetId: null, counts: {}, lines: [], problems: [] });
        expect(result.rows).toBeGreaterThan(3);
      }
});

it('a workbook saved anew by a spreadsheet changes nothing: shared strings, numbers as text, cells cut off at the end, rows in another order', async (ctx) => {
  await oddTaxonomy(ctx);
  for (const request of EVERY) {
    const { header, rows } = await readXlsx(await exported(ctx, request));
    const cut = rows.map(({ cells }) => [...cells.slice(0, cells.findLastIndex((c) => c !== '') + 1)]).reverse();
    const again = await writeXlsx([{ name: 'Лист1', rows: [[...header], ...cut, []] }]);
    expect(await take(ctx, again)).toMatchObject({ changeSetId: null, problems: [] });
  }
});

it('a field edited in an inherited cell becomes an own rule with just that field, and publishes', async (ctx) => {
  const t = await oddTaxonomy(ctx);
  const result = await edited(ctx, { what: 'matrix', format: 'csv', language: 'en' }, (at) =>
    at({ category: 'smart', attribute: 'weight' }, 'max').set('2 kg'),
  );
  expect(result).toMatchObject({ counts: { rule: 1 }, problems: [] });
  expect(result.lines).toMatchObject([
    { column: 'max', from: { en: '453.59237 g', ru: '453,59237 г' }, to: { en: '2000 g', ru: '2000 г' }, subject: { en: 'Smartphones · Weight' } },
  ]);
  expect(await rulesOf(ctx, result)).toEqual([rule(t.categories.smart, t.attributes.weight, { max: 2000 })]);
  await publishChangeSet(ctx, { id: result.changeSetId ?? 0 });
  const cell = (await listEffectiveCells(ctx, t.categories.smart)).find((c) => c.attribute.key === 'weight');
  expect(cell?.own?.fields).toEqual({ max: 2000 });
  expect(cell?.fields).toMatchObject({ min: 0.5, requirement: 'required' });
});

it('an own field that is emptied inherits again; an inherited one cannot be emptied and says where it comes from', async (ctx) => {
  const t = await oddTaxonomy(ctx);
  for (const scope of ['own', 'effective'] as const) {
    const result = await edited(ctx, { what: 'matrix', scope, language: 'en' }, (at) => at({ category: 'phones', attribute: 'weight' }, 'requirement').set(''));
    expect(await rulesOf(ctx, result)).toEqual([rule(t.categories.phones, t.attributes.weight, { requirement: null })]);
  }
  const refused = await edited(ctx, { what: 'matrix', language: 'en' }, (at) => at({ category: 'smart', attribute: 'weight' }, 'requirement').set(''));
  expect(refused).toMatchObject({
    changeSetId: null,
    problemCount: 1,
    problems: [{ column: 'requirement', en: expect.stringContaining('“Phones” (phones)') }],
  });
  expect(refused.problems[0]?.row).toBeGreaterThan(1);
});

it('attributes are excluded, taken back and added by the op of a line', async (ctx) => {
  const t = await oddTaxonomy(ctx);
  const { phones, smart, cloth } = t.categories;
  const result = await edited(ctx, { what: 'matrix', language: 'en' }, (at, table) => {
    at({ category: 'smart', attribute: 'weight' }, 'op').set('exclude');
    at({ category: 'smart', attribute: 'features' }, 'op').set('remove');
    at({ category: 'phones', attribute: 'memory' }, 'op').set('remove');
    const header = table[0] ?? [];
    table.push(header.map((h) => ({ record: 'rule', category: 'cloth', attribute: 'weight', min: '5 kg', filterable: 'да' })[h] ?? ''));
  });
  expect(result.problems).toEqual([]);
  expect((await rulesOf(ctx, result)).map((c) => (c.kind === 'rule' ? c.edit : c))).toEqual(
    expect.arrayContaining([
      { categoryId: smart, attributeNo: t.attributes.weight, op: 'exclude', fields: {} },
      { categoryId: smart, attributeNo: t.attributes.features, op: 'remove', fields: {} },
      { categoryId: phones, attributeNo: t.attributes.memory, op: 'remove', fields: {} },
      { categoryId: cloth, attributeNo: t.attributes.weight, op: 'set', fields: { min: 5000, filterable: true } },
    ]),
  );
  expect(result.counts).toEqual({ rule: 4 });
});

it('a wide file is edited cell by cell, in words of either language', async (ctx) => {
  const t = await oddTaxonomy(ctx);
  const result = await edited(ctx, { what: 'matrix', layout: 'wide', language: 'ru' }, (at) => {
    at({ Категория: 'el' }, 'weight').set('обязательно; фильтр; единицы: г|кг; единица: g; от 1');
    at({ Категория: 'cloth' }, 'weight').set('required; max 5 kg');
    at({ Категория: 'smart' }, 'memory').set('исключена');
    at({ Категория: 'phones' }, 'features').set('');
    at({ Категория: 'smart' }, 'waterproof').set('обязателно');
  });
  expect((await rulesOf(ctx, result)).map((c) => (c.kind === 'rule' ? c.edit : c))).toEqual(
    expect.arrayContaining([
      { categoryId: t.categories.el, attributeNo: t.attributes.weight, op: 'set', fields: { requirement: 'required' } },
      { categoryId: t.categories.cloth, attributeNo: t.attributes.weight, op: 'set', fields: { requirement: 'required', max: 5000 } },
      { categoryId: t.categories.smart, attributeNo: t.attributes.memory, op: 'exclude', fields: {} },
      { categoryId: t.categories.phones, attributeNo: t.attributes.features, op: 'remove', fields: {} },
    ]),
  );
  expect(result.counts).toEqual({ rule: 4 });
  expect(result.problems).toMatchObject([{ ru: '«обязателно» непонятно; возможно, «обязательная»?', column: expect.stringContaining('[waterproof]') }]);
});

it('what cannot be read is told by row and column with the way out, and the rest is taken', async (ctx) => {
  await oddTaxonomy(ctx);
  const result = await edited(ctx, { what: 'matrix', scope: 'own', language: 'en' }, (at) => {
    at({ category: 'el', attribute: 'color' }, 'options').set('color__red|color__blu');
    at({ category: 'el', attribute: 'weight' }, 'default_unit').set('GHz');
    at({ category: 'phones', attribute: 'memory' }, 'requirement').set('must');
    at({ category: 'phones', attribute: 'weight' }, 'axis').set('yes');
    at({ category: 'phones', attribute: 'color' }, 'attribute').set('colour');
    at({ category: 'smart', attribute: 'waterproof' }, 'filterable').set('no');
    at({ category: 'cloth', attribute: 'color' }, 'category').set('clothes');
  });
  expect(result.counts).toEqual({ rule: 1 });
  const told = Object.fromEntries(result.problems.map((p) => [p.column ?? '', p.en]));
  expect(told).toEqual({
    options: '“color” has no entry “color__blu”; did you mean “color__blue”?',
    default_unit: 'the unit “GHz” does not measure this attribute; here use: g, mg, kg, t, lb',
    requirement: '“must” is none of: required, recommended, optional, conditional',
    '': 'Only a list attribute can be a variant axis.',
    attribute: 'unknown attribute “colour”; did you mean “color”?',
    category: expect.stringContaining('unknown category “clothes”'),
  });
  const error = await take(
    ctx,
    csvOf([
      ['a', 'b'],
      ['1', '2'],
    ]),
  ).catch((e: unknown) => e);
  expect(error instanceof AppError && error.reason).toBe('taxonomy.exchange_unknown_file');
});

it('a file older than the matrix undoes nothing that others published meanwhile, and shows what both changed', async (ctx) => {
  const t = await oddTaxonomy(ctx);
  const files = await Promise.all(EVERY.slice(0, 4).map((request) => exported(ctx, { ...request, language: 'en' })));
  await publish(ctx, [
    rule(t.categories.el, t.attributes.weight, { requirement: 'recommended', filterable: null }),
    rule(t.categories.phones, t.attributes.weight, { max: 9000 }),
    rule(t.categories.phones, t.attributes.features, {}, 'remove'),
    rule(t.categories.cloth, t.attributes.waterproof, { filterable: true }),
  ]);
  for (const file of files) expect(await take(ctx, file)).toMatchObject({ changeSetId: null, problems: [] });
  const table = await tableOf(files[2] ?? new Uint8Array());
  const header = table[0] ?? [];
  const row = table.find((r) => r[1] === 'phones' && r[header.indexOf('attribute')] === 'weight') ?? [];
  row[header.indexOf('max')] = '7 kg';
  row[header.indexOf('position')] = '3';
  const result = await take(ctx, csvOf(table));
  expect(await rulesOf(ctx, result)).toEqual([rule(t.categories.phones, t.attributes.weight, { position: 3 })]);
  expect(result.problems).toMatchObject([{ column: 'max', en: expect.stringContaining('now “9000 g”, in the file “7000 g”') }]);
});

it('the dictionary is edited and extended by a file', async (ctx) => {
  const t = await oddTaxonomy(ctx);
  const result = await edited(ctx, { what: 'dictionary', language: 'en' }, (at, table) => {
    at({ record: 'attribute', attribute: 'weight' }, 'label_ru').set('Вес нетто');
    at({ record: 'attribute', attribute: 'composition' }, 'retired').set('да');
    at({ record: 'attribute', attribute: 'memory' }, 'type').set('number');
    at({ record: 'entry', entry: 'color__red' }, 'synonyms').set('алый | scarlet');
    at({ record: 'entry', entry: 'memory__64' }, 'number').set('65');
    at({ record: 'group', group: 'main' }, 'position').set('7');
    const line = (cells: Record<string, string>) => table.push((table[0] ?? []).map((h) => cells[h] ?? ''));
    line({ record: 'attribute', attribute: 'material', type: 'list', label_en: 'Material', label_ru: 'Материал' });
    line({ record: 'entry', list: 'material', entry: 'material__wool', label_en: 'Wool', label_ru: 'Шерсть', synonyms: 'шерстяной' });
    line({ record: 'entry', list: 'nowhere', entry: 'x', label_en: 'X', label_ru: 'Х' });
    line({ record: 'attribute', attribute: 'Bad key', type: 'list', label_en: 'a', label_ru: 'б' });
  });
  const changes = await rulesOf(ctx, result);
  expect(changes).toEqual(
    expect.arrayContaining([
      { kind: 'attribute_edit', edit: { no: t.attributes.weight, label: { ru: 'Вес нетто', en: 'Weight' } } },
      { kind: 'attribute_edit', edit: { no: t.attributes.composition, retired: true } },
      { kind: 'entry_edit', edit: { listKey: 'color', key: 'color__red', synonyms: ['алый', 'scarlet'] } },
      { kind: 'entry_edit', edit: { listKey: 'memory', key: 'memory__64', number: 65 } },
      { kind: 'group', group: { key: 'main', label: { ru: 'Основное', en: '=Main' }, position: 7 } },
      { kind: 'entry', entry: { listKey: 'material', key: 'material__wool', label: { ru: 'Шерсть', en: 'Wool' }, entryNo: 1 } },
    ]),
  );
  expect(result.counts).toEqual({ attribute: 1, attribute_edit: 2, entry: 1, entry_edit: 3, group: 1 });
  expect(result.problems.map((p) => p.column)).toEqual(['type', 'list', 'key']);
});

it('the tree is renamed, moved and extended by a file', async (ctx) => {
  const t = await oddTaxonomy(ctx);
  const result = await edited(ctx, { what: 'tree', language: 'ru' }, (at, table) => {
    at({ Категория: 'smart' }, 'Название (англ.)').set('Smart phones');
    at({ Категория: 'phones' }, 'Родитель').set('cloth');
    at({ Категория: 'el' }, 'Родитель').set('smart');
    const line = (cells: Record<string, string>) => table.push((table[0] ?? []).map((h) => cells[h] ?? ''));
    line({ Запись: 'Категория', Категория: 'boots', Родитель: 'shoes', 'Название (англ.)': 'Boots', 'Название (рус.)': 'Ботинки' });
    line({ Запись: 'category', Категория: 'shoes', Родитель: 'cloth', 'Название (англ.)': 'Shoes', 'Название (рус.)': 'Обувь' });
    line({ Запись: 'category', Категория: 'lost', Родитель: 'nowhere', 'Название (англ.)': 'Lost', 'Название (рус.)': 'Потеря' });
  });
  expect(await rulesOf(ctx, result)).toEqual(
    expect.arrayContaining([
      { kind: 'category_edit', edit: { categoryId: t.categories.smart, label: { ru: 'Smartphones (рус.)', en: 'Smart phones' } } },
      { kind: 'move', move: { categoryId: t.categories.phones, parentId: t.categories.cloth } },
      { kind: 'category', category: { id: expect.any(Number), key: 'boots', parentKey: 'shoes', label: { ru: 'Ботинки', en: 'Boots' } } },
    ]),
  );
  expect(result.counts).toEqual({ category: 2, category_edit: 1, move: 1 });
  expect(result.problems.map((p) => p.column)).toEqual(['parent', 'parent']);
});

it('one file brings categories with their cells and help texts and moves others into them, in whatever order its lines stand', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const file = csvOf([
    ['record', 'category', 'parent', 'label_en', 'label_ru', 'attribute', 'op', 'requirement', 'help_en', 'help_ru'],
    ['rule', 'boots', '', '', '', 'waterproof', 'set', 'required', 'A pair', 'Пара'],
    ['category', 'boots', 'shoes', 'Boots', 'Ботинки'],
    ['category', 'smart', 'boots', 'Smartphones', 'Smartphones (рус.)'],
    ['category', 'shoes', 'cloth', 'Shoes', 'Обувь'],
    ['rule', 'nowhere', '', '', '', 'weight', 'set', 'required'],
  ]);
  const result = await take(ctx, file);
  expect(result.counts).toEqual({ category: 2, rule: 1, help: 1, move: 1 });
  expect(result.problems.map((p) => [p.row, p.column])).toEqual([[6, 'category']]);
  await publishChangeSet(ctx, { id: result.changeSetId ?? 0 });
  const [shoes, boots] = [await findCategoryByKey(ctx, 'shoes'), await findCategoryByKey(ctx, 'boots')];
  expect((await getCategory(ctx, t.categories.smart)).path).toEqual([t.categories.cloth, shoes?.id, boots?.id, t.categories.smart]);
  const cell = (await listEffectiveCells(ctx, t.categories.smart)).find((c) => c.attribute.key === 'waterproof');
  expect(cell?.fields).toMatchObject({ requirement: 'required' });
  expect(cell?.helps.map((h) => [h.categoryId, h.ru])).toEqual([[boots?.id, 'Пара']]);
});

it('help texts are edited, inherited ones become own, own ones are emptied', async (ctx) => {
  const t = await oddTaxonomy(ctx);
  const result = await edited(ctx, { what: 'matrix', language: 'en' }, (at) => {
    at({ category: 'smart', attribute: 'weight' }, 'help_en').set('Without the box');
    at({ category: 'phones', attribute: 'weight' }, 'help_en').set('');
    at({ category: 'phones', attribute: 'weight' }, 'help_ru').set('');
  });
  expect(await rulesOf(ctx, result)).toEqual(
    expect.arrayContaining([
      {
        kind: 'help',
        help: { categoryId: t.categories.smart, attributeNo: t.attributes.weight, help: { ru: '=Без упаковки\nв граммах', en: 'Without the box' } },
      },
      { kind: 'help', help: { categoryId: t.categories.phones, attributeNo: t.attributes.weight, help: null } },
    ]),
  );
});

it('an exported CSV is a rules file: own rules are read, inherited cells passed over, the dictionary too', async (ctx) => {
  await oddTaxonomy(ctx);
  const dir = mkdtempSync(join(tmpdir(), 'exchange-'));
  const read = async (request: Partial<ExportRequest> & Pick<ExportRequest, 'what'>) => {
    writeFileSync(join(dir, 'f.csv'), await exported(ctx, { ...request, format: 'csv' }));
    return readRulesFile(join(dir, 'f.csv'), []);
  };
  const own = await read({ what: 'matrix', scope: 'own', language: 'ru' });
  const all = await read({ what: 'matrix', scope: 'effective', language: 'en' });
  expect(own.rules).toHaveLength(11);
  expect(all.rules.map((r) => `${r.category} ${r.attribute} ${r.op}`).sort()).toEqual(own.rules.map((r) => `${r.category} ${r.attribute} ${r.op}`).sort());
  const dictionary = await read({ what: 'dictionary', language: 'ru' });
  expect([dictionary.groups.length, dictionary.attributes.length, dictionary.entries.length]).toEqual([1, 7, 10]);
  expect(dictionary.entries.find((e) => e.swatch)).toMatchObject({ en: "'=x", key: 'left and | right' });
  rmSync(dir, { recursive: true });
});

it('lines about what was merged since are named and left out, the others are taken', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await publish(ctx, [
    { kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__blue', intoKey: 'color__black' } },
    { kind: 'category_merge', merge: { fromId: t.categories.smart, intoId: t.categories.phones } },
  ]);
  const result = await take(
    ctx,
    csvOf([
      ['record', 'category', 'parent', 'list', 'entry', 'label_en', 'label_ru', 'attribute', 'op'],
      ['entry', '', '', 'color', 'color__blue', 'Navy', 'Синий', '', ''],
      ['entry', '', '', 'color', 'color__red', 'Crimson', 'Алый', '', ''],
      ['category', 'smart', 'phones', '', '', 'Smartphones', 'Смартфоны', '', ''],
      ['category', 'cases', 'smart', '', '', 'Cases', 'Чехлы', '', ''],
      ['category', 'cloth', '', '', '', 'Clothes', 'Одежда', '', ''],
      ['rule', 'smart', '', '', '', '', '', 'weight', 'set'],
    ]),
  );
  expect(result.problems.map((p) => [p.row, p.column, p.en, p.ru])).toEqual([
    [2, 'entry', 'option “color__blue” was merged into “color__black”', 'значение «color__blue» объединено с «color__black»'],
    [4, 'category', 'category “smart” was merged into “phones”', 'категория «smart» объединена с «phones»'],
    [5, 'parent', 'category “smart” was merged into “phones”', 'категория «smart» объединена с «phones»'],
    [7, 'category', 'category “smart” was merged into “phones”', 'категория «smart» объединена с «phones»'],
  ]);
  expect(result.counts).toEqual({ entry_edit: 1, category_edit: 1 });
  expect(result.changeSetId).not.toBeNull();
});

it('a branch, chosen categories and chosen attributes are exported alone', async (ctx) => {
  const t = await oddTaxonomy(ctx);
  const categoriesOf = async (request: Partial<ExportRequest>) => [
    ...new Set((await tableOf(await exported(ctx, { what: 'matrix', language: 'en', ...request }))).slice(1).map((r) => r[1])),
  ];
  expect(await categoriesOf({ branch: t.categories.phones })).toEqual(['phones', 'smart']);
  expect(await categoriesOf({ categories: [t.categories.cloth, t.categories.el] })).toEqual(['el', 'cloth']);
  expect(await categoriesOf({ attributes: [t.attributes.composition] })).toEqual(['cloth']);
});

it('only administrators export and import', async (ctx) => {
  for (const role of ['buyer', 'seller', 'moderator', 'editor'] as const) {
    const c = as(ctx, userActor([role]));
    for (const attempt of [exportExchange(c, ExportRequest.parse({ what: 'tree' })), take(c, new Uint8Array([1]))])
      expect(await attempt.then(() => 'allowed').catch((e: unknown) => (e instanceof AppError ? e.reason : String(e)))).toBe('kernel.forbidden');
  }
});
