import type { Ctx } from '@yarmarka/kernel';
import { seededRng } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { indexDocuments } from '../project/project-cards.ts';
import { findMeili, startMeili, type TestMeili } from '../testing.ts';
import { searchText } from '../understanding/search-text.ts';
import { suggestWords } from '../words/dictionary.ts';
import type { SearchEngine, SearchQuery } from './engine.ts';
import { meiliEngine } from './meili/meili-engine.ts';
import { type ModelCard, modelDocument, modelFacet, modelMatches, modelPrice, modelRange, type ModelVariant } from './oracle.ts';
import { postgresEngine } from './postgres/postgres-engine.ts';

const program = findMeili();
let meili: TestMeili | undefined;
let made = 0;

describe('PostgreSQL', () => {
  contract(() => postgresEngine());
});

describe.skipIf(program === undefined)('Meilisearch', () => {
  beforeAll(async () => {
    meili = await startMeili(program ?? '');
  });
  afterAll(async () => {
    await meili?.stop();
  });
  contract(() => meiliEngine({ url: meili?.url ?? '', index: `cards_${++made}` }));
});

const PLAIN: SearchQuery = { filters: {}, sort: 'popularity', limit: 50, facets: [], ranges: [], axisSets: [] };
const token = (no: number, entry: number) => no * 65_536 + entry;

