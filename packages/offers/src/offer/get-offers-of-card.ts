import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type BuyableOffer, type BuyBox, chooseBuyBox, compareOffers } from './buy-box.ts';

export type OffersOfCard = {
  /** In stock first, then by price. */
  readonly offers: readonly BuyableOffer[];
  /** One choice for each variant that is in stock, cheapest first. */
  readonly buyBoxes: readonly BuyBox[];
};
type Row = {
  offer_id: number;
  seller_id: number;
  name_ru: string;
  name_en: string;
  slug: string;
  variant_id: number;
  price_minor: string;
  old_price_minor: string | null;
  currency: string;
  qty: string;
};

/** What buyers may buy of a card: the offer active, the card published, its variant not archived, the seller approved; all computed, nothing stored. Public. */
export async function getOffersOfCard(ctx: Ctx, cardId: number): Promise<OffersOfCard> {
  const rows = await ctx.read.execute<Row>(sql`
    select b.offer_id, b.seller_id, s.name_ru, s.name_en, s.slug, b.variant_id, b.price_minor::text, b.old_price_minor::text, b.currency, b.qty::text
    from offers.buyable_of_cards(array[${cardId}]::int[]) b join accounts.sellers s on s.id = b.seller_id`);
  const offers = rows
    .map(
      (r): BuyableOffer => ({
        offerId: r.offer_id,
        sellerId: r.seller_id,
        sellerName: { ru: r.name_ru, en: r.name_en },
        sellerSlug: r.slug,
        variantId: r.variant_id,
        priceMinor: Number(r.price_minor),
        oldPriceMinor: r.old_price_minor === null ? null : Number(r.old_price_minor),
        currency: r.currency,
        qty: Number(r.qty),
      }),
    )
    .toSorted(compareOffers);
  const buyBoxes = [...new Set(offers.map((o) => o.variantId))].flatMap((id) => chooseBuyBox(id, offers) ?? []);
  return { offers, buyBoxes };
}
