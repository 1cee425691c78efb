import { createSeller } from '@yarmarka/accounts/testing';
import { applyChangeSet, getCard, proposeChange, submitCard } from '@yarmarka/catalog';
import { cards, changeSets } from '@yarmarka/catalog/tables';
import type { AppError, Ctx } from '@yarmarka/kernel';
import { offers, stock } from '@yarmarka/offers/tables';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { asc, desc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { getErrorFile } from '../row/error-file.ts';
import { listIssues } from '../row/list-issues.ts';
import { importSheet, phoneRow, phoneSheet } from '../testing.ts';

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

describe('goods that are there already', () => {
  it('an upload changes what differs: drafts at once, prices and stock always, and an empty cell nothing', async (ctx) => {
    const w = await setUp(ctx);
    await importSheet(w.c, { categoryId: w.categories.smart, csv: phoneSheet(phoneRow('K1', { old: '20000' }), phoneRow('K2'), phoneRow('K3')) });
    const again = await importSheet(w.c, {
      categoryId: w.categories.smart,
      csv: `sku;name_en;weight;features;price;stock\nK1;New name;200;__CLEAR__;11990;9\nK2;;;;;\nK3;;;;;7`,
    });
    expect(again).toMatchObject({ status: 'completed', rowsCreated: 0, rowsUpdated: 2, rowsUnchanged: 1 });
    const [first, second] = await cardsOf(ctx, w.seller.id);
    expect(first?.attrs).toMatchObject({ 1: { ru: 'Телефон K1', en: 'New name' }, [w.no.weight]: { v: 200 } });
    expect(first?.attrs[w.no.features]).toBeUndefined();
    expect(second?.rowVersion).toBe(1);
    expect(await offersOf(ctx, w.seller.id)).toMatchObject([
      { sku: 'K1', price: 1_199_000, old: 2_000_000, qty: 9 },
      { sku: 'K2', price: 1_299_000, qty: 5 },
      { sku: 'K3', qty: 7 },
    ]);
  });

  it('a live card gets a proposal and stays as it is; a card under review is left alone, its price is not', async (ctx) => {
    const w = await setUp(ctx);
    await importSheet(w.c, { categoryId: w.categories.smart, csv: phoneSheet(phoneRow('L1'), phoneRow('L2')) });
    const [live, waiting] = await cardsOf(ctx, w.seller.id);
    for (const card of [live, waiting]) await submitCard(w.c, { cardId: card?.id ?? 0, rowVersion: 1 });
    const [first] = await ctx.db
      .select({ id: changeSets.id })
      .from(changeSets)
      .where(eq(changeSets.cardId, live?.id ?? 0));
    await applyChangeSet(ctx, { changeSetId: first?.id ?? 0, rest: 'accept' });
    const again = await importSheet(w.c, { categoryId: w.categories.smart, csv: `sku;weight;price\nL1;200;1000\nL2;;2000` });
    expect(again).toMatchObject({ status: 'completed', rowsUpdated: 2 });
    const third = await importSheet(w.c, { categoryId: w.categories.smart, csv: `sku;weight\nL2;300` });
    expect(third).toMatchObject({ status: 'completed_with_errors', rowsRefused: 1 });
    expect((await getErrorFile(w.c, { importId: third.id })).content).toContain('опубликованных');
    const [set] = await ctx.db
      .select()
      .from(changeSets)
      .where(eq(changeSets.cardId, live?.id ?? 0))
      .orderBy(desc(changeSets.id));
    expect(set).toMatchObject({ kind: 'update', status: 'submitted', sellerId: w.seller.id });
    expect((await getCard(w.c, live?.id ?? 0)).attrs[w.no.weight]).toMatchObject({ v: 180 });
    expect((await offersOf(ctx, w.seller.id)).map((o) => o.price)).toEqual([100_000, 200_000]);
    expect(await reason(proposeChange(w.c, { cardId: live?.id ?? 0, baseVersion: 1, proposal: { attrs: { 1: { ru: 'Новое' } } } }))).toBe(
      'catalog.proposal_open',
    );
  });

  it('a further row of a known group becomes another variant of its card', async (ctx) => {
    const w = await setUp(ctx);
    const head = 'sku;group;name_ru;color;memory;weight;price\n';
    await importSheet(w.c, { categoryId: w.categories.smart, csv: `${head}M1;m;Искра;red;64;180;100` });
    const again = await importSheet(w.c, { categoryId: w.categories.smart, csv: `${head}M1;m;Искра;red;64;180;100\nM2;m;Искра;blue;64;180;100` });
    expect(again).toMatchObject({ status: 'completed', rowsCreated: 1, rowsUnchanged: 1 });
    expect(await cardCount(ctx, w.seller.id)).toBe(1);
    const made = await offersOf(ctx, w.seller.id);
    expect(new Set(made.map((o) => o.variantId)).size).toBe(2);
  });

  describe('in a sheet without a group column', () => {
    const head = 'sku;group;name_ru;color;memory;weight;price\n';
    /** A card of three variants, N1 to N3. */
    const three = async (ctx: Ctx) => {
      const w = await setUp(ctx);
      const rows = ['red', 'blue', 'black'].map((color, i) => `N${i + 1};n;Искра;${color};64;180;100`);
      await importSheet(w.c, { categoryId: w.categories.smart, csv: head + rows.join('\n') });
      const [card] = await cardsOf(ctx, w.seller.id);
      return { ...w, cardId: card?.id ?? 0 };
    };
    const gtins = ['4600000000008', '4600000000015', '4600000000022'];
    const sheet = `sku;gtin;weight\n${gtins.map((g, i) => `N${i + 1};${g};200`).join('\n')}`;
    const variantGtins = async (ctx: Ctx, cardId: number) => (await getCard(ctx, cardId)).variants.map((v) => v.attrs[4]);

    it('all rows of one draft are saved together', async (ctx) => {
      const w = await three(ctx);
      expect(await importSheet(w.c, { categoryId: w.categories.smart, csv: sheet })).toMatchObject({ status: 'completed', rowsUpdated: 3, rowsRefused: 0 });
      expect(await variantGtins(w.c, w.cardId)).toEqual(gtins);
      expect((await getCard(w.c, w.cardId)).rowVersion).toBe(2);
    });

    it('all rows of one live card make one proposal, however far apart they stand', async (ctx) => {
      const w = await three(ctx);
      const sent = await submitCard(w.c, { cardId: w.cardId, rowVersion: 1 });
      if (sent.status !== 'submitted') throw new Error('not submitted');
      await applyChangeSet(ctx, { changeSetId: sent.changeSetId, rest: 'accept' });
      const between = Array.from({ length: 300 }, (_, i) => `F${i};;`);
      const [first, ...rest] = sheet.split('\n').slice(1);
      const far = ['sku;gtin;weight', first, ...between, ...rest].join('\n');
      const named = far.replaceAll(/^(F\d+);;$/gm, '$1;;150');
      const csv = named
        .split('\n')
        .map((line, i) => (i === 0 ? `${line};name_ru;color;memory` : line.startsWith('F') ? `${line};Прочее ${i};red;64` : `${line};;;`))
        .join('\n');
      expect(await importSheet(w.c, { categoryId: w.categories.smart, csv })).toMatchObject({ rowsUpdated: 3, rowsCreated: 300, rowsRefused: 0 });
      const sets = await ctx.db.select({ kind: changeSets.kind }).from(changeSets).where(eq(changeSets.cardId, w.cardId));
      expect(sets.map((s) => s.kind)).toEqual(['create', 'update']);
    });

    it('a row that contradicts an earlier one of its card is refused with that row, the others are taken', async (ctx) => {
      const w = await three(ctx);
      const done = await importSheet(w.c, { categoryId: w.categories.smart, csv: 'sku;weight\nN1;200\nN2;210\nN3;200' });
      expect(done).toMatchObject({ status: 'completed_with_errors', rowsUpdated: 2, rowsRefused: 1 });
      const { groups } = await listIssues(w.c, { importId: done.id });
      expect(groups.filter((g) => g.severity === 'error').map((g) => [g.code, g.rows])).toEqual([['differs_in_card', [3]]]);
      expect((await getCard(w.c, w.cardId)).attrs[w.no.weight]).toMatchObject({ v: 200 });
    });
  });
});
