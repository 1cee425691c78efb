import * as accounts from '@yarmarka/accounts';
import * as s from '@yarmarka/accounts/schemas';
import { adminProcedure, limited, moderatorProcedure, publicProcedure, router, sellerProcedure, userProcedure } from '../trpc/init.ts';

export const accountsRouter = router({
  profile: publicProcedure.query(({ ctx }) => accounts.findProfile(ctx)),
  updateProfile: userProcedure.input(s.UpdateProfileInput).mutation(({ ctx, input }) => accounts.updateProfile(ctx, input)),
  listSessions: userProcedure.query(({ ctx }) => accounts.listSessions(ctx)),
  revokeSession: userProcedure.input(s.SessionIdInput).mutation(({ ctx, input }) => accounts.revokeSession(ctx, input)),
  revokeOtherSessions: userProcedure.mutation(({ ctx }) => accounts.revokeOtherSessions(ctx)),
  store: publicProcedure.input(s.SlugInput).query(({ ctx, input }) => accounts.getStore(ctx, input)),

  registerSeller: userProcedure
    .use(limited('registerSeller'))
    .input(s.RegisterSellerInput)
    .mutation(({ ctx, input }) => accounts.registerSeller(ctx, input)),
  listInvitations: userProcedure.query(({ ctx }) => accounts.listInvitations(ctx)),
  acceptInvitation: userProcedure.input(s.InvitationIdInput).mutation(({ ctx, input }) => accounts.acceptInvitation(ctx, input)),

  mySeller: sellerProcedure.query(({ ctx }) => accounts.getSeller(ctx, {})),
  myStanding: sellerProcedure.query(({ ctx }) => accounts.getSellerStanding(ctx, {})),
  updateCompany: sellerProcedure.input(s.UpdateCompanyInput).mutation(({ ctx, input }) => accounts.updateCompany(ctx, input)),
  submitDocument: sellerProcedure.input(s.SubmitDocumentInput).mutation(({ ctx, input }) => accounts.submitDocument(ctx, input)),
  acceptTerms: sellerProcedure.input(s.AcceptTermsInput).mutation(({ ctx, input }) => accounts.acceptTerms(ctx, input)),
  submitSellerForReview: sellerProcedure.mutation(({ ctx }) => accounts.submitSellerForReview(ctx)),
  reapplySeller: sellerProcedure.mutation(({ ctx }) => accounts.reapplySeller(ctx)),
  listStaff: sellerProcedure.query(({ ctx }) => accounts.listStaff(ctx)),
  inviteStaff: sellerProcedure
    .use(limited('invite'))
    .input(s.InviteStaffInput)
    .mutation(({ ctx, input }) => accounts.inviteStaff(ctx, input)),
  revokeInvitation: sellerProcedure.input(s.InvitationIdInput).mutation(({ ctx, input }) => accounts.revokeInvitation(ctx, input)),

  listSellersForReview: moderatorProcedure.input(s.PageInput).query(({ ctx, input }) => accounts.listSellersForReview(ctx, input)),
  searchSellers: moderatorProcedure.input(s.ListSellersInput).query(({ ctx, input }) => accounts.searchSellers(ctx, input)),
  seller: moderatorProcedure.input(s.SellerIdInput).query(({ ctx, input }) => accounts.getSeller(ctx, input)),
  sellerStanding: moderatorProcedure.input(s.SellerIdInput).query(({ ctx, input }) => accounts.getSellerStanding(ctx, input)),
  startSellerReview: moderatorProcedure.input(s.VersionedSellerInput).mutation(({ ctx, input }) => accounts.startSellerReview(ctx, input)),
  decideSeller: moderatorProcedure.input(s.DecideSellerInput).mutation(({ ctx, input }) => accounts.decideSeller(ctx, input)),
  listRequirements: moderatorProcedure.query(({ ctx }) => accounts.listRequirements(ctx)),

  saveRequirement: adminProcedure.input(s.SaveRequirementInput).mutation(({ ctx, input }) => accounts.saveRequirement(ctx, input)),
  suspendSeller: adminProcedure.input(s.SuspendSellerInput).mutation(({ ctx, input }) => accounts.suspendSeller(ctx, input)),
  restoreSeller: adminProcedure.input(s.VersionedSellerInput).mutation(({ ctx, input }) => accounts.restoreSeller(ctx, input)),
  listUsers: adminProcedure.input(s.ListUsersInput).query(({ ctx, input }) => accounts.listUsers(ctx, input)),
  setRoles: adminProcedure.input(s.SetRolesInput).mutation(({ ctx, input }) => accounts.setRoles(ctx, input)),
  setUserStatus: adminProcedure.input(s.SetUserStatusInput).mutation(({ ctx, input }) => accounts.setUserStatus(ctx, input)),
  revokeUserSessions: adminProcedure.input(s.UserIdInput).mutation(({ ctx, input }) => accounts.revokeUserSessions(ctx, input)),
});
