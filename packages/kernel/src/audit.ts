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

/** Rows of one insert: a statement takes 65 535 parameters at most. */
const CHUNK = 1000;

/** Writes the journal row of a change, or one a change for what one statement changed, in the change's own transaction. State transitions are read back from these rows. Personal data and secrets do not belong in `patch`. */
export async function audit(ctx: Ctx, entry: AuditEntry | readonly AuditEntry[]): Promise<void> {
  const entries = 'action' in entry ? [entry] : entry;
  if (!ctx.inTx) throw new Error(`audit(${entries[0]?.action ?? ''}) outside a transaction`);
  const rows = entries.map((e) => rowOf(ctx, e));
  for (let i = 0; i < rows.length; i += CHUNK) await ctx.db.insert(auditLog).values(rows.slice(i, i + CHUNK));
}

function rowOf(ctx: Ctx, entry: AuditEntry): typeof auditLog.$inferInsert {
  return {
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
  };
}
