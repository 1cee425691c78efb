import { countEndingCards, listEndingCards } from '@yarmarka/catalog';
import type { GraceEnding, GraceNews } from '@yarmarka/messaging';
import { countEndingOffers, listEndingOffers } from '@yarmarka/offers';
import { attributeWords } from './attribute-words.ts';

/** What leaves the shop in the next days, of cards and offers together. */
export const graceNews: GraceNews = {
  list: async (ctx, ahead) => joined([...(await listEndingCards(ctx, ahead)), ...(await listEndingOffers(ctx, ahead))]),
  count: async (ctx, ahead, of) => ({ cards: await countEndingCards(ctx, ahead, of), offers: await countEndingOffers(ctx, ahead, of) }),
  name: attributeWords,
};

/** One entry for each seller and day. */
function joined(list: readonly GraceEnding[]): GraceEnding[] {
  return [...Map.groupBy(list, (e) => `${e.day} ${e.sellerId}`).values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first, nos: [...new Set([...first.nos, ...rest.flatMap((e) => e.nos)])] }] : [],
  );
}
