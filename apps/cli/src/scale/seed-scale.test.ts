import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate, rebuildCardList } from '@yarmarka/catalog';
import { cards, variants } from '@yarmarka/catalog/tables';
import { localStore, useObjectStore } from '@yarmarka/files';
import type { Ctx } from '@yarmarka/kernel';
import { markAllCards, postgresEngine, projectMarkedCards } from '@yarmarka/search';
import { getSchemasByHash, importTaxonomy, slugify } from '@yarmarka/taxonomy';
import { checkValues, compileSchema } from '@yarmarka/taxonomy/check';
import type { TextValue } from '@yarmarka/taxonomy/schemas';
import { cloneDatabase, type TestDatabase, testCtx } from '@yarmarka/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedScale } from './seed-scale.ts';
import { withSyntheticTaxonomy } from './synthetic.ts';

const CARDS = 2000;
let db: TestDatabase;
let ctx: Ctx;
beforeAll(async () => {
  db = await cloneDatabase();
  ctx = testCtx(db.database);
  useObjectStore(localStore(mkdtempSync(join(tmpdir(), 'yarmarka-scale-files-'))));
  await withSyntheticTaxonomy({ categories: 400, attributes: 200 }, (dir, rulesFile) => importTaxonomy(ctx, { dir, rulesFile }));
  await seedScale({ ctx, database: db.database, url: db.url, dataDir: '' }, { cards: CARDS, workers: 2, pictures: 6, say: () => undefined });
}, 120_000);
afterAll(() => db.close());

const rows = async (table: string): Promise<string[]> =>
  (await db.database.client.unsafe(`select t::text as row from ${table} t order by 1`)).map((r) => String(r['row']));

it('loads the promised numbers of rows, with every index and constraint as before', async () => {
  const count = async (table: string) => Number((await db.database.client.unsafe(`select count(*) as n from ${table}`))[0]?.['n']);
  expect(await count('catalog.cards')).toBe(CARDS);
  expect(await count('catalog.variants')).toBe(CARDS * 1.5);
  expect(await count('offers.offers')).toBe(CARDS * 2);
  expect(await count('offers.stock')).toBe(CARDS * 3);
  const fresh = await cloneDatabase(1);
  const shape = `select indexdef as d from pg_indexes where schemaname in ('catalog', 'offers', 'search') union all
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace in ('catalog'::regnamespace, 'offers'::regnamespace, 'search'::regnamespace) order by 1`;
  const [loaded, untouched] = [await db.database.client.unsafe(shape), await fresh.database.client.unsafe(shape)];
  await fresh.close();
  expect(loaded.map((r) => String(r['d']))).toEqual(untouched.map((r) => String(r['d'])));
});

it('each card has the completeness, missing attributes, quality and address that the catalogue works out, and only values that its schema allows', async () => {
  const all = await ctx.db.select().from(cards);
  const own = Map.groupBy(await ctx.db.select().from(variants), (v) => v.cardId);
  const schemas = await getSchemasByHash(ctx, [...new Set(all.map((c) => c.schemaHash))]);
  let complete = 0;
  for (const card of all) {
    const loaded = schemas.get(card.schemaHash);
    if (!loaded) throw new Error('no schema');
    const mine = (own.get(card.id) ?? []).toSorted((a, b) => a.position - b.position);
    const state = evaluate(loaded, { attrs: card.attrs, variants: mine });
    expect([card.completeness, card.missing, card.quality]).toEqual([state.completeness, state.missing, state.quality.score]);
    const name = card.attrs[1] as TextValue;
    expect(card.slugEn).toBe(card.status === 'draft' ? '' : slugify(name.en ?? '', 'card'));
    const compiled = compileSchema(loaded.schema, loaded.lists);
    expect(checkValues(compiled, card.attrs, 'partial', 'card')).toEqual([]);
    for (const v of mine) expect(checkValues(compiled, v.attrs, 'partial', 'variant', card.attrs)).toEqual([]);
    if (state.missing.length === 0) complete++;
  }
  expect(complete / CARDS).toBeGreaterThan(0.8);
  expect(complete / CARDS).toBeLessThan(0.99);
});

it('the read models hold exactly the rows that the projections write', async () => {
  const tables = [
    'search.product_search',
    'search.product_text',
    'search.product_num',
    'search.card_words',
    'search.word_dict',
    'catalog.card_list',
    'catalog.card_names',
  ];
  const before = new Map<string, string[]>();
  for (const t of tables) before.set(t, await rows(t));
  const engine = postgresEngine();
  await engine.reset(ctx);
  await db.database.client.unsafe(`truncate ${['search.card_words', 'search.word_dict', 'catalog.card_list', 'catalog.card_names'].join(', ')}`);
  await markAllCards(ctx);
  await projectMarkedCards(ctx, engine);
  await rebuildCardList(ctx);
  for (const t of tables) {
    expect(await rows(t), t).toEqual(before.get(t));
    expect(before.get(t)?.length, t).toBeGreaterThan(50);
  }
});

it('sellers of a card are those with an offer that is not archived, categories have their averages, and new rows get ids after the generated ones', async () => {
  const [wrong] = await db.database.client`select count(*)::int as n from (
    select card_id, seller_id, array_agg(distinct variant_id order by variant_id) as ids from offers.offers where status <> 'archived' group by 1, 2) o
    full join catalog.card_sellers s using (card_id, seller_id) where o.ids is distinct from s.variant_ids`;
  expect(wrong?.['n']).toBe(0);
  const next = await db.database
    .client`select nextval(pg_get_serial_sequence('catalog.cards', 'id'))::int as card, nextval(pg_get_serial_sequence('offers.offers', 'id'))::int as offer, nextval('catalog.card_seq')::int as seq`;
  const [averages] = await db.database.client`select sum(cards)::int as n from catalog.category_quality`;
  expect(averages?.['n']).toBe((await ctx.db.select().from(cards)).filter((c) => c.status === 'published').length);
  expect(next[0]).toEqual({ card: CARDS + 1, offer: CARDS * 2 + 1, seq: CARDS + 1 });
});

it('a second load into the same database is refused in a sentence', async () => {
  await expect(
    seedScale({ ctx, database: db.database, url: db.url, dataDir: '' }, { cards: CARDS, workers: 2, pictures: 6, say: () => undefined }),
  ).rejects.toThrow(`This database holds ${CARDS} generated cards already`);
});
