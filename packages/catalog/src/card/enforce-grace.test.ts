import { createSeller } from '@yarmarka/accounts/testing';
import type { Ctx } from '@yarmarka/kernel';
import type { Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { asc, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { recomputeCards } from '../consequences/recompute-cards.ts';
import { cards } from '../tables.ts';
import { enforceGrace } from './enforce-grace.ts';
import { setGraceEnforced } from './grace.ts';
import { importCards } from './import-cards.ts';

const it = databaseTest();
const DAY = 86_400_000;
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, clock: { ...ctx.clock, now: () => new Date(ctx.clock.now().getTime() + days * DAY) } });
const states = async (ctx: Ctx) => (await ctx.db.select({ status: cards.status }).from(cards).orderBy(asc(cards.id))).map((c) => c.status);
const events = async (ctx: Ctx, type: string) =>
  (await ctx.db.execute<{ n: number }>(sql`select count(*)::int as n from kernel.outbox where type = ${type}`))[0]?.n;

/** Three cards whose required composition is too long for a new rule, one whose optional colour of clothing is not: all invalid since now. */
async function setUp(ctx: Ctx): Promise<SmallTaxonomy> {
  const t = await createSmallTaxonomy(ctx);
  const { composition, color, weight } = t.attributes;
  await publish(ctx, [rule(t.categories.cloth, weight, { units: ['g', 'kg'], defaultUnit: 'g' })]);
  const { id: sellerId } = await createSeller(ctx);
  const card = (text: string, grams: number) => ({
    categoryId: t.categories.cloth,
    status: 'published' as const,
    sellerId,
    attrs: { [color]: t.token('color', 'red'), [composition]: { ru: text }, [weight]: { n: grams, v: grams, u: 'g' } },
    variants: [{ attrs: {} }],
  });
  await importCards(ctx, [card('хлопок и лён', 1), card('хлопок и шерсть', 1), card('хлопок и шёлк', 1), card('лён', 900)], { bare: true });
  await narrow(ctx, t, 5);
  return t;
}
async function narrow(ctx: Ctx, t: SmallTaxonomy, maxLength: number): Promise<void> {
  const { version } = await publish(ctx, [
    rule(t.categories.cloth, t.attributes.composition, { maxLength }),
    rule(t.categories.cloth, t.attributes.weight, { max: maxLength * 10 }),
  ]);
  await recomputeCards(ctx, { version });
}

it('after the grace only cards with a wrong required value leave the shop, each with one event, batch by batch; a second run does nothing', async (ctx) => {
  await setUp(ctx);
  expect((await ctx.db.select({ invalid: cards.invalid }).from(cards)).every((c) => c.invalid.length > 0)).toBe(true);
  expect(await enforceGrace(later(ctx, 29))).toEqual({ suppressed: 0, returned: 0 });
  expect(await enforceGrace(later(ctx, 31), { batch: 2 })).toEqual({ suppressed: 3, returned: 0 });
  expect(await states(ctx)).toEqual(['suppressed', 'suppressed', 'suppressed', 'published']);
  expect(await events(ctx, 'card.suppressed.v1')).toBe(3);
  expect(await enforceGrace(later(ctx, 31), { batch: 2 })).toEqual({ suppressed: 0, returned: 0 });
  expect(await events(ctx, 'card.suppressed.v1')).toBe(3);
});

it('cards come back by themselves when the rules allow their values again', async (ctx) => {
  const t = await setUp(ctx);
  await enforceGrace(later(ctx, 31));
  await narrow(ctx, t, 500);
  expect(await enforceGrace(later(ctx, 32))).toEqual({ suppressed: 0, returned: 3 });
  expect(new Set(await states(ctx))).toEqual(new Set(['published']));
  expect(await events(ctx, 'card.returned.v1')).toBe(3);
});

it('an administrator switches it off, and what it took out comes back; nobody else does', async (ctx) => {
  await setUp(ctx);
  await enforceGrace(later(ctx, 31));
  await expect(setGraceEnforced(as(ctx, userActor(['seller'])), false)).rejects.toMatchObject({ kind: 'forbidden' });
  await setGraceEnforced(ctx, false);
  expect(await enforceGrace(later(ctx, 40))).toEqual({ suppressed: 0, returned: 3 });
  await setGraceEnforced(ctx, true);
  expect(await enforceGrace(later(ctx, 40))).toEqual({ suppressed: 3, returned: 0 });
  await expect(enforceGrace(as(ctx, userActor(['seller'])))).rejects.toMatchObject({ kind: 'forbidden' });
});
