import { createSeller } from '@yarmarka/accounts/testing';
import { countDirty, type Ctx, listActivities } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { evaluate } from '../card/check-card.ts';
import { createDraft } from '../card/create-draft.ts';
import { saveDraft } from '../card/save-draft.ts';
import { importCards, type NewCard } from '../card/import-cards.ts';
import { projectCardList } from '../card-list/project-card-list.ts';
import { cards } from '../tables.ts';
import { listCategoryQuality } from './category-quality.ts';
import { catalogConsumer } from './consumer.ts';
import { loadContents } from './contents.ts';
import { recomputeCards } from './recompute-cards.ts';

const it = databaseTest();

/** Phones, smartphones and clothes: enough of one schema for the compiled statement, a few of the others. */
async function setUp(ctx: Ctx, count = 130): Promise<SmallTaxonomy & { ids: number[] }> {
  const t = await createSmallTaxonomy(ctx);
  const made: NewCard[] = [];
  for (let i = 0; i < count; i++) {
    const attrs: Attrs =
      i % 3 === 0
        ? {}
        : { [t.attributes.weight]: { n: 10 + i, v: 10 + i, u: 'g' }, ...(i % 2 === 0 ? { [t.attributes.features]: [t.token('features', 'nfc')] } : {}) };
    const variants =
      i % 4 === 0 ? [] : [{ attrs: { [t.attributes.color]: t.token('color', i % 5 === 0 ? 'blue' : 'red'), [t.attributes.memory]: t.token('memory', '64') } }];
    made.push({
      categoryId: t.categories.smart,
      status: i % 7 === 0 ? 'draft' : 'published',
      attrs: { 1: { ru: `Телефон номер ${i}`, en: '' }, ...attrs },
      variants,
    });
  }
  for (const categoryId of [t.categories.phones, t.categories.cloth]) made.push({ categoryId, status: 'published', attrs: {} });
  const ids = (await importCards(ctx, made, { bare: true })).flatMap((c) => (c.status === 'created' ? [c.cardId] : []));
  await projectCardList(ctx);
  return { ...t, ids };
}

/** Every card stands as the present schema of its category says. */
async function expectRecomputed(ctx: Ctx, ids: readonly number[]) {
  const rows = new Map((await ctx.db.select().from(cards)).map((c) => [c.id, c]));
  for (const content of await loadContents(ctx, ids)) {
    const row = rows.get(content.id);
    const loaded = await getCategorySchema(ctx, row?.categoryId ?? 0);
    const state = evaluate(loaded, content);
    expect({ completeness: row?.completeness, missing: row?.missing, quality: row?.quality, hash: row?.schemaHash }).toEqual({
      completeness: state.completeness,
      missing: state.missing,
      quality: state.quality.score,
      hash: loaded.hash,
    });
  }
}

it('a new requirement reaches every card of the branch, marks those whose lists show it, and leaves row versions alone', async (ctx) => {
  const t = await setUp(ctx);
  const before = await ctx.db.select({ id: cards.id, rowVersion: cards.rowVersion, seq: cards.updatedSeq }).from(cards).orderBy(cards.id);
  const { version } = await publish(ctx, [
    { kind: 'rule', edit: { categoryId: t.categories.phones, attributeNo: t.attributes.features, op: 'set', fields: { requirement: 'required' } } },
  ]);
  const searchMarks = await countDirty(ctx, 'search.cards');
  expect(await recomputeCards(ctx, { version })).toBe(131);
  await expectRecomputed(ctx, t.ids);
  expect(await ctx.db.select({ id: cards.id, rowVersion: cards.rowVersion, seq: cards.updatedSeq }).from(cards).orderBy(cards.id)).toEqual(before);
  const lacking = (await ctx.db.select().from(cards)).filter((c) => c.missing.includes(t.attributes.features));
  expect(lacking.length).toBeGreaterThan(50);
  expect(await countDirty(ctx, 'catalog.card_list')).toBeGreaterThanOrEqual(lacking.length);
  expect(await countDirty(ctx, 'catalog.card_list')).toBeLessThan(132);
  expect(await countDirty(ctx, 'search.cards')).toBe(searchMarks);
  expect(await recomputeCards(ctx, { version })).toBe(0);
  expect(await listActivities(ctx)).toMatchObject([{ kind: 'catalog.recompute', state: 'done', done: 131, total: 131 }]);
});

it('a version that changes nothing a list shows marks no card', async (ctx) => {
  const t = await setUp(ctx);
  const { version } = await publish(ctx, [
    { kind: 'rule', edit: { categoryId: t.categories.phones, attributeNo: t.attributes.features, op: 'set', fields: { position: 3 } } },
  ]);
  expect(await recomputeCards(ctx, { version })).toBe(131);
  expect(await countDirty(ctx, 'catalog.card_list')).toBe(0);
  await expectRecomputed(ctx, t.ids);
});

