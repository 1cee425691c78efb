import { type CardSeed, createCard, type TestCard } from '@yarmarka/catalog/testing';
import { asSystem, type Ctx } from '@yarmarka/kernel';
import { openCardTask } from './task/open-task.ts';

export type TestTask = TestCard & { readonly taskId: number; readonly changeSetId: number };

/** A card that waits for a verdict, with its task in the queue. Its values must pass the category's schema. */
export async function createCardTask(ctx: Ctx, seed: Omit<CardSeed, 'status'>): Promise<TestTask> {
  const card = await createCard(ctx, { ...seed, status: 'in_moderation' });
  const changeSetId = card.changeSetId ?? 0;
  const taskId = await openCardTask(asSystem(ctx, 'test'), { changeSetId, came: ctx.clock.now() });
  if (taskId === undefined) throw new Error('no task was opened');
  return { ...card, changeSetId, taskId };
}
