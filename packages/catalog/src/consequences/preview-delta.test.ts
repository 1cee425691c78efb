import { createSeller } from '@yarmarka/accounts/testing';
import type { Ctx } from '@yarmarka/kernel';
import { createChangeSet, listAttributes, type MatrixDelta, previewChangeSet, saveChanges, searchOptions } from '@yarmarka/taxonomy';
import { levelConflicts } from '@yarmarka/taxonomy/check';
import type { Attrs, Change } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { evaluate, invalidOf } from '../card/check-card.ts';
import { importCards, type NewCard } from '../card/import-cards.ts';
import { cards } from '../tables.ts';
import { loadContents } from './contents.ts';
import { type CatalogImpact, previewDelta } from './preview-delta.ts';
import { groupMoves, listMoves, missableNos, requirementFields } from './preview-groups.ts';
import { countLacking } from './preview-sql.ts';
import { recomputeCards } from './recompute-cards.ts';

const it = databaseTest();

type World = SmallTaxonomy & { sellers: number[] };

/** 160 phones and smartphones of two sellers and the platform, filled unevenly; some attributes of the card stand on variants and the other way round. */
async function setUp(ctx: Ctx): Promise<World> {
  const t = await createSmallTaxonomy(ctx);
  const { color, memory, features, weight, waterproof } = t.attributes;
  const sellers = [(await createSeller(ctx)).id, (await createSeller(ctx)).id];
  const made = Array.from({ length: 160 }, (_, i): NewCard => {
    const variant = (k: number): Attrs => ({
      ...(i % 5 === 0 ? {} : { [color]: t.token('color', (i + k) % 2 === 0 ? 'red' : 'blue') }),
      ...(i % 7 === 0 ? {} : { [memory]: t.token('memory', k === 0 ? '64' : '128') }),
      ...(i % 11 === 0 ? { [weight]: { n: 300, v: 300, u: 'g' } } : {}),
      ...(i % 13 === 0 && k === 0 ? { [features]: [t.token('features', 'esim')] } : {}),
    });
    return {
      categoryId: i % 4 === 0 ? t.categories.phones : t.categories.smart,
      status: Math.floor(i / 2) % 3 === 0 ? 'draft' : 'published',
      sellerId: [...sellers, null][Math.floor(i / 3) % 3] ?? null,
      attrs: {
        ...(i % 6 === 0 ? {} : { 1: { ru: `Телефон ${i}`, en: i % 2 === 0 ? `Phone ${i}` : '' } }),
        ...(i % 2 === 0 ? { [weight]: { n: 100 + i, v: 100 + i, u: 'g' } } : {}),
        ...(i % 3 === 0 ? { [features]: [t.token('features', i % 2 === 0 ? 'nfc' : 'radio')] } : {}),
        ...(i % 5 === 0 ? { [color]: t.token('color', 'red') } : {}),
        ...(i % 8 === 0 ? { [waterproof]: waterproof * 65_536 + 2 } : {}),
      },
      variants: i % 9 === 0 ? [] : i % 2 === 0 ? [{ attrs: variant(0) }] : [{ attrs: variant(0) }, { attrs: variant(1) }],
    };
  });
  await importCards(ctx, made, { bare: true });
  return { ...t, sellers };
}

async function deltaOf(ctx: Ctx, changes: readonly Change[]): Promise<MatrixDelta> {
  const set = await createChangeSet(ctx, { title: 'Preview' });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return previewChangeSet(ctx, set.id);
}

