import { previewDelta } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { MatrixNews } from '@yarmarka/messaging';
import { listOfferWork } from '@yarmarka/offers';
import { previewChangeSet } from '@yarmarka/taxonomy';
import { attributeWords } from './attribute-words.ts';

/**
 * Who will have work from a scheduled change-set, on cards or on offers, and with which attributes; undefined when it would be refused as it stands or nobody has work. Of each seller: so
 * many different cards of its own have something to mend, and so many different offers, on whoever's cards, lack something.
 */
export async function matrixNews(ctx: Ctx, changeSetId: number): Promise<MatrixNews | undefined> {
  const delta = await previewChangeSet(ctx, changeSetId);
  if (delta.problems.length > 0 || delta.conflicts.length > 0) return undefined;
  const impact = await previewDelta(ctx, delta, { sellers: Number.MAX_SAFE_INTEGER });
  if (impact.blockers.length > 0) return undefined;
  const work = await listOfferWork(ctx, delta);
  const nos = [...new Set([...impact.attributes.filter((a) => a.lacking + a.invalid > 0).map((a) => a.attributeNo), ...work.attributes])];
  if (nos.length === 0) return undefined;
  const cards = new Map(impact.sellers.flatMap((s) => (s.sellerId !== null && s.toMend > 0 ? [[s.sellerId, s.toMend] as const] : [])));
  const offers = new Map(work.sellers.map((s) => [s.sellerId, s.offers]));
  const sellers = [...new Set([...cards.keys(), ...offers.keys()])];
  const { ru, en } = await attributeWords(ctx, nos);
  return {
    attributesRu: ru,
    attributesEn: en,
    sellers: sellers.map((sellerId) => ({ sellerId, cards: cards.get(sellerId) ?? 0, offers: offers.get(sellerId) ?? 0 })),
  };
}
