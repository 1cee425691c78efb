import { Id } from '@yarmarka/kernel/schemas';
import { z } from 'zod';
import { publicProcedure, router } from '../trpc/init.ts';
import { getShopCard } from '../views/shop-card.ts';
import { getShopCategory } from '../views/shop-category.ts';
import { getShopHome } from '../views/shop-home.ts';

/** What the shop's pages read; search has its own router. */
export const shopRouter = router({
  home: publicProcedure.query(({ ctx }) => getShopHome(ctx)),
  category: publicProcedure.input(z.object({ slug: z.string().min(1).max(200) })).query(({ ctx, input }) => getShopCategory(ctx, input.slug)),
  card: publicProcedure.input(z.object({ id: Id })).query(({ ctx, input }) => getShopCard(ctx, input.id)),
});
