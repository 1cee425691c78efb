import { listConvertedNos, listOpenRuns, listVersionMoves, listVersionWork, type PreviewMove } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { PublishedNews } from '@yarmarka/messaging';
import { listOfferWorkOf, listOpenRuns as listOpenOfferRuns } from '@yarmarka/offers';
import { conditionAttributes } from '@yarmarka/taxonomy';
import { attributeWords } from './attribute-words.ts';

/**
 * Who has work since a version went live, on cards on sale or on offers, and with which attributes; undefined while its cards are still being recomputed, or when nobody has. A seller whose
 * work lies with values that have not followed this version or one before it is left out until they have: a conversion that is given up silences nobody but those it concerns.
 */
export async function publishedNews(ctx: Ctx, version: number): Promise<PublishedNews | undefined> {
  const open = await listOpenRuns(ctx, version);
  if (!open) return undefined;
  const moves = await listVersionMoves(ctx, version);
  const following = withReaders(await listConvertedNos(ctx, [...open, ...(await listOpenOfferRuns(ctx, version))]), moves);
  const cards = await listVersionWork(ctx, version, moves, following);
  const offers = await listOfferWorkOf(ctx, moves, { following });
  const nos = [...new Set([...cards.attributes, ...offers.attributes])].filter((no) => !following.includes(no));
  if (nos.length === 0) return undefined;
  const { ru, en } = await attributeWords(ctx, nos);
  const byCards = new Map(cards.sellers.map((s) => [s.sellerId, s]));
  const byOffers = new Map(offers.sellers.map((s) => [s.sellerId, s.offers]));
  const held = new Set([...cards.sellers, ...offers.sellers].flatMap((s) => (s.held ? [s.sellerId] : [])));
  return {
    attributesRu: ru,
    attributesEn: en,
    sellers: [...new Set([...byCards.keys(), ...byOffers.keys()])]
      .filter((id) => !held.has(id))
      .map((sellerId) => {
        const { lacking = 0, invalid = 0, until = null } = byCards.get(sellerId) ?? {};
        return { sellerId, lacking, invalid, until, offers: byOffers.get(sellerId) ?? 0 };
      }),
  };
}

/** These attributes and those asked for only when one of them says so. */
function withReaders(nos: readonly number[], moves: readonly PreviewMove[]): number[] {
  if (nos.length === 0) return [];
  const readers = moves.flatMap(({ to }) => to.schema.attributes.filter((a) => a.condition && conditionAttributes(a.condition).some((no) => nos.includes(no))));
  return [...new Set([...nos, ...readers.map((a) => a.no)])];
}
