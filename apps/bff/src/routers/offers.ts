import * as offers from '@yarmarka/offers';
import * as s from '@yarmarka/offers/schemas';
import { router, sellerProcedure } from '../trpc/init.ts';

export const offersRouter = router({
  list: sellerProcedure.input(s.ListOffersInput).query(({ ctx, input }) => offers.listOffersOfSeller(ctx, input)),
  warehouses: sellerProcedure.query(({ ctx }) => offers.listWarehouses(ctx, {})),
  upsert: sellerProcedure.input(s.UpsertOfferInput).mutation(({ ctx, input }) => offers.upsertOffer(ctx, input)),
  setPrices: sellerProcedure.input(s.SetPricesInput).mutation(({ ctx, input }) => offers.setPrices(ctx, input)),
  setStock: sellerProcedure.input(s.SetStockInput).mutation(({ ctx, input }) => offers.setStock(ctx, input)),
  pause: sellerProcedure.input(s.OfferInput).mutation(({ ctx, input }) => offers.pauseOffer(ctx, input)),
  resume: sellerProcedure.input(s.OfferInput).mutation(({ ctx, input }) => offers.resumeOffer(ctx, input)),
  archive: sellerProcedure.input(s.OfferInput).mutation(({ ctx, input }) => offers.archiveOffer(ctx, input)),
  upsertWarehouse: sellerProcedure.input(s.UpsertWarehouseInput).mutation(({ ctx, input }) => offers.upsertWarehouse(ctx, input)),
});
