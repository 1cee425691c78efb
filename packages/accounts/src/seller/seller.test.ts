import { storeFile } from '@yarmarka/files';
import { pngBytes } from '@yarmarka/files/testing';
import type { AppError, Ctx } from '@yarmarka/kernel';
import { systemActor } from '@yarmarka/kernel';
import { auditLog, outbox } from '@yarmarka/kernel/tables';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import * as accounts from '../index.ts';
import { DecideSellerInput, SaveRequirementInput } from '../schemas.ts';
import { sellerMembers, sellers, users } from '../tables.ts';
import { createSeller, createUser, validCompany } from '../testing.ts';

const it = databaseTest();
/** Uploads a document as this person. */
const upload = async (c: Ctx, name = 'extract.pdf') =>
  (await storeFile(c, { content: new TextEncoder().encode(`%PDF-1.4\n%${name}\n%%EOF`), name, purpose: 'document' })).id;
const hand = async (c: Ctx, name: string, requirementKey = 'registration_certificate') =>
  accounts.submitDocument(c, { requirementKey, fileId: await upload(c, name) });
const refused = (reason: string) => expect.objectContaining<Partial<AppError>>({ reason });
const events = async (ctx: Ctx) => (await ctx.db.select({ type: outbox.type }).from(outbox)).map((e) => e.type);
const actions = async (ctx: Ctx, sellerId: number) =>
  (
    await ctx.db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.entityId, String(sellerId)))
  ).map((a) => a.action);
const decide = (ctx: Ctx, input: unknown) => accounts.decideSeller(ctx, DecideSellerInput.parse(input));

/** A seller that has filled in everything, through the verbs. */
async function applying(ctx: Ctx) {
  const buyer = await createUser(ctx);
  const seller = await accounts.registerSeller(as(ctx, buyer.actor), { name: { ru: 'Северный склад', en: 'Northern Store' } });
  const own = as(ctx, { ...buyer.actor, roles: ['buyer', 'seller'], sellerId: seller.id });
  await accounts.updateCompany(own, validCompany(seller.id));
  await accounts.acceptTerms(own, { requirementKey: 'terms', version: '1' });
  await hand(own, 'extract.pdf');
  return { own, buyer, sellerId: seller.id };
}

describe('registerSeller', () => {
  it('makes the buyer owner of a seller with an open checklist and tells it', async (ctx) => {
    const buyer = await createUser(ctx);
    const seller = await accounts.registerSeller(as(ctx, buyer.actor), { name: { ru: 'Северный склад', en: '' } });
    expect(seller).toMatchObject({ status: 'onboarding', slug: 'severnyy-sklad', name: { ru: 'Северный склад', en: 'Северный склад' } });
    const [user] = await ctx.db.select().from(users).where(eq(users.id, buyer.id));
    expect(user).toMatchObject({ sellerId: seller.id, roles: ['buyer', 'seller'] });
    expect(await ctx.db.select().from(sellerMembers).where(eq(sellerMembers.userId, buyer.id))).toMatchObject([{ role: 'owner', sellerId: seller.id }]);
    expect(await events(ctx)).toContain('seller.changed.v1');
    expect(await actions(ctx, seller.id)).toEqual(['seller.register', 'seller.open_checklist']);
  });
  it('gives the second store of a name another address', async (ctx) => {
    const name = { ru: 'Северный склад', en: '' };
    await accounts.registerSeller(as(ctx, (await createUser(ctx)).actor), { name });
    expect((await accounts.registerSeller(as(ctx, (await createUser(ctx)).actor), { name })).slug).toBe('severnyy-sklad-2');
  });
  it('refuses a second seller for one person, and visitors', async (ctx) => {
    const { owner } = await createSeller(ctx);
    await expect(accounts.registerSeller(as(ctx, owner.actor), { name: { ru: 'Ещё один', en: '' } })).rejects.toEqual(refused('accounts.already_member'));
    await expect(accounts.registerSeller(as(ctx, { kind: 'anonymous' }), { name: { ru: 'Никто', en: '' } })).rejects.toEqual(refused('kernel.unauthenticated'));
    await expect(accounts.registerSeller(as(ctx, systemActor('job')), { name: { ru: 'Никто', en: '' } })).rejects.toEqual(refused('kernel.forbidden'));
  });
});

