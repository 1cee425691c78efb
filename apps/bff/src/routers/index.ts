import { router } from '../trpc/init.ts';
import { accountsRouter } from './accounts.ts';
import { messagingRouter } from './messaging.ts';
import { shopRouter } from './shop.ts';
import { taxonomyRouter } from './taxonomy.ts';
import { moderationRouter } from './moderation.ts';

/** The whole surface of the product: one line per capability. */
export const appRouter = router({
  accounts: accountsRouter,
  messaging: messagingRouter,
  shop: shopRouter,
  taxonomy: taxonomyRouter,
  moderation: moderationRouter,
});
export type AppRouter = typeof appRouter;
