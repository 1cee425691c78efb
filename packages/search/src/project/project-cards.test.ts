import { suspendSeller } from '@yarmarka/accounts';
import { createSeller } from '@yarmarka/accounts/testing';
import { applyChangeSet, archiveCard, proposeChange } from '@yarmarka/catalog';
import { createCard } from '@yarmarka/catalog/testing';
import { asSystem, type Ctx, countDirty, runConsumer, relayOutbox, drainDirty, writeSetting } from '@yarmarka/kernel';
import { createOffer } from '@yarmarka/offers/testing';
import { relabelCategory, setHelp } from '@yarmarka/taxonomy';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { postgresEngine } from '../engine/postgres/postgres-engine.ts';
import { searchConsumer } from './consumer.ts';
import { fillWhenStale, markAllCards, projectMarkedCards, SEARCH_QUEUE } from './project-cards.ts';
import { reconcileCards } from './reconcile-cards.ts';

const it = databaseTest();
const engine = postgresEngine();

const TABLES = ['product_search', 'product_text', 'product_num', 'card_words', 'word_dict'] as const;
/** The whole index as text, row by row. */
async function indexOf(ctx: Ctx): Promise<Record<string, string[]>> {
  const out: Record<string, string[]> = {};
  for (const table of TABLES)
    out[table] = (await ctx.db.execute<{ row: string }>(sql`select t::text as row from search.${sql.raw(table)} t order by 1`)).map((r) => r.row);
  return out;
}

const phone = (ctx: Ctx, t: SmallTaxonomy, ru: string, colors: string[]) =>
  createCard(ctx, {
    categoryId: t.categories.smart,
    status: 'published',
    attrs: {
      1: { ru, en: '' },
      2: { ru: `${ru}: подходит для дома`, en: `${ru}: good at home` },
      [t.attributes.weight]: { n: 200, v: 200, u: 'g' },
      [t.attributes.features]: [t.token('features', 'nfc'), t.token('features', 'esim')],
    },
    variants: colors.map((c) => ({ attrs: { [t.attributes.color]: t.token('color', c), [t.attributes.memory]: t.token('memory', '64') } })),
  });

