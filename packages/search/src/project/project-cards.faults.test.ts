import { createCard } from '@yarmarka/catalog/testing';
import { countDirty, type Ctx, drainDirty } from '@yarmarka/kernel';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { cloneDatabase, testCtx, type TestDatabase } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SearchEngine } from '../engine/engine.ts';
import { meiliEngine } from '../engine/meili/meili-engine.ts';
import { postgresEngine } from '../engine/postgres/postgres-engine.ts';
import { findMeili, startMeili, type TestMeili } from '../testing.ts';
import { projectCards, projectMarkedCards, SEARCH_QUEUE } from './project-cards.ts';

const CARDS = 30;
let database: TestDatabase;
let ctx: Ctx;
beforeEach(async () => {
  database = await cloneDatabase();
  ctx = testCtx(database.database);
  const t = await createSmallTaxonomy(ctx);
  for (let i = 0; i < CARDS; i++) await createCard(ctx, { categoryId: t.categories.smart, status: 'published' });
});
afterEach(async () => {
  await database.close();
});

const total = async (engine: SearchEngine) =>
  (await engine.search(ctx, { filters: {}, sort: 'popularity', limit: 0, facets: [], ranges: [], axisSets: [] })).total;
const drain = (engine: SearchEngine, batch: number) => drainDirty(ctx, SEARCH_QUEUE, (ids) => projectCards(ctx, engine, ids), batch);
const dictionaryIsExact = async () =>
  (
    await ctx.db.execute(
      sql`select 1 from (select w, count(*)::int as n from search.card_words, unnest(words) w group by w) x full join search.word_dict d on d.word = x.w where x.n is distinct from d.freq`,
    )
  ).length === 0;

describe('PostgreSQL', () => {
  test('a projection that fails between any two of its steps loses no card and counts no word twice', async () => {
    const engine = postgresEngine();
    const failing = (step: 'before' | 'after'): SearchEngine => ({
      ...engine,
      upsert: async (c, docs) => {
        if (step === 'after') await engine.upsert(c, docs);
        throw new Error('the process ends here');
      },
    });
    await expect(drain(failing('before'), 10)).rejects.toThrow('the process ends here');
    await expect(drain(failing('after'), 10)).rejects.toThrow('the process ends here');
    const words = drainDirty(
      ctx,
      SEARCH_QUEUE,
      async (ids) => {
        await projectCards(ctx, engine, ids);
        throw new Error('before the marks are removed');
      },
      10,
    );
    await expect(words).rejects.toThrow('before the marks');
    expect(await countDirty(ctx, SEARCH_QUEUE)).toBe(CARDS);
    await projectMarkedCards(ctx, engine);
    expect([await total(engine), await countDirty(ctx, SEARCH_QUEUE), await dictionaryIsExact()]).toEqual([CARDS, 0, true]);
  });
});

const program = findMeili();
describe.skipIf(program === undefined)('Meilisearch', () => {
  let meili: TestMeili;
  beforeAll(async () => {
    meili = await startMeili(program ?? '');
  });
  afterAll(async () => {
    await meili.stop();
  });

  test('a server that is killed during projection answers "unavailable", keeps every mark, and holds every card after its restart', async () => {
    const engine = meiliEngine({ url: meili.url });
    expect(await drain(engine, 10)).toBe(10);
    const dying = drain(engine, 10).catch((error: unknown) => error);
    await meili.kill();
    expect(await dying).toMatchObject({ reason: 'search.unavailable', kind: 'unavailable' });
    await expect(total(engine)).rejects.toMatchObject({ reason: 'search.unavailable' });
    await expect(drain(engine, 10)).rejects.toMatchObject({ reason: 'search.unavailable' });
    expect(await countDirty(ctx, SEARCH_QUEUE)).toBe(CARDS - 10);
    await meili.restart();
    await projectMarkedCards(ctx, engine);
    expect([await total(engine), await countDirty(ctx, SEARCH_QUEUE), await dictionaryIsExact()]).toEqual([CARDS, 0, true]);
  });
});
