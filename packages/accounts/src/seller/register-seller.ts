import { appendEvent, audit, type Ctx, precondition, withTx } from '@yarmarka/kernel';
import { and, eq, sql } from 'drizzle-orm';
import { sellerChanged } from '../events.ts';
import { type SellerView, sellerView, writeSeller } from '../internal.ts';
import { requireUser } from '../policies.ts';
import type { RegisterSellerInput } from '../schemas.ts';
import { sellerMembers, sellers, users } from '../tables.ts';
import { slugOf } from './slug.ts';

/**
 * Makes the signed-in person the owner of a new seller and gives them the role `seller`. The checklist opens at once (status `onboarding`).
 * Reasons: `accounts.already_member`, `accounts.slug_taken`.
 */
export async function registerSeller(ctx: Ctx, input: RegisterSellerInput): Promise<SellerView> {
  const user = requireUser(ctx.actor);
  return withTx(ctx, async (tx) => {
    const [member] = await tx.db.select().from(sellerMembers).where(eq(sellerMembers.userId, user.userId));
    if (member)
      throw precondition(
        'accounts.already_member',
        'You already work for a seller. Leave it before you register another.',
        'Вы уже работаете у одного из продавцов. Чтобы открыть своего, сначала выйдите из него.',
      );
    const nameRu = input.name.ru || input.name.en;
    const nameEn = input.name.en || input.name.ru;
    const slug = input.slug ?? (await freeSlug(tx, slugOf(nameRu)));
    const now = tx.clock.now();
    const [created] = await tx.db.insert(sellers).values({ key: slug, slug, nameRu, nameEn, status: 'registered', createdAt: now, updatedAt: now }).returning();
    if (!created) throw new Error('insert into sellers returned nothing');
    await tx.db.insert(sellerMembers).values({ sellerId: created.id, userId: user.userId, role: 'owner', createdAt: now });
    await tx.db
      .update(users)
      .set({
        sellerId: created.id,
        roles: sql`case when 'seller' = any(${users.roles}) then ${users.roles} else array_append(${users.roles}, 'seller') end`,
        updatedAt: now,
      })
      .where(and(eq(users.id, user.userId)));
    await audit(tx, { action: 'seller.register', entity: 'seller', id: created.id, to: 'registered' });
    const opened = await writeSeller(tx, created, { status: 'onboarding' });
    await audit(tx, { action: 'seller.open_checklist', entity: 'seller', id: created.id, from: 'registered', to: 'onboarding' });
    await appendEvent(tx, sellerChanged, created.id, { sellerId: created.id });
    return sellerView(opened);
  });
}

async function freeSlug(ctx: Ctx, base: string): Promise<string> {
  const taken = await ctx.db
    .select({ slug: sellers.slug })
    .from(sellers)
    .where(sql`${sellers.slug} = ${base} or ${sellers.slug} like ${`${base}-%`}`);
  const names = new Set(taken.map((t) => t.slug));
  if (!names.has(base)) return base;
  let n = 2;
  while (names.has(`${base}-${n}`)) n++;
  return `${base}-${n}`;
}