function contract(create: () => SearchEngine): void {
  const it = databaseTest();
  const filled = async (ctx: Ctx, cards: readonly ModelCard[]): Promise<SearchEngine> => {
    const engine = create();
    await engine.ensureReady(ctx);
    await indexDocuments(ctx, engine, cards.map(modelDocument), []);
    return engine;
  };
  const found = async (ctx: Ctx, engine: SearchEngine, query: Partial<SearchQuery>) =>
    (await searchText(ctx, engine, { ...PLAIN, ...query })).result.hits.map((h) => h.cardId).sort((a, b) => a - b);

  const WORDS: readonly ModelCard[] = [
    {
      id: 1,
      path: [1, 11],
      ru: 'Смартфон Вега QX-3410 16 ГБ',
      en: 'Smartphone Vega QX-3410 16GB',
      brand: { id: 7, name: 'Vega' },
      popularity: 5,
      codes: ['4600000000017', 'AB-77/2'],
    },
    {
      id: 2,
      path: [1, 12],
      ru: 'Беспроводные наушники Лира',
      en: 'Wireless headphones Lyra',
      brand: { id: 8, name: 'Lyra' },
      popularity: 9,
      description: 'Подходят к любому телефону, держат заряд сутки',
    },
    { id: 3, path: [2, 21], ru: 'Кроссовки для бега', en: 'Running shoes', popularity: 3, description: 'Лёгкая подошва' },
    { id: 4, path: [2, 21], ru: 'Ёлка искусственная', en: 'Artificial fir tree', popularity: 2 },
    { id: 5, path: [1, 11], ru: 'Телефон кнопочный', en: 'Feature phone', popularity: 1 },
    { id: 6, path: [2, 22], ru: 'Чехол для смартфона', en: 'Smartphone case', popularity: 4 },
  ];

  it('finds by words in either language, whatever their inflection and the spelling of ё', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    expect(await found(ctx, engine, { text: 'смартфон' })).toEqual([1, 6]);
    expect(await found(ctx, engine, { text: 'headphones' })).toEqual([2]);
    expect(await found(ctx, engine, { text: 'кроссовок' })).toEqual([3]);
    expect(await found(ctx, engine, { text: 'смартфонами' })).toEqual([1, 6]);
    expect(await found(ctx, engine, { text: 'елка' })).toEqual([4]);
    expect(await found(ctx, engine, { text: 'ЁЛКИ' })).toEqual([4]);
    expect(await found(ctx, engine, { text: 'легкой подошвой' })).toEqual([3]);
    expect(await found(ctx, engine, { text: 'смартфон кроссовки' })).toEqual([]);
  });

  it('finds codes and quantities however they are written', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    for (const text of ['QX-3410', 'qx3410', 'QX 3410', '16gb', '16 гб', '16 GB', '4600000000017', 'ab-77/2'])
      expect([text, await found(ctx, engine, { text })]).toEqual([text, [1]]);
    expect(await found(ctx, engine, { text: 'qx3411' })).toEqual([]);
  });

  it('forgives a typo, the wrong keyboard layout and the other alphabet', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    expect(await found(ctx, engine, { text: 'смартфн' })).toEqual([1, 6]);
    expect(await found(ctx, engine, { text: 'hedphones' })).toEqual([2]);
    expect(await found(ctx, engine, { text: 'ntktajy' })).toContain(5);
    expect(await found(ctx, engine, { text: 'naushniki' })).toEqual([2]);
    expect(await found(ctx, engine, { text: 'лира' })).toEqual([2]);
    expect(await found(ctx, engine, { text: 'вега' })).toEqual([1]);
  });

  it('ranks a word of the name above the same word of the description', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    const { hits } = await engine.search(ctx, { ...PLAIN, text: 'телефон', sort: 'relevance' });
    expect(hits.map((h) => h.cardId)).toEqual([5, 2]);
  });

  it('finds by the names of the category and of those above it: after the name, before the description', async (ctx) => {
    const engine = await filled(ctx, [
      { id: 1, path: [1, 11], ru: 'Робот-пылесос', en: 'Robot', popularity: 900, description: 'Телефон, телефоном, с телефона: управляйте телефоном' },
      {
        id: 2,
        path: [2, 21],
        ru: 'Умные часы',
        en: 'Watch',
        popularity: 800,
        category: 'Умные часы Smart watches',
        sections: 'Телефоны и гаджеты Phones and gadgets',
      },
      {
        id: 3,
        path: [2, 22],
        ru: 'Аврора',
        en: 'Aurora',
        popularity: 1,
        category: 'Смартфоны Smartphones телефон',
        sections: 'Телефоны и гаджеты Phones and gadgets',
      },
      { id: 4, path: [2, 23], ru: 'Телефон кнопочный', en: 'Feature', popularity: 0 },
    ]);
    const ids = async (text: string) => (await engine.search(ctx, { ...PLAIN, text, sort: 'relevance' })).hits.map((h) => h.cardId);
    expect(await ids('телефон')).toEqual([4, 3, 2, 1]);
    expect((await ids('phones')).sort((a, b) => a - b)).toEqual([2, 3]);
    expect(await ids('аврора смартфон')).toEqual([3]);
    const { result } = await searchText(ctx, engine, { ...PLAIN, text: 'ntktajy', sort: 'relevance' });
    expect(result.hits.map((h) => h.cardId)).toEqual([4, 3, 2, 1]);
  });

  it('leaves out words of price and praise, and words that match nothing, when the others match; never words that match', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    const understood = async (text: string) => {
      const { result, text: shown, corrected } = await searchText(ctx, engine, { ...PLAIN, text });
      return [result.hits.map((h) => h.cardId).sort((a, b) => a - b), corrected ? shown : null];
    };
    expect(await understood('смартфон до 20000')).toEqual([[1, 6], 'смартфон']);
    expect(await understood('дешевый смартфон')).toEqual([[1, 6], 'смартфон']);
    expect(await understood('смартфон абракадабровый')).toEqual([[1, 6], 'смартфон']);
    expect(await understood('cvfhnajy lj 20 000')).toEqual([[1, 6], 'смартфон']);
    expect(await understood('смартфон кроссовки')).toEqual([[], null]);
    expect(await understood('дешевый')).toEqual([[], null]);
  });

  it('takes any text for words, never for syntax', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    for (const text of [
      "'; drop table search.product_search; --",
      'a & b | !c:*',
      'price > 0 OR id > 0',
      '"смартфон',
      '<script>',
      '%_\\',
      '((((',
      ' '.repeat(50),
      '\u0000x',
      '\ud83d смартфон',
      '\u00011.5',
      '🙂',
    ])
      await expect(searchText(ctx, engine, { ...PLAIN, text })).resolves.toBeDefined();
    expect((await engine.search(ctx, { ...PLAIN, text: '   ' })).total).toBe(6);
    expect((await engine.search(ctx, { ...PLAIN, text: 'и на для' })).total).toBe(0);
  });

  it('keeps to the subtree of a category, with text as well', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    expect(await found(ctx, engine, { categoryId: 1 })).toEqual([1, 2, 5]);
    expect(await found(ctx, engine, { categoryId: 11, text: 'смартфон' })).toEqual([1]);
    expect((await engine.search(ctx, { ...PLAIN, limit: 0, categories: true })).categories).toEqual(
      new Map([
        [11, 2],
        [12, 1],
        [21, 2],
        [22, 1],
      ]),
    );
  });

  it('suggests words of the names by their beginning, the most frequent first', async (ctx) => {
    await filled(ctx, WORDS);
    expect((await suggestWords(ctx, 'смарт')).map((w) => w.word)).toEqual(['смартфон', 'смартфона']);
    expect((await suggestWords(ctx, 'smart'))[0]).toEqual({ word: 'smartphone', freq: 2 });
  });

  it('shows a change and a removal at once', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    const [first] = WORDS;
    if (!first) throw new Error('no card');
    await indexDocuments(ctx, engine, [modelDocument({ ...first, ru: 'Планшет', en: 'Tablet', price: 500 })], [2]);
    expect(await found(ctx, engine, { text: 'планшет' })).toEqual([1]);
    expect(await found(ctx, engine, { text: 'qx3410' })).toEqual([]);
    expect(await found(ctx, engine, { priceMin: 500 })).toEqual([1]);
    expect(await found(ctx, engine, {})).toEqual([1, 3, 4, 5, 6]);
    expect((await suggestWords(ctx, 'наушн')).length).toBe(0);
    expect((await engine.stats(ctx)).documents).toBe(5);
    await engine.reset(ctx);
    expect((await engine.search(ctx, PLAIN)).total).toBe(0);
  });

  for (const seed of [11, 12, 13])
    it(`answers every query on a generated catalogue as the design's sentences do (seed ${seed})`, async (ctx) => {
      const rng = seededRng(seed);
      const cards = randomCards(rng, 70);
      const engine = await filled(ctx, cards);
      for (let i = 0; i < 40; i++) {
        const q = randomQuery(rng, i);
        const expected = cards.filter((c) => modelMatches(c, q));
        const result = await engine.search(ctx, q);
        const label = JSON.stringify(q.filters) + JSON.stringify({ ...q, filters: 0, axisSets: 0 });
        expect([label, result.total]).toEqual([label, expected.length]);
        for (const no of q.facets) expect([label, no, sorted(result.facets.get(no))]).toEqual([label, no, sorted(modelFacet(cards, q, no))]);
        for (const no of q.ranges) expect([label, no, result.ranges.get(no)]).toEqual([label, no, modelRange(cards, q, no)]);
        expect([label, result.price]).toEqual([label, modelPrice(cards, q)]);
        const pages = await allPages(ctx, engine, q);
        expect([label, pages]).toEqual([label, expected.sort((a, b) => order(q)(b) - order(q)(a) || b.id - a.id).map((c) => c.id)]);
      }
    });

  it('pages through a relevance order with each card exactly once', async (ctx) => {
    const cards = Array.from(
      { length: 57 },
      (_, i): ModelCard => ({ id: i + 1, path: [1], ru: i % 3 === 0 ? 'Лампа' : 'Лампа настольная яркая', en: 'Lamp', popularity: i % 5 }),
    );
    const engine = await filled(ctx, cards);
    const pages = await allPages(ctx, engine, { ...PLAIN, text: 'лампы', sort: 'relevance', limit: 10 });
    expect([...pages].sort((a, b) => a - b)).toEqual(cards.map((c) => c.id));
  });

  it('counts nothing when only the hits matter', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    const asked = await engine.search(ctx, { ...PLAIN, text: 'смартфон', sort: 'relevance', limit: 1, uncounted: true });
    expect([asked.hits.length, asked.total, asked.next !== null]).toEqual([1, 1, true]);
  });

  it('refuses a cursor that is none', async (ctx) => {
    const engine = await filled(ctx, WORDS);
    await expect(engine.search(ctx, { ...PLAIN, cursor: 'nonsense' })).rejects.toMatchObject({ reason: 'search.bad_cursor' });
  });
}

