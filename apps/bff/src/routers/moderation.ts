import * as moderation from '@yarmarka/moderation';
import * as s from '@yarmarka/moderation/schemas';
import { moderatorProcedure, router, userProcedure } from '../trpc/init.ts';
import { getMyDay, listMyDecisions, MyDecisionsInput } from '../views/moderation-history.ts';
import { getModerationTask } from '../views/moderation-task.ts';

export const moderationRouter = router({
  lanes: moderatorProcedure.query(({ ctx }) => moderation.listLanes(ctx)),
  tasks: moderatorProcedure.input(s.ListTasksInput).query(({ ctx, input }) => moderation.listTasks(ctx, input)),
  task: moderatorProcedure.input(s.TaskInput).query(({ ctx, input }) => moderation.getTask(ctx, input)),
  /** What the desk shows: the task with its words, checks, seller and neighbours. */
  deskTask: moderatorProcedure.input(s.TaskInput).query(({ ctx, input }) => getModerationTask(ctx, input)),
  myDecisions: moderatorProcedure.input(MyDecisionsInput).query(({ ctx, input }) => listMyDecisions(ctx, input)),
  myDay: moderatorProcedure.query(({ ctx }) => getMyDay(ctx)),
  claimTask: moderatorProcedure.input(s.TaskInput).mutation(({ ctx, input }) => moderation.claimTask(ctx, input)),
  claimNextTask: moderatorProcedure.input(s.ClaimNextInput).mutation(async ({ ctx, input }) => (await moderation.claimNextTask(ctx, input)) ?? null),
  renewClaim: moderatorProcedure.input(s.TaskInput).mutation(({ ctx, input }) => moderation.renewClaim(ctx, input)),
  releaseTask: moderatorProcedure.input(s.TaskInput).mutation(({ ctx, input }) => moderation.releaseTask(ctx, input)),
  decideCardTask: moderatorProcedure.input(s.DecideCardTaskInput).mutation(({ ctx, input }) => moderation.decideCardTask(ctx, input)),
  decideSellerTask: moderatorProcedure.input(s.DecideSellerTaskInput).mutation(({ ctx, input }) => moderation.decideSellerTask(ctx, input)),
  /** Sellers read them too: in verdicts. */
  reasonCodes: userProcedure.input(s.ListReasonCodesInput).query(({ ctx, input }) => moderation.listReasonCodes(ctx, input)),
});
