import { createSeller, createUser } from '@yarmarka/accounts/testing';
import { cancelChangeSet, getCard, projectCardList, proposeChange, submitCard } from '@yarmarka/catalog';
import { createCard } from '@yarmarka/catalog/testing';
import { type AppError, type Ctx, relayOutbox, runConsumer } from '@yarmarka/kernel';
import { auditLog, outbox } from '@yarmarka/kernel/tables';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { and, desc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { moderationConsumer } from '../consumers.ts';
import { escalateTasks, reconcileTasks } from '../jobs.ts';
import { listReasonCodes } from '../reason/reason-codes.ts';
import { tasks } from '../tables.ts';
import { createCardTask } from '../testing.ts';
import { claimNextTask, claimTask, releaseTask, renewClaim } from './claim-task.ts';
import { decideCardTask } from './decide-card-task.ts';
import { decideSellerTask } from './decide-seller-task.ts';
import { getTask } from './get-task.ts';
import { listLanes } from './list-lanes.ts';
import { listTasks } from './list-tasks.ts';

const it = databaseTest();
const MINUTE = 60_000;
type World = Awaited<ReturnType<typeof setUp>>;
async function setUp(ctx: Ctx) {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  const anna = await createUser(ctx, ['moderator']);
  const boris = await createUser(ctx, ['moderator']);
  const attrs: Attrs = { [t.attributes.weight]: { n: 180, v: 180, u: 'g' } };
  const variants = [{ attrs: { [t.attributes.color]: t.token('color', 'red'), [t.attributes.memory]: t.token('memory', '128') } as Attrs }];
  return {
    ...t,
    no: t.attributes,
    seller,
    sellerCtx: as(ctx, seller.actor),
    anna: as(ctx, anna.actor),
    boris: as(ctx, boris.actor),
    annaId: anna.id,
    phone: { categoryId: t.categories.smart, sellerId: seller.id, attrs, variants },
  };
}
const failure = async (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (e: AppError) => e,
  );
const reason = async (promise: Promise<unknown>) => (await failure(promise)).reason;
/** Publishes and consumes what happened so far. */
const pump = async (ctx: Ctx) => {
  await relayOutbox(ctx);
  await runConsumer(ctx, moderationConsumer, 1000);
};
const later = <C extends Ctx>(ctx: C, ms: number): C => ({ ...ctx, clock: { now: () => new Date(Date.parse('2026-03-02T09:00:00Z') + ms) } });
const eventsOf = async (ctx: Ctx, type: string) =>
  (await ctx.db.select({ payload: outbox.payload }).from(outbox).where(eq(outbox.type, type))).map((r) => r.payload);
const taskRow = async (ctx: Ctx, id: number) => (await ctx.db.select().from(tasks).where(eq(tasks.id, id)))[0];
const draftOf = (ctx: Ctx, w: World) => createCard(ctx, { ...w.phone, status: 'draft' });

describe('the queue', () => {
  it('a submitted card comes into the lane of first cards, due in two hours, once however often the event is told', async (ctx) => {
    const w = await setUp(ctx);
    const draft = await draftOf(ctx, w);
    await submitCard(w.sellerCtx, { cardId: draft.id, rowVersion: draft.rowVersion });
    await pump(ctx);
    await pump(ctx);
    const { items } = await listTasks(w.anna, {});
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: 'card',
      lane: 'new_seller_first_card',
      cardId: draft.id,
      changeKind: 'create',
      heldBy: null,
      overdue: false,
      seller: { id: w.seller.id },
    });
    expect(items[0]?.dueAt).toEqual(new Date('2026-03-02T11:00:00Z'));
    expect(items[0]?.cardName?.ru).toContain('Товар номер');
  });

  it('what its author takes back leaves the queue', async (ctx) => {
    const w = await setUp(ctx);
    const made = await createCardTask(ctx, w.phone);
    await claimTask(w.anna, { taskId: made.taskId });
    await cancelChangeSet(w.sellerCtx, { changeSetId: made.changeSetId });
    await pump(ctx);
    expect(await taskRow(ctx, made.taskId)).toMatchObject({ status: 'withdrawn', claimedBy: null });
    const error = await failure(decideCardTask(w.anna, { taskId: made.taskId, outcome: 'apply', rest: 'accept' }));
    expect(error).toMatchObject({ kind: 'conflict', reason: 'moderation.task_closed' });
  });

  it('edits go by what they touch, and a second card is no first one', async (ctx) => {
    const w = await setUp(ctx);
    const live = await createCard(ctx, { ...w.phone, status: 'published' });
    const other = await createCard(ctx, { ...w.phone, status: 'published' });
    await proposeChange(w.sellerCtx, { cardId: live.id, baseVersion: 1, proposal: { attrs: { [w.no.weight]: { n: 200, v: 200, u: 'g' } } } });
    await proposeChange(w.sellerCtx, { cardId: other.id, baseVersion: 1, proposal: { attrs: { 2: { ru: 'Описание товара' } } } });
    const draft = await draftOf(ctx, w);
    await submitCard(w.sellerCtx, { cardId: draft.id, rowVersion: draft.rowVersion });
    await pump(ctx);
    const { items } = await listTasks(w.anna, {});
    expect(items.map((t) => [t.lane, t.cardId])).toEqual([
      ['required_edit', live.id],
      ['new_card', draft.id],
      ['cosmetic_edit', other.id],
    ]);
  });

  it('what is overdue comes first, whatever its lane, and the lanes count it', async (ctx) => {
    const w = await setUp(ctx);
    await createCard(ctx, { ...w.phone, status: 'published' });
    const old = await createCardTask(ctx, w.phone);
    const after = later(ctx, 9 * 60 * MINUTE);
    const young = await createCardTask(after, w.phone);
    await ctx.db.update(tasks).set({ lane: 'required_edit', rank: 20 }).where(eq(tasks.id, young.taskId));
    const before = await listTasks(later(w.anna, 9 * 60 * MINUTE), {});
    expect(before.items.map((t) => t.id)).toEqual([young.taskId, old.taskId]);
    expect(await escalateTasks(after)).toBe(1);
    const now = later(w.anna, 9 * 60 * MINUTE);
    expect((await listTasks(now, {})).items.map((t) => [t.id, t.rank, t.overdue])).toEqual([
      [old.taskId, 0, true],
      [young.taskId, 20, false],
    ]);
    const lanes = await listLanes(now);
    expect(lanes.map((l) => l.key)).toEqual(['new_seller_first_card', 'required_edit', 'new_card', 'seller', 'cosmetic_edit']);
    expect(lanes.find((l) => l.key === 'new_card')).toMatchObject({ waiting: 1, inReview: 0, overdue: 1, promiseMinutes: 480 });
    expect(lanes.find((l) => l.key === 'new_card')?.oldest).toEqual(new Date('2026-03-02T09:00:00Z'));
  });

  it('pages neither lose nor repeat a task', async (ctx) => {
    const w = await setUp(ctx);
    const made: number[] = [];
    for (let i = 0; i < 7; i++) made.push((await createCardTask(ctx, w.phone)).taskId);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listTasks>> = await listTasks(w.anna, { limit: 3, cursor });
      seen.push(...page.items.map((t) => t.id));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(made);
    expect(await reason(listTasks(w.anna, { cursor: 'x' }))).toBe('moderation.bad_cursor');
  });

  it('is searched by the names of card and seller together, by INN and by a number, which is a task’s or a card’s', async (ctx) => {
    const w = await setUp(ctx);
    const coppers = { ...w.phone, sellerId: (await createSeller(ctx, { nameRu: 'Медный дом' })).id };
    const kettle = await createCardTask(ctx, { ...coppers, attrs: { ...w.phone.attrs, 1: { ru: 'Чайник 100% стальной', en: 'Steel kettle' } } });
    const other = await createCardTask(ctx, { ...coppers, attrs: { ...w.phone.attrs, 1: { ru: 'Утюг' } } });
    const applicant = await createSeller(ctx, { status: 'ready_for_review', nameRu: 'Кривая_сорока', inn: '7700000012' });
    await reconcileTasks(later(ctx, 2 * MINUTE));
    await projectCardList(ctx);
    const found = async (query: string) => (await listTasks(w.anna, { query })).items.map((t) => t.cardId ?? -(t.sellerId ?? 0));
    expect(await found('ЧАЙНИК медный')).toEqual([kettle.id]);
    expect(await found('steel')).toEqual([kettle.id]);
    expect(await found('медный дом')).toEqual([kettle.id, other.id]);
    expect(await found('100%')).toEqual([kettle.id]);
    expect(await found('кривая_')).toEqual([-applicant.id]);
    expect(await found('у_юг')).toEqual([]);
    expect(await found('7700000012')).toEqual([-applicant.id]);
    expect(await found(`№ ${other.id}`)).toContain(other.id);
    expect((await listTasks(w.anna, { query: String(kettle.taskId) })).items.map((t) => t.id)).toContain(kettle.taskId);
    expect((await listTasks(w.anna, { query: 'чайник', lane: ['seller'] })).items).toEqual([]);
  });

  it('the reconciler opens what no event opened and closes what waits no more', async (ctx) => {
    const w = await setUp(ctx);
    const lost = await createCard(ctx, { ...w.phone, status: 'in_moderation' });
    const gone = await createCardTask(ctx, w.phone);
    await cancelChangeSet(w.sellerCtx, { changeSetId: gone.changeSetId });
    expect(await reconcileTasks(later(ctx, 30_000))).toEqual({ opened: 0, closed: 0 });
    expect(await reconcileTasks(later(ctx, 2 * MINUTE))).toEqual({ opened: 1, closed: 1 });
    expect(await reconcileTasks(later(ctx, 2 * MINUTE))).toEqual({ opened: 0, closed: 0 });
    expect((await listTasks(w.anna, {})).items.map((t) => t.cardId)).toEqual([lost.id]);
  });
});

