import { audit, type Ctx, unauthenticated, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { requireUser } from '../policies.ts';
import type { UpdateProfileInput } from '../schemas.ts';
import { sellers, users } from '../tables.ts';

/** Who is signed in, as the screens need it; null for a visitor. */
export async function findProfile(ctx: Ctx) {
  if (ctx.actor.kind !== 'user') return null;
  const [row] = await ctx.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      emailVerified: users.emailVerified,
      roles: users.roles,
      locale: users.locale,
      twoFactorEnabled: users.twoFactorEnabled,
      sellerId: users.sellerId,
      sellerStatus: sellers.status,
      sellerNameRu: sellers.nameRu,
      sellerNameEn: sellers.nameEn,
      sellerSlug: sellers.slug,
    })
    .from(users)
    .leftJoin(sellers, eq(sellers.id, users.sellerId))
    .where(eq(users.id, ctx.actor.userId));
  if (!row) return null;
  const { sellerId, sellerStatus, sellerNameRu, sellerNameEn, sellerSlug, ...profile } = row;
  const seller =
    sellerId === null || sellerStatus === null
      ? null
      : { id: sellerId, status: sellerStatus, name: { ru: sellerNameRu ?? '', en: sellerNameEn ?? '' }, slug: sellerSlug ?? '' };
  // Roles as they count in this session: a staff role may wait for the second factor.
  return {
    ...profile,
    roles: ctx.actor.roles,
    seller,
    needsSecondFactor: profile.roles.some((r) => !(ctx.actor.kind === 'user' && ctx.actor.roles.includes(r))),
  };
}
export type Profile = NonNullable<Awaited<ReturnType<typeof findProfile>>>;

/** Changes the own name or language. */
export async function updateProfile(ctx: Ctx, input: UpdateProfileInput): Promise<void> {
  const user = requireUser(ctx.actor);
  await withTx(ctx, async (tx) => {
    const changed = await tx.db
      .update(users)
      .set({
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.locale === undefined ? {} : { locale: input.locale }),
        updatedAt: tx.clock.now(),
      })
      .where(eq(users.id, user.userId))
      .returning({ id: users.id });
    if (changed.length === 0) throw unauthenticated();
    await audit(tx, { action: 'profile.update', entity: 'user', id: user.userId, patch: { fields: Object.keys(input) } });
  });
}
