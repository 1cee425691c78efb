import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { postgresEngine } from '../engine/postgres/postgres-engine.ts';
import { flushFacetUse } from './facet-use.ts';
import { searchCards } from './search-cards.ts';

const it = databaseTest();

it('what buyers filter a category by is counted once a page, handed on in one go, and never twice', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  await flushFacetUse(ctx);
  const filters = { [t.attributes.color]: { tokens: [t.token('color', 'red')] } };
  await searchCards(ctx, { categoryId: t.categories.smart, filters }, postgresEngine());
  await searchCards(ctx, { categoryId: t.categories.smart, filters }, postgresEngine());
  await searchCards(ctx, { categoryId: t.categories.smart }, postgresEngine());
  await searchCards(ctx, { query: 'red', filters }, postgresEngine());
  expect(await flushFacetUse(ctx)).toBe(1);
  expect(await flushFacetUse(ctx)).toBe(0);
  expect(await ctx.db.execute(sql`select category_id, attribute_no, filled, filtered from taxonomy.attribute_usage`)).toEqual([
    { category_id: t.categories.smart, attribute_no: t.attributes.color, filled: 0, filtered: 2 },
  ]);
});