describe('the search projection', () => {
  it('gives the same index by changes as by a full rebuild, dictionary included', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    const seller = await createSeller(ctx, { status: 'approved' });
    const first = await phone(ctx, t, 'Смартфон Альфа', ['red', 'blue']);
    const second = await phone(ctx, t, 'Смартфон Бета', ['black']);
    await projectMarkedCards(ctx, engine);
    await createOffer(ctx, { sellerId: seller.id, cardId: first.id, variantId: first.variantIds[0] ?? 0, priceMinor: 500 });
    await projectMarkedCards(ctx, engine);
    const admin = as(ctx, userActor(['admin']));
    const proposed = await proposeChange(admin, { cardId: first.id, baseVersion: 1, proposal: { attrs: { 1: { ru: 'Телефон Альфа', en: 'Phone Alpha' } } } });
    if (proposed.status === 'invalid') throw new Error('the change does not pass');
    await applyChangeSet(admin, { changeSetId: proposed.changeSetId, rest: 'accept' });
    await projectMarkedCards(ctx, engine);
    await archiveCard(asSystem(ctx, 'test'), { cardId: second.id });
    await projectMarkedCards(ctx, engine);
    const byChanges = await indexOf(ctx);
    expect(byChanges.product_search).toHaveLength(1);
    expect(byChanges.word_dict?.join(' ')).not.toContain('бета');
    await engine.reset(ctx);
    await ctx.db.execute(sql`truncate search.card_words, search.word_dict`);
    expect(await fillWhenStale(ctx, engine)).toBe(2);
    await projectMarkedCards(ctx, engine);
    expect(await indexOf(ctx)).toEqual(byChanges);
    expect(await fillWhenStale(ctx, engine)).toBe(0);
    await writeSetting(ctx, 'search.engine', { name: 'another' });
    expect(await fillWhenStale(ctx, engine)).toBe(2);
  });

  it('finds again each night what fell out of the index or stayed in it by mistake', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    const cards = [await phone(ctx, t, 'Смартфон Альфа', ['red']), await phone(ctx, t, 'Смартфон Бета', ['red'])];
    await projectMarkedCards(ctx, engine);
    const right = await indexOf(ctx);
    await engine.remove(ctx, [cards[0]?.id ?? 0]);
    await ctx.db.execute(sql`select search.learn_words(${`{${cards[0]?.id}}`}::int[], '[]'::jsonb)`);
    await reconcileCards(ctx);
    await projectMarkedCards(ctx, engine);
    expect(await indexOf(ctx)).toEqual(right);
    await archiveCard(asSystem(ctx, 'test'), { cardId: cards[1]?.id ?? 0 });
    await drainDirty(ctx, SEARCH_QUEUE, async () => undefined);
    await reconcileCards(ctx);
    await projectMarkedCards(ctx, engine);
    expect((await indexOf(ctx)).product_search).toHaveLength(1);
  });

  it('keeps in the dictionary exactly how many cards hold each word', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    for (const name of ['Лампа лампа', 'Лампа настольная', 'Стол']) await phone(ctx, t, name, ['red']);
    await projectMarkedCards(ctx, engine);
    const rows = await ctx.db.execute<{ word: string; freq: number }>(sql`select word, freq from search.word_dict order by word`);
    expect(rows.map((r) => [r.word, r.freq])).toEqual([
      ['лампа', 2],
      ['настольная', 1],
      ['стол', 1],
    ]);
  });

  it('marks the cards of a category whose schema a published version changed, and no others', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    const card = await phone(ctx, t, 'Смартфон', ['red']);
    await createCard(ctx, { categoryId: t.categories.cloth, status: 'published' });
    await projectMarkedCards(ctx, engine);
    await catchUp(ctx);
    await projectMarkedCards(ctx, engine);
    await publish(ctx, [{ kind: 'rule', edit: { categoryId: t.categories.phones, attributeNo: t.attributes.memory, op: 'set', fields: { axis: null } } }]);
    await catchUp(ctx);
    expect(await marked(ctx)).toEqual([card.id]);
    await projectMarkedCards(ctx, engine);
    expect((await ctx.db.execute(sql`select axis_set from search.product_search where card_id = ${card.id}`))[0]).toEqual({ axis_set: [t.attributes.color] });
  });

  it('marks the cards below a category that moved in the tree', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    const card = await phone(ctx, t, 'Смартфон', ['red']);
    await projectMarkedCards(ctx, engine);
    await catchUp(ctx);
    await projectMarkedCards(ctx, engine);
    await publish(ctx, [{ kind: 'move', move: { categoryId: t.categories.phones, parentId: t.categories.cloth } }]);
    await catchUp(ctx);
    await projectMarkedCards(ctx, engine);
    expect(
      (
        await ctx.db.execute(
          sql`select cat_ids @> ${`{${t.categories.cloth}}`}::int[] as inside, cat_ids && ${`{${t.categories.el}}`}::int[] as before from search.product_search where card_id = ${card.id}`,
        )
      )[0],
    ).toEqual({ inside: true, before: false });
  });

  it('finds the cards below a category by its new name once it was renamed at once, and rewrites none for a help text', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    const card = await phone(ctx, t, 'Альфа', ['red']);
    await createCard(ctx, { categoryId: t.categories.cloth, status: 'published' });
    await projectMarkedCards(ctx, engine);
    await catchUp(ctx);
    await projectMarkedCards(ctx, engine);
    const admin = as(ctx, userActor(['admin']));
    await setHelp(admin, { categoryId: t.categories.phones, attributeNo: t.attributes.weight, help: { ru: 'Без коробки', en: 'Without the box' } });
    await catchUp(ctx);
    expect(await marked(ctx)).toEqual([]);
    await relabelCategory(admin, { categoryId: t.categories.phones, label: { ru: 'Рации', en: 'Walkie-talkies' } });
    await catchUp(ctx);
    expect(await marked(ctx)).toEqual([card.id]);
    await projectMarkedCards(ctx, engine);
    const renamed = await indexOf(ctx);
    expect(renamed.product_text?.join(' ')).toContain('walki');
    // The card's own words were kept and those of its categories put anew: the same as made of everything.
    await engine.reset(ctx);
    await ctx.db.execute(sql`truncate search.card_words, search.word_dict`);
    await markAllCards(ctx);
    await projectMarkedCards(ctx, engine);
    expect(await indexOf(ctx)).toEqual(renamed);
  });

  it('takes the price and stock of a suspended seller away', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    const seller = await createSeller(ctx, { status: 'approved' });
    const card = await phone(ctx, t, 'Смартфон', ['red']);
    await createOffer(ctx, { sellerId: seller.id, cardId: card.id, variantId: card.variantIds[0] ?? 0, priceMinor: 700 });
    await projectMarkedCards(ctx, engine);
    const state = async () => (await ctx.db.execute(sql`select in_stock, min_price from search.product_search where card_id = ${card.id}`))[0];
    expect(await state()).toEqual({ in_stock: true, min_price: '700' });
    await suspendSeller(as(ctx, userActor(['admin'])), { sellerId: seller.id, reasonCode: 'debt', note: '' });
    await catchUp(ctx);
    expect(await marked(ctx)).toEqual([card.id]);
    await projectMarkedCards(ctx, engine);
    expect(await state()).toEqual({ in_stock: false, min_price: null });
    expect(await countDirty(ctx, SEARCH_QUEUE)).toBe(0);
  });
});

async function catchUp(ctx: Ctx): Promise<void> {
  await relayOutbox(ctx);
  await runConsumer(ctx, searchConsumer);
}
const marked = async (ctx: Ctx) =>
  (await ctx.db.execute<{ id: string }>(sql`select distinct id from kernel.dirty where queue = ${SEARCH_QUEUE} order by id`)).map((r) => Number(r.id));
