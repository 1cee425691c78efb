import { createSeller, createUser } from '@yarmarka/accounts/testing';
import { getCard, listCards } from '@yarmarka/catalog';
import { cards, variants } from '@yarmarka/catalog/tables';
import { type AppError, type Ctx, fixedClock } from '@yarmarka/kernel';
import { outbox } from '@yarmarka/kernel/tables';
import { offers, stock } from '@yarmarka/offers/tables';
import { ensureBrands } from '@yarmarka/taxonomy';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { asc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { writeXlsx } from '@yarmarka/files';
import { proposeMapping, saveMapping } from '../mapping/propose-mapping.ts';
import { applyFix } from '../row/apply-fix.ts';
import { getErrorFile } from '../row/error-file.ts';
import { listIssues } from '../row/list-issues.ts';
import { listRows } from '../row/list-rows.ts';
import { createImportOf, importSheet, phoneRow, phoneSheet, workOn } from '../testing.ts';
import { applyImport, cancelImport } from './apply-import.ts';
import { getImport, listImports } from './get-import.ts';
import { resumeImports } from './run-import.ts';
import { submitImported } from './submit-imported.ts';
import { validateImport } from './validate-import.ts';

const it = databaseTest();
const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  return { ...t, seller, no: t.attributes, c: as(ctx, seller.actor) };
};
const failure = async (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (e: AppError) => e,
  );
const reason = async (promise: Promise<unknown>) => (await failure(promise)).reason;
const offersOf = async (ctx: Ctx, sellerId: number) =>
  ctx.db
    .select({ sku: offers.sellerSku, price: offers.priceMinor, old: offers.oldPriceMinor, cardId: offers.cardId, variantId: offers.variantId, qty: stock.qty })
    .from(offers)
    .leftJoin(stock, eq(stock.offerId, offers.id))
    .where(eq(offers.sellerId, sellerId))
    .orderBy(asc(offers.sellerSku));
const cardsOf = (ctx: Ctx, sellerId: number) => ctx.db.select().from(cards).where(eq(cards.sellerId, sellerId)).orderBy(asc(cards.id));
const cardCount = async (ctx: Ctx, sellerId: number) => (await cardsOf(ctx, sellerId)).length;

