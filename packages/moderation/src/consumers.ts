import { sellerDecided, sellerSubmitted } from '@yarmarka/accounts/events';
import { cardApplied, cardChangesRequested, cardDeclined, cardStale, cardSubmitted, cardWithdrawn } from '@yarmarka/catalog/events';
import { type Consumer, on } from '@yarmarka/kernel';
import type { Outcome } from './schemas.ts';
import { closeTasks, openCardTask, openSellerTask } from './task/open-task.ts';

/** Keeps the queue in step with what is submitted, taken back, or decided past the queue (by an operator, a rule, the CLI). Decisions made through the desk find nothing open any more. */
export const moderationConsumer: Consumer = {
  name: 'moderation',
  on: {
    ...on(cardSubmitted, async (ctx, { changeSetId }, event) => {
      await openCardTask(ctx, { changeSetId, came: event.occurredAt });
    }),
    ...on(cardWithdrawn, async (ctx, { changeSetId }) => {
      await closeTasks(ctx, { changeSetId });
    }),
    ...on(cardStale, async (ctx, { changeSetId }) => {
      await closeTasks(ctx, { changeSetId });
    }),
    ...on(cardApplied, async (ctx, { changeSetId, partly }) => {
      await closeTasks(ctx, { changeSetId }, partly ? 'partly_applied' : 'applied');
    }),
    ...on(cardDeclined, async (ctx, { changeSetId, rejected }) => {
      await closeTasks(ctx, { changeSetId }, rejected ? 'rejected' : 'declined');
    }),
    ...on(cardChangesRequested, async (ctx, { changeSetId }) => {
      await closeTasks(ctx, { changeSetId }, 'changes_requested');
    }),
    ...on(sellerSubmitted, async (ctx, { sellerId }, event) => {
      await openSellerTask(ctx, { sellerId, came: event.occurredAt });
    }),
    ...on(sellerDecided, async (ctx, { sellerId, status }) => {
      const outcome: Partial<Record<typeof status, Outcome>> = { approved: 'approved', needs_changes: 'needs_changes', rejected: 'rejected' };
      const ended = outcome[status];
      if (ended) await closeTasks(ctx, { sellerId }, ended);
    }),
  },
};
