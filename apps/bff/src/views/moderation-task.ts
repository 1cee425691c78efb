import type { Ctx } from '@yarmarka/kernel';
import { getTask } from '@yarmarka/moderation';
import type { TaskInput } from '@yarmarka/moderation/schemas';
import { type ModerationCard, moderationCard } from './moderation-card.ts';
import { type ModerationSeller, moderationSeller } from './moderation-seller.ts';

/** What the desk shows of one task, a card's or a seller's. Error: `moderation.task_not_found`. */
export async function getModerationTask(ctx: Ctx, input: TaskInput): Promise<ModerationCard | ModerationSeller> {
  const view = await getTask(ctx, input);
  return view.subject.kind === 'card' ? moderationCard(ctx, view, view.subject) : moderationSeller(ctx, view, view.subject);
}
