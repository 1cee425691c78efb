import * as messaging from '@yarmarka/messaging';
import * as s from '@yarmarka/messaging/schemas';
import { adminProcedure, router, userProcedure } from '../trpc/init.ts';

export const messagingRouter = router({
  listNotices: userProcedure.input(s.ListNoticesInput).query(({ ctx, input }) => messaging.listNotices(ctx, input)),
  countUnread: userProcedure.query(({ ctx }) => messaging.countUnread(ctx)),
  markRead: userProcedure.input(s.MarkReadInput).mutation(({ ctx, input }) => messaging.markRead(ctx, input)),
  listMailbox: adminProcedure.input(s.ListMailboxInput).query(({ ctx, input }) => messaging.listMailbox(ctx, input)),
  readMail: adminProcedure.input(s.ReadMailInput).query(({ ctx, input }) => messaging.readMail(ctx, input)),
});
