import { FileId } from '@yarmarka/files/schemas';
import { countExchange, importExchangeFile } from '@yarmarka/taxonomy';
import { ExportRequest } from '@yarmarka/taxonomy/schemas';
import { z } from 'zod';
import { adminProcedure, router } from '../trpc/init.ts';

/** The matrix as files. What is exported comes from `/api/exchange`. */
export const exchangeRouter = router({
  countExchange: adminProcedure.input(ExportRequest).query(({ ctx, input }) => countExchange(ctx, input)),
  /** An exported, edited and uploaded file as a draft of what differs. */
  importExchange: adminProcedure.input(z.object({ fileId: FileId, name: z.string().max(200).optional() })).mutation(async ({ ctx, input }) => {
    await ctx.limits?.consume('exchange', ctx.actor.kind === 'user' ? `u:${ctx.actor.userId}` : 'system');
    return importExchangeFile(ctx, input);
  }),
});
