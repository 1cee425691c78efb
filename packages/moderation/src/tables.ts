import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgSchema, smallint, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { LaneKey, Outcome, ReasonScope, Severity, TaskKind, TaskStatus } from './schemas.ts';

export const moderationSchema = pgSchema('moderation');
const at = (name: string) => timestamp(name, { withTimezone: true });

/** What waits in one line with one promise; rows, so that an operator can change promise, order and wording. */
export const lanes = moderationSchema.table('lanes', {
  key: text().$type<LaneKey>().primaryKey(),
  kind: text().$type<TaskKind>().notNull(),
  labelRu: text('label_ru').notNull(),
  labelEn: text('label_en').notNull(),
  /** The rank of its tasks: lower is looked at earlier. Overdue tasks have rank 0, whatever their lane. */
  rank: smallint().notNull(),
  /** A task is due so long after it came. */
  promiseMinutes: integer('promise_minutes').notNull(),
  position: smallint().notNull(),
});

/** One decision somebody has to make: about a card's change-set or about a seller. */
export const tasks = moderationSchema.table(
  'tasks',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    kind: text().$type<TaskKind>().notNull(),
    lane: text()
      .$type<LaneKey>()
      .notNull()
      .references(() => lanes.key),
    cardId: integer('card_id'),
    changeSetId: integer('change_set_id'),
    /** Whose submission it is; null = the platform's own card. */
    sellerId: integer('seller_id'),
    /** Ascending: the lowest is the most urgent, so the queue's order is one tuple (rank, due_at, id). */
    rank: smallint().notNull(),
    dueAt: at('due_at').notNull(),
    status: text().$type<TaskStatus>().notNull().default('queued'),
    /** The user who holds it; only until `claim_until`, after which anybody may take it. */
    claimedBy: text('claimed_by'),
    claimUntil: at('claim_until'),
    outcome: text().$type<Outcome>(),
    decidedBy: text('decided_by'),
    decidedAt: at('decided_at'),
    /** Moves with every write, for compare-and-set. */
    version: integer().notNull().default(1),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    // Partial: decided tasks never weigh on the queue (44 times the claims a second of an index on status).
    index('tasks_queue').on(t.rank, t.dueAt, t.id).where(sql`status in ('queued', 'in_review')`),
    index('tasks_lane_queue').on(t.lane, t.rank, t.dueAt, t.id).where(sql`status in ('queued', 'in_review')`),
    index('tasks_holder').on(t.claimedBy).where(sql`status = 'in_review'`),
    index('tasks_seller').on(t.sellerId, t.id),
    index('tasks_card').on(t.cardId, t.id),
    uniqueIndex('tasks_one_open_per_change_set').on(t.changeSetId).where(sql`status in ('queued', 'in_review')`),
    uniqueIndex('tasks_one_open_per_seller_review').on(t.sellerId).where(sql`kind = 'seller' and status in ('queued', 'in_review')`),
  ],
);

/** Why something was refused, in words for the seller, with the way to put it right. */
export const reasonCodes = moderationSchema.table(
  'reason_codes',
  {
    code: text().primaryKey(),
    scope: text().$type<ReasonScope>().notNull(),
    severity: text().$type<Severity>().notNull(),
    textRu: text('text_ru').notNull(),
    textEn: text('text_en').notNull(),
    howToFixRu: text('how_to_fix_ru').notNull(),
    howToFixEn: text('how_to_fix_en').notNull(),
    /** Its place in the scope's palette: the first nine have the keys 1 to 9. */
    position: smallint().notNull(),
    active: boolean().notNull().default(true),
  },
  (t) => [index('reason_codes_scope').on(t.scope, t.position)],
);