const sorted = (m: ReadonlyMap<number, number> | undefined) => [...(m ?? [])].sort((a, b) => a[0] - b[0]);

async function allPages(ctx: Ctx, engine: SearchEngine, query: SearchQuery): Promise<number[]> {
  const out: number[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<SearchEngine['search']>> = await engine.search(ctx, { ...query, cursor, facets: [], ranges: [] });
    out.push(...page.hits.map((h) => h.cardId));
    cursor = page.next;
  } while (cursor !== null && out.length < 1000);
  return out;
}

const order = (q: SearchQuery) => (c: ModelCard) =>
  q.sort === 'price_asc'
    ? -(c.price ?? 1e15)
    : q.sort === 'price_desc'
      ? (c.price ?? -1)
      : q.sort === 'new'
        ? (c.day ?? 0)
        : q.sort === 'rating'
          ? (c.rating ?? 0)
          : (c.popularity ?? 0);

/** Colour 101, size 102, memory 103 are axes in some schemas and plain attributes in others; 104 is never an axis; 201 a number, 202 a range. */
const AXIS_SETS = [[101, 102], [101], [102, 103], [101, 102, 103]];
type Rng = ReturnType<typeof seededRng>;
const below = (rng: Rng, n: number) => Math.floor(rng() * n);

function randomCards(rng: Rng, n: number): ModelCard[] {
  return Array.from({ length: n }, (_, i): ModelCard => {
    const axes = below(rng, 5) === 0 ? [] : (AXIS_SETS[below(rng, AXIS_SETS.length)] ?? []);
    const root = 1 + below(rng, 2);
    const variants = Array.from(
      { length: 1 + below(rng, 4) },
      (): ModelVariant => ({
        axes: Object.fromEntries(axes.filter(() => below(rng, 8) > 0).map((no) => [no, token(no, 1 + below(rng, 3))])),
        inStock: below(rng, 2) === 0,
      }),
    );
    const plain = Object.fromEntries(
      [101, 102, 103, 104]
        .filter((no) => !axes.includes(no) && below(rng, 3) > 0)
        .map((no) => [no, [...new Set([token(no, 1 + below(rng, 3)), token(no, 1 + below(rng, 3))])]]),
    );
    const low = below(rng, 20);
    return {
      id: i + 1,
      path: [root, root * 10 + below(rng, 2)],
      ru: 'Товар',
      en: 'Thing',
      ...(below(rng, 3) > 0 ? { brand: { id: 1 + below(rng, 3), name: 'Brand' } } : {}),
      axes,
      variants,
      plain,
      numbers: { ...(below(rng, 4) > 0 ? { 201: [low, low] as const } : {}), ...(below(rng, 3) > 0 ? { 202: [low, low + below(rng, 5) + 0.5] as const } : {}) },
      price: variants.some((v) => v.inStock) ? 100 + below(rng, 30) : null,
      sellers: [...new Set([1 + below(rng, 3), 1 + below(rng, 3)])],
      popularity: below(rng, 10),
      rating: below(rng, 6) / 2,
      day: below(rng, 10),
    };
  });
}

