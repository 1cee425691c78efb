import { sql } from 'drizzle-orm';
import { bigint, doublePrecision, index, integer, jsonb, pgSchema, primaryKey, smallint, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

export const kernelSchema = pgSchema('kernel');
const at = (name: string) => timestamp(name, { withTimezone: true });

/** Append-only journal: one row for every change a verb makes. */
export const auditLog = kernelSchema.table(
  'audit_log',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    occurredAt: at('occurred_at').notNull().defaultNow(),
    actor: text().notNull(),
    action: text().notNull(),
    entity: text().notNull(),
    entityId: text('entity_id').notNull(),
    fromState: text('from_state'),
    toState: text('to_state'),
    reasonCode: text('reason_code'),
    note: text(),
    patch: jsonb().$type<unknown>(),
    requestId: text('request_id').notNull(),
  },
  (t) => [index('audit_log_entity').on(t.entity, t.entityId, t.id), index('audit_log_actor').on(t.actor, t.id), index('audit_log_action').on(t.action, t.id)],
);

export const outbox = kernelSchema.table(
  'outbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    topic: text().notNull(),
    key: text().notNull(),
    type: text().notNull(),
    version: integer().notNull(),
    payload: jsonb().$type<unknown>().notNull(),
    occurredAt: at('occurred_at').notNull().defaultNow(),
    /** Stamped by the relay when it publishes: row ids are not in commit order, everything that resumes resumes by this. */
    seq: bigint({ mode: 'number' }),
    publishedAt: at('published_at'),
    attempts: integer().notNull().default(0),
    lastError: text('last_error'),
  },
  (t) => [uniqueIndex('outbox_seq_unique').on(t.seq), index('outbox_unpublished').on(t.id).where(sql`seq is null`)],
);

export const inbox = kernelSchema.table(
  'inbox',
  { source: text().notNull(), messageId: text('message_id').notNull(), receivedAt: at('received_at').notNull().defaultNow() },
  (t) => [primaryKey({ columns: [t.source, t.messageId] })],
);

/** How far each consumer of the outbox has come. */
export const consumerCursors = kernelSchema.table('consumer_cursors', {
  consumer: text().primaryKey(),
  seq: bigint({ mode: 'number' }).notNull(),
  attempts: integer().notNull().default(0),
  lastError: text('last_error'),
  /** After a failure: not before this. */
  nextAttemptAt: at('next_attempt_at'),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** Events a consumer gave up on after repeated failures; an operator replays them. */
export const deadLetters = kernelSchema.table(
  'dead_letters',
  {
    consumer: text().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    error: text().notNull(),
    failedAt: at('failed_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.consumer, t.seq] })],
);

/** Projection queue: ids whose read models must be rebuilt. `version` moves with every mark, so a mark made during a projection is not lost. */
export const dirty = kernelSchema.table(
  'dirty',
  {
    queue: text().notNull(),
    id: bigint({ mode: 'number' }).notNull(),
    version: bigint({ mode: 'number' }).notNull().default(sql`nextval('kernel.dirty_version')`),
    markedAt: at('marked_at').notNull().defaultNow(),
    /** How often this id alone could not be projected; it waits until `retry_at` and holds nobody up. */
    attempts: smallint().notNull().default(0),
    retryAt: at('retry_at'),
    lastError: text('last_error'),
  },
  (t) => [primaryKey({ columns: [t.queue, t.version] })],
);
export const dirtyVersion = kernelSchema.sequence('dirty_version');
export const outboxSeq = kernelSchema.sequence('outbox_seq');

/** Settings an operator edits: one JSON value per key. */
export const settings = kernelSchema.table('settings', {
  key: text().primaryKey(),
  value: jsonb().$type<unknown>().notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  updatedBy: text('updated_by').notNull(),
});

/** Long work that people follow: publishing's consequences, conversions, files, rebuilds. One row per piece of work; `key` names it, so that a job started anew goes on in its row. */
export const activities = kernelSchema.table(
  'activities',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    key: text().notNull(),
    kind: text().notNull(),
    titleRu: text('title_ru').notNull(),
    titleEn: text('title_en').notNull(),
    /** Null: not known (yet). */
    total: integer(),
    done: integer().notNull().default(0),
    /** Items per second since it was last taken up. */
    perSecond: doublePrecision('per_second'),
    /** Where its result is, a path of the workplace. */
    href: text(),
    author: text().notNull(),
    /** Set when it is one seller's: that seller sees it too. */
    sellerId: integer('seller_id'),
    startedAt: at('started_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
    error: text(),
  },
  (t) => [uniqueIndex('activities_running_unique').on(t.key).where(sql`finished_at is null`), index('activities_recent').on(t.updatedAt)],
);