describe('a good sheet', () => {
  it('becomes complete drafts with offers and stock', async (ctx) => {
    const w = await setUp(ctx);
    const [brand] = await ensureBrands(ctx, ['Искра']);
    const done = await importSheet(w.c, {
      categoryId: w.categories.smart,
      csv: phoneSheet(phoneRow('A1', { old: '14 990,50' }), phoneRow('A2', { color: 'black', price: '9990.5', stock: '0' })),
    });
    expect(done).toMatchObject({ status: 'completed', rowsTotal: 2, rowsValid: 2, rowsInvalid: 0, rowsCreated: 2, progress: { done: 2, total: 2 } });
    const [first] = await cardsOf(ctx, w.seller.id);
    const card = await getCard(w.c, first?.id ?? 0);
    expect(card).toMatchObject({ status: 'draft', completeness: 100, sellerId: w.seller.id });
    expect(card.attrs).toMatchObject({
      1: { ru: 'Телефон A1', en: 'Phone A1' },
      3: brand,
      [w.no.weight]: { n: 180, v: 180, u: 'g' },
      [w.no.features]: [w.token('features', 'nfc'), w.token('features', 'esim')],
    });
    expect(card.variants[0]?.attrs).toEqual({ [w.no.color]: w.token('color', 'red'), [w.no.memory]: w.token('memory', '128') });
    expect(card.sources['1']).toMatchObject({ source: 'import', by: `user:${w.seller.owner.id}` });
    expect(await offersOf(ctx, w.seller.id)).toMatchObject([
      { sku: 'A1', price: 1_299_000, old: 1_499_050, qty: 5 },
      { sku: 'A2', price: 999_050, old: null, qty: 0 },
    ]);
  });

  it('rows of one group, or of one name and brand with different axis values, become variants of one card', async (ctx) => {
    const w = await setUp(ctx);
    const csv = phoneSheet(
      phoneRow('B1', { name: 'Искра 7' }),
      phoneRow('B2', { name: 'Искра  7', color: 'blue' }),
      phoneRow('B3', { name: 'ИСКРА 7', color: 'blue', memory: '256' }),
      phoneRow('B4', { name: 'Искра 7', color: 'blue' }),
      phoneRow('B5', { name: 'Искра 7', color: 'black', weight: '999' }),
    ).replaceAll(/Phone B\d/g, 'Iskra 7');
    const done = await importSheet(w.c, { categoryId: w.categories.smart, csv });
    expect(done).toMatchObject({ status: 'completed', rowsCreated: 5 });
    const made = await cardsOf(ctx, w.seller.id);
    // B4 repeats B2's axis values and B5 weighs something else: each is a product of its own.
    const counts = await Promise.all(made.map(async (c) => (await ctx.db.select().from(variants).where(eq(variants.cardId, c.id))).length));
    expect(counts.toSorted((a, b) => a - b)).toEqual([1, 1, 3]);
  });

  it('an explicit group tells which of its rows contradict each other', async (ctx) => {
    const w = await setUp(ctx);
    const csv = `sku;group;name_ru;color;memory;weight;price\nC1;g;Искра;red;64;180;100\nC2;g;;blue;64;;100\nC3;g;;blue;64;;100\nC4;g;Искра;black;64;200;100`;
    const { id } = await createImportOf(w.c, { categoryId: w.categories.smart, csv });
    await validateImport(w.c, { importId: id });
    expect(await workOn(w.c, id)).toMatchObject({ status: 'validated', rowsValid: 2, rowsInvalid: 2 });
    const { groups } = await listIssues(w.c, { importId: id });
    expect(groups.filter((g) => g.severity === 'error').map((g) => [g.code, g.rows, g.fixable])).toEqual([
      ['variant_repeated', [4], false],
      ['differs_in_group', [5], false],
    ]);
    await applyImport(w.c, { importId: id });
    await workOn(w.c, id);
    const [card] = await cardsOf(ctx, w.seller.id);
    expect((await getCard(w.c, card?.id ?? 0)).variants.map((v) => v.attrs[w.no.color])).toEqual([w.token('color', 'red'), w.token('color', 'blue')]);
  });

  it('an XLSX workbook is read like a CSV', async (ctx) => {
    const w = await setUp(ctx);
    const csv = await writeXlsx([
      {
        name: 'Goods',
        rows: [
          ['sku', 'name_ru', 'color', 'memory', 'weight', 'price'],
          ['D1', 'Искра', 'red', 64, 180.5, 12990.5],
        ],
      },
    ]);
    const done = await importSheet(w.c, { categoryId: w.categories.smart, csv });
    expect(done).toMatchObject({ status: 'completed', format: 'xlsx', sheet: 'Goods', rowsCreated: 1 });
    expect(await offersOf(ctx, w.seller.id)).toMatchObject([{ price: 1_299_050 }]);
  });
});

