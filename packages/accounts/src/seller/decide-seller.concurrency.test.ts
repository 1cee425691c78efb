import type { AppError } from '@yarmarka/kernel';
import { auditLog, outbox } from '@yarmarka/kernel/tables';
import { as, cloneDatabase, type TestDatabase, testCtx, userActor } from '@yarmarka/testing';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as accounts from '../index.ts';
import { DecideSellerInput } from '../schemas.ts';
import { createSeller, createUser } from '../testing.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase(8);
});
afterAll(() => db.close());

describe('two people at once', () => {
  it('who decide about one seller: one decision counts, the other is a conflict, and the journal and the event stand once', async () => {
    const ctx = testCtx(db.database);
    for (let round = 0; round < 5; round++) {
      const seller = await createSeller(ctx, { status: 'in_review' });
      const base = { sellerId: seller.id, version: seller.version };
      const decisions = [
        DecideSellerInput.parse({ ...base, decision: 'approve', rows: [{ requirementKey: 'registration_certificate', verdict: 'accepted' }] }),
        DecideSellerInput.parse({ ...base, decision: 'reject', reasonCode: 'other' }),
      ];
      const results = await Promise.allSettled(decisions.map((d) => accounts.decideSeller(as(ctx, userActor(['moderator'])), d)));
      const lost = results.filter((r) => r.status === 'rejected');
      expect(lost.map((r) => (r.reason as AppError).reason)).toEqual(['accounts.seller_changed']);
      expect(
        await ctx.db
          .select()
          .from(auditLog)
          .where(and(eq(auditLog.action, 'seller.decide'), eq(auditLog.entityId, String(seller.id)))),
      ).toHaveLength(1);
      expect(
        await ctx.db
          .select()
          .from(outbox)
          .where(and(eq(outbox.type, 'seller.decided.v1'), eq(outbox.key, String(seller.id)))),
      ).toHaveLength(1);
    }
  });

  it('registering two sellers for one person: one is made, the other answers with the rule', async () => {
    const ctx = testCtx(db.database);
    const user = await createUser(ctx);
    const own = as(ctx, user.actor);
    const results = await Promise.allSettled(['Первый', 'Второй'].map((ru) => accounts.registerSeller(own, { name: { ru, en: '' } })));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(results.flatMap((r) => (r.status === 'rejected' ? [(r.reason as AppError).reason] : []))).toEqual(['accounts.already_member']);
  });

  it('registering one INN: one keeps it, the other is told that it is taken', async () => {
    const ctx = testCtx(db.database);
    const [a, b] = [await createSeller(ctx, { status: 'onboarding' }), await createSeller(ctx, { status: 'onboarding' })];
    const results = await Promise.allSettled([a, b].map((s) => accounts.updateCompany(as(ctx, s.actor), { inn: '7707083893' })));
    expect(results.flatMap((r) => (r.status === 'rejected' ? [(r.reason as AppError).reason] : []))).toEqual(['accounts.inn_taken']);
  });
});
