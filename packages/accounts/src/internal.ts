import type { Ctx } from '@yarmarka/kernel';
import { and, asc, eq, sql } from 'drizzle-orm';
import { sellerChanged } from './errors.ts';
import { sellerNotFound } from './policies.ts';
import { type RowStanding, type StandingFacts, standingOf } from './seller/rules.ts';
import { sellerMembers, sellerRequirements, sellerSubmissions, sellers, users } from './tables.ts';

export type SellerRow = typeof sellers.$inferSelect;
export type RequirementRecord = typeof sellerRequirements.$inferSelect;
export type SubmissionRecord = typeof sellerSubmissions.$inferSelect;
export type ChecklistRow = RowStanding & { readonly requirement: RequirementRecord; readonly submission: SubmissionRecord | undefined };

/** The seller, its row locked until the end of the transaction, or `accounts.seller_not_found`. */
export async function loadSeller(tx: Ctx, sellerId: number): Promise<SellerRow> {
  const [row] = await tx.db.select().from(sellers).where(eq(sellers.id, sellerId)).for('update');
  if (!row) throw sellerNotFound();
  return row;
}

/** The seller as it is now, for reading, or `accounts.seller_not_found`. */
export async function readSeller(ctx: Ctx, sellerId: number): Promise<SellerRow> {
  const [row] = await ctx.db.select().from(sellers).where(eq(sellers.id, sellerId));
  if (!row) throw sellerNotFound();
  return row;
}

/** Writes a change only on the version that was read (compare-and-set); `accounts.seller_changed` when another was faster. */
export async function writeSeller(ctx: Ctx, seller: SellerRow, change: Partial<SellerRow>, version = seller.version): Promise<SellerRow> {
  const [row] = await ctx.db
    .update(sellers)
    .set({ ...change, version: sql`${sellers.version} + 1`, updatedAt: ctx.clock.now() })
    .where(and(eq(sellers.id, seller.id), eq(sellers.status, seller.status), eq(sellers.version, version)))
    .returning();
  if (!row) throw sellerChanged();
  return row;
}

/** The checklist as it stands now: the operator's active rows, each with its computed standing. */
export async function loadChecklist(ctx: Ctx, seller: SellerRow): Promise<ChecklistRow[]> {
  const [rows, submissions, owners] = [
    await ctx.db
      .select()
      .from(sellerRequirements)
      .where(eq(sellerRequirements.active, true))
      .orderBy(asc(sellerRequirements.position), asc(sellerRequirements.key)),
    await ctx.db.select().from(sellerSubmissions).where(eq(sellerSubmissions.sellerId, seller.id)),
    await ctx.db
      .select({ confirmed: users.emailVerified })
      .from(sellerMembers)
      .innerJoin(users, eq(users.id, sellerMembers.userId))
      .where(and(eq(sellerMembers.sellerId, seller.id), eq(sellerMembers.role, 'owner'))),
  ];
  const facts: StandingFacts = { company: seller, emailConfirmed: owners.some((o) => o.confirmed), sellerStatus: seller.status };
  return rows.map((requirement) => {
    const submission = submissions.find((s) => s.requirementKey === requirement.key);
    return { ...standingOf(requirement, submission, facts), requirement, submission };
  });
}

export async function saveSubmission(
  ctx: Ctx,
  sellerId: number,
  requirementKey: string,
  values: Partial<Omit<SubmissionRecord, 'sellerId' | 'requirementKey'>> & Pick<SubmissionRecord, 'status'>,
): Promise<void> {
  await ctx.db
    .insert(sellerSubmissions)
    .values({ sellerId, requirementKey, ...values })
    .onConflictDoUpdate({ target: [sellerSubmissions.sellerId, sellerSubmissions.requirementKey], set: values });
}

/** What a seller's own people and those who judge it see. */
export function sellerView(row: SellerRow) {
  return {
    id: row.id,
    key: row.key,
    slug: row.slug,
    name: { ru: row.nameRu, en: row.nameEn },
    status: row.status,
    company: {
      legalName: row.legalName,
      inn: row.inn,
      kpp: row.kpp,
      ogrn: row.ogrn,
      legalAddress: row.legalAddress,
      bik: row.bik,
      accountNo: row.accountNo,
    },
    city: row.city,
    about: row.about,
    statusReason: row.statusReason,
    statusNote: row.statusNote,
    submittedAt: row.submittedAt,
    decidedAt: row.decidedAt,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
export type SellerView = ReturnType<typeof sellerView>;