describe('columns', () => {
  it('a file in windows-1251 with an ambiguous label names the candidates, and goes on once one is chosen', async (ctx) => {
    const w = await setUp(ctx);
    const text = 'Артикул;Название;Количество\nE1;Искра;7\n';
    const cp1251 = Uint8Array.from(Array.from(text), (ch) => {
      const code = ch.codePointAt(0) ?? 0;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    });
    const made = await createImportOf(w.c, { categoryId: w.categories.smart, csv: cp1251 });
    expect(made).toMatchObject({
      status: 'uploaded',
      encoding: 'windows-1251',
      delimiter: ';',
      header: ['Артикул', 'Название', 'Количество'],
      locale: 'ru',
      rowsTotal: 1,
    });
    const { columns, missing } = await proposeMapping(w.c, { importId: made.id });
    expect(columns.map((x) => [x.target, x.by])).toEqual([
      ['sku', 'label'],
      ['attr:1', 'label'],
      ['stock', 'label'],
    ]);
    expect(missing.map((m) => m.no)).toEqual(expect.arrayContaining([w.no.weight]));
    expect(await reason(saveMapping(w.c, { importId: made.id, columns: [{ column: 1, header: 'Название', target: 'attr:1' }] }))).toBe(
      'imports.sku_column_missing',
    );
    expect(
      await reason(
        saveMapping(w.c, {
          importId: made.id,
          columns: [
            { column: 0, header: '', target: 'sku' },
            { column: 1, header: '', target: 'sku' },
          ],
        }),
      ),
    ).toBe('imports.columns_repeated');
    expect(await reason(saveMapping(w.c, { importId: made.id, columns: [{ column: 0, header: '', target: 'attr:5' }] }))).toBe('imports.target_unknown');
  });

  it('what was chosen for these columns once is proposed for the seller’s next sheet with them, and for nobody else’s', async (ctx) => {
    const w = await setUp(ctx);
    const csv = 'код;имя;вес нетто\nF1;Искра;180';
    const first = await createImportOf(w.c, { categoryId: w.categories.smart, csv });
    const columns = [
      { column: 0, header: 'код', target: 'sku' as const },
      { column: 1, header: 'имя', target: 'attr:1' as const },
      { column: 2, header: 'вес нетто', target: `attr:${w.no.weight}` as const, unit: 'kg' },
    ];
    await saveMapping(w.c, { importId: first.id, columns });
    await validateImport(w.c, { importId: first.id });
    const second = await createImportOf(w.c, { categoryId: w.categories.smart, csv: csv.replace('F1', 'F2') });
    const proposed = await proposeMapping(w.c, { importId: second.id });
    expect(proposed.columns.map((x) => [x.target, x.by, x.unit ?? null])).toEqual([
      ['sku', 'profile', null],
      ['attr:1', 'profile', null],
      [`attr:${w.no.weight}`, 'profile', 'kg'],
    ]);
    const other = as(ctx, (await createSeller(ctx)).actor);
    const theirs = await createImportOf(other, { categoryId: w.categories.smart, csv });
    expect((await proposeMapping(other, { importId: theirs.id })).columns.map((x) => x.by)).toEqual(['ignored', 'ignored', 'ignored']);
    expect(await reason(getImport(other, { importId: first.id }))).toBe('imports.import_not_found');
    expect((await listImports(w.c, {})).items.map((i) => i.id)).toEqual([second.id, first.id]);
    const buyer = as(ctx, (await createUser(ctx)).actor);
    expect(await reason(createImportOf(buyer, { categoryId: w.categories.smart, csv }))).toBe('kernel.forbidden');
  });
});

