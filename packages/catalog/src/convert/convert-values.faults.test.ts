import type { Ctx } from '@yarmarka/kernel';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { cloneDatabase, type TestDatabase, testCtx } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importCards } from '../card/import-cards.ts';
import { convertNext, convertValuesJob, enqueueConversions } from './convert-values.ts';

const CARDS = 1300;
let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase(4);
});
afterAll(() => db.close());

/** Breaks off every statement under way in this database: its transaction is lost, as a killed worker's would be. */
const breakOff = (ctx: Ctx) =>
  ctx.db.execute(sql`select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`);

it('a worker broken off in the middle of a batch, and two at once, convert every value exactly once', async () => {
  const ctx = testCtx(db.database);
  const t = await createSmallTaxonomy(ctx);
  const color = t.attributes.color;
  const attrs = { 1: { ru: 'Рубашка', en: 'Shirt' }, [color]: t.token('color', 'blue') };
  for (let i = 0; i < CARDS; i += 500)
    await importCards(
      ctx,
      Array.from({ length: Math.min(500, CARDS - i) }, () => ({
        categoryId: t.categories.cloth,
        sellerId: null,
        status: 'published' as const,
        attrs,
        variants: [],
      })),
      { bare: true },
    );
  const { version } = await publish(ctx, [{ kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__blue', intoKey: 'color__black' } }]);
  await enqueueConversions(ctx, version);
  await convertNext(ctx, version);
  const killed = await Promise.allSettled([convertNext(ctx, version), convertNext(ctx, version), breakOff(ctx)]);
  expect(killed[2]?.status).toBe('fulfilled');
  await Promise.all([convertValuesJob.run(ctx, {}), convertValuesJob.run(ctx, {})]);
  const [state] = await ctx.db.execute<{ done: number; twice: number; remembered: number; counted: number; finished: boolean }>(sql`
    select (select count(*)::int from catalog.cards where (attrs -> ${String(color)})::int = ${t.token('color', 'black')}) as done,
      (select count(*)::int from catalog.cards where version <> 2) as twice,
      (select count(*)::int from catalog.converted_values where version = ${version}) as remembered,
      (select converted from catalog.conversion_runs where version = ${version}) as counted,
      (select finished_at is not null from catalog.conversion_runs where version = ${version}) as finished`);
  expect(state).toEqual({ done: CARDS, twice: 0, remembered: CARDS, counted: CARDS, finished: true });
});
