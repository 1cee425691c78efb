import { createSeller, createUser } from '@yarmarka/accounts/testing';
import { decideSeller, inviteStaff } from '@yarmarka/accounts';
import { DecideSellerInput } from '@yarmarka/accounts/schemas';
import { type AppError, appendEvent, type Ctx, relayOutbox, runConsumer } from '@yarmarka/kernel';
import { cardApplied, cardSuppressed } from '@yarmarka/catalog/events';
import { setCardSellers } from '@yarmarka/catalog';
import { outbox } from '@yarmarka/kernel/tables';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { desc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { countUnread, listNotices, markRead, messagingConsumer, notify } from '../index.ts';
import { emails } from '../tables.ts';

const it = databaseTest();
const all = { limit: 50, unreadOnly: false };
const refused = (reason: string) => expect.objectContaining<Partial<AppError>>({ reason });
/** What relay and consumer do in the worker. */
async function deliver(ctx: Ctx): Promise<void> {
  await relayOutbox(ctx);
  await runConsumer(ctx, messagingConsumer);
}

describe('notices', () => {
  it('are told to everybody who works for a seller, in both languages, and open tabs hear of it', async (ctx) => {
    const seller = await createSeller(ctx);
    expect(
      await notify(ctx, {
        to: { sellerId: seller.id },
        kind: 'import_finished',
        params: { file: 'a.csv', accepted: 10, failed: 2 },
        link: '/seller/imports/1',
      }),
    ).toEqual([seller.owner.id]);
    const own = as(ctx, seller.actor);
    expect((await listNotices(own, all)).items).toMatchObject([
      { text: { ru: expect.stringContaining('принято строк 10'), en: expect.stringContaining('10 rows accepted') }, link: '/seller/imports/1', readAt: null },
    ]);
    const [event] = await ctx.db.select().from(outbox).where(eq(outbox.type, 'notice.created.v1'));
    expect(event?.payload).toEqual({ userId: seller.owner.id });
  });
  it('belong to one person: others neither see nor mark them', async (ctx) => {
    const [mine, other] = [await createUser(ctx), await createUser(ctx)];
    await notify(ctx, { to: { userIds: [mine.id] }, kind: 'import_failed', params: { file: 'a.csv' } });
    const [notice] = (await listNotices(as(ctx, mine.actor), all)).items;
    expect((await listNotices(as(ctx, other.actor), all)).items).toEqual([]);
    expect(await markRead(as(ctx, other.actor), { ids: [notice?.id ?? 0] })).toBe(0);
    expect(await countUnread(as(ctx, mine.actor))).toBe(1);
    expect(await markRead(as(ctx, mine.actor), { ids: [notice?.id ?? 0] })).toBe(1);
    expect(await countUnread(as(ctx, mine.actor))).toBe(0);
    for (const call of [
      listNotices(as(ctx, { kind: 'anonymous' }), all),
      countUnread(as(ctx, { kind: 'anonymous' })),
      markRead(as(ctx, { kind: 'anonymous' }), {}),
    ])
      await expect(call).rejects.toEqual(refused('kernel.unauthenticated'));
  });
  it('page from the newest to the oldest without losing one', async (ctx) => {
    const user = await createUser(ctx);
    for (let i = 0; i < 5; i++) await notify(ctx, { to: { userIds: [user.id] }, kind: 'import_failed', params: { file: `${i}.csv` } });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listNotices(as(ctx, user.actor), { limit: 2, cursor, unreadOnly: true });
      seen.push(...page.items.map((n) => n.text.en.slice(0, 1)));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(['4', '3', '2', '1', '0']);
    expect(await markRead(as(ctx, user.actor), {})).toBe(5);
    await expect(listNotices(as(ctx, user.actor), { ...all, cursor: 'x' })).rejects.toEqual(refused('messaging.bad_cursor'));
  });
});

describe('the consumer', () => {
  it('tells a seller the decision once, by notice and by letter in the person’s language', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'in_review', nameRu: 'Север', nameEn: 'North' });
    await decideSeller(
      as(ctx, userActor(['moderator'])),
      DecideSellerInput.parse({
        sellerId: seller.id,
        version: seller.version,
        decision: 'needs_changes',
        note: 'Пришлите свежую',
        rows: [{ requirementKey: 'registration_certificate', verdict: 'rejected', reasonCode: 'document_expired' }],
      }),
    );
    await deliver(ctx);
    await deliver(ctx);
    expect((await listNotices(as(ctx, seller.actor), all)).items).toMatchObject([
      { kind: 'seller_needs_changes', text: { ru: 'Магазину «Север» нужны исправления', en: 'North needs changes' } },
    ]);
    const letters = await ctx.db.select().from(emails).where(eq(emails.kind, 'seller_needs_changes'));
    expect(letters).toMatchObject([
      { locale: 'ru', payload: { to: seller.owner.email, params: { rowsRu: 'Выписка из ЕГРЮЛ или ЕГРИП', note: 'Пришлите свежую' } } },
    ]);
    expect(ctx.jobs.sent.filter((j) => j.name === 'messaging.send-mail')).toHaveLength(1);
  });
  it('sends an invitation to its address', async (ctx) => {
    const seller = await createSeller(ctx);
    await inviteStaff(as(ctx, seller.actor), { email: 'colleague@test.example' });
    await deliver(ctx);
    const [letter] = await ctx.db.select().from(emails).where(eq(emails.kind, 'staff_invited')).orderBy(desc(emails.id));
    expect(letter?.payload?.to).toBe('colleague@test.example');
  });
  it('everybody who sells a card hears once that it left the shop, whoever made it', async (ctx) => {
    const [owner, other, stranger] = [await createSeller(ctx), await createSeller(ctx), await createSeller(ctx)];
    const sells = ({ id }: { readonly id: number }) => ({ sellerId: id, variantIds: [] });
    await setCardSellers(ctx, [
      { cardId: 1_000_001, sellers: [owner, other].map(sells) },
      { cardId: 1_000_002, sellers: [sells(other)] },
    ]);
    await appendEvent(ctx, cardSuppressed, 1_000_001, { cardId: 1_000_001, sellerId: owner.id });
    await appendEvent(ctx, cardSuppressed, 1_000_002, { cardId: 1_000_002, sellerId: null });
    await deliver(ctx);
    const texts = async (actor: typeof owner.actor) => (await listNotices(as(ctx, actor), all)).items.map((n) => n.text.en);
    expect(await texts(owner.actor)).toEqual(['Out of the shop until corrected: № 1000001']);
    expect(await texts(other.actor)).toEqual([expect.stringContaining('and 1 more')]);
    expect(await texts(stranger.actor)).toEqual([]);
  });
  it('gathers a thousand approved cards into one notice and one letter, until the notice is read', async (ctx) => {
    const seller = await createSeller(ctx);
    const apply = (cardId: number) =>
      appendEvent(ctx, cardApplied, cardId, { cardId, changeSetId: cardId, sellerId: seller.id, kind: 'create', version: 1, partly: false });
    for (let i = 1; i <= 40; i++) await apply(1_000_000 + i);
    await deliver(ctx);
    const own = as(ctx, seller.actor);
    expect((await listNotices(own, all)).items).toMatchObject([
      { text: { ru: 'Опубликовано: «№ 1000001» и ещё 39', en: 'Published: № 1000001 and 39 more' }, link: '/seller/cards' },
    ]);
    expect(await ctx.db.select().from(emails).where(eq(emails.kind, 'card_approved'))).toHaveLength(1);
    await markRead(own, {});
    await apply(1_000_050);
    await deliver(ctx);
    expect((await listNotices(own, { ...all, unreadOnly: true })).items).toMatchObject([
      { text: { en: 'Published: № 1000050' }, link: '/seller/cards/1000050' },
    ]);
  });
});