describe('a sheet with errors', () => {
  const bad = () =>
    phoneSheet(
      phoneRow('G1'),
      phoneRow('G2', { color: 'bleu' }),
      phoneRow('G3', { color: 'bleu', price: 'дорого' }),
      phoneRow('G4', { weight: '180 л' }),
      phoneRow('', {}),
      phoneRow('G1', { name: 'Другой' }),
      phoneRow('G7', { weight: '' }),
      phoneRow('G8', { price: '100', old: '90' }),
      phoneRow('G9', { stock: 'много' }),
    );

  it('lets the good rows in, says of each wrong one where and why, and groups what is wrong alike', async (ctx) => {
    const w = await setUp(ctx);
    const { id } = await createImportOf(w.c, { categoryId: w.categories.smart, csv: bad() });
    await validateImport(w.c, { importId: id });
    expect(await workOn(w.c, id)).toMatchObject({ status: 'validated', rowsValid: 2, rowsInvalid: 7 });
    const list = await listIssues(w.c, { importId: id });
    expect(list).toMatchObject({ rowsWithErrors: 7, rowsWithWarnings: 1, more: 0 });
    const colour = list.groups[0];
    expect(colour).toMatchObject({
      column: 4,
      header: 'Colour (рус.)',
      attributeNo: w.no.color,
      code: 'unknown_option',
      value: 'bleu',
      count: 2,
      rows: [3, 4],
      fixable: true,
    });
    expect(colour?.suggestions?.[0]).toMatchObject({ token: w.token('color', 'blue') });
    expect(colour?.text.ru).toContain('«bleu»');
    expect(list.groups.map((g) => g.code).toSorted()).toEqual(
      ['unknown_option', 'price_wrong', 'unknown_unit', 'sku_missing', 'sku_repeated', 'old_price_not_higher', 'stock_wrong', 'required'].toSorted(),
    );
    expect(list.groups.at(-1)).toMatchObject({ severity: 'warning', code: 'required', attributeNo: w.no.weight, column: 6, count: 1, rows: [8] });
    for (const g of list.groups) for (const text of [g.text.ru, g.text.en]) expect(text.length, g.code).toBeGreaterThan(15);
    const { items } = await listRows(w.c, { importId: id, column: 4, code: 'unknown_option', value: 'bleu' });
    expect(items.map((r) => r.rowNo)).toEqual([3, 4]);
  });

  it('a value decided once is mended in all rows and known in the next sheet', async (ctx) => {
    const w = await setUp(ctx);
    const { id } = await createImportOf(w.c, { categoryId: w.categories.smart, csv: bad() });
    await validateImport(w.c, { importId: id });
    await workOn(w.c, id);
    expect(await reason(applyFix(w.c, { importId: id, column: 4, value: 'bleu', fix: { kind: 'option', token: w.token('memory', '64') } }))).toBe(
      'imports.option_unknown',
    );
    const fixing = await applyFix(w.c, { importId: id, column: 4, value: 'BLEU', fix: { kind: 'option', token: w.token('color', 'blue') } });
    expect(fixing).toMatchObject({ status: 'staging', progress: { total: 2 } });
    expect(await workOn(w.c, id)).toMatchObject({ status: 'validated', rowsValid: 3, rowsInvalid: 6 });
    await applyFix(w.c, { importId: id, column: 8, value: 'дорого', fix: { kind: 'clear' } });
    expect(await workOn(w.c, id)).toMatchObject({ rowsValid: 4, rowsInvalid: 5 });
    const next = await importSheet(w.c, { categoryId: w.categories.smart, csv: phoneSheet(phoneRow('H1', { color: 'Bleu' })) });
    expect(next).toMatchObject({ status: 'completed', rowsCreated: 1 });
  });

  it('one value of several in a cell is decided about alone', async (ctx) => {
    const w = await setUp(ctx);
    const { id } = await createImportOf(w.c, {
      categoryId: w.categories.smart,
      csv: phoneSheet(phoneRow('I1', { features: 'nfc|5G|радио!' }), phoneRow('I2', { features: 'радио!' })),
    });
    await validateImport(w.c, { importId: id });
    await workOn(w.c, id);
    expect((await listIssues(w.c, { importId: id })).groups.map((g) => [g.value, g.count])).toEqual([
      ['5G', 1],
      ['радио!', 1],
    ]);
    await applyFix(w.c, { importId: id, column: 7, value: '5G', fix: { kind: 'clear' } });
    await workOn(w.c, id);
    expect((await listIssues(w.c, { importId: id })).groups.map((g) => [g.value, g.count])).toEqual([['радио!', 2]]);
    await applyFix(w.c, { importId: id, column: 7, value: 'радио!', fix: { kind: 'option', token: w.token('features', 'radio') } });
    expect(await workOn(w.c, id)).toMatchObject({ rowsValid: 2, rowsInvalid: 0 });
    const { items } = await listRows(w.c, { importId: id });
    expect(items.every((r) => r.status === 'valid')).toBe(true);
  });

  it('the failed rows come back as a file that, corrected, creates what was missing and nothing twice', async (ctx) => {
    const w = await setUp(ctx);
    const evil = phoneRow('J3', { weight: '1 л', name: '=HYPERLINK("http://x")' });
    const done = await importSheet(w.c, { categoryId: w.categories.smart, csv: phoneSheet(phoneRow('J1'), phoneRow('J2', { color: 'bleu' }), evil) });
    expect(done).toMatchObject({ status: 'completed_with_errors', rowsCreated: 1, rowsInvalid: 2 });
    const file = await getErrorFile(w.c, { importId: done.id });
    expect(file).toMatchObject({ name: 'goods-ошибки.csv', rows: 2 });
    const lines = file.content.trim().split('\r\n');
    expect(lines[0]).toContain('Остаток;ошибки');
    expect(lines[1]).toContain('«bleu»');
    expect(lines[2]).toContain("'=HYPERLINK");
    const corrected = file.content.replace(';bleu;', ';blue;').replace('1 л', '190 г').replaceAll('=HYPERLINK', 'ССЫЛКА');
    const again = await importSheet(w.c, { categoryId: w.categories.smart, csv: corrected });
    expect(again).toMatchObject({ status: 'completed', rowsCreated: 2 });
    const whole = await importSheet(w.c, { categoryId: w.categories.smart, csv: corrected });
    expect(whole).toMatchObject({ status: 'completed', rowsCreated: 0, rowsUnchanged: 2 });
    expect(await cardCount(ctx, w.seller.id)).toBe(3);
    expect(await offersOf(ctx, w.seller.id)).toHaveLength(3);
  });
});