describe('updateCompany', () => {
  it('keeps what is given, leaves the rest, and writes no number into the journal', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'onboarding' });
    const saved = await accounts.updateCompany(as(ctx, seller.actor), { inn: '7707083893', city: 'Казань' });
    expect(saved).toMatchObject({ city: 'Казань', company: { inn: '7707083893', kpp: '' }, version: seller.version + 1 });
    const [entry] = await ctx.db.select().from(auditLog).where(eq(auditLog.action, 'company.update'));
    expect(JSON.stringify(entry)).not.toContain('7707083893');
  });
  it('refuses a wrong number by field and keeps nothing', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'onboarding' });
    await expect(accounts.updateCompany(as(ctx, seller.actor), { inn: '7707083894', city: 'Казань' })).rejects.toMatchObject({
      reason: 'accounts.company_invalid',
      details: { issues: [{ field: 'inn', code: 'checksum' }] },
    });
    const [row] = await ctx.db.select().from(sellers).where(eq(sellers.id, seller.id));
    expect(row).toMatchObject({ inn: '', city: 'Москва' });
  });
  it('refuses a BIK that no longer fits the account kept before', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'onboarding', ...validCompany(7) });
    await expect(accounts.updateCompany(as(ctx, seller.actor), { bik: '044525974' })).rejects.toMatchObject({ details: { issues: [{ field: 'accountNo' }] } });
  });
  it('lets an approved seller change its words but not its bank details', async (ctx) => {
    const seller = await createSeller(ctx);
    const own = as(ctx, seller.actor);
    expect((await accounts.updateCompany(own, { about: { ru: 'О нас', en: 'About' } })).about.ru).toBe('О нас');
    await expect(accounts.updateCompany(own, { legalName: 'ООО «Другая»' })).rejects.toEqual(refused('accounts.row_closed'));
  });
  it('is for people of a seller only', async (ctx) => {
    await expect(accounts.updateCompany(as(ctx, userActor(['buyer'])), { city: 'Казань' })).rejects.toEqual(refused('kernel.forbidden'));
  });
});

describe('documents and terms', () => {
  it('wait for a moderator, and a new file replaces the old one', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'onboarding' });
    const own = as(ctx, seller.actor);
    await hand(own, 'one.pdf');
    await hand(own, 'two.pdf');
    expect((await accounts.getSellerStanding(own, {})).rows.find((r) => r.key === 'registration_certificate')).toMatchObject({
      standing: 'pending',
      fileName: 'two.pdf',
      open: true,
    });
  });
  it('are refused for rows that are no documents, that do not exist, and while people look', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'onboarding' });
    const send = (c: Ctx, requirementKey: string) => hand(c, 'x.pdf', requirementKey);
    await expect(send(as(ctx, seller.actor), 'company')).rejects.toEqual(refused('accounts.requirement_not_found'));
    await expect(send(as(ctx, seller.actor), 'nothing')).rejects.toEqual(refused('accounts.requirement_not_found'));
    const waiting = await createSeller(ctx, { status: 'in_review' });
    await expect(send(as(ctx, waiting.actor), 'registration_certificate')).rejects.toEqual(refused('accounts.seller_status'));
  });
  it('are documents that the seller’s own people have uploaded: no other seller’s, no picture, none that is not there', async (ctx) => {
    const [seller, other] = [await createSeller(ctx, { status: 'onboarding' }), await createSeller(ctx, { status: 'onboarding' })];
    const own = as(ctx, seller.actor);
    const send = (fileId: string) => accounts.submitDocument(own, { requirementKey: 'registration_certificate', fileId });
    const sheet = await storeFile(own, { content: new TextEncoder().encode('a;b\n1;2'), name: 'goods.csv', purpose: 'sheet' });
    const picture = await storeFile(own, { content: pngBytes(), name: 'a.png', purpose: 'picture' });
    for (const id of ['a'.repeat(64), await upload(as(ctx, other.actor), 'theirs.pdf'), sheet.id, picture.id])
      await expect(send(id)).rejects.toEqual(refused('files.not_found'));
    const alsoAdmin = { ...seller.actor, roles: [...seller.actor.roles, 'admin' as const] };
    const theirs = await upload(as(ctx, other.actor), 'theirs.pdf');
    await expect(accounts.submitDocument(as(ctx, alsoAdmin), { requirementKey: 'registration_certificate', fileId: theirs })).rejects.toEqual(
      refused('files.not_found'),
    );
    const colleague = as(ctx, userActor(['seller'], { sellerId: seller.id }));
    await send(await upload(colleague, 'ours.pdf'));
    expect((await accounts.getSellerStanding(own, {})).rows.find((r) => r.key === 'registration_certificate')).toMatchObject({ fileName: 'ours.pdf' });
  });
  it('agree only to the version in force', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'onboarding' });
    const own = as(ctx, seller.actor);
    await expect(accounts.acceptTerms(own, { requirementKey: 'terms', version: '0' })).rejects.toMatchObject({
      reason: 'accounts.terms_version',
      details: { current: '1' },
    });
    await accounts.acceptTerms(own, { requirementKey: 'terms', version: '1' });
    expect((await accounts.getSellerStanding(own, {})).rows.find((r) => r.key === 'terms')?.standing).toBe('complete');
  });
});