/** The same numbers, card by card in TypeScript. */
async function bruteForce(ctx: Ctx, delta: MatrixDelta) {
  const sums = {
    incomplete: { published: 0, drafts: 0 },
    lacking: { published: 0, drafts: 0 },
    invalid: { published: 0, drafts: 0 },
    parked: { published: 0, drafts: 0 },
  };
  const perAttribute = new Map<number, { lacking: number; invalid: number; parked: number }>();
  const perSeller = new Map<number | null, { lacking: number; invalid: number; parked: number }>();
  const torn = new Set<number>();
  const attribute = (no: number) =>
    perAttribute.get(no) ?? perAttribute.set(no, { lacking: 0, invalid: 0, parked: 0 }).get(no) ?? { lacking: 0, invalid: 0, parked: 0 };
  for (const row of await ctx.db.select().from(cards)) {
    const move = delta.moves.find((m) => m.categories.includes(row.categoryId));
    const [from, to] = [delta.schemas.get(move?.from ?? ''), delta.schemas.get(move?.to ?? '')];
    const [content] = await loadContents(ctx, [row.id]);
    if (!from || !to || !content) continue;
    const side = row.status === 'published' ? 'published' : 'drafts';
    const [before, after] = [evaluate(from, content), evaluate(to, content)];
    const seller = perSeller.get(row.sellerId) ?? { lacking: 0, invalid: 0, parked: 0 };
    const lacks = after.missing.filter((no) => !before.missing.includes(no));
    for (const no of lacks) attribute(no).lacking++;
    if (lacks.length > 0) {
      sums.lacking[side]++;
      seller.lacking++;
      if (before.missing.length === 0) sums.incomplete[side]++;
    }
    const was = invalidOf(from, content);
    const invalid = invalidOf(to, content).filter((no) => !was.includes(no));
    for (const no of invalid) attribute(no).invalid++;
    if (invalid.length > 0) {
      sums.invalid[side]++;
      seller.invalid++;
    }
    const parked = after.parked.filter((no) => !before.parked.includes(no));
    for (const no of parked) attribute(no).parked++;
    if (parked.length > 0) {
      sums.parked[side]++;
      seller.parked++;
    }
    if (lacks.length + invalid.length + parked.length > 0) perSeller.set(row.sellerId, seller);
    for (const no of levelConflicts(
      to.schema,
      content.attrs,
      content.variants.map((v) => v.attrs),
    ))
      if (
        !levelConflicts(
          from.schema,
          content.attrs,
          content.variants.map((v) => v.attrs),
        ).includes(no)
      )
        torn.add(no);
  }
  return { ...sums, perAttribute, perSeller, torn: torn.size };
}

const comparable = (i: CatalogImpact) => ({
  incomplete: i.incomplete,
  lacking: i.lacking,
  invalid: i.invalid,
  parked: i.parked,
  perAttribute: new Map(i.attributes.map(({ attributeNo, ...a }) => [attributeNo, a])),
  perSeller: new Map(i.sellers.map((s) => [s.sellerId, { lacking: s.lacking, invalid: s.invalid, parked: s.parked }])),
  torn: i.blockers.length,
});

const rule = (categoryId: number, attributeNo: number, fields: Record<string, unknown>): Change => ({
  kind: 'rule',
  edit: { categoryId, attributeNo, op: 'set', fields },
});
const CASES: readonly [string, (t: World) => Change[], (i: CatalogImpact) => number][] = [
  [
    'a required attribute of the card',
    (t) => [
      rule(t.categories.el, t.attributes.weight, { requirement: 'required' }),
      rule(t.categories.phones, t.attributes.features, { requirement: 'required' }),
    ],
    (i) => i.lacking.published,
  ],
  [
    'a condition',
    (t) => [rule(t.categories.phones, t.attributes.features, { requirement: 'required_if', condition: { attr: t.attributes.weight, min: 150 } })],
    (i) => i.lacking.drafts,
  ],
  [
    'a condition of the variants on the card',
    (t) => [
      rule(t.categories.phones, t.attributes.memory, {
        requirement: 'required_if',
        condition: {
          any: [
            { attr: t.attributes.features, filled: true },
            { attr: t.attributes.color, in: [t.token('color', 'red')] },
          ],
        },
      }),
    ],
    () => 1,
  ],
  ['a language', (t) => [rule(t.categories.smart, 1, { languages: ['ru', 'en'] })], (i) => i.lacking.published],
  [
    'fewer options',
    (t) => [rule(t.categories.phones, t.attributes.color, { options: [t.token('color', 'red'), t.token('color', 'black')] })],
    (i) => i.invalid.published,
  ],
  ['bounds', (t) => [rule(t.categories.phones, t.attributes.weight, { max: 160 })], (i) => i.invalid.drafts],
  [
    'an attribute leaves a branch',
    (t) => [{ kind: 'rule', edit: { categoryId: t.categories.smart, attributeNo: t.attributes.features, op: 'exclude', fields: {} } }],
    (i) => i.parked.published,
  ],
  ['an attribute leaves the variants', (t) => [rule(t.categories.phones, t.attributes.memory, { axis: false, level: 'card' })], (i) => i.blockers.length],
  ['an attribute joins the variants', (t) => [rule(t.categories.phones, t.attributes.weight, { level: 'variant' })], () => 1],
];

for (const [name, changes, says] of CASES)
  it(`counts what a brute-force count finds: ${name}`, async (ctx) => {
    const t = await setUp(ctx);
    const delta = await deltaOf(ctx, changes(t));
    expect(delta.problems).toEqual([]);
    const impact = await previewDelta(ctx, delta);
    expect(comparable(impact)).toEqual(await bruteForce(ctx, delta));
    expect(says(impact)).toBeGreaterThan(0);
  });

