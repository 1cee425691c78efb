import * as catalog from '@yarmarka/catalog';
import * as s from '@yarmarka/catalog/schemas';
import { Id, PageInput } from '@yarmarka/kernel/schemas';
import { z } from 'zod';
import { adminProcedure, router, sellerProcedure, userProcedure } from '../trpc/init.ts';
import { getSellerCard, listCardVerdicts } from '../views/seller-card.ts';
import { listMissingAttributes } from '../views/seller-missing.ts';
import { getSellerOverview } from '../views/seller-overview.ts';

export const catalogRouter = router({
  cards: userProcedure.input(s.ListCardsInput).query(({ ctx, input }) => catalog.listCards(ctx, input)),
  countCards: userProcedure.input(s.ListCardsInput).query(({ ctx, input }) => catalog.countCards(ctx, input)),
  graceEnforced: adminProcedure.query(({ ctx }) => catalog.isGraceEnforced(ctx)),
  setGraceEnforced: adminProcedure.input(z.object({ on: z.boolean() })).mutation(({ ctx, input }) => catalog.setGraceEnforced(ctx, input.on)),
  card: userProcedure.input(s.CardInput).query(({ ctx, input }) => catalog.getCard(ctx, input.cardId)),
  revisions: userProcedure
    .input(PageInput.extend({ cardId: Id }))
    .query(({ ctx, input }) => catalog.listRevisions(ctx, { cardId: input.cardId, cursor: input.cursor ?? null, limit: input.limit })),
  changeSet: userProcedure.input(s.ChangeSetInput).query(({ ctx, input }) => catalog.getChangeSet(ctx, input.changeSetId)),
  missingAttributes: sellerProcedure.query(({ ctx }) => listMissingAttributes(ctx)),
  sellerCard: sellerProcedure.input(s.CardInput).query(({ ctx, input }) => getSellerCard(ctx, input.cardId)),
  verdicts: sellerProcedure.input(s.CardInput).query(({ ctx, input }) => listCardVerdicts(ctx, input.cardId)),
  sellerOverview: sellerProcedure.query(({ ctx }) => getSellerOverview(ctx)),

  createDraft: sellerProcedure.input(s.CreateDraftInput).mutation(({ ctx, input }) => catalog.createDraft(ctx, input)),
  saveDraft: sellerProcedure.input(s.SaveDraftInput).mutation(({ ctx, input }) => catalog.saveDraft(ctx, input)),
  setPictures: sellerProcedure.input(s.SetPicturesInput).mutation(({ ctx, input }) => catalog.setPictures(ctx, input)),
  addVariant: sellerProcedure.input(s.AddVariantInput).mutation(({ ctx, input }) => catalog.addVariant(ctx, input)),
  updateVariant: sellerProcedure.input(s.UpdateVariantInput).mutation(({ ctx, input }) => catalog.updateVariant(ctx, input)),
  removeVariant: sellerProcedure.input(s.RemoveVariantInput).mutation(({ ctx, input }) => catalog.removeVariant(ctx, input)),
  changeCategory: sellerProcedure.input(s.ChangeCategoryInput).mutation(({ ctx, input }) => catalog.changeCategory(ctx, input)),
  submitCard: sellerProcedure.input(s.SubmitCardInput).mutation(({ ctx, input }) => catalog.submitCard(ctx, input)),
  proposeChange: sellerProcedure.input(s.ProposeChangeInput).mutation(({ ctx, input }) => catalog.proposeChange(ctx, input)),
  cancelChangeSet: sellerProcedure.input(s.ChangeSetInput).mutation(({ ctx, input }) => catalog.cancelChangeSet(ctx, input)),
  archiveCard: sellerProcedure.input(s.CardInput).mutation(({ ctx, input }) => catalog.archiveCard(ctx, input)),
  restoreCard: sellerProcedure.input(s.CardInput).mutation(({ ctx, input }) => catalog.restoreCard(ctx, input)),
});
