import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../../lib/trpc.ts';

export type ShopCard = inferRouterOutputs<AppRouter>['shop']['card'];
export type ShopOffer = ShopCard['offers'][number];
export type ShopVariant = ShopCard['variants'][number];