it('many cards are judged by another statement to the same counts', async (ctx) => {
  const t = await setUp(ctx);
  const { features, color, weight } = t.attributes;
  const either = {
    any: [
      { attr: features, filled: true },
      { attr: color, in: [t.token('color', 'red')] },
    ],
  };
  const changes = [
    rule(t.categories.phones, features, { requirement: 'required' }),
    rule(t.categories.phones, t.attributes.memory, { requirement: 'required_if', condition: either }),
    rule(t.categories.el, weight, { requirement: 'required_if', condition: either }),
  ];
  const groups = groupMoves(await listMoves(ctx, await deltaOf(ctx, changes)), missableNos, requirementFields);
  const takes = new Map([[weight, [t.attributes.waterproof]]]);
  let lacking = 0;
  for (const group of groups) {
    const few = await countLacking(ctx, group, 1, takes);
    expect(await countLacking(ctx, group, 1_000_000, takes)).toEqual(few);
    for (const { n } of few.counts) lacking += n;
  }
  expect(lacking).toBeGreaterThan(100);
});

it('what the preview says of missing values is what publishing brings about; samples belong to their sellers', async (ctx) => {
  const t = await setUp(ctx);
  const changes = [rule(t.categories.phones, t.attributes.features, { requirement: 'required' })];
  const impact = await previewDelta(ctx, await deltaOf(ctx, changes));
  const { version } = await publish(ctx, changes);
  await recomputeCards(ctx, { version });
  const rows = await ctx.db.select().from(cards);
  const lacking = rows.filter((c) => c.missing.includes(t.attributes.features));
  expect(impact.lacking.published + impact.lacking.drafts).toBe(lacking.length);
  expect(impact.cards).toBe(160);
  expect(impact.sellersConcerned).toBe(3);
  for (const s of impact.sellers) {
    expect(s.samples).toHaveLength(3);
    for (const sample of s.samples) expect(lacking.find((c) => c.id === sample.cardId)?.sellerId).toBe(s.sellerId);
  }
});

const NOBODY = {
  lacking: { published: 0, drafts: 0 },
  invalid: { published: 0, drafts: 0 },
  parked: { published: 0, drafts: 0 },
  sellers: [],
  sellersConcerned: 0,
};

