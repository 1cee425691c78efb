import { boolean, index, integer, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

export const filesSchema = pgSchema('files');

/** One row per distinct content; the id is the SHA-256 of the stored bytes, in hex. */
export const files = filesSchema.table(
  'files',
  {
    id: text().primaryKey(),
    kind: text().$type<'picture' | 'document' | 'sheet'>().notNull(),
    mime: text().notNull(),
    bytes: integer().notNull(),
    /** Pictures only: pixels after rotation. */
    width: integer(),
    height: integer(),
    /** The name the first uploader gave it: shown and offered on download, never part of a path. */
    name: text().notNull(),
    /** Who stored it first, as the journal writes actors. */
    owner: text().notNull(),
    private: boolean().notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('files_owner').on(t.owner, t.createdAt)],
);

/** Who may read a private file besides moderators and administrators: the sellers who uploaded this very content. */
export const fileReaders = filesSchema.table(
  'file_readers',
  {
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    /** `seller:<id>` or `user:<id>`. */
    reader: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.reader] }), index('file_readers_reader').on(t.reader)],
);
