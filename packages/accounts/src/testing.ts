import { type Actor, type Ctx, newId, type Role } from '@yarmarka/kernel';
import { checkAccount } from './seller/company-rules.ts';
import type { SellerStatus } from './seller/words.ts';
import { sellerMembers, sellerRequirements, sellerSubmissions, sellers, users } from './tables.ts';
import { eq } from 'drizzle-orm';

type UserActor = Extract<Actor, { kind: 'user' }>;
export type TestUser = { readonly id: string; readonly email: string; readonly actor: UserActor };
export type TestSeller = {
  readonly id: number;
  readonly slug: string;
  readonly version: number;
  readonly owner: TestUser;
  readonly actor: UserActor & { readonly sellerId: number };
};

let counter = 0;
const next = (): string => `${(counter++).toString(36)}${newId().slice(-8)}`;

/** A person with these roles (and `buyer`), without a password, and the actor to call verbs with. */
export async function createUser(ctx: Ctx, roles: readonly Role[] = [], values: Partial<typeof users.$inferInsert> = {}): Promise<TestUser> {
  const id = newId();
  const email = values.email ?? `u${next()}@test.example`;
  const all = [...new Set<Role>(['buyer', ...roles])];
  await ctx.db.insert(users).values({ id, name: 'Test person', emailVerified: true, roles: all, ...values, email });
  return { id, email, actor: { kind: 'user', userId: id, roles: all, ...(values.sellerId ? { sellerId: values.sellerId } : {}) } };
}

const filled = new Set<SellerStatus>(['ready_for_review', 'in_review', 'needs_changes', 'approved', 'restricted', 'suspended', 'rejected', 'terminated']);

/** A settlement account with the right control key (its ninth digit). */
function accountOf(bik: string, n: number): string {
  const tail = String(n % 10_000_000).padStart(11, '0');
  for (let key = 0; key < 10; key++) {
    const account = `40702810${key}${tail}`;
    if (checkAccount(account, bik) === undefined) return account;
  }
  throw new Error('no control key fits');
}

/** Numbers that pass every check and differ from seller to seller. */
export function validCompany(n: number) {
  const body = String(500_000_000 + (n % 400_000_000));
  const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((s, w, i) => s + w * Number(body[i]), 0);
  const ogrn = `1027700${String(n % 100_000).padStart(5, '0')}`;
  return {
    legalName: 'ООО «Проверка»',
    inn: `${body}${(sum % 11) % 10}`,
    kpp: '770101001',
    ogrn: `${ogrn}${(BigInt(ogrn) % 11n) % 10n}`,
    legalAddress: '101000, Москва, Проверочная улица, 1',
    bik: '044525225',
    accountNo: accountOf('044525225', n),
  };
}

/** A seller in the given state with its owner; past `onboarding` its checklist is filled in (documents accepted once it was approved). */
export async function createSeller(ctx: Ctx, values: Partial<typeof sellers.$inferInsert> = {}): Promise<TestSeller> {
  const status = values.status ?? 'approved';
  const tag = next();
  const slug = values.slug ?? `store-${tag}`;
  const company = filled.has(status) ? validCompany(Number.parseInt(newId().slice(-7), 16)) : {};
  const [row] = await ctx.db
    .insert(sellers)
    .values({
      key: slug,
      slug,
      nameRu: `Магазин ${tag}`,
      nameEn: `Store ${tag}`,
      city: 'Москва',
      ...company,
      ...(filled.has(status) ? { submittedAt: ctx.clock.now() } : {}),
      ...values,
      status,
    })
    .returning();
  if (!row) throw new Error('no seller');
  const owner = await createUser(ctx, ['seller'], { sellerId: row.id });
  await ctx.db.insert(sellerMembers).values({ sellerId: row.id, userId: owner.id, role: 'owner' });
  if (filled.has(status)) {
    const rows = await ctx.db.select().from(sellerRequirements).where(eq(sellerRequirements.active, true));
    const settled = !['ready_for_review', 'in_review', 'needs_changes'].includes(status);
    for (const r of rows) {
      const base = { sellerId: row.id, requirementKey: r.key, submittedBy: owner.id, submittedAt: ctx.clock.now() };
      if (r.kind === 'accept_terms') await ctx.db.insert(sellerSubmissions).values({ ...base, status: 'accepted', value: r.settings.termsVersion ?? '1' });
      if (r.kind === 'document' && r.required)
        await ctx.db.insert(sellerSubmissions).values({ ...base, status: settled ? 'accepted' : 'pending', fileId: '0'.repeat(64), fileName: 'document.pdf' });
    }
  }
  return { id: row.id, slug, version: row.version, owner, actor: { kind: 'user', userId: owner.id, roles: owner.actor.roles, sellerId: row.id } };
}