describe('getSellerStanding and getSeller', () => {
  it('answer the same for a foreign seller as for one that does not exist', async (ctx) => {
    const mine = await createSeller(ctx);
    const other = await createSeller(ctx);
    const own = as(ctx, mine.actor);
    const foreign = await accounts.getSeller(own, { sellerId: other.id }).catch((e: unknown) => e);
    const missing = await accounts.getSeller(own, { sellerId: 2_000_000_000 }).catch((e: unknown) => e);
    expect(foreign).toEqual(missing);
    await expect(accounts.getSellerStanding(own, { sellerId: other.id })).rejects.toEqual(refused('accounts.seller_not_found'));
    expect((await accounts.getSeller(own, {})).id).toBe(mine.id);
    expect((await accounts.getSeller(as(ctx, userActor(['moderator'])), { sellerId: other.id })).id).toBe(other.id);
  });
  it('show a store to buyers only while it is open', async (ctx) => {
    const open = await createSeller(ctx);
    const closed = await createSeller(ctx, { status: 'suspended' });
    const visitor = as(ctx, { kind: 'anonymous' });
    expect(await accounts.getStore(visitor, { slug: open.slug })).toMatchObject({ id: open.id });
    expect(JSON.stringify(await accounts.getStore(visitor, { slug: open.slug }))).not.toContain('accountNo');
    await expect(accounts.getStore(visitor, { slug: closed.slug })).rejects.toEqual(refused('accounts.seller_not_found'));
  });
});

describe('submitSellerForReview', () => {
  it('hands a filled-in seller to the moderators', async (ctx) => {
    const { own, sellerId } = await applying(ctx);
    expect(await accounts.getSellerStanding(own, {})).toMatchObject({ canSubmit: true, canApprove: false });
    expect((await accounts.submitSellerForReview(own)).status).toBe('ready_for_review');
    expect(await events(ctx)).toContain('seller.submitted.v1');
    const queue = await accounts.listSellersForReview(as(ctx, userActor(['moderator'])), { limit: 10 });
    expect(queue.items.map((s) => s.id)).toContain(sellerId);
  });
  it('names what is missing, and works once', async (ctx) => {
    const { own } = await applying(ctx);
    const fresh = await createSeller(ctx, { status: 'onboarding' });
    await expect(accounts.submitSellerForReview(as(ctx, fresh.actor))).rejects.toMatchObject({
      reason: 'accounts.checklist_incomplete',
      details: { rows: ['terms', 'company', 'bank', 'registration_certificate'] },
    });
    await accounts.submitSellerForReview(own);
    await expect(accounts.submitSellerForReview(own)).rejects.toEqual(refused('accounts.seller_status'));
  });
});

