import type { Ctx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { cloneDatabase, testCtx, type TestDatabase } from '@yarmarka/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluate } from '../card/check-card.ts';
import { importCards } from '../card/import-cards.ts';
import { saveDraft } from '../card/save-draft.ts';
import { cards } from '../tables.ts';
import { loadContents } from './contents.ts';
import { recomputeCards } from './recompute-cards.ts';

let database: TestDatabase;
let ctx: Ctx;
beforeAll(async () => {
  database = await cloneDatabase(6);
  ctx = testCtx(database.database);
});
afterAll(async () => {
  await database.close();
});

test('sellers who save while their cards are recomputed are never refused, and every card ends as its values and schema say', async () => {
  const t = await createSmallTaxonomy(ctx);
  const feature = (i: number) => ({ [t.attributes.features]: [t.token('features', i % 2 === 0 ? 'nfc' : 'esim')] });
  const made = await importCards(
    ctx,
    Array.from({ length: 300 }, (_, i) => ({ categoryId: t.categories.smart, status: 'draft' as const, attrs: { 1: { ru: `Телефон номер ${i}`, en: '' } } })),
    { bare: true },
  );
  const ids = made.flatMap((m) => (m.status === 'created' ? [m.cardId] : []));
  for (const requirement of ['required', 'optional', 'required'] as const) {
    const { version } = await publish(ctx, [
      { kind: 'rule', edit: { categoryId: t.categories.phones, attributeNo: t.attributes.features, op: 'set', fields: { requirement } } },
    ]);
    const versions = new Map((await ctx.db.select({ id: cards.id, rowVersion: cards.rowVersion }).from(cards)).map((c) => [c.id, c.rowVersion]));
    const save = async (from: number) => {
      for (let i = from; i < ids.length; i += 12) {
        const cardId = ids[i] ?? 0;
        await saveDraft(ctx, {
          cardId,
          rowVersion: versions.get(cardId) ?? 0,
          attrs: requirement === 'optional' ? { [t.attributes.features]: null } : feature(i),
        });
      }
    };
    await Promise.all([recomputeCards(ctx, { version }, { batch: 25 }), save(0), save(5), recomputeCards(ctx, { version }, { batch: 40 })]);
    await recomputeCards(ctx, { version });
    const loaded = await getCategorySchema(ctx, t.categories.smart);
    const contents = new Map((await loadContents(ctx, ids)).map((c) => [c.id, c]));
    for (const row of await ctx.db.select().from(cards)) {
      const state = evaluate(loaded, contents.get(row.id) ?? { attrs: {}, variants: [] });
      expect([row.completeness, row.missing, row.quality, row.schemaHash]).toEqual([state.completeness, state.missing, state.quality.score, loaded.hash]);
    }
  }
});
