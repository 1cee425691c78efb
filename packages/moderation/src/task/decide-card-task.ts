import { type Applied, applyChangeSet } from '@yarmarka/catalog';
import { actorLabel, appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { wrongKind } from '../errors.ts';
import { moderationDecided } from '../events.ts';
import { lockTask, type TaskRow, tellQueue } from '../internal.ts';
import { assertReasons } from '../reason/reason-codes.ts';
import { DecideCardTaskInput, type Outcome } from '../schemas.ts';
import { tasks } from '../tables.ts';
import { assertCanDecide } from './claim-task.ts';

export type CardTaskDecided =
  | { readonly status: 'decided'; readonly taskId: number; readonly outcome: Outcome; readonly applied: Applied }
  /** The card has moved under the proposal: the task is closed and the author decides anew. */
  | { readonly status: 'stale'; readonly taskId: number; readonly applied: Applied }
  /** What was accepted breaks the category's present schema: nothing is written, the moderator decides again. */
  | { readonly status: 'invalid'; readonly taskId: number; readonly applied: Applied };

const TO_CATALOG = { apply: 'decide', changes_requested: 'request_changes', reject: 'reject' } as const;

/**
 * A moderator's verdict on a card: field by field, or on the whole. The live card changes, the task closes, the journal and `moderation.decided.v1` are written in one transaction; of two
 * decisions one is refused. A whole-card reason is of scope `card`, a field's of scope `attribute` or `image` (or `card`). Errors: `moderation.task_not_found`, `moderation.task_closed`,
 * `moderation.task_held`, `moderation.task_not_claimed`, `moderation.reason_unknown`, and those of `catalog.applyChangeSet`.
 */
export async function decideCardTask(ctx: Ctx, raw: DecideCardTaskInput): Promise<CardTaskDecided> {
  const input = DecideCardTaskInput.parse(raw);
  return withTx(ctx, async (tx) => {
    const task = await lockTask(tx, input.taskId);
    assertCanDecide(tx, task);
    if (task.kind !== 'card' || task.changeSetId === null) throw wrongKind();
    await assertReasons(tx, [
      ...(input.reasonCode === undefined ? [] : [{ code: input.reasonCode, scopes: ['card', 'attribute', 'image'] as const }]),
      ...input.decisions.flatMap((d) => (d.reasonCode === undefined ? [] : [{ code: d.reasonCode, scopes: ['attribute', 'image', 'card', 'offer'] as const }])),
    ]);
    const applied = await applyChangeSet(tx, {
      changeSetId: task.changeSetId,
      decisions: input.decisions,
      outcome: TO_CATALOG[input.outcome],
      ...(input.rest === undefined ? {} : { rest: input.rest }),
      ...(input.reasonCode === undefined ? {} : { reasonCode: input.reasonCode }),
      ...(input.note === undefined || input.note === '' ? {} : { note: input.note }),
    });
    if (applied.status === 'invalid') return { status: 'invalid', taskId: task.id, applied };
    if (applied.status === 'stale') {
      await close(tx, task, { status: 'withdrawn', outcome: null });
      return { status: 'stale', taskId: task.id, applied };
    }
    const outcome = outcomeOf(applied);
    await close(tx, task, { status: 'decided', outcome, reasonCode: input.reasonCode, note: input.note });
    await appendEvent(tx, moderationDecided, task.id, {
      taskId: task.id,
      cardId: task.cardId,
      changeSetId: task.changeSetId,
      sellerId: task.sellerId,
      outcome,
    });
    return { status: 'decided', taskId: task.id, outcome, applied };
  });
}

function outcomeOf(applied: Extract<Applied, { status: 'applied' | 'partly_applied' | 'declined' }>): Outcome {
  if (applied.status !== 'declined') return applied.status;
  if (applied.cardStatus === 'rejected') return 'rejected';
  return applied.cardStatus === 'changes_requested' ? 'changes_requested' : 'declined';
}

type Closing = {
  readonly status: 'decided' | 'withdrawn';
  readonly outcome: Outcome | null;
  readonly reasonCode?: string | undefined;
  readonly note?: string | undefined;
};

/** Takes a task off the queue and journals how it ended. */
export async function close(tx: Ctx, task: TaskRow, closing: Closing): Promise<void> {
  await tx.db
    .update(tasks)
    .set({
      status: closing.status,
      outcome: closing.outcome,
      decidedBy: actorLabel(tx.actor),
      decidedAt: tx.clock.now(),
      claimUntil: null,
      version: task.version + 1,
    })
    .where(eq(tasks.id, task.id));
  await audit(tx, {
    action: closing.status === 'decided' ? 'task.decide' : 'task.withdraw',
    entity: 'task',
    id: task.id,
    from: task.status,
    to: closing.outcome ?? closing.status,
    ...(closing.reasonCode ? { reasonCode: closing.reasonCode } : {}),
    ...(closing.note ? { note: closing.note } : {}),
    patch: { cardId: task.cardId, changeSetId: task.changeSetId, sellerId: task.sellerId },
  });
  await tellQueue(tx, { ...task, status: closing.status });
}