describe('claims', () => {
  it('a held task is another’s to wait for; released or expired it is free', async (ctx) => {
    const w = await setUp(ctx);
    const { taskId } = await createCardTask(ctx, w.phone);
    const claim = await claimTask(w.anna, { taskId });
    expect(claim.until).toEqual(new Date('2026-03-02T09:15:00Z'));
    expect(await failure(claimTask(w.boris, { taskId }))).toMatchObject({ reason: 'moderation.task_held', details: { until: '2026-03-02T09:15:00.000Z' } });
    expect(await claimNextTask(w.boris)).toBeUndefined();
    expect((await listTasks(w.boris, {})).items[0]?.heldBy).toMatchObject({ userId: w.annaId });
    expect((await listTasks(w.anna, { mine: true })).items).toHaveLength(1);
    expect((await listTasks(w.boris, { mine: true })).items).toHaveLength(0);
    expect(await reason(releaseTask(w.boris, { taskId }))).toBe('moderation.task_held');
    await releaseTask(w.anna, { taskId });
    expect((await claimNextTask(w.boris))?.taskId).toBe(taskId);
    const afterLease = later(w.anna, 16 * MINUTE);
    expect((await claimNextTask(afterLease))?.taskId).toBe(taskId);
  });

  it('a renewed claim starts anew; one that somebody else took cannot be renewed', async (ctx) => {
    const w = await setUp(ctx);
    const { taskId } = await createCardTask(ctx, w.phone);
    await claimTask(w.anna, { taskId });
    expect((await renewClaim(later(w.anna, 10 * MINUTE), { taskId })).until).toEqual(new Date('2026-03-02T09:25:00Z'));
    await claimTask(later(w.boris, 26 * MINUTE), { taskId });
    expect(await reason(renewClaim(later(w.anna, 27 * MINUTE), { taskId }))).toBe('moderation.task_not_claimed');
    expect(await reason(decideCardTask(later(w.anna, 27 * MINUTE), { taskId, outcome: 'apply', rest: 'accept' }))).toBe('moderation.task_held');
  });

  it('the next task is taken from the lanes asked for', async (ctx) => {
    const w = await setUp(ctx);
    await createCardTask(ctx, w.phone);
    expect(await claimNextTask(w.anna, { lane: ['new_card', 'cosmetic_edit'] })).toBeUndefined();
    expect(await claimNextTask(w.anna, { lane: ['new_seller_first_card'] })).toBeDefined();
  });

  it('only moderators and administrators see the queue, and only they decide', async (ctx) => {
    const w = await setUp(ctx);
    const { taskId } = await createCardTask(ctx, w.phone);
    for (const verb of [
      () => listLanes(w.sellerCtx),
      () => listTasks(w.sellerCtx, {}),
      () => claimTask(w.sellerCtx, { taskId }),
      () => getTask(w.sellerCtx, { taskId }),
    ])
      expect(await reason(verb())).toBe('kernel.forbidden');
    expect(await reason(decideCardTask(w.sellerCtx, { taskId, outcome: 'apply', rest: 'accept' }))).toBe('kernel.forbidden');
    expect(await reason(decideCardTask(w.anna, { taskId, outcome: 'apply', rest: 'accept' }))).toBe('moderation.task_not_claimed');
    expect(await reason(claimTask(w.anna, { taskId: taskId + 999 }))).toBe('moderation.task_not_found');
  });
});

