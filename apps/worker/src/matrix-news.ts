import { previewDelta } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { MatrixNews } from '@yarmarka/messaging';
import { listOfferWork } from '@yarmarka/offers';
import { listAttributes, previewChangeSet } from '@yarmarka/taxonomy';

/** Attributes named in one sentence. */
const NAMED = 5;

/**
 * Who will have work from a scheduled change-set, on cards or on offers, and with which attributes; undefined when it would be refused as it stands or nobody has work. A seller's cards
 * are its own with something to mend plus those whose offers lack something: a card with both counts twice.
 */
export async function matrixNews(ctx: Ctx, changeSetId: number): Promise<MatrixNews | undefined> {
  const delta = await previewChangeSet(ctx, changeSetId);
  if (delta.problems.length > 0 || delta.conflicts.length > 0) return undefined;
  const impact = await previewDelta(ctx, delta, { sellers: Number.MAX_SAFE_INTEGER });
  const offers = await listOfferWork(ctx, delta);
  const nos = [...new Set([...impact.attributes.filter((a) => a.lacking + a.invalid > 0).map((a) => a.attributeNo), ...offers.attributes])];
  if (nos.length === 0) return undefined;
  const named = await listAttributes(ctx, { nos: nos.slice(0, NAMED) });
  const words = (locale: 'ru' | 'en') => {
    const names = nos.flatMap((no) => named.find((a) => a.no === no)?.[locale] ?? []).join(', ');
    return nos.length > NAMED ? `${names}, +${nos.length - NAMED}` : names;
  };
  const cards = new Map(offers.sellers.map((s) => [s.sellerId, s.cards]));
  for (const { sellerId, lacking, invalid } of impact.sellers)
    if (sellerId !== null && lacking + invalid > 0) cards.set(sellerId, (cards.get(sellerId) ?? 0) + lacking + invalid);
  return { attributesRu: words('ru'), attributesEn: words('en'), sellers: [...cards].map(([sellerId, n]) => ({ sellerId, cards: n })) };
}
