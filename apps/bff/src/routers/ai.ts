import * as ai from '@yarmarka/ai';
import * as s from '@yarmarka/ai/schemas';
import { router, userProcedure } from '../trpc/init.ts';

/** Generated texts. The generation itself streams: `POST /api/ai/describe`, see http/ai-stream.ts. Sellers and administrators; whose card it is, the verbs decide. */
export const aiRouter = router({
  list: userProcedure.input(s.ListGenerationsInput).query(({ ctx, input }) => ai.listGenerations(ctx, input)),
  /** Changes nothing; a mutation because a text is too long for an address. */
  checkText: userProcedure.input(s.CheckTextInput).mutation(({ ctx, input }) => ai.checkText(ctx, input)),
  accept: userProcedure.input(s.AcceptGenerationInput).mutation(({ ctx, input }) => ai.acceptGeneration(ctx, input)),
  decline: userProcedure.input(s.GenerationInput).mutation(({ ctx, input }) => ai.declineGeneration(ctx, input)),
});
