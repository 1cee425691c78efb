import { createSeller, createUser } from '@yarmarka/accounts/testing';
import { proposeChange } from '@yarmarka/catalog';
import { createCard } from '@yarmarka/catalog/testing';
import { asSystem, type Ctx, relayOutbox, runConsumer } from '@yarmarka/kernel';
import { claimTask, decideCardTask, moderationConsumer } from '@yarmarka/moderation';
import { createCardTask } from '@yarmarka/moderation/testing';
import { tasks } from '@yarmarka/moderation/tables';
import { createSmallTaxonomy } from '@yarmarka/taxonomy/testing';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { as, databaseTest } from '@yarmarka/testing';
import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { getMyDay, listMyDecisions } from './moderation-history.ts';
import { getModerationTask } from './moderation-task.ts';

const it = databaseTest();
const setUp = async (ctx: Ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const seller = await createSeller(ctx);
  const moderator = as(ctx, (await createUser(ctx, ['moderator'])).actor);
  const no = t.attributes;
  const attrs: Attrs = { [no.weight]: { n: 180, v: 180, u: 'g' }, 2: { ru: 'Лёгкий телефон', en: 'A light phone' } };
  const variants = [{ attrs: { [no.color]: t.token('color', 'red'), [no.memory]: t.token('memory', '64'), 4: '4600000000008' } as Attrs }];
  return { ...t, no, seller, moderator, seed: { categoryId: t.categories.smart, sellerId: seller.id, attrs, variants } };
};
const inEnglish = (ctx: Ctx): Ctx => ({ ...ctx, locale: 'en' });
const cardOf = async (ctx: Ctx, taskId: number) => {
  const view = await getModerationTask(ctx, { taskId });
  if (view.kind !== 'card') throw new Error('expected a card');
  return view;
};

describe('the desk’s view of a card', () => {
  it('names each field of a new card in the reader’s language, options by their labels, barcodes as they are', async (ctx) => {
    const w = await setUp(ctx);
    const { taskId } = await createCardTask(ctx, w.seed);
    const view = await cardOf(inEnglish(w.moderator), taskId);
    const said = (attributeNo: number) => view.fields.find((f) => f.attributeNo === attributeNo)?.parts;
    expect(said(w.no.weight)).toEqual([{ language: null, old: null, new: '180\u00a0g' }]);
    expect(said(2)).toEqual([
      { language: 'ru', old: null, new: 'Лёгкий телефон' },
      { language: 'en', old: null, new: 'A light phone' },
    ]);
    expect(said(4)).toEqual([{ language: null, old: null, new: '4600000000008' }]);
    expect(view.variants).toHaveLength(1);
    expect(view.variants[0]?.title).toBe(view.fields.find((f) => f.attributeNo === w.no.color)?.variant?.title);
    expect(view.attributes.every((a) => a.label.en !== '' && a.label.ru !== '')).toBe(true);
    expect(view.seller?.record).toMatchObject({ decided: 0 });
  });

  it('shows of an edit the languages that change, old beside new, and a removed variant as removed', async (ctx) => {
    const w = await setUp(ctx);
    const second = { attrs: { [w.no.color]: w.token('color', 'red'), [w.no.memory]: w.token('memory', '128') } as Attrs };
    const card = await createCard(ctx, { ...w.seed, variants: [...w.seed.variants, second], status: 'published' });
    const made = await proposeChange(as(ctx, w.seller.actor), {
      cardId: card.id,
      baseVersion: 1,
      proposal: { attrs: { 2: { ru: 'Тяжёлый телефон', en: 'A light phone' } }, removeVariants: [card.variantIds[1] ?? 0] },
    });
    const changeSetId = 'changeSetId' in made ? made.changeSetId : 0;
    await relayOutbox(ctx);
    await runConsumer(ctx, moderationConsumer, 1000);
    const [task] = await ctx.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.changeSetId, changeSetId));
    const view = await cardOf(w.moderator, task?.id ?? 0);
    expect(view.fields.map((f) => [f.kind, f.parts.map((p) => [p.language, p.old, p.new])])).toEqual([
      ['value', [['ru', 'Лёгкий телефон', 'Тяжёлый телефон']]],
      ['variant_removed', [[null, expect.stringContaining(':'), null]]],
    ]);
    expect(view.variants.map((v) => v.state)).toEqual(['same', 'removed']);
  });

  it('keeps what was decided, and the history is the moderator’s own', async (ctx) => {
    const w = await setUp(ctx);
    const { taskId } = await createCardTask(ctx, w.seed);
    await claimTask(w.moderator, { taskId });
    await decideCardTask(w.moderator, { taskId, outcome: 'reject', reasonCode: 'card_other', note: 'Not a phone' });
    expect((await cardOf(w.moderator, taskId)).decision).toMatchObject({ outcome: 'rejected', reasonCode: 'card_other', note: 'Not a phone' });
    const mine = await listMyDecisions(w.moderator, { limit: 10 });
    expect(mine.items.map((d) => [d.taskId, d.outcome, d.note])).toEqual([[taskId, 'rejected', 'Not a phone']]);
    expect(await listMyDecisions(w.moderator, { limit: 10, outcome: ['applied'] })).toEqual({ items: [], next: null });
    expect(await getMyDay(w.moderator)).toEqual({ decided: 1, accepted: 0 });
    const other = as(ctx, (await createUser(ctx, ['moderator'])).actor);
    expect((await listMyDecisions(other, { limit: 10 })).items).toEqual([]);
  });

  it('is for moderators', async (ctx) => {
    const w = await setUp(ctx);
    const { taskId } = await createCardTask(ctx, w.seed);
    await expect(getModerationTask(as(ctx, w.seller.actor), { taskId })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(
      await ctx.db
        .select({ id: tasks.id })
        .from(tasks)
        .where(and(eq(tasks.id, taskId), eq(tasks.status, 'queued'))),
    ).toHaveLength(1);
    expect((await getModerationTask(asSystem(ctx, 'test'), { taskId })).kind).toBe('card');
  });
});