describe('decideSeller', () => {
  it('approves when every required row is settled, and the seller may sell', async (ctx) => {
    const { own, sellerId } = await applying(ctx);
    const { version } = await accounts.submitSellerForReview(own);
    const moderator = as(ctx, userActor(['moderator']));
    const taken = await accounts.startSellerReview(moderator, { sellerId, version });
    const done = await decide(moderator, {
      sellerId,
      version: taken.version,
      decision: 'approve',
      rows: [{ requirementKey: 'registration_certificate', verdict: 'accepted' }],
    });
    expect(done.status).toBe('approved');
    expect((await accounts.getSellerStanding(own, {})).rows.filter((r) => r.required).map((r) => r.standing)).toEqual([
      'complete',
      'complete',
      'complete',
      'complete',
      'complete',
    ]);
    expect(await events(ctx)).toContain('seller.decided.v1');
    expect(await actions(ctx, sellerId)).toEqual(expect.arrayContaining(['seller.submit', 'seller.start_review', 'seller.decide']));
  });
  it('does not approve over an open row, and names it', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'in_review' });
    const moderator = as(ctx, userActor(['moderator']));
    await expect(decide(moderator, { sellerId: seller.id, version: seller.version, decision: 'approve' })).rejects.toMatchObject({
      reason: 'accounts.checklist_incomplete',
      details: { rows: ['registration_certificate'] },
    });
  });
  it('asks for changes by row: the refused one opens, the accepted stay closed, and sending again works', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'ready_for_review' });
    const own = as(ctx, seller.actor);
    const moderator = as(ctx, userActor(['moderator']));
    await decide(moderator, {
      sellerId: seller.id,
      version: seller.version,
      decision: 'needs_changes',
      rows: [
        { requirementKey: 'registration_certificate', verdict: 'rejected', reasonCode: 'document_expired' },
        { requirementKey: 'company', verdict: 'accepted' },
      ],
    });
    const standing = await accounts.getSellerStanding(own, {});
    expect(standing).toMatchObject({ status: 'needs_changes', canSubmit: false });
    expect(standing.rows.find((r) => r.key === 'registration_certificate')).toMatchObject({ standing: 'rejected', reasonCode: 'document_expired', open: true });
    await expect(accounts.updateCompany(own, { legalName: 'ООО «Другая»' })).rejects.toEqual(refused('accounts.row_closed'));
    await hand(own, 'new.pdf');
    expect((await accounts.submitSellerForReview(own)).status).toBe('ready_for_review');
  });
  it('opens refused company data until they are changed', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'in_review' });
    const own = as(ctx, seller.actor);
    await decide(as(ctx, userActor(['moderator'])), {
      sellerId: seller.id,
      version: seller.version,
      decision: 'needs_changes',
      rows: [{ requirementKey: 'company', verdict: 'rejected', reasonCode: 'data_mismatch' }],
    });
    await expect(accounts.submitSellerForReview(own)).rejects.toEqual(refused('accounts.checklist_incomplete'));
    await accounts.updateCompany(own, { legalName: 'ООО «Верное имя»' });
    expect((await accounts.submitSellerForReview(own)).status).toBe('ready_for_review');
  });
  it('needs a refused row to ask for changes, a judgeable row, a known row and the version seen', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'in_review' });
    const moderator = as(ctx, userActor(['moderator']));
    const base = { sellerId: seller.id, version: seller.version };
    await expect(decide(moderator, { ...base, decision: 'needs_changes' })).rejects.toEqual(refused('accounts.no_refused_row'));
    await expect(decide(moderator, { ...base, decision: 'approve', rows: [{ requirementKey: 'authority', verdict: 'accepted' }] })).rejects.toEqual(
      refused('accounts.row_not_judgeable'),
    );
    await expect(decide(moderator, { ...base, decision: 'approve', rows: [{ requirementKey: 'nothing', verdict: 'waived' }] })).rejects.toEqual(
      refused('accounts.requirement_not_found'),
    );
    await expect(decide(moderator, { ...base, version: seller.version + 1, decision: 'approve' })).rejects.toEqual(refused('accounts.seller_changed'));
    expect(DecideSellerInput.safeParse({ ...base, decision: 'reject' }).success).toBe(false);
  });
  it('refuses for good, and a new application comes after 30 days', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'in_review' });
    const moderator = as(ctx, userActor(['moderator']));
    const done = await decide(moderator, { sellerId: seller.id, version: seller.version, decision: 'reject', reasonCode: 'prohibited_goods' });
    expect(done).toMatchObject({ status: 'rejected', statusReason: 'prohibited_goods' });
    await expect(accounts.reapplySeller(as(ctx, seller.actor))).rejects.toEqual(refused('accounts.reapply_later'));
    const later = { ...as(ctx, seller.actor), clock: { now: () => new Date(ctx.clock.now().getTime() + 31 * 86_400_000) } };
    expect((await accounts.reapplySeller(later)).status).toBe('onboarding');
    await expect(accounts.reapplySeller(later)).rejects.toEqual(refused('accounts.seller_status'));
  });
  it('is for moderators and administrators, never for sellers', async (ctx) => {
    const seller = await createSeller(ctx, { status: 'in_review' });
    const input = { sellerId: seller.id, version: seller.version, decision: 'approve' };
    for (const actor of [seller.actor, userActor(['buyer']), userActor(['editor'])]) {
      await expect(decide(as(ctx, actor), input)).rejects.toEqual(refused('kernel.forbidden'));
      await expect(accounts.startSellerReview(as(ctx, actor), { sellerId: seller.id, version: seller.version })).rejects.toEqual(refused('kernel.forbidden'));
      await expect(accounts.listSellersForReview(as(ctx, actor), { limit: 5 })).rejects.toEqual(refused('kernel.forbidden'));
    }
    await expect(decide(as(ctx, { kind: 'anonymous' }), input)).rejects.toEqual(refused('kernel.unauthenticated'));
  });
});

