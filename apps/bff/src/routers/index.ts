import { router } from '../trpc/init.ts';
import { accountsRouter } from './accounts.ts';
import { messagingRouter } from './messaging.ts';
import { shopRouter } from './shop.ts';
import { taxonomyRouter } from './taxonomy.ts';

/** The whole surface of the product: one line per capability. */
export const appRouter = router({
  accounts: accountsRouter,
  messaging: messagingRouter,
  shop: shopRouter,
  taxonomy: taxonomyRouter,
});
export type AppRouter = typeof appRouter;