describe('afterwards', () => {
  it('the complete cards go to moderation together, the incomplete ones stay', async (ctx) => {
    const w = await setUp(ctx);
    const done = await importSheet(w.c, { categoryId: w.categories.smart, csv: phoneSheet(phoneRow('N1'), phoneRow('N2', { weight: '' }), phoneRow('N3')) });
    await submitImported(w.c, { importId: done.id });
    expect(await reason(submitImported(w.c, { importId: done.id }))).toBe('imports.wrong_status');
    expect(await workOn(w.c, done.id)).toMatchObject({ submitting: 'done', cardsSubmitted: 2, cardsIncomplete: 1, progress: { done: 3, total: 3 } });
    expect((await cardsOf(ctx, w.seller.id)).map((c) => c.status)).toEqual(['in_moderation', 'draft', 'in_moderation']);
    const waiting = as(ctx, (await createSeller(ctx, { status: 'onboarding' })).actor);
    const theirs = await importSheet(waiting, { categoryId: w.categories.smart, csv: phoneSheet(phoneRow('N1')) });
    expect(await reason(submitImported(waiting, { importId: theirs.id }))).toBe('imports.seller_not_approved');
  });

  it('progress and the end are told with the seller’s id, and a stalled import is taken up again', async (ctx) => {
    const w = await setUp(ctx);
    const clock = fixedClock(new Date('2026-03-02T09:00:00Z'));
    const c = { ...w.c, clock };
    const made = await createImportOf(c, { categoryId: w.categories.smart, csv: phoneSheet(phoneRow('O1')) });
    await validateImport(c, { importId: made.id });
    expect(await resumeImports({ ...ctx, clock })).toBe(0);
    clock.advance(120_000);
    expect(await resumeImports({ ...ctx, clock })).toBe(1);
    expect(ctx.jobs.sent.filter((j) => j.name === 'imports.run-import').length).toBe(2);
    await workOn(c, made.id);
    await applyImport(c, { importId: made.id });
    await workOn(c, made.id);
    expect(await resumeImports({ ...ctx, clock })).toBe(0);
    const events = await ctx.db.select({ type: outbox.type, payload: outbox.payload }).from(outbox).where(eq(outbox.topic, 'import')).orderBy(asc(outbox.id));
    expect(events.at(-1)).toMatchObject({
      type: 'import.completed.v1',
      payload: { importId: made.id, sellerId: w.seller.id, status: 'completed', created: 1, failed: 0 },
    });
    expect(events.every((e) => (e.payload as { sellerId: number }).sellerId === w.seller.id)).toBe(true);
  });

  it('a canceled import does nothing more, and a schema that moved means checking again', async (ctx) => {
    const w = await setUp(ctx);
    const made = await createImportOf(w.c, { categoryId: w.categories.smart, csv: phoneSheet(phoneRow('P1')) });
    await validateImport(w.c, { importId: made.id });
    expect(await cancelImport(w.c, { importId: made.id })).toMatchObject({ status: 'canceled' });
    expect(await workOn(w.c, made.id)).toMatchObject({ status: 'canceled', rowsValid: 0 });
    expect(await reason(validateImport(w.c, { importId: made.id }))).toBe('imports.wrong_status');
    expect((await listCards(w.c, {})).items).toEqual([]);
  });
});
