import { createSeller } from '@yarmarka/accounts/testing';
import type { Ctx } from '@yarmarka/kernel';
import type { Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { auditLog } from '@yarmarka/kernel/tables';
import { asc, eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { proposeChange } from '../change-set/propose-change.ts';
import { recomputeCards } from '../consequences/recompute-cards.ts';
import { listCards } from '../card-list/list-cards.ts';
import { projectCardList } from '../card-list/project-card-list.ts';
import { cards } from '../tables.ts';
import { enforceGrace } from './enforce-grace.ts';
import { getCard } from './get-card.ts';
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
  const ids = (await ctx.db.select({ id: cards.id }).from(cards).orderBy(asc(cards.id)).limit(3)).map((c) => String(c.id));
  const journal = await ctx.db.select().from(auditLog).where(eq(auditLog.action, 'card.suppress')).orderBy(asc(auditLog.id));
  expect(journal.map((j) => [j.entityId, j.fromState, j.toState])).toEqual(ids.map((id) => [id, 'published', 'suppressed']));
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

/** A card whose optional weight is wrong since today and whose required composition is right. */
async function withWrongWeight(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  const { composition, color, weight } = t.attributes;
  await publish(ctx, [rule(t.categories.cloth, weight, { units: ['g', 'kg'], defaultUnit: 'g' })]);
  const seller = await createSeller(ctx);
  const attrs = { [color]: t.token('color', 'red'), [composition]: { ru: 'хлопок и лён' }, [weight]: { n: 900, v: 900, u: 'g' } };
  await importCards(ctx, [{ categoryId: t.categories.cloth, status: 'published', sellerId: seller.id, attrs, variants: [{ attrs: {} }] }], { bare: true });
  const change = async (at: Ctx, attributeNo: number, fields: Record<string, unknown>): Promise<void> => {
    const { version } = await publish(at, [rule(t.categories.cloth, attributeNo, fields)]);
    await recomputeCards(at, { version });
  };
  await change(ctx, weight, { max: 50 });
  const [card] = await ctx.db.select().from(cards);
  if (!card) throw new Error('no card');
  return { t, seller, cardId: card.id, change };
}
const shown = async (ctx: Ctx, cardId: number) => (await getCard(ctx, cardId)).graceUntil?.getTime();
const dayOf = (ctx: Ctx, days: number) => later(ctx, days).clock.now().getTime();
const NONE = { suppressed: 0, returned: 0 };
const ONE = { suppressed: 1, returned: 0 };

it('a required value that becomes wrong has its own days, however long an optional one has been wrong; the seller is shown the day that is enforced', async (ctx) => {
  const { t, cardId, change } = await withWrongWeight(ctx);
  expect(await shown(ctx, cardId)).toBe(dayOf(ctx, 30));
  const d60 = later(ctx, 60);
  expect(await enforceGrace(d60)).toEqual(NONE);
  await change(d60, t.attributes.composition, { maxLength: 5 });
  expect(await enforceGrace(d60)).toEqual(NONE);
  expect(await shown(ctx, cardId)).toBe(dayOf(ctx, 90));
  await projectCardList(ctx);
  const [listed] = (await listCards(ctx, {})).items;
  expect(listed?.graceUntil?.getTime()).toBe(dayOf(ctx, 90));
  expect(await enforceGrace(later(ctx, 89))).toEqual(NONE);
  expect(await enforceGrace(later(ctx, 90))).toEqual(ONE);
});

it('a wrong value that becomes required has its days from then on; another publish gives it no more', async (ctx) => {
  const { t, cardId, change } = await withWrongWeight(ctx);
  const d60 = later(ctx, 60);
  await change(d60, t.attributes.weight, { requirement: 'required' });
  expect(await enforceGrace(d60)).toEqual(NONE);
  expect(await shown(ctx, cardId)).toBe(dayOf(ctx, 90));
  await change(later(ctx, 80), t.attributes.weight, { max: 40 });
  expect(await enforceGrace(later(ctx, 89))).toEqual(NONE);
  expect(await enforceGrace(later(ctx, 90))).toEqual(ONE);
});

it('cards that the recompute has not reached yet are not judged', async (ctx) => {
  const t = await setUp(ctx);
  await publish(ctx, [rule(t.categories.cloth, t.attributes.composition, { maxLength: 500 })]);
  expect(await enforceGrace(later(ctx, 31))).toEqual(NONE);
  await recomputeCards(ctx, {});
  expect(await enforceGrace(later(ctx, 31))).toEqual(NONE);
});

it('a card stays in the shop while a correction of it waits in moderation', async (ctx) => {
  const { t, seller, cardId, change } = await withWrongWeight(ctx);
  await change(ctx, t.attributes.composition, { maxLength: 5 });
  await proposeChange(as(ctx, seller.actor), { cardId, baseVersion: 1, proposal: { attrs: { [t.attributes.composition]: { ru: 'лён' } } } });
  expect(await enforceGrace(later(ctx, 31))).toEqual(NONE);
  await ctx.db.execute(sql`update catalog.change_sets set status = 'declined'`);
  expect(await enforceGrace(later(ctx, 31))).toEqual(ONE);
});
