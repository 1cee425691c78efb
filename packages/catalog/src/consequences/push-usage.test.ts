import type { Ctx } from '@yarmarka/kernel';
import { pushFiltered } from '@yarmarka/taxonomy';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { and, eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { importCards } from '../card/import-cards.ts';
import { cards, variants } from '../tables.ts';
import { pushCardUsage } from './push-usage.ts';

const it = databaseTest();
const usageOf = async (ctx: Ctx) =>
  new Map(
    (
      await ctx.db.execute<{ key: string; filled: number; filtered: number }>(
        sql`select category_id || '/' || attribute_no as key, filled, filtered from taxonomy.attribute_usage`,
      )
    ).map((r) => [r.key, [r.filled, r.filtered]]),
  );

it('counts the cards of each category and those that fill each attribute; what is gone leaves, what buyers chose stays', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { features, color, composition } = t.attributes;
  const phone = (filled: boolean) => ({
    categoryId: t.categories.smart,
    status: 'published' as const,
    attrs: { ...(filled ? { [features]: [t.token('features', 'nfc')] } : {}), [composition]: { ru: 'Запаркованное', en: '' } },
    variants: [{ attrs: { [color]: t.token('color', 'red') } }, { attrs: { [color]: t.token('color', 'blue') } }],
  });
  const made = await importCards(ctx, [phone(true), phone(true), phone(false)], { bare: true });
  await pushFiltered(ctx, [
    { categoryId: t.categories.smart, attributeNo: features, count: 2 },
    { categoryId: t.categories.smart, attributeNo: features, count: 3 },
    { categoryId: 999_999, attributeNo: features, count: 3 },
  ]);
  expect(await pushCardUsage(ctx)).toBe(3);
  const key = (no: number) => `${t.categories.smart}/${no}`;
  expect(await usageOf(ctx)).toEqual(
    new Map([
      [key(1), [3, 0]],
      [key(features), [2, 5]],
      [key(color), [3, 0]],
    ]),
  );
  for (const m of made) if (m.status === 'created') await ctx.db.update(cards).set({ status: 'archived' }).where(eq(cards.id, m.cardId));
  await pushCardUsage(ctx);
  await pushFiltered(ctx, [{ categoryId: t.categories.smart, attributeNo: features, count: 1 }]);
  expect(await usageOf(ctx)).toEqual(new Map([[key(features), [0, 6]]]));
  await expect(pushFiltered(as(ctx, userActor(['seller'], { sellerId: 1 })), [])).rejects.toMatchObject({ kind: 'forbidden' });
});

it('a value counts whichever variant holds it, once a card; archived variants and attributes of the offer do not count', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { color, features } = t.attributes;
  await publish(ctx, [{ kind: 'rule', edit: { categoryId: t.categories.smart, attributeNo: features, op: 'set', fields: { level: 'offer' } } }]);
  const card = (variants: readonly object[]) => ({
    categoryId: t.categories.smart,
    status: 'published' as const,
    attrs: { [features]: [t.token('features', 'nfc')] },
    variants: variants.map((attrs) => ({ attrs: { ...attrs } })),
  });
  const [red, blue] = [{ [color]: t.token('color', 'red') }, { [color]: t.token('color', 'blue') }];
  const made = await importCards(ctx, [card([{}, red]), card([{}, red, blue]), card([{}]), card([{}, blue])], { bare: true });
  const last = made.at(-1);
  if (last?.status === 'created')
    await ctx.db
      .update(variants)
      .set({ archived: true })
      .where(and(eq(variants.cardId, last.cardId), sql`attrs <> '{}'`));
  await pushCardUsage(ctx);
  const key = (no: number) => `${t.categories.smart}/${no}`;
  expect(await usageOf(ctx)).toEqual(
    new Map([
      [key(1), [4, 0]],
      [key(color), [2, 0]],
    ]),
  );
});
