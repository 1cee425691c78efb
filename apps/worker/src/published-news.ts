import { haveCardsFollowed, listVersionMoves, listVersionWork } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { PublishedNews } from '@yarmarka/messaging';
import { haveOffersFollowed, listOfferWorkOf } from '@yarmarka/offers';
import { attributeWords } from './attribute-words.ts';

/** Who has work since a version went live, on cards on sale or on offers, and with which attributes; undefined while cards or offers are still following it, or when nobody has. */
export async function publishedNews(ctx: Ctx, version: number): Promise<PublishedNews | undefined> {
  if (!(await haveCardsFollowed(ctx, version)) || !(await haveOffersFollowed(ctx, version))) return undefined;
  const moves = await listVersionMoves(ctx, version);
  const cards = await listVersionWork(ctx, version, moves);
  const offers = await listOfferWorkOf(ctx, moves);
  const nos = [...new Set([...cards.attributes, ...offers.attributes])];
  if (nos.length === 0) return undefined;
  const { ru, en } = await attributeWords(ctx, nos);
  const byCards = new Map(cards.sellers.map((s) => [s.sellerId, s]));
  const byOffers = new Map(offers.sellers.map((s) => [s.sellerId, s.offers]));
  return {
    attributesRu: ru,
    attributesEn: en,
    sellers: [...new Set([...byCards.keys(), ...byOffers.keys()])].map((sellerId) => {
      const { lacking = 0, invalid = 0, until = null } = byCards.get(sellerId) ?? {};
      return { sellerId, lacking, invalid, until, offers: byOffers.get(sellerId) ?? 0 };
    }),
  };
}
