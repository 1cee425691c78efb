import { createSeller } from '@yarmarka/accounts/testing';
import type { Ctx } from '@yarmarka/kernel';
import { listAttributes, searchOptions } from '@yarmarka/taxonomy';
import type { Attrs, Change, Value } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy, publish, undo } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { applyChangeSet } from '../change-set/apply-change-set.ts';
import { getChangeSet } from '../change-set/get-change-set.ts';
import { proposeChange } from '../change-set/propose-change.ts';
import { cards } from '../tables.ts';
import { createCard } from '../testing.ts';
import { convertNext, convertValuesJob, enqueueConversions } from './convert-values.ts';

const it = databaseTest();
const follow = async (ctx: Ctx, version: number): Promise<void> => {
  await enqueueConversions(ctx, version);
  await convertValuesJob.run(ctx, {});
};
const attrsOf = async (ctx: Ctx, id: number): Promise<Attrs> => (await ctx.db.select({ a: cards.attrs }).from(cards).where(eq(cards.id, id)))[0]?.a ?? {};
const said = async (ctx: Ctx, id: number) => (await getChangeSet(ctx, id)).actions.map((a) => [a.attributeNo, a.old, a.new]);

/** Clothing with a second attribute for colours, paint, whose scarlet is the red of the other; red belongs to both, green to paint alone. */
async function setUp(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  await publish(ctx, [
    { kind: 'attribute', attribute: { key: 'paint', type: 'list', label: { ru: 'Окраска', en: 'Paint' }, description: { ru: '', en: '' }, localised: false } },
    { kind: 'entry', entry: { listKey: 'paint', key: 'paint__scarlet', label: { ru: 'red (рус.)', en: 'Scarlet' } } },
    { kind: 'entry', entry: { listKey: 'paint', key: 'paint__green', label: { ru: 'Зелёный', en: 'Green' } } },
  ]);
  const paint = (await listAttributes(ctx, { keys: ['paint'] }))[0]?.no ?? 0;
  const token = new Map((await searchOptions(ctx, { attributeNo: paint })).map((o) => [o.key, o.token]));
  const { color, composition } = t.attributes;
  await publish(ctx, [
    { kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: paint, op: 'set', fields: {} } },
    { kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: color, op: 'set', fields: { requirement: 'optional' } } },
  ]);
  const seller = await createSeller(ctx);
  const base: Attrs = { 2: { ru: 'Хорошая вещь', en: 'A good thing' }, [composition]: { ru: 'лён' } };
  const card = (attrs: Attrs, status: 'published' | 'in_moderation' = 'published') =>
    createCard(ctx, { categoryId: t.categories.cloth, sellerId: seller.id, status, attrs: { ...base, ...attrs }, variants: [{ attrs: {} }] });
  const me = as(ctx, seller.actor);
  const propose = async (cardId: number, attrs: Record<string, Value | null>): Promise<number> => {
    const proposed = await proposeChange(me, { cardId, baseVersion: 1, proposal: { attrs } });
    if (proposed.status !== 'submitted') throw new Error(JSON.stringify(proposed));
    return proposed.changeSetId;
  };
  const accept = (changeSetId: number) => applyChangeSet(as(ctx, userActor(['moderator'])), { changeSetId, rest: 'accept' });
  const merge: Change = { kind: 'attribute_merge', merge: { fromNo: paint, intoNo: color, options: {} } };
  const greenAfter = async () => (await searchOptions(ctx, { attributeNo: color })).find((o) => o.en === 'Green')?.token ?? 0;
  return {
    ...t,
    paint,
    color,
    scarlet: token.get('paint__scarlet') ?? 0,
    green: token.get('paint__green') ?? 0,
    red: t.token('color', 'red'),
    card,
    propose,
    accept,
    merge,
    greenAfter,
  };
}

it('a waiting proposal follows merged options, also on a card that holds none of them, and is accepted, not stale', async (ctx) => {
  const { color, red, card, propose, accept, token } = await setUp(ctx);
  const [blue, black] = [token('color', 'blue'), token('color', 'black')];
  const [holds, wants] = [await card({ [color]: blue }), await card({ [color]: red })];
  const [first, second] = [await propose(holds.id, { [color]: red }), await propose(wants.id, { [color]: blue })];
  const { version } = await publish(ctx, [{ kind: 'entry_merge', merge: { listKey: 'color', fromKey: 'color__blue', intoKey: 'color__black' } }]);
  await follow(ctx, version);
  expect([await said(ctx, first), await said(ctx, second)]).toEqual([[[color, black, red]], [[color, red, black]]]);
  expect((await accept(first)).status).toBe('applied');
  expect((await accept(second)).status).toBe('applied');
  expect([(await attrsOf(ctx, holds.id))[color], (await attrsOf(ctx, wants.id))[color]]).toEqual([red, black]);
});

it('a waiting proposal goes over to the attribute that took its own over, whatever the card held', async (ctx) => {
  const { paint, color, scarlet, green, red, card, propose, accept, merge, greenAfter } = await setUp(ctx);
  const [replaces, adds, removes] = [await card({ [paint]: scarlet }), await card({}), await card({ [paint]: green })];
  const sets = [await propose(replaces.id, { [paint]: green }), await propose(adds.id, { [paint]: scarlet }), await propose(removes.id, { [paint]: null })];
  const { version } = await publish(ctx, [merge]);
  await follow(ctx, version);
  const next = await greenAfter();
  expect(await Promise.all(sets.map((id) => said(ctx, id)))).toEqual([[[color, red, next]], [[color, null, red]], [[color, next, null]]]);
  for (const id of sets) expect((await accept(id)).status).toBe('applied');
  const held = await Promise.all([replaces, adds, removes].map(async ({ id }) => (await attrsOf(ctx, id))[color]));
  expect(held).toEqual([next, red, undefined]);
});

