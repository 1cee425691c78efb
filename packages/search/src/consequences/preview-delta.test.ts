import { importCards, markMovedCards, projectCardList } from '@yarmarka/catalog';
import { countDirty, type Ctx, drainDirty } from '@yarmarka/kernel';
import { createChangeSet, type MatrixDelta, previewChangeSet, saveChanges } from '@yarmarka/taxonomy';
import type { Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { buildDocuments } from '../document/build-documents.ts';
import { markCardsOfVersion } from '../project/consumer.ts';
import { SEARCH_QUEUE } from '../project/project-cards.ts';
import { projectionRate, rememberRate } from '../project/rate.ts';
import { previewDelta } from './preview-delta.ts';

const it = databaseTest();
type World = SmallTaxonomy & { ids: number[] };

/** Twenty phones and smartphones, half with features, and shirts of which two are also listed under smartphones. */
async function setUp(ctx: Ctx): Promise<World> {
  const t = await createSmallTaxonomy(ctx);
  const { color, memory, features } = t.attributes;
  const phones = Array.from({ length: 20 }, (_, i) => ({
    categoryId: i % 4 === 0 ? t.categories.phones : t.categories.smart,
    status: i < 18 ? ('published' as const) : ('draft' as const),
    attrs: { 1: { ru: `Телефон ${i}`, en: '' }, ...(i % 2 === 0 ? { [features]: [t.token('features', 'nfc')] } : {}) },
    variants: [{ attrs: { [color]: t.token('color', 'red'), [memory]: t.token('memory', '64') } }],
  }));
  const shirts = [true, true, false].map((placed) => ({
    categoryId: t.categories.cloth,
    status: 'published' as const,
    placements: placed ? [t.categories.smart] : [],
    attrs: {},
  }));
  const made = await importCards(ctx, [...phones, ...shirts], { bare: true });
  await projectCardList(ctx);
  await drainDirty(ctx, SEARCH_QUEUE, async () => undefined, 1000);
  return { ...t, ids: made.flatMap((m) => (m.status === 'created' ? [m.cardId] : [])) };
}
const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});
async function deltaOf(ctx: Ctx, changes: readonly Change[]): Promise<MatrixDelta> {
  const set = await createChangeSet(ctx, { title: 'Preview' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return previewChangeSet(ctx, set.id);
}

const CASES: readonly [string, (t: World) => Change[], number][] = [
  ['a requirement touches no document', (t) => [rule(t.categories.phones, t.attributes.features, { requirement: 'required', condition: null })], 0],
  [
    'a facet, its place, options and bounds touch none',
    (t) => [
      rule(t.categories.el, t.attributes.weight, { filterable: false, max: 9 }),
      rule(t.categories.phones, t.attributes.color, { options: [t.token('color', 'red')], facetPosition: 4 }),
    ],
    0,
  ],
  ['a text that comes touches none', (t) => [rule(t.categories.phones, t.attributes.composition, {})], 0],
  [
    'an attribute that leaves touches the cards that hold it',
    (t) => [{ kind: 'rule', edit: { categoryId: t.categories.phones, attributeNo: t.attributes.features, op: 'exclude', fields: {} } }],
    9,
  ],
  ['an attribute that goes to the variants touches the cards that hold it', (t) => [rule(t.categories.phones, t.attributes.features, { level: 'variant' })], 9],
  ['an axis less touches all of the branch', (t) => [rule(t.categories.phones, t.attributes.memory, { axis: false })], 18],
  [
    'a renamed branch touches its cards and those placed there',
    (t) => [{ kind: 'category_edit', edit: { categoryId: t.categories.phones, label: { ru: 'Связь', en: 'Phones and more' } } }],
    20,
  ],
  ['a moved branch touches its cards and those placed there', (t) => [{ kind: 'move', move: { categoryId: t.categories.phones, parentId: null } }], 20],
];

for (const [name, changes, expected] of CASES)
  it(`${name}; every document that differs is marked, and the preview counts the same`, async (ctx) => {
    const t = await setUp(ctx);
    const before = new Map((await buildDocuments(ctx, t.ids)).map((d) => [d.cardId, JSON.stringify(d)]));
    const impact = await previewDelta(ctx, await deltaOf(ctx, changes(t)));
    const { version } = await publish(ctx, changes(t));
    await markCardsOfVersion(ctx, version);
    expect(await countDirty(ctx, SEARCH_QUEUE)).toBe(expected);
    expect(impact.reproject).toBe(expected);
    const marked = new Set((await ctx.db.execute<{ id: string }>(sql`select id from kernel.dirty where queue = ${SEARCH_QUEUE}`)).map((r) => Number(r.id)));
    for (const d of await buildDocuments(ctx, t.ids)) if (before.get(d.cardId) !== JSON.stringify(d)) expect(marked.has(d.cardId)).toBe(true);
  });

it('tells which facets appear and vanish, in how many categories and over how many live cards', async (ctx) => {
  const t = await setUp(ctx);
  const impact = await previewDelta(
    ctx,
    await deltaOf(ctx, [
      rule(t.categories.phones, t.attributes.memory, { filterable: false }),
      rule(t.categories.smart, t.attributes.features, { filterable: false }),
      rule(t.categories.phones, t.attributes.waterproof, { filterable: true }),
    ]),
  );
  expect(impact.vanish).toEqual([
    { attributeNo: t.attributes.memory, categories: 2, cards: 18 },
    { attributeNo: t.attributes.features, categories: 1, cards: 13 },
  ]);
  expect(impact.appear).toEqual([{ attributeNo: t.attributes.waterproof, categories: 1, cards: 5 }]);
  expect(impact.settings).toBeNull();
});

it('estimates by the speed that was measured', async (ctx) => {
  const t = await setUp(ctx);
  await rememberRate(ctx, 600, 100_000);
  await rememberRate(ctx, 10, 1);
  expect(await projectionRate(ctx)).toBe(6);
  const delta = await deltaOf(ctx, [rule(t.categories.phones, t.attributes.memory, { axis: false })]);
  expect(await previewDelta(ctx, delta)).toMatchObject({ reproject: 18, seconds: 3 });
  await expect(previewDelta(as(ctx, userActor(['moderator'])), delta)).rejects.toMatchObject({ kind: 'forbidden' });
});

it('lists of cards follow a moved branch too', async (ctx) => {
  const t = await setUp(ctx);
  const { version } = await publish(ctx, [{ kind: 'move', move: { categoryId: t.categories.phones, parentId: null } }]);
  expect(await markMovedCards(ctx, version)).toBe(22);
});
