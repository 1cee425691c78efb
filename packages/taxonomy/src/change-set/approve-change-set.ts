import { actorLabel, audit, type Ctx, precondition, readSetting, withTx, writeSetting } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { notApproved } from '../errors.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { changeSets } from '../tables.ts';
import { type ChangeSet, lockDraft } from './change-sets.ts';

const FOUR_EYES = 'taxonomy.four_eyes';

/** Whether a change-set needs a second administrator before it is published. Off until somebody sets it. */
export async function isFourEyesOn(ctx: Ctx): Promise<boolean> {
  const value = await readSetting(ctx, FOUR_EYES);
  return typeof value === 'object' && value !== null && 'on' in value && value.on === true;
}

export async function setFourEyes(ctx: Ctx, on: boolean): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await writeSetting(tx, FOUR_EYES, { on });
    await audit(tx, { action: 'taxonomy.four-eyes', entity: 'setting', id: FOUR_EYES, to: on ? 'on' : 'off' });
  });
}

/** Asks the other administrators to look at a change-set. Reason: `taxonomy.change_set_closed`. */
export async function requestApproval(ctx: Ctx, id: number): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await lockDraft(tx, id);
    await tx.db.update(changeSets).set({ approvalRequestedAt: tx.clock.now() }).where(eq(changeSets.id, id));
    await audit(tx, { action: 'change-set.request-approval', entity: 'matrix_change_set', id });
  });
}

/** Approves these very edits; every later edit takes it away. The author cannot approve their own (`taxonomy.own_approval`). */
export async function approveChangeSet(ctx: Ctx, id: number): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const set = await lockDraft(tx, id);
    if (set.author === actorLabel(tx.actor))
      throw precondition('taxonomy.own_approval', 'You cannot approve your own change-set. Ask a colleague.', 'Одобрить свой набор нельзя. Попросите коллегу.');
    await tx.db
      .update(changeSets)
      .set({ approvedBy: actorLabel(tx.actor), approvedAt: tx.clock.now() })
      .where(eq(changeSets.id, id));
    await audit(tx, { action: 'change-set.approve', entity: 'matrix_change_set', id });
  });
}

/** People need the approval where four eyes are asked for; what the system does of its own (imports, demo data) does not, unless it carries out somebody's date. */
export async function assertApproved(tx: Ctx, set: ChangeSet): Promise<void> {
  if (set.approvedBy !== null || (tx.actor.kind === 'system' && set.status !== 'scheduled')) return;
  if (await isFourEyesOn(tx)) throw notApproved();
}
