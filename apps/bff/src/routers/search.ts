import { searchCards, suggest } from '@yarmarka/search';
import { SearchCardsInput, SuggestInput } from '@yarmarka/search/schemas';
import { limited, publicProcedure, router } from '../trpc/init.ts';

const searching = publicProcedure.use(limited('search'));

export const searchRouter = router({
  cards: searching.input(SearchCardsInput).query(({ ctx, input }) => searchCards(ctx, input)),
  suggest: searching.input(SuggestInput).query(({ ctx, input }) => suggest(ctx, input)),
});
