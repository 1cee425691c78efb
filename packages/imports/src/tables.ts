import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { ColumnMapping, Fix, ImportStatus, ParsedRow, RowAction, RowIssue, RowStatus } from './schemas.ts';

export const importsSchema = pgSchema('imports');
const at = (name: string) => timestamp(name, { withTimezone: true });
const count = (name: string) => integer(name).notNull().default(0);

/** One uploaded sheet on its way into a seller's cards. */
export const importJobs = importsSchema.table(
  'import_jobs',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sellerId: integer('seller_id').notNull(),
    categoryId: integer('category_id').notNull(),
    fileId: text('file_id').notNull(),
    fileName: text('file_name').notNull(),
    status: text().$type<ImportStatus>().notNull(),
    format: text().$type<'csv' | 'xlsx'>().notNull(),
    encoding: text(),
    delimiter: text(),
    sheet: text(),
    header: jsonb().$type<string[]>().notNull(),
    headerRow: integer('header_row').notNull(),
    /** The first rows, cells cut short: what the mapping is guessed and shown with. */
    samples: jsonb().$type<string[][]>().notNull().default([]),
    /** How numbers, dates and plain texts of the sheet are read. */
    locale: text().$type<'ru' | 'en'>().notNull().default('ru'),
    /** The header's names, folded and hashed: the same columns get the mapping chosen last time. */
    headerHash: text('header_hash').notNull(),
    mapping: jsonb().$type<ColumnMapping[]>().notNull().default([]),
    /** The schema the rows were checked by; applying checks again when the category has moved to another. */
    schemaHash: text('schema_hash').notNull(),
    /** 0 for a long sheet that has not been staged yet. */
    rowsTotal: count('rows_total'),
    rowsValid: count('rows_valid'),
    rowsInvalid: count('rows_invalid'),
    rowsCreated: count('rows_created'),
    rowsUpdated: count('rows_updated'),
    rowsUnchanged: count('rows_unchanged'),
    rowsRefused: count('rows_refused'),
    cardsSubmitted: count('cards_submitted'),
    cardsIncomplete: count('cards_incomplete'),
    /** The last card sent for review: a step that was killed goes on from here. Rows carry their own status. */
    cursor: integer().notNull().default(0),
    /** Rows (when sending for review: cards) done and to do in the running step. */
    progressDone: count('progress_done'),
    progressTotal: count('progress_total'),
    stepStartedAt: at('step_started_at'),
    heartbeatAt: at('heartbeat_at'),
    /** Set while the finished import's cards are being sent for review. */
    submitting: text().$type<'waiting' | 'running' | 'done'>(),
    /** Why it failed: an AppError's reason, or `imports.bug`. */
    failure: text(),
    /** The same in words, with the row where it happened. */
    failureText: jsonb('failure_text').$type<{ ru: string; en: string }>(),
    version: integer().notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    completedAt: at('completed_at'),
  },
  (t) => [
    index('import_jobs_seller').on(t.sellerId, t.id),
    index('import_jobs_running').on(t.heartbeatAt).where(sql`status in ('staging', 'applying') or submitting in ('waiting', 'running')`),
  ],
);

/** A row of the file: as it came, as it is understood, and what became of it. */
export const importRows = importsSchema.table(
  'import_rows',
  {
    jobId: integer('job_id')
      .notNull()
      .references(() => importJobs.id, { onDelete: 'cascade' }),
    /** As a spreadsheet numbers it. */
    rowNo: integer('row_no').notNull(),
    /** Rows that may be variants of one card share the number of the first of them. */
    unitNo: integer('unit_no').notNull(),
    /** The row whose card this one is a variant of; its own number when it stands alone. */
    cardRow: integer('card_row').notNull(),
    raw: jsonb().$type<string[]>().notNull(),
    sku: text().notNull(),
    /** The first row with the same article number, when that is another row. */
    sameSkuRow: integer('same_sku_row'),
    parsed: jsonb().$type<ParsedRow>(),
    issues: jsonb().$type<RowIssue[]>().notNull().default([]),
    status: text().$type<RowStatus>().notNull().default('staged'),
    action: text().$type<RowAction>(),
    cardId: integer('card_id'),
    variantId: integer('variant_id'),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.rowNo] }),
    index('import_rows_units').on(t.jobId, t.unitNo, t.rowNo),
    index('import_rows_status').on(t.jobId, t.status, t.unitNo, t.rowNo),
    index('import_rows_cards').on(t.jobId, t.cardId).where(sql`card_id is not null`),
  ],
);

/** Which card and variant an article number of a seller became, so that the same article number never becomes a second one. */
export const importedItems = importsSchema.table(
  'imported_items',
  {
    sellerId: integer('seller_id').notNull(),
    sku: text().notNull(),
    cardId: integer('card_id').notNull(),
    variantId: integer('variant_id').notNull(),
    jobId: integer('job_id').notNull(),
    importedAt: at('imported_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.sku] }), index('imported_items_card').on(t.cardId)],
);

/** How a seller's sheet with these columns was read last time. */
export const mappingProfiles = importsSchema.table(
  'mapping_profiles',
  {
    sellerId: integer('seller_id').notNull(),
    headerHash: text('header_hash').notNull(),
    mapping: jsonb().$type<ColumnMapping[]>().notNull(),
    usedAt: at('used_at').notNull().defaultNow(),
    uses: bigint({ mode: 'number' }).notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.headerHash] })],
);

/** What a seller decided a value means, remembered for every later sheet. */
export const valueFixes = importsSchema.table(
  'value_fixes',
  {
    sellerId: integer('seller_id').notNull(),
    /** A column's target, `attr:120` or `price`. */
    target: text().notNull(),
    /** The cell's text, folded: case, spaces and ё do not count. */
    value: text().notNull(),
    fix: jsonb().$type<Fix>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.target, t.value] })],
);
