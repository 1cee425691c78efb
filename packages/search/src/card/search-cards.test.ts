import { createSeller } from '@yarmarka/accounts/testing';
import { createCard } from '@yarmarka/catalog/testing';
import { type Ctx, countDirty } from '@yarmarka/kernel';
import { createOffer } from '@yarmarka/offers/testing';
import { ensureBrands } from '@yarmarka/taxonomy';
import { createSmallTaxonomy, type SmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { describe, expect } from 'vitest';
import { postgresEngine } from '../engine/postgres/postgres-engine.ts';
import { projectMarkedCards, SEARCH_QUEUE } from '../project/project-cards.ts';
import { searchCards } from './search-cards.ts';
import { suggest } from './suggest.ts';

const it = databaseTest();
const inOrder = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);
const engine = postgresEngine();

/** Two phones of two variants each and a shirt; the red 128 GB of the first phone is sold out. */
async function shop(ctx: Ctx) {
  const t: SmallTaxonomy = await createSmallTaxonomy(ctx);
  const [brand = 0] = await ensureBrands(ctx, ['Vertex']);
  const seller = await createSeller(ctx, { status: 'approved' });
  const phone = (ru: string, en: string, axes: [string, string][], weight: number) =>
    createCard(ctx, {
      categoryId: t.categories.smart,
      status: 'published',
      attrs: { 1: { ru, en }, 3: brand, [t.attributes.weight]: { n: weight, v: weight, u: 'g' } },
      variants: axes.map(([color, memory]) => ({ attrs: { [t.attributes.color]: t.token('color', color), [t.attributes.memory]: t.token('memory', memory) } })),
    });
  const first = await phone(
    'Смартфон Vertex QX-3410',
    'Smartphone Vertex QX-3410',
    [
      ['red', '128'],
      ['blue', '64'],
    ],
    180,
  );
  const second = await phone(
    'Смартфон Vertex Аврора',
    'Smartphone Vertex Aurora',
    [
      ['red', '64'],
      ['black', '128'],
    ],
    210,
  );
  const shirt = await createCard(ctx, {
    categoryId: t.categories.cloth,
    status: 'published',
    attrs: { 1: { ru: 'Рубашка льняная', en: 'Linen shirt' }, [t.attributes.color]: t.token('color', 'red') },
  });
  const offer = (card: { id: number; variantIds: readonly number[] }, no: number, priceMinor: number, qty: number) =>
    createOffer(ctx, { sellerId: seller.id, cardId: card.id, variantId: card.variantIds[no] ?? 0, priceMinor, qty });
  await offer(first, 0, 100_00, 0);
  await offer(first, 1, 120_00, 3);
  await offer(second, 0, 90_00, 2);
  await offer(second, 1, 95_00, 1);
  await projectMarkedCards(ctx, engine);
  return { t, brand, seller, first, second, shirt };
}

