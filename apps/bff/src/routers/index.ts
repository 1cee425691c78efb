import { router } from '../trpc/init.ts';
import { accountsRouter } from './accounts.ts';
import { aiRouter } from './ai.ts';
import { catalogRouter } from './catalog.ts';
import { dictionaryRouter } from './dictionary.ts';
import { exchangeRouter } from './exchange.ts';
import { importsRouter } from './imports.ts';
import { messagingRouter } from './messaging.ts';
import { offersRouter } from './offers.ts';
import { operationsRouter } from './operations.ts';
import { searchRouter } from './search.ts';
import { shopRouter } from './shop.ts';
import { taxonomyRouter } from './taxonomy.ts';
import { moderationRouter } from './moderation.ts';

/** The whole surface of the product: one line per capability. */
export const appRouter = router({
  accounts: accountsRouter,
  messaging: messagingRouter,
  shop: shopRouter,
  taxonomy: taxonomyRouter,
  dictionary: dictionaryRouter,
  catalog: catalogRouter,
  offers: offersRouter,
  exchange: exchangeRouter,
  imports: importsRouter,
  search: searchRouter,
  moderation: moderationRouter,
  ai: aiRouter,
  operations: operationsRouter,
});
export type AppRouter = typeof appRouter;
