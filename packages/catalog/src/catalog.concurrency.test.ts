import { createSeller } from '@yarmarka/accounts/testing';
import { AppError, type Ctx } from '@yarmarka/kernel';
import { outbox } from '@yarmarka/kernel/tables';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, cloneDatabase, type TestDatabase, testCtx, userActor } from '@yarmarka/testing';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDraft } from './card/create-draft.ts';
import { addVariant } from './card/edit-variants.ts';
import { getCard } from './card/get-card.ts';
import { listRevisions } from './card/list-revisions.ts';
import { saveDraft } from './card/save-draft.ts';
import { submitCard } from './card/submit-card.ts';
import { projectCardList } from './card-list/project-card-list.ts';
import { applyChangeSet } from './change-set/apply-change-set.ts';
import { proposeChange } from './change-set/propose-change.ts';
import { cardNames, changeSets } from './tables.ts';
import { createCard } from './testing.ts';

let db: TestDatabase;
let ctx: Ctx;
let world: Awaited<ReturnType<typeof setUp>>;
const setUp = async (c: Ctx) => ({ ...(await createSmallTaxonomy(c)), seller: await createSeller(c) });
beforeAll(async () => {
  db = await cloneDatabase(8);
  ctx = testCtx(db.database);
  world = await setUp(ctx);
});
afterAll(() => db.close());

const reasons = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((r) => (r.status === 'fulfilled' ? 'ok' : r.reason instanceof AppError ? r.reason.reason : String(r.reason)));
const seller = () => as(ctx, world.seller.actor);
const phone = (status: 'draft' | 'in_moderation' | 'published') => {
  const { attributes: no, token } = world;
  return createCard(ctx, {
    categoryId: world.categories.smart,
    sellerId: world.seller.id,
    status,
    attrs: { [no.weight]: { n: 100, v: 100, u: 'g' } },
    variants: [{ attrs: { [no.color]: token('color', 'red'), [no.memory]: token('memory', '64') } }],
  });
};

test('of two saves of one draft one wins and the other learns what moved', async () => {
  const draft = await createDraft(seller(), { categoryId: world.categories.smart });
  const save = (en: string) => saveDraft(seller(), { cardId: draft.cardId, rowVersion: draft.rowVersion, attrs: { 1: { en } } });
  const results = await Promise.allSettled([save('one'), save('two')]);
  expect(reasons(results).toSorted()).toEqual(['catalog.card_moved', 'ok']);
  const lost = results.find((r) => r.status === 'rejected');
  const card = await getCard(seller(), draft.cardId);
  expect(lost?.reason).toMatchObject({ details: { rowVersion: 2, moved: [{ attributeNo: 1, value: card.attrs[1] }] } });
});

test('of two verdicts on one change-set one applies, the other answers with its outcome', async () => {
  const card = await phone('in_moderation');
  const apply = (by: string) => applyChangeSet(as(ctx, userActor(['moderator'], { userId: by })), { changeSetId: card.changeSetId ?? 0, rest: 'accept' });
  const results = await Promise.all([apply('a'), apply('b'), apply('c')]);
  expect(results.map((r) => r.status)).toEqual(['applied', 'applied', 'applied']);
  expect(results.filter((r) => 'repeated' in r && !r.repeated)).toHaveLength(1);
  expect((await listRevisions(seller(), { cardId: card.id })).items).toHaveLength(1);
  const events = await ctx.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.type, 'card.applied.v1'), eq(outbox.key, String(card.id))));
  expect(events).toHaveLength(1);
});

test('a card submitted twice at once opens one change-set', async () => {
  const card = await phone('draft');
  const submit = () => submitCard(seller(), { cardId: card.id, rowVersion: card.rowVersion });
  expect(reasons(await Promise.allSettled([submit(), submit()])).toSorted()).toEqual(['catalog.card_moved', 'ok']);
  expect(await ctx.db.select().from(changeSets).where(eq(changeSets.cardId, card.id))).toHaveLength(1);
});

test('two proposals of one seller at once leave one', async () => {
  const card = await phone('published');
  const propose = (v: number) =>
    proposeChange(seller(), { cardId: card.id, baseVersion: 1, proposal: { attrs: { [world.attributes.weight]: { n: v, v, u: 'g' } } } });
  const results = reasons(await Promise.allSettled([propose(200), propose(300)]));
  expect(results.toSorted()).toEqual(['catalog.proposal_open', 'ok']);
});

test('two sellers’ proposals for one field, both accepted at once: one goes live, the other is stale', async () => {
  const card = await phone('published');
  const admin = as(ctx, userActor(['admin']));
  const edit = (c: Ctx, v: number) =>
    proposeChange(c, { cardId: card.id, baseVersion: 1, proposal: { attrs: { [world.attributes.weight]: { n: v, v, u: 'g' } } } });
  const [mine, theirs] = [await edit(seller(), 200), await edit(admin, 300)];
  if (mine.status === 'invalid' || theirs.status === 'invalid') throw new Error('invalid');
  const moderator = as(ctx, userActor(['moderator']));
  const results = await Promise.all([mine, theirs].map((p) => applyChangeSet(moderator, { changeSetId: p.changeSetId, rest: 'accept' })));
  expect(results.map((r) => r.status).toSorted()).toEqual(['applied', 'stale']);
  expect((await getCard(seller(), card.id)).version).toBe(2);
});

test('one variant with the same values is added once', async () => {
  const card = await phone('draft');
  const { attributes: no, token } = world;
  const add = () =>
    addVariant(seller(), { cardId: card.id, rowVersion: card.rowVersion, attrs: { [no.color]: token('color', 'blue'), [no.memory]: token('memory', '64') } });
  await Promise.allSettled([add(), add()]);
  expect((await getCard(seller(), card.id)).variants).toHaveLength(2);
});

test('a save during a projection is projected by the next one', async () => {
  const draft = await createDraft(seller(), { categoryId: world.categories.smart, attrs: { 1: { en: 'before' } } });
  const save = saveDraft(seller(), { cardId: draft.cardId, rowVersion: draft.rowVersion, attrs: { 1: { en: 'after' } } });
  await Promise.all([projectCardList(ctx), save]);
  await projectCardList(ctx);
  const [row] = await ctx.db.select({ name: cardNames.name }).from(cardNames).where(eq(cardNames.cardId, draft.cardId));
  expect(row?.name).toBe('after');
});