it('a new card in moderation keeps the values that a merge has moved', async (ctx) => {
  const { paint, color, green, card, accept, merge, greenAfter } = await setUp(ctx);
  const fresh = await card({ [paint]: green }, 'in_moderation');
  const { version } = await publish(ctx, [merge]);
  await follow(ctx, version);
  expect((await accept(fresh.changeSetId ?? 0)).status).toBe('applied');
  expect(await attrsOf(ctx, fresh.id)).toMatchObject({ [color]: await greenAfter() });
});

it('a wanted value follows a change of type; undoing the version gives proposals back what they said, but for what was proposed anew', async (ctx) => {
  const { color, red, card, propose, accept, token } = await setUp(ctx);
  const made = await card({ [color]: red });
  const set = await propose(made.id, { [color]: token('color', 'blue') });
  const before = await said(ctx, set);
  const { version } = await publish(ctx, [{ kind: 'attribute_type', convert: { no: color, type: 'text', unitFamily: null, localised: false } }]);
  await follow(ctx, version);
  expect(await said(ctx, set)).toEqual([[color, 'red (рус.)', 'blue (рус.)']]);
  const back = await undo(ctx, version);
  await follow(ctx, back.version);
  expect(await said(ctx, set)).toEqual(before);
  expect((await accept(set)).status).toBe('applied');
});

it('where a proposal names both attributes and only one value can stand, the joining one’s part stays for the moderator to refuse; decided sets and finished runs change nothing', async (ctx) => {
  const { paint, color, scarlet, green, red, card, propose, accept, merge, token } = await setUp(ctx);
  const [both, decided] = [await card({ [paint]: scarlet, [color]: red }), await card({ [paint]: scarlet })];
  const set = await propose(both.id, { [paint]: green, [color]: token('color', 'blue') });
  const past = await propose(decided.id, { [paint]: green });
  await accept(past);
  const history = await said(ctx, past);
  const { version } = await publish(ctx, [merge]);
  await follow(ctx, version);
  expect(await said(ctx, set)).toEqual(
    expect.arrayContaining([
      [paint, scarlet, green],
      [color, red, token('color', 'blue')],
    ]),
  );
  expect(await said(ctx, past)).toEqual(history);
  expect(await convertNext(ctx, version)).toMatchObject({ finished: true });
});

it('of a proposal that names two attributes joining one, no value is lost: one action says both, is accepted, and undoing the version gives both back', async (ctx) => {
  const { paint, color, scarlet, green, card, propose, accept, merge, greenAfter, categories, token } = await setUp(ctx);
  const key = 'shade';
  const label = { ru: 'Оттенок', en: 'Shade' };
  await publish(ctx, [
    { kind: 'attribute', attribute: { key, type: 'list', label, description: { ru: '', en: '' }, localised: false } },
    ...['blue', 'black'].map((name): Change => ({ kind: 'entry', entry: { listKey: key, key: `${key}__${name}`, label: { ru: `${name} (рус.)`, en: name } } })),
  ]);
  const shade = (await listAttributes(ctx, { keys: [key] }))[0]?.no ?? 0;
  const options = new Map((await searchOptions(ctx, { attributeNo: shade })).map((o) => [o.key, o.token]));
  const [blue = 0, black = 0] = ['blue', 'black'].map((name) => options.get(`${key}__${name}`));
  const many = [color, shade, paint].map(
    (no): Change => ({ kind: 'rule', edit: { categoryId: categories.cloth, attributeNo: no, op: 'set', fields: { maxValues: 4, axis: false } } }),
  );
  await publish(ctx, many);
  const [replaces, adds] = [await card({ [paint]: [scarlet], [shade]: [blue] }), await card({ [shade]: [blue] })];
  const sets = [
    await propose(replaces.id, { [paint]: [green], [shade]: [black] }),
    await propose(adds.id, { [paint]: [scarlet], [shade]: null, [color]: [token('color', 'blue')] }),
  ];
  const before = await Promise.all(sets.map((id) => said(ctx, id)));
  const { version } = await publish(ctx, [merge, { kind: 'attribute_merge', merge: { fromNo: shade, intoNo: color, options: {} } }]);
  await follow(ctx, version);
  const next = await greenAfter();
  const [red, sky] = [token('color', 'red'), token('color', 'blue')];
  const joined = [[[color, [red, sky], [next, token('color', 'black')]]], [[color, [sky], [sky, red]]]];
  const all = () => Promise.all(sets.map((id) => said(ctx, id)));
  expect(await all()).toEqual(joined);
  const back = await undo(ctx, version);
  await follow(ctx, back.version);
  expect(await all()).toEqual(before);
  const again = await undo(ctx, back.version);
  await follow(ctx, again.version);
  expect((await all()).map((set) => set.length)).toEqual([1, 1]);
  for (const id of sets) expect((await accept(id)).status).toBe('applied');
  expect([(await attrsOf(ctx, replaces.id))[color], (await attrsOf(ctx, adds.id))[color]]).toEqual([
    expect.arrayContaining([next, token('color', 'black')]),
    expect.arrayContaining([sky, red]),
  ]);
});