it('values that a version no longer allows are flagged with their date, and free again when it allows them', async (ctx) => {
  const t = await setUp(ctx);
  const rule = (options: number[] | null) =>
    publish(ctx, [{ kind: 'rule', edit: { categoryId: t.categories.phones, attributeNo: t.attributes.color, op: 'set', fields: { options } } }]);
  const { version } = await rule([t.token('color', 'red'), t.token('color', 'black')]);
  await recomputeCards(ctx, { version });
  const flagged = (await ctx.db.select().from(cards)).filter((c) => c.invalid.length > 0);
  expect(flagged.length).toBeGreaterThan(10);
  expect(flagged.every((c) => c.invalid[0] === t.attributes.color && c.invalidSince[t.attributes.color] === ctx.clock.now().toISOString())).toBe(true);
  const [blue] = await ctx.db.execute<{ n: number }>(
    sql`select count(distinct card_id)::int as n from catalog.variants where attrs -> ${String(t.attributes.color)} = ${String(t.token('color', 'blue'))}::jsonb`,
  );
  expect(flagged).toHaveLength(blue?.n ?? -1);
  await recomputeCards(ctx, { version: (await rule(null)).version });
  expect((await ctx.db.select().from(cards)).filter((c) => c.invalid.length > 0 || Object.keys(c.invalidSince).length > 0)).toEqual([]);
});

for (const others of [0, 130])
  it(`what a seller types wrong into a draft is no change of rules, before a publish and after, among ${others} cards`, async (ctx) => {
    const t = await setUp(ctx, others);
    const seller = as(ctx, (await createSeller(ctx)).actor);
    const no = t.attributes;
    const stored = async (id: number) => (await ctx.db.select({ invalid: cards.invalid, since: cards.invalidSince }).from(cards).where(eq(cards.id, id)))[0];
    const limit = (max: number | null) =>
      publish(ctx, [{ kind: 'rule', edit: { categoryId: t.categories.phones, attributeNo: no.weight, op: 'set', fields: { max } } }]);
    const long = { ru: 'я'.repeat(300) };
    const grams = (n: number) => ({ n, v: n, u: 'g' });
    const made = await createDraft(seller, { categoryId: t.categories.smart, attrs: { [no.weight]: grams(500) } });
    const id = made.cardId;
    const late = await createDraft(seller, { categoryId: t.categories.smart, attrs: { [no.weight]: grams(500) } });
    const typed = await saveDraft(seller, { cardId: id, rowVersion: made.rowVersion, attrs: { 1: long } });
    expect(typed.issues).toMatchObject([{ attr: 1, code: 'too_long' }]);
    expect(await stored(id)).toEqual({ invalid: [], since: {} });

    const { version } = await limit(100);
    // This save comes before the recompute does: what was right until the publish is flagged by it, what it types wrong is not.
    await saveDraft(seller, { cardId: late.cardId, rowVersion: late.rowVersion, attrs: { 1: long } });
    expect(await stored(late.cardId)).toEqual({ invalid: [no.weight], since: { [no.weight]: ctx.clock.now().toISOString() } });
    await recomputeCards(ctx, { version });
    expect(await stored(late.cardId)).toEqual({ invalid: [no.weight], since: { [no.weight]: ctx.clock.now().toISOString() } });
    expect(await stored(id)).toEqual({ invalid: [no.weight], since: { [no.weight]: ctx.clock.now().toISOString() } });

    const right = await saveDraft(seller, { cardId: id, rowVersion: typed.rowVersion, attrs: { [no.weight]: grams(90) } });
    expect(await stored(id)).toEqual({ invalid: [], since: {} });
    await saveDraft(seller, { cardId: id, rowVersion: right.rowVersion, attrs: { [no.weight]: grams(999) } });
    expect(await stored(id)).toEqual({ invalid: [], since: {} });
    await recomputeCards(ctx, { version: (await limit(80)).version });
    expect(await stored(id)).toEqual({ invalid: [], since: {} });
  });

it('a card in another category is reckoned by its schema, whoever put it there; averages follow', async (ctx) => {
  const t = await setUp(ctx);
  const [first] = t.ids;
  await ctx.db
    .update(cards)
    .set({ categoryId: t.categories.cloth })
    .where(eq(cards.id, first ?? 0));
  expect(await recomputeCards(ctx, { categories: [t.categories.cloth] })).toBe(1);
  await expectRecomputed(ctx, t.ids);
  const [quality] = await listCategoryQuality(ctx, [t.categories.cloth]);
  const live = (await ctx.db.select().from(cards)).filter((c) => c.categoryId === t.categories.cloth && c.status === 'published');
  expect(quality).toEqual({
    categoryId: t.categories.cloth,
    cards: live.length,
    completeness: Math.round(live.reduce((n, c) => n + c.completeness, 0) / live.length),
    quality: Math.round(live.reduce((n, c) => n + c.quality, 0) / live.length),
  });
});

it('a publish enqueues the recompute of its version, once, and none when no schema changed', async (ctx) => {
  await setUp(ctx, 1);
  const handler = catalogConsumer.on['matrix.published.v1'];
  const event = { seq: 1, topic: 'matrix', key: '3', type: 'matrix.published.v1', payload: {}, occurredAt: new Date() };
  await handler?.(ctx, { version: 3, changeSetId: null, schemasChanged: 2, treeChanged: false } as never, event);
  await handler?.(ctx, { version: 4, changeSetId: null, schemasChanged: 0, treeChanged: false } as never, event);
  expect(ctx.jobs.sent).toEqual([{ name: 'catalog.recompute-cards', data: { version: 3, categories: [] } }]);
});
