import { actorLabel } from './actor.ts';
import type { Ctx } from './ctx.ts';
import { auditLog } from './tables.ts';

export type AuditEntry = {
  /** `<noun>.<verb>`, the verb's own name: `card.submit`. */
  readonly action: string;
  readonly entity: string;
  readonly id: string | number;
  readonly from?: string;
  readonly to?: string;
  readonly reasonCode?: string;
  readonly note?: string;
  readonly patch?: unknown;
};

/** Writes the journal row of a change, in the change's own transaction. State transitions are read back from these rows. Personal data and secrets do not belong in `patch`. */
export async function audit(ctx: Ctx, entry: AuditEntry): Promise<void> {
  if (!ctx.inTx) throw new Error(`audit(${entry.action}) outside a transaction`);
  await ctx.db.insert(auditLog).values({
    actor: actorLabel(ctx.actor),
    action: entry.action,
    entity: entry.entity,
    entityId: String(entry.id),
    fromState: entry.from ?? null,
    toState: entry.to ?? null,
    reasonCode: entry.reasonCode ?? null,
    note: entry.note ?? null,
    patch: entry.patch ?? null,
    requestId: ctx.requestId,
    occurredAt: ctx.clock.now(),
  });
}
