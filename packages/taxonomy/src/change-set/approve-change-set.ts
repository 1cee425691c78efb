import { actorLabel, appendEvent, audit, type Ctx, precondition, readSetting, withTx, writeSetting } from '@yarmarka/kernel';
import { auditLog } from '@yarmarka/kernel/tables';
import { and, eq, inArray, isNotNull, isNull, ne, notExists, type SQL, sql } from 'drizzle-orm';
import { namesNeedApproval, notApproved } from '../errors.ts';
import { changeSetApproved, changeSetAsked, changeSetReturned } from '../events.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { changeSets } from '../tables.ts';
import { type ChangeSet, getChangeSet, lockDraft, withoutDate } from './change-sets.ts';
import { addComment } from './comments.ts';
import { assertStamp } from './stamp.ts';

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

/** Asks the other administrators to look at a change-set (`change_set.asked.v1`). Reason: `taxonomy.change_set_closed`. */
export async function requestApproval(ctx: Ctx, id: number): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await lockDraft(tx, id);
    await tx.db.update(changeSets).set({ approvalRequestedAt: tx.clock.now(), returned: null }).where(eq(changeSets.id, id));
    await audit(tx, { action: 'change-set.request-approval', entity: 'matrix_change_set', id });
    await appendEvent(tx, changeSetAsked, id, { changeSetId: id });
  });
}

/** What the journal says of whoever has a hand in a change-set. */
const handIn = (setId: string | SQL): SQL | undefined =>
  and(eq(auditLog.entity, 'matrix_change_set'), eq(auditLog.entityId, setId), inArray(auditLog.action, ['change-set.edit', 'change-set.resolve']));

/** Who has a hand in a change-set: its author, and everybody who ever saved or took back an edit of it or decided a conflict, as the journal has it. */
export async function listEditors(ctx: Ctx, set: Pick<ChangeSet, 'id' | 'author'>): Promise<string[]> {
  assertCanEditMatrix(ctx);
  const rows = await ctx.db
    .selectDistinct({ actor: auditLog.actor })
    .from(auditLog)
    .where(handIn(String(set.id)));
  return [...new Set([set.author, ...rows.map((r) => r.actor)])];
}

/** Change-sets that wait for the caller's approval, the oldest request first: those it has no hand in itself. A hundred at most. */
export async function listWaiting(ctx: Ctx): Promise<ChangeSet[]> {
  assertCanEditMatrix(ctx);
  const me = actorLabel(ctx.actor);
  const mine = ctx.read
    .select({ one: sql`1` })
    .from(auditLog)
    .where(and(handIn(sql`${changeSets.id}::text`), eq(auditLog.actor, me)));
  return ctx.read
    .select()
    .from(changeSets)
    .where(
      and(
        isNotNull(changeSets.approvalRequestedAt),
        isNull(changeSets.approvedBy),
        inArray(changeSets.status, ['draft', 'conflict']),
        ne(changeSets.author, me),
        notExists(mine),
      ),
    )
    .orderBy(changeSets.approvalRequestedAt, changeSets.id)
    .limit(100);
}

/**
 * Approves these very edits; every later edit takes it away; their author hears of it (`change_set.approved.v1`). Nobody who has a hand in them can approve them (`taxonomy.own_approval`). `stamp`: the edits that were looked at
 * (`taxonomy.draft_changed`).
 */
export async function approveChangeSet(ctx: Ctx, id: number, stamp?: string): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const set = await lockDraft(tx, id);
    await assertNotOwn(tx, set);
    assertStamp((await getChangeSet(tx, id)).changes, stamp);
    await tx.db
      .update(changeSets)
      .set({ approvedBy: actorLabel(tx.actor), approvedAt: tx.clock.now(), returned: null })
      .where(eq(changeSets.id, id));
    await audit(tx, { action: 'change-set.approve', entity: 'matrix_change_set', id });
    await appendEvent(tx, changeSetApproved, id, { changeSetId: id });
  });
}

/** Nobody who has a hand in a change-set judges it. */
async function assertNotOwn(tx: Ctx, set: ChangeSet): Promise<void> {
  if ((await listEditors(tx, set)).includes(actorLabel(tx.actor)))
    throw precondition(
      'taxonomy.own_approval',
      'There are edits of your own in this change-set, so you cannot approve it. Ask a colleague who has changed nothing in it.',
      'В этом наборе есть ваши правки, поэтому одобрить его вы не можете. Попросите коллегу, который ничего в нём не менял.',
    );
}

/**
 * Sends a set for which approval was asked back to whoever asked, with words that stand among its comments and as a mark on it until it is asked for again; its author hears of it
 * (`change_set.returned.v1`). A date goes with it, and who was told of that is told that it is off. Reasons: `taxonomy.own_approval`, `taxonomy.approval_not_asked`, `taxonomy.change_set_closed`.
 */
export async function returnChangeSet(ctx: Ctx, input: { id: number; text: string }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const set = await lockDraft(tx, input.id);
    await assertNotOwn(tx, set);
    if (set.approvalRequestedAt === null)
      throw precondition(
        'taxonomy.approval_not_asked',
        'Nobody is asking for approval of this change-set any more.',
        'Одобрения для этого набора уже никто не ждёт.',
      );
    const by = actorLabel(tx.actor);
    await addComment(tx, { changeSetId: set.id, text: input.text });
    const status = set.status === 'scheduled' ? 'draft' : set.status;
    const date = await withoutDate(tx, set);
    await tx.db
      .update(changeSets)
      .set({
        status,
        ...date,
        approvalRequestedAt: null,
        approvedBy: null,
        approvedAt: null,
        returned: { by, at: tx.clock.now().toISOString(), text: input.text },
      })
      .where(eq(changeSets.id, set.id));
    await audit(tx, { action: 'change-set.return', entity: 'matrix_change_set', id: set.id, from: set.status, to: status });
    await appendEvent(tx, changeSetReturned, set.id, { changeSetId: set.id });
  });
}

/** People need the approval where four eyes are asked for; what the system does of its own (imports, demo data) does not, unless it carries out somebody's date. */
export async function assertApproved(tx: Ctx, set: ChangeSet): Promise<void> {
  if (set.approvedBy !== null || (tx.actor.kind === 'system' && set.status !== 'scheduled')) return;
  if (await isFourEyesOn(tx)) throw notApproved();
}

/** Names, synonyms and help texts change without a version; where four eyes are asked for, people change them in a change-set as well (`taxonomy.names_need_approval`). */
export async function assertNamesFree(tx: Ctx): Promise<void> {
  if (tx.actor.kind !== 'system' && (await isFourEyesOn(tx))) throw namesNeedApproval();
}