describe('verdicts', () => {
  it('an accepted card is live, the task decided, journaled and told, and cannot be decided again', async (ctx) => {
    const w = await setUp(ctx);
    const { taskId, id, changeSetId } = await createCardTask(ctx, w.phone);
    await claimTask(w.anna, { taskId });
    const decided = await decideCardTask(w.anna, { taskId, outcome: 'apply', rest: 'accept' });
    expect(decided).toMatchObject({ status: 'decided', outcome: 'applied' });
    expect(await getCard(w.anna, id)).toMatchObject({ status: 'published', version: 1 });
    expect(await eventsOf(ctx, 'moderation.decided.v1')).toEqual([{ taskId, cardId: id, changeSetId, sellerId: w.seller.id, outcome: 'applied' }]);
    const [journal] = await ctx.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, 'task.decide'), eq(auditLog.entityId, String(taskId))))
      .orderBy(desc(auditLog.id));
    expect(journal).toMatchObject({ fromState: 'in_review', toState: 'applied', actor: `user:${w.annaId}` });
    expect(await reason(decideCardTask(w.anna, { taskId, outcome: 'reject', reasonCode: 'duplicate_card' }))).toBe('moderation.task_closed');
    await pump(ctx);
    expect(await taskRow(ctx, taskId)).toMatchObject({ status: 'decided', outcome: 'applied' });
    expect((await listTasks(w.anna, {})).items).toHaveLength(0);
  });

  it('refusing a required field of a new card asks for changes, and the card can be submitted again', async (ctx) => {
    const w = await setUp(ctx);
    const { taskId, id } = await createCardTask(ctx, w.phone);
    await claimTask(w.anna, { taskId });
    const view = await getTask(w.anna, { taskId });
    const actions = view.subject.kind === 'card' ? view.subject.changeSet.actions : [];
    const weight = actions.find((a) => a.attributeNo === w.no.weight)?.no ?? 0;
    const decided = await decideCardTask(w.anna, {
      taskId,
      outcome: 'apply',
      rest: 'accept',
      decisions: [{ no: weight, verdict: 'refuse', reasonCode: 'value_unlikely', note: '180 г?' }],
    });
    expect(decided).toMatchObject({ status: 'decided', outcome: 'changes_requested' });
    const card = await getCard(w.sellerCtx, id);
    expect(card.status).toBe('changes_requested');
    const again = await submitCard(w.sellerCtx, { cardId: id, rowVersion: card.rowVersion });
    expect(again.status).toBe('submitted');
    await pump(ctx);
    const { items } = await listTasks(w.anna, {});
    expect(items.map((t) => t.cardId)).toEqual([id]);
    const second = await getTask(w.anna, { taskId: items[0]?.id ?? 0 });
    expect(second.subject.kind === 'card' && second.subject.earlier).toMatchObject([{ taskId, outcome: 'changes_requested' }]);
  });

  it('an edit may be accepted in part; the rest keeps its reason', async (ctx) => {
    const w = await setUp(ctx);
    const live = await createCard(ctx, { ...w.phone, status: 'published' });
    await proposeChange(w.sellerCtx, {
      cardId: live.id,
      baseVersion: 1,
      proposal: { attrs: { [w.no.weight]: { n: 200, v: 200, u: 'g' }, 2: { ru: 'Лучшая цена, звоните' } } },
    });
    await pump(ctx);
    const taskId = (await claimNextTask(w.anna))?.taskId ?? 0;
    const { subject, checks } = await getTask(w.anna, { taskId });
    const actions = subject.kind === 'card' ? subject.changeSet.actions : [];
    const no = (attribute: number) => actions.find((a) => a.attributeNo === attribute)?.no ?? 0;
    expect(checks.map((c) => c.key)).toEqual(expect.arrayContaining(['suspicious_words']));
    const decided = await decideCardTask(w.anna, {
      taskId,
      outcome: 'apply',
      decisions: [
        { no: no(w.no.weight), verdict: 'accept' },
        { no: no(2), verdict: 'refuse', reasonCode: 'text_is_advertising' },
      ],
    });
    expect(decided).toMatchObject({ status: 'decided', outcome: 'partly_applied' });
    const card = await getCard(w.anna, live.id);
    expect([card.version, card.attrs[w.no.weight], card.attrs[2]]).toEqual([2, { n: 200, v: 200, u: 'g' }, undefined]);
  });

  it('a reason that is not in the dictionary, or not for this, is refused before anything is written', async (ctx) => {
    const w = await setUp(ctx);
    const { taskId } = await createCardTask(ctx, w.phone);
    await claimTask(w.anna, { taskId });
    expect(await reason(decideCardTask(w.anna, { taskId, outcome: 'reject', reasonCode: 'just_because' }))).toBe('moderation.reason_unknown');
    expect(await reason(decideCardTask(w.anna, { taskId, outcome: 'reject', reasonCode: 'document_expired' }))).toBe('moderation.reason_unknown');
    expect(await taskRow(ctx, taskId)).toMatchObject({ status: 'in_review' });
    const decided = await decideCardTask(w.anna, { taskId, outcome: 'reject', reasonCode: 'forbidden_goods' });
    expect(decided).toMatchObject({ status: 'decided', outcome: 'rejected' });
  });

  it('a proposal that the live card has overtaken closes its task as stale', async (ctx) => {
    const w = await setUp(ctx);
    const live = await createCard(ctx, { ...w.phone, status: 'published' });
    const seller2 = await createSeller(ctx);
    await proposeChange(w.sellerCtx, { cardId: live.id, baseVersion: 1, proposal: { attrs: { [w.no.weight]: { n: 200, v: 200, u: 'g' } } } });
    await pump(ctx);
    const admin = as(ctx, (await createUser(ctx, ['admin'])).actor);
    await proposeChange(admin, { cardId: live.id, baseVersion: 1, proposal: { attrs: { [w.no.weight]: { n: 300, v: 300, u: 'g' } } } });
    await pump(ctx);
    const { items } = await listTasks(w.anna, {});
    const [theirs, ours] = [items.find((t) => t.sellerId === w.seller.id)?.id ?? 0, items.find((t) => t.sellerId === null)?.id ?? 0];
    expect(seller2.id).not.toBe(w.seller.id);
    for (const taskId of [ours, theirs]) await claimTask(w.anna, { taskId });
    expect(await decideCardTask(w.anna, { taskId: ours, outcome: 'apply', rest: 'accept' })).toMatchObject({ outcome: 'applied' });
    expect(await decideCardTask(w.anna, { taskId: theirs, outcome: 'apply', rest: 'accept' })).toMatchObject({ status: 'stale' });
    expect(await taskRow(ctx, theirs)).toMatchObject({ status: 'withdrawn' });
  });

  it('a seller’s application is decided from the queue', async (ctx) => {
    const w = await setUp(ctx);
    const applicant = await createSeller(ctx, { status: 'ready_for_review' });
    await reconcileTasks(later(ctx, 2 * MINUTE));
    const { items } = await listTasks(w.anna, { lane: ['seller'] });
    expect(items).toMatchObject([{ kind: 'seller', sellerId: applicant.id, cardName: null }]);
    const taskId = items[0]?.id ?? 0;
    await claimTask(w.anna, { taskId });
    expect(await reason(decideCardTask(w.anna, { taskId, outcome: 'apply', rest: 'accept' }))).toBe('moderation.wrong_kind');
    const view = await getTask(w.anna, { taskId });
    const rows = view.subject.kind === 'seller' ? view.subject.standing.rows.filter((r) => r.standing === 'pending' && r.kind === 'document') : [];
    const decided = await decideSellerTask(w.anna, {
      taskId,
      decision: {
        sellerId: applicant.id,
        version: applicant.version,
        decision: 'approve',
        rows: rows.map((r) => ({ requirementKey: r.key, verdict: 'accepted' as const })),
      },
    });
    expect(decided).toMatchObject({ outcome: 'approved', seller: { status: 'approved' } });
    await pump(ctx);
    expect(await taskRow(ctx, taskId)).toMatchObject({ status: 'decided', outcome: 'approved' });
  });
});

it('reason codes speak both languages and say how to put it right', async (ctx) => {
  const codes = await listReasonCodes(ctx);
  expect(codes.length).toBeGreaterThanOrEqual(30);
  for (const c of codes) for (const text of [c.text.ru, c.text.en, c.howToFix.ru, c.howToFix.en]) expect(text, c.code).not.toBe('');
  expect((await listReasonCodes(ctx, { scope: 'image' })).map((c) => c.code)[0]).toBe('image_other_product');
});
