import type { Ctx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { readSeller, type SellerView, sellerView } from '../internal.ts';
import { requireOwnSeller, requireSellerReader, sellerNotFound } from '../policies.ts';
import type { OwnSellerInput } from '../schemas.ts';
import { sellers } from '../tables.ts';
import { isPublic } from './rules.ts';

/** A seller with its company data, for its own people and those who judge it; for all others `accounts.seller_not_found`. Without an id: the own seller. */
export async function getSeller(ctx: Ctx, input: OwnSellerInput): Promise<SellerView> {
  const sellerId = input.sellerId ?? requireOwnSeller(ctx.actor).sellerId;
  requireSellerReader(ctx.actor, sellerId);
  return sellerView(await readSeller(ctx, sellerId));
}

/** A store as buyers see it, by its address. Reason: `accounts.seller_not_found`, also for one that is not open to buyers. */
export async function getStore(ctx: Ctx, input: { readonly slug: string }) {
  const [row] = await ctx.read.select().from(sellers).where(eq(sellers.slug, input.slug));
  if (!row || !isPublic(row.status)) throw sellerNotFound();
  return {
    id: row.id,
    slug: row.slug,
    name: { ru: row.nameRu, en: row.nameEn },
    city: row.city,
    about: row.about,
    legalName: row.legalName,
    inn: row.inn,
    ogrn: row.ogrn,
    since: row.createdAt,
  };
}
export type Store = Awaited<ReturnType<typeof getStore>>;
