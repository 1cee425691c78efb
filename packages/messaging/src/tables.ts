import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgSchema, text, timestamp } from 'drizzle-orm/pg-core';
import type { MailParams } from './templates/index.ts';
import type { NoticeParams } from './schemas.ts';

export const messagingSchema = pgSchema('messaging');
const at = (name: string) => timestamp(name, { withTimezone: true });

/** What a person is told inside the product. The words are made when it is read, in the reader's language, from kind and params. */
export const notices = messagingSchema.table(
  'notices',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    userId: text('user_id').notNull(),
    kind: text().notNull(),
    params: jsonb().$type<NoticeParams>().notNull().default({}),
    link: text(),
    readAt: at('read_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('notices_user').on(t.userId, t.id), index('notices_unread').on(t.userId).where(sql`read_at is null`)],
);

/** The log of letters. The address is kept as a hash; address and params (which may hold a link with a token) stand in `payload` only until the letter has left. */
export const emails = messagingSchema.table(
  'emails',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    toHash: text('to_hash').notNull(),
    kind: text().notNull(),
    locale: text().$type<'ru' | 'en'>().notNull(),
    status: text().$type<'queued' | 'sent' | 'failed'>().notNull().default('queued'),
    payload: jsonb().$type<{ readonly to: string; readonly params: MailParams }>(),
    attempts: integer().notNull().default(0),
    lastError: text('last_error'),
    createdAt: at('created_at').notNull().defaultNow(),
    sentAt: at('sent_at'),
  },
  (t) => [index('emails_to').on(t.toHash, t.id), index('emails_open').on(t.id).where(sql`status = 'queued'`)],
);
