import { decideSeller, type SellerView } from '@yarmarka/accounts';
import { DecideSellerInput } from '@yarmarka/accounts/schemas';
import { appendEvent, type Ctx, withTx } from '@yarmarka/kernel';
import { wrongKind } from '../errors.ts';
import { moderationDecided } from '../events.ts';
import { lockTask } from '../internal.ts';
import { assertReasons } from '../reason/reason-codes.ts';
import { DecideSellerTaskInput, type Outcome } from '../schemas.ts';
import { assertCanDecide } from './claim-task.ts';
import { close } from './decide-card-task.ts';

const OUTCOME: Readonly<Record<'approve' | 'needs_changes' | 'reject', Outcome>> = { approve: 'approved', needs_changes: 'needs_changes', reject: 'rejected' };

/**
 * A moderator's verdict on a seller: accounts decides, the task closes, the journal and `moderation.decided.v1` are written in one transaction. Errors: those of the claim
 * (`moderation.task_closed`, `moderation.task_held`, `moderation.task_not_claimed`), `moderation.wrong_kind`, `moderation.reason_unknown`, and those of `accounts.decideSeller`.
 */
// the audit row is written by close() of decide-card-task.ts; no audit row: of its own
export async function decideSellerTask(
  ctx: Ctx,
  raw: DecideSellerTaskInput,
): Promise<{ readonly taskId: number; readonly outcome: Outcome; readonly seller: SellerView }> {
  const input = DecideSellerTaskInput.parse(raw);
  const decision = DecideSellerInput.parse(input.decision);
  return withTx(ctx, async (tx) => {
    const task = await lockTask(tx, input.taskId);
    assertCanDecide(tx, task);
    if (task.kind !== 'seller' || task.sellerId !== decision.sellerId) throw wrongKind();
    const codes = [decision.reasonCode, ...decision.rows.map((r) => r.reasonCode)].filter((c) => c !== undefined);
    await assertReasons(
      tx,
      codes.map((code) => ({ code, scopes: ['seller'] as const })),
    );
    const seller = await decideSeller(tx, decision);
    const outcome = OUTCOME[decision.decision];
    await close(tx, task, { status: 'decided', outcome, reasonCode: decision.reasonCode, note: decision.note });
    await appendEvent(tx, moderationDecided, task.id, { taskId: task.id, cardId: null, changeSetId: null, sellerId: task.sellerId, outcome });
    return { taskId: task.id, outcome, seller };
  });
}