describe('suspendSeller and restoreSeller', () => {
  it('stop an approved seller with a reason and let it sell again', async (ctx) => {
    const seller = await createSeller(ctx);
    const admin = as(ctx, userActor(['admin']));
    const stopped = await accounts.suspendSeller(admin, { sellerId: seller.id, reasonCode: 'debt', note: '' });
    expect(stopped).toMatchObject({ status: 'suspended', statusReason: 'debt' });
    await expect(accounts.suspendSeller(admin, { sellerId: seller.id, reasonCode: 'debt', note: '' })).rejects.toEqual(refused('accounts.seller_status'));
    await expect(accounts.restoreSeller(admin, { sellerId: seller.id, version: 999 })).rejects.toEqual(refused('accounts.seller_changed'));
    expect((await accounts.restoreSeller(admin, { sellerId: seller.id, version: stopped.version })).status).toBe('approved');
  });
  it('are for administrators', async (ctx) => {
    const seller = await createSeller(ctx);
    await expect(accounts.suspendSeller(as(ctx, userActor(['moderator'])), { sellerId: seller.id, reasonCode: 'debt', note: '' })).rejects.toEqual(
      refused('kernel.forbidden'),
    );
    await expect(accounts.restoreSeller(as(ctx, userActor(['admin'])), { sellerId: 2_000_000_000, version: 1 })).rejects.toEqual(
      refused('accounts.seller_not_found'),
    );
  });
});

describe('searchSellers', () => {
  it('finds by part of a name in either language and by INN, and pages without losing one', async (ctx) => {
    const moderator = as(ctx, userActor(['moderator']));
    const made = [];
    for (let i = 0; i < 5; i++) made.push(await createSeller(ctx, { nameRu: `Ромашка ${i}`, nameEn: `Daisy ${i}` }));
    const search = (query: string, more: object = {}) => accounts.searchSellers(moderator, { query, statuses: [], limit: 2, ...more });
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await search('ромаш', { cursor });
      seen.push(...page.items.map((s) => s.id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(made.map((m) => m.id));
    const [first] = await ctx.db
      .select()
      .from(sellers)
      .where(eq(sellers.id, made[0]?.id ?? 0));
    expect((await search(first?.inn ?? '')).items.map((s) => s.id)).toEqual([made[0]?.id]);
    expect((await search('%')).items).toEqual([]);
    expect((await search('daisy', { statuses: ['suspended'] })).items).toEqual([]);
    await expect(search('x', { cursor: 'nonsense' })).rejects.toEqual(refused('accounts.bad_cursor'));
    await expect(accounts.searchSellers(as(ctx, userActor(['buyer'])), { query: '', statuses: [], limit: 2 })).rejects.toEqual(refused('kernel.forbidden'));
  });
});

describe('requirements', () => {
  const input = (more: object = {}) =>
    SaveRequirementInput.parse({
      key: 'licence',
      kind: 'document',
      title: { ru: 'Лицензия', en: 'Licence' },
      required: true,
      active: true,
      position: 55,
      ...more,
    });
  it('of the operator count at once for every seller', async (ctx) => {
    const { own } = await applying(ctx);
    const admin = as(ctx, userActor(['admin']));
    await accounts.saveRequirement(admin, input());
    expect((await accounts.getSellerStanding(own, {})).canSubmit).toBe(false);
    await accounts.saveRequirement(admin, input({ active: false }));
    expect((await accounts.getSellerStanding(own, {})).canSubmit).toBe(true);
    expect((await accounts.listRequirements(as(ctx, userActor(['moderator'])))).map((r) => r.key)).toContain('licence');
  });
  it('never change their kind, and are the administrator’s', async (ctx) => {
    const admin = as(ctx, userActor(['admin']));
    await accounts.saveRequirement(admin, input());
    await expect(accounts.saveRequirement(admin, input({ kind: 'accept_terms' }))).rejects.toEqual(refused('accounts.requirement_kind'));
    await expect(accounts.saveRequirement(as(ctx, userActor(['moderator'])), input())).rejects.toEqual(refused('kernel.forbidden'));
  });
});