it('values that follow a merge of options are no trouble to anybody', async (ctx) => {
  const t = await setUp(ctx);
  await publish(ctx, [rule(t.categories.phones, t.attributes.color, { axis: false })]);
  const delta = await deltaOf(ctx, [{ kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__red', intoKey: 'color__black' } }]);
  expect(delta.conversions.map((c) => c.kind)).toContain('tokens');
  expect(await previewDelta(ctx, delta)).toMatchObject({ cards: 160, ...NOBODY });
});

it('values that follow a merge of attributes count as what they become: allowed ones are no trouble, others are invalid', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const { features } = t.attributes;
  const words = (s: string) => ({ ru: s, en: s });
  await publish(ctx, [
    { kind: 'attribute', attribute: { key: 'extras', type: 'list', label: words('Extras'), description: words(''), localised: false } },
    ...['NFC', 'GPS'].map((k): Change => ({ kind: 'entry', entry: { listKey: 'extras', key: `extras__${k}`, label: words(k) } })),
  ]);
  const extras = (await listAttributes(ctx, { keys: ['extras'] }))[0]?.no ?? 0;
  await publish(ctx, [rule(t.categories.phones, extras, { maxValues: 10 })]);
  const gps = (await searchOptions(ctx, { attributeNo: extras })).find((o) => o.en === 'GPS')?.token ?? 0;
  const [seller] = [await createSeller(ctx)];
  await importCards(ctx, [{ categoryId: t.categories.phones, status: 'published', sellerId: seller.id, attrs: { [extras]: [gps] }, variants: [] }], {
    bare: true,
  });
  const merge: Change = { kind: 'attribute_merge', merge: { fromNo: extras, intoNo: features, options: {} } };
  expect(await previewDelta(ctx, await deltaOf(ctx, [merge]))).toMatchObject({ cards: 1, ...NOBODY });
  const narrow = rule(t.categories.phones, features, { options: [t.token('features', 'nfc')] });
  expect(await previewDelta(ctx, await deltaOf(ctx, [merge, narrow]))).toMatchObject({
    invalid: { published: 1, drafts: 0 },
    sellers: [{ sellerId: seller.id, lacking: 0, invalid: 1, parked: 0 }],
    sellersWithWork: 1,
  });
});

it('a card that two attributes trouble counts once', async (ctx) => {
  const t = await setUp(ctx);
  const { features, weight, waterproof } = t.attributes;
  const leave = (attributeNo: number): Change => ({ kind: 'rule', edit: { categoryId: t.categories.phones, attributeNo, op: 'exclude', fields: {} } });
  const delta = await deltaOf(ctx, [leave(features), leave(weight), leave(waterproof)]);
  const parked = (await placesOf(ctx)).filter((places) => places.some((attrs) => [features, weight, waterproof].some((no) => attrs[no] !== undefined)));
  const all = await previewDelta(ctx, delta);
  expect(all.parked.published + all.parked.drafts).toBe(parked.length);
  expect(all.attributes.reduce((n, a) => n + a.parked, 0)).toBeGreaterThan(parked.length);
});

/** What every card and its variants hold. */
async function placesOf(ctx: Ctx): Promise<Attrs[][]> {
  const contents = await loadContents(
    ctx,
    (await ctx.db.select({ id: cards.id }).from(cards)).map((c) => c.id),
  );
  return contents.map(({ attrs, variants }) => [attrs, ...variants.map((v) => v.attrs)]);
}

it('a value that loses to the one its merge finds there is parked, by attribute, seller and reason, and a card that loses more besides counts once', async (ctx) => {
  const t = await setUp(ctx);
  const { color, memory, weight } = t.attributes;
  const words = (s: string) => ({ ru: s, en: s });
  await publish(ctx, [
    { kind: 'attribute', attribute: { key: 'mass', type: 'number', label: words('Mass'), description: words(''), localised: false, unitFamily: 'mass' } },
  ]);
  const mass = (await listAttributes(ctx, { keys: ['mass'] }))[0]?.no ?? 0;
  await publish(ctx, [
    rule(t.categories.phones, mass, {}),
    rule(t.categories.phones, color, { axis: false }),
    rule(t.categories.phones, memory, { axis: false }),
  ]);
  const grams = (v: number) => ({ n: v, v, u: 'g' });
  const seller = await createSeller(ctx);
  const card = (status: 'published' | 'draft', attrs: Attrs, variant: Attrs = {}): NewCard => ({
    categoryId: t.categories.smart,
    status,
    sellerId: seller.id,
    attrs,
    variants: [{ attrs: variant }],
  });
  await importCards(
    ctx,
    [
      card('published', { [mass]: grams(1), [weight]: grams(2) }),
      card('published', { [mass]: grams(1), [weight]: grams(1) }),
      card('published', { [mass]: grams(1) }),
      card('draft', { [mass]: grams(1), [weight]: grams(2), [memory]: t.token('memory', '64') }),
      card('published', {}, { [mass]: grams(3), [weight]: grams(4) }),
      card('published', {}, { [memory]: t.token('memory', '64') }),
    ],
    { bare: true },
  );
  const merge: Change = { kind: 'attribute_merge', merge: { fromNo: mass, intoNo: weight, options: {} } };
  const impact = await previewDelta(ctx, await deltaOf(ctx, [merge]));
  expect(impact).toMatchObject({
    parked: { published: 2, drafts: 1 },
    losses: [{ fromNo: mass, intoNo: weight, cards: { published: 2, drafts: 1 } }],
    attributes: [{ attributeNo: mass, parked: 3 }],
    sellers: [{ sellerId: seller.id, parked: 3, lacking: 0, invalid: 0, toMend: 0 }],
    sellersWithWork: 0,
  });
  expect(impact.sellers[0]?.samples).toHaveLength(3);
  const leave: Change = { kind: 'rule', edit: { categoryId: t.categories.smart, attributeNo: memory, op: 'exclude', fields: {} } };
  const both = await previewDelta(ctx, await deltaOf(ctx, [merge, leave]));
  expect(both.sellers.find((s) => s.sellerId === seller.id)?.parked).toBe(4);
  expect(both.losses).toEqual(impact.losses);
  expect(both.held.published + both.held.drafts).toBe(both.cards);
  // The merge's own category takes nothing that it does not show.
  const none: Change = { kind: 'rule', edit: { categoryId: t.categories.smart, attributeNo: weight, op: 'exclude', fields: {} } };
  const hidden = await previewDelta(ctx, await deltaOf(ctx, [merge, none]));
  expect(hidden.sellers.find((s) => s.sellerId === seller.id)?.parked).toBe(5);
});

it('is for those who run the marketplace', async (ctx) => {
  const t = await setUp(ctx);
  const delta = await deltaOf(ctx, [rule(t.categories.phones, t.attributes.features, { requirement: 'required' })]);
  await expect(previewDelta(as(ctx, userActor(['seller'], { sellerId: t.sellers[0] ?? 0 })), delta)).rejects.toMatchObject({ kind: 'forbidden' });
});