describe('searchCards', () => {
  it('shows published cards with what a tile needs', async (ctx) => {
    const { first, second, shirt } = await shop(ctx);
    expect(await countDirty(ctx, SEARCH_QUEUE)).toBe(0);
    const all = await searchCards(ctx, {}, engine);
    expect(inOrder(all.hits.map((h) => h.id))).toEqual(inOrder([first.id, second.id, shirt.id]));
    expect(all.hits.find((h) => h.id === first.id)).toMatchObject({
      name: 'Смартфон Vertex QX-3410',
      priceMinor: 120_00,
      brand: 'Vertex',
      sellerCount: 1,
      inStock: true,
    });
    expect(all.hits.find((h) => h.id === shirt.id)).toMatchObject({ priceMinor: null, inStock: false, sellerCount: 0 });
  });

  it('counts an option only on cards whose one variant has it together with the other chosen ones', async (ctx) => {
    const { t, first, second } = await shop(ctx);
    const both = await searchCards(
      ctx,
      {
        categoryId: t.categories.phones,
        filters: { [t.attributes.color]: { tokens: [t.token('color', 'red')] }, [t.attributes.memory]: { tokens: [t.token('memory', '128')] } },
      },
      engine,
    );
    expect(both.hits.map((h) => h.id)).toEqual([first.id]);
    const count = (r: typeof both, attribute: number, token: number) =>
      r.facets.find((f) => f.attributeNo === attribute)?.options.find((o) => o.token === token)?.count;
    expect(count(both, t.attributes.color, t.token('color', 'black'))).toBe(1);
    expect(count(both, t.attributes.color, t.token('color', 'blue'))).toBeUndefined();
    expect(count(both, t.attributes.memory, t.token('memory', '64'))).toBe(1);
    const stocked = await searchCards(
      ctx,
      { categoryId: t.categories.phones, inStock: true, filters: { [t.attributes.color]: { tokens: [t.token('color', 'red')] } } },
      engine,
    );
    expect(stocked.hits.map((h) => h.id)).toEqual([second.id]);
    expect(count(stocked, t.attributes.color, t.token('color', 'blue'))).toBe(1);
  });

  it('gives the facets of the browsed category with labels, and the price span', async (ctx) => {
    const { t } = await shop(ctx);
    const r = await searchCards(ctx, { categoryId: t.categories.smart }, engine);
    const memory = r.facets.find((f) => f.attributeNo === t.attributes.memory);
    expect(memory?.options.map((o) => [o.ru, o.count]).sort()).toEqual([
      ['128 ГБ', 2],
      ['64 ГБ', 2],
    ]);
    expect(r.facets.find((f) => f.attributeNo === t.attributes.weight)?.range).toMatchObject({ min: 180, max: 210, unit: { code: 'g', ru: 'г', factor: 1 } });
    expect(r.facets.find((f) => f.attributeNo === 3)?.options).toMatchObject([{ ru: 'Vertex', count: 2 }]);
    expect(r.price).toEqual({ min: 90_00, max: 120_00 });
    expect(r.facets.some((f) => f.attributeNo === t.attributes.composition)).toBe(false);
  });

  it('understands codes, inflection, typos, the other keyboard layout and the other alphabet', async (ctx) => {
    const { first, second, shirt } = await shop(ctx);
    const ids = async (query: string) => {
      const r = await searchCards(ctx, { query }, engine);
      return { ids: inOrder(r.hits.map((h) => h.id)), corrected: r.corrected };
    };
    const phones = inOrder([first.id, second.id]);
    expect(await ids('QX3410')).toEqual({ ids: [first.id], corrected: null });
    expect(await ids('qx 3410')).toEqual({ ids: [first.id], corrected: null });
    expect(await ids('смартфонов')).toEqual({ ids: phones, corrected: null });
    expect(await ids('смартфн')).toEqual({ ids: phones, corrected: 'смартфон' });
    expect(await ids('cvfhnajy')).toEqual({ ids: phones, corrected: 'смартфон' });
    expect(await ids('rubashka')).toEqual({ ids: [shirt.id], corrected: 'рубашка' });
    expect((await searchCards(ctx, { query: 'смартфн', exact: true }, engine)).total).toBe(0);
  });

  it('finds phones by what such goods are called although no name says it, before goods whose description does', async (ctx) => {
    const { t, first, second } = await shop(ctx);
    const talks = await createCard(ctx, {
      categoryId: t.categories.cloth,
      status: 'published',
      attrs: { 1: { ru: 'Куртка', en: 'Jacket' }, 2: { ru: 'Карман для телефона, телефон не выпадет, телефон виден', en: 'Pocket' } },
    });
    await projectMarkedCards(ctx, engine);
    const ids = async (query: string) => (await searchCards(ctx, { query }, engine)).hits.map((h) => h.id);
    for (const query of ['телефон', 'ntktajy', 'телефон до 20000', 'дешевый телефон']) {
      const found = await ids(query);
      expect([query, inOrder(found.slice(0, 2)), found.slice(2)]).toEqual([query, inOrder([first.id, second.id]), [talks.id]]);
    }
  });

  it('tells which choice to give up when nothing is found', async (ctx) => {
    const { t } = await shop(ctx);
    const r = await searchCards(
      ctx,
      { categoryId: t.categories.smart, priceMax: 50_00, filters: { [t.attributes.color]: { tokens: [t.token('color', 'red')] } } },
      engine,
    );
    expect(r.total).toBe(0);
    expect(r.loosen).toEqual([{ what: 'price', attributeNo: null, ru: 'Цена', en: 'Price', count: 2 }]);
  });

  it('takes a range over a list of quantities as the options within it', async (ctx) => {
    const { t, first, second } = await shop(ctx);
    const gb = 1024;
    const r = await searchCards(
      ctx,
      { filters: { [t.attributes.memory]: { min: 100 * gb }, [t.attributes.color]: { tokens: [t.token('color', 'red'), t.token('color', 'black')] } } },
      engine,
    );
    expect(inOrder(r.hits.map((h) => h.id))).toEqual(inOrder([first.id, second.id]));
    expect((await searchCards(ctx, { filters: { [t.attributes.memory]: { min: 500 * gb } } }, engine)).total).toBe(0);
  });

  it('suggests queries, categories, brands and cards', async (ctx) => {
    await shop(ctx);
    const r = await suggest(ctx, { query: 'смарт' }, engine);
    expect(r.queries).toContain('смартфон');
    expect(r.cards).toHaveLength(2);
    expect((await suggest(ctx, { query: 'Vert' }, engine)).brands).toMatchObject([{ name: 'Vertex' }]);
    expect((await suggest(ctx, { query: 'phones' }, engine)).categories.length).toBeGreaterThan(0);
  });

  it('suggests no brand that no published card holds, however many sellers have named', async (ctx) => {
    const { t } = await shop(ctx);
    const [draft = 0] = await ensureBrands(ctx, ['Ver', 'Verb', 'Vers', 'Vert', 'Verx']);
    await createCard(ctx, { categoryId: t.categories.smart, status: 'draft', attrs: { 3: draft } });
    await projectMarkedCards(ctx, engine);
    expect((await suggest(ctx, { query: 'Ver' }, engine)).brands).toMatchObject([{ name: 'Vertex' }]);
    expect((await suggest(ctx, { query: 'verb' }, engine)).brands).toEqual([]);
  });
});
