import { defineEvent } from '@yarmarka/kernel';
import { z } from 'zod';
import { LaneKey, OUTCOMES, TASK_STATUSES } from './schemas.ts';

const id = z.number().int();
/** A moderator has decided about a card's change-set or a seller. */
export const moderationDecided = defineEvent(
  'moderation.decided.v1',
  z.object({ taskId: id, cardId: id.nullable(), changeSetId: id.nullable(), sellerId: id.nullable(), outcome: z.enum(OUTCOMES) }),
);
/** The queue moved: a task came, was claimed, released, decided or withdrawn. For the desks that are open; it names no seller, so only staff hear it. */
export const queueChanged = defineEvent('moderation.queue_changed.v1', z.object({ taskId: id, lane: LaneKey, status: z.enum(TASK_STATUSES) }));