function randomQuery(rng: Rng, i: number): SearchQuery {
  const filters: Record<number, SearchQuery['filters'][number]> = {};
  for (const no of [101, 102, 103, 104])
    if (below(rng, 3) === 0) filters[no] = { tokens: [...new Set([token(no, 1 + below(rng, 3)), token(no, 1 + below(rng, 3))])] };
  if (below(rng, 5) === 0) filters[3] = { tokens: [-1 - below(rng, 3)] };
  for (const no of [201, 202])
    if (below(rng, 5) === 0) filters[no] = below(rng, 3) === 0 ? { min: below(rng, 15) } : { min: below(rng, 10), max: 8 + below(rng, 12) };
  const sorts = ['popularity', 'price_asc', 'price_desc', 'new', 'rating'] as const;
  return {
    ...PLAIN,
    filters,
    axisSets: AXIS_SETS,
    sort: sorts[i % sorts.length] ?? 'popularity',
    limit: 7,
    facets: [3, 101, 102, 103, 104],
    ranges: [201, 202],
    ...(below(rng, 2) === 0 ? { inStock: true } : {}),
    ...(below(rng, 3) === 0 ? { categoryId: [1, 2, 10, 11, 20, 21][below(rng, 6)] ?? 1 } : {}),
    ...(below(rng, 5) === 0 ? { priceMin: 105 } : {}),
    ...(below(rng, 5) === 0 ? { priceMax: 120 } : {}),
    ...(below(rng, 5) === 0 ? { sellerIds: [1 + below(rng, 3)] } : {}),
  };
}
