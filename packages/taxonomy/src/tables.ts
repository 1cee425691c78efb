import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, index, integer, jsonb, pgSchema, primaryKey, smallint, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Source } from './change-set/source.ts';
import type { Conversion, Trouble } from './delta.ts';
import type { Evidence, SuggestionKind } from './miner/schemas.ts';
import type { CategorySchema, CellFields, Change, Origins } from './schemas.ts';

export const taxonomySchema = pgSchema('taxonomy');
const at = (name: string) => timestamp(name, { withTimezone: true });
const labels = { labelRu: text('label_ru').notNull(), labelEn: text('label_en').notNull() };

/** One row per published change-set; readers see the newest. */
export const matrixVersions = taxonomySchema.table('matrix_versions', {
  version: integer().primaryKey(),
  changeSetId: integer('change_set_id'),
  title: text().notNull(),
  author: text().notNull(),
  publishedAt: at('published_at').notNull().defaultNow(),
});

/** The tree as it is now. `path` runs from the root to the category itself. A merged category stays as an alias row. */
export const categories = taxonomySchema.table(
  'categories',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    key: text().notNull(),
    parentId: integer('parent_id'),
    aliasOf: integer('alias_of'),
    ...labels,
    slugRu: text('slug_ru').notNull(),
    slugEn: text('slug_en').notNull(),
    position: integer().notNull().default(0),
    depth: smallint().notNull(),
    path: integer().array().notNull(),
    createdVersion: integer('created_version').notNull(),
  },
  (t) => [
    uniqueIndex('categories_key_unique').on(t.key),
    uniqueIndex('categories_slug_ru_unique').on(t.slugRu),
    uniqueIndex('categories_slug_en_unique').on(t.slugEn),
    index('categories_parent').on(t.parentId, t.position),
    index('categories_path').using('gin', t.path),
  ],
);

/** A category's parents through the versions. */
export const categoryParents = taxonomySchema.table(
  'category_parents',
  {
    categoryId: integer('category_id').notNull(),
    parentId: integer('parent_id'),
    fromVersion: integer('from_version').notNull(),
    toVersion: integer('to_version'),
  },
  (t) => [primaryKey({ columns: [t.categoryId, t.fromVersion] })],
);

export const attributeGroups = taxonomySchema.table('attribute_groups', { key: text().primaryKey(), ...labels, position: integer().notNull().default(0) });

/** Lists stand apart from attributes: several attributes may offer one list. */
export const lists = taxonomySchema.table('lists', { id: integer().primaryKey().generatedAlwaysAsIdentity(), key: text().notNull() }, (t) => [
  uniqueIndex('lists_key_unique').on(t.key),
]);

export const entries = taxonomySchema.table(
  'entries',
  {
    listId: integer('list_id')
      .notNull()
      .references(() => lists.id),
    entryNo: integer('entry_no').notNull(),
    key: text().notNull(),
    ...labels,
    position: integer().notNull().default(0),
    /** A quantity (16 GB): the number as written with its unit, so that a list can be sorted, filtered and projected as numbers. */
    number: doublePrecision(),
    unit: text(),
    swatch: text(),
    synonyms: text().array().notNull().default(sql`'{}'`),
    createdVersion: integer('created_version').notNull(),
    retired: boolean().notNull().default(false),
    /** Set when it was merged: the entry of the same list that took over. */
    mergedInto: integer('merged_into'),
  },
  (t) => [
    primaryKey({ columns: [t.listId, t.entryNo] }),
    uniqueIndex('entries_key_unique').on(t.listId, t.key),
    index('entries_merged').on(t.listId).where(sql`${t.mergedInto} is not null`),
  ],
);

export const attributes = taxonomySchema.table(
  'attributes',
  {
    no: integer().primaryKey(),
    key: text().notNull(),
    type: text().$type<'list' | 'text' | 'number' | 'boolean' | 'date' | 'range'>().notNull(),
    listId: integer('list_id').references(() => lists.id),
    unitFamily: text('unit_family'),
    localised: boolean().notNull().default(false),
    ...labels,
    descriptionRu: text('description_ru').notNull().default(''),
    descriptionEn: text('description_en').notNull().default(''),
    createdVersion: integer('created_version').notNull(),
    retired: boolean().notNull().default(false),
    /** Set when it was merged: the attribute that took over. */
    mergedInto: integer('merged_into'),
  },
  (t) => [uniqueIndex('attributes_key_unique').on(t.key), index('attributes_list').on(t.listId)],
);

export const brands = taxonomySchema.table(
  'brands',
  { id: integer().primaryKey().generatedAlwaysAsIdentity(), name: text().notNull(), createdAt: at('created_at').notNull().defaultNow() },
  (t) => [uniqueIndex('brands_name_unique').on(sql`lower(${t.name})`)],
);

/** Sparse rules, valid in versions [from_version, to_version). `fields` holds only what the rule sets; `field_versions` the version that last set each. */
export const rules = taxonomySchema.table(
  'rules',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    categoryId: integer('category_id')
      .notNull()
      .references(() => categories.id),
    attributeNo: integer('attribute_no')
      .notNull()
      .references(() => attributes.no),
    op: text().$type<'set' | 'exclude'>().notNull(),
    fields: jsonb().$type<CellFields>().notNull(),
    fieldVersions: jsonb('field_versions').$type<Record<string, number>>().notNull(),
    fromVersion: integer('from_version').notNull(),
    toVersion: integer('to_version'),
  },
  (t) => [
    uniqueIndex('rules_current_unique').on(t.categoryId, t.attributeNo).where(sql`to_version is null`),
    index('rules_attribute').on(t.attributeNo),
    index('rules_history').on(t.categoryId, t.attributeNo, t.fromVersion),
  ],
);

/** Help texts of a cell; they change at once and inherit like fields. */
export const cellHelp = taxonomySchema.table(
  'cell_help',
  {
    categoryId: integer('category_id').notNull(),
    attributeNo: integer('attribute_no').notNull(),
    helpRu: text('help_ru').notNull(),
    helpEn: text('help_en').notNull(),
  },
  (t) => [primaryKey({ columns: [t.categoryId, t.attributeNo] })],
);

/** The fold of the rules, root to leaf, with the origin of each field. */
export const effectiveCells = taxonomySchema.table(
  'effective_cells',
  {
    categoryId: integer('category_id').notNull(),
    attributeNo: integer('attribute_no').notNull(),
    fields: jsonb().$type<CellFields>().notNull(),
    origins: jsonb().$type<Origins>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.categoryId, t.attributeNo] }), index('effective_cells_attribute').on(t.attributeNo)],
);

/** One row per distinct schema. */
export const schemas = taxonomySchema.table('schemas', {
  hash: text().primaryKey(),
  artefact: jsonb().$type<CategorySchema>().notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** Option lists over 300 tokens, named by hash in artefacts. */
export const optionLists = taxonomySchema.table('option_lists', { hash: text().primaryKey(), tokens: integer().array().notNull() });

/** Which schema a category had in which versions. */
export const categorySchemas = taxonomySchema.table(
  'category_schemas',
  { categoryId: integer('category_id').notNull(), hash: text().notNull(), fromVersion: integer('from_version').notNull(), toVersion: integer('to_version') },
  (t) => [
    primaryKey({ columns: [t.categoryId, t.fromVersion] }),
    uniqueIndex('category_schemas_current_unique').on(t.categoryId).where(sql`to_version is null`),
    index('category_schemas_hash').on(t.hash).where(sql`to_version is null`),
  ],
);

export const changeSets = taxonomySchema.table(
  'change_sets',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    title: text().notNull(),
    note: text().notNull().default(''),
    status: text().$type<'draft' | 'scheduled' | 'published' | 'canceled' | 'conflict'>().notNull().default('draft'),
    author: text().notNull(),
    baseVersion: integer('base_version').notNull(),
    publishAt: at('publish_at'),
    /** The version that this set undoes. */
    undoes: integer(),
    /** Files that brought the edits, or that brought what this set undoes: its title is said by them, in the reader's language. */
    source: jsonb().$type<Source>(),
    /** Four eyes: who approved these very edits; every later edit takes it away. */
    approvedBy: text('approved_by'),
    approvedAt: at('approved_at'),
    /** Somebody asked the other administrators to look at it. */
    approvalRequestedAt: at('approval_requested_at'),
    /** A second administrator sent it back: the mark stands until approval is asked for again or given. */
    returned: jsonb().$type<{ readonly by: string; readonly at: string; readonly text: string }>(),
    /** Who set the date of a scheduled set. */
    scheduledBy: text('scheduled_by'),
    /** Status conflict: why it was not published at its date. */
    trouble: jsonb().$type<Trouble>(),
    publishedVersion: integer('published_version'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('change_sets_status').on(t.status, t.id), index('change_sets_author').on(t.author, t.status)],
);

/** The edits of a change-set: one row per target (`rule:<category>:<attribute>`, `attribute:<key>`, `entry:<list>:<key>`, `category:<key>`, `move:<category>`). */
export const changes = taxonomySchema.table(
  'changes',
  {
    changeSetId: integer('change_set_id')
      .notNull()
      .references(() => changeSets.id),
    target: text().notNull(),
    change: jsonb().$type<Change>().notNull(),
    /** The target's state in the base version, for conflicts and undo. */
    base: jsonb().$type<unknown>(),
    position: integer().notNull().default(0),
    editedAt: at('edited_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.changeSetId, t.target] }),
    // Of all edits ever published the few that pin: every look at the sheet asks for them.
    index('changes_pinned').on(t.changeSetId).where(sql`change #>> '{edit,pin}' = 'true'`),
  ],
);

/** What an import set last, so that its next run changes only that and sees what people edited since. */
export const importMarks = taxonomySchema.table(
  'import_marks',
  { source: text().notNull(), target: text().notNull(), fields: jsonb().$type<unknown>().notNull() },
  (t) => [primaryKey({ columns: [t.source, t.target] })],
);

/** Pushed here by catalogue, offers and search: how many cards a category has, how many fill an attribute, how often it was filtered by. */
export const attributeUsage = taxonomySchema.table(
  'attribute_usage',
  {
    categoryId: integer('category_id').notNull(),
    attributeNo: integer('attribute_no').notNull(),
    filled: integer().notNull().default(0),
    filtered: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.categoryId, t.attributeNo] })],
);

export const changeSetComments = taxonomySchema.table(
  'change_set_comments',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    changeSetId: integer('change_set_id')
      .notNull()
      .references(() => changeSets.id),
    /** The edit it speaks of; null: the whole set. */
    target: text(),
    author: text().notNull(),
    text: text().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('change_set_comments_set').on(t.changeSetId, t.id)],
);

/** How stored values follow the merges and type changes of a version; the catalogue carries them out. */
export const valueConversions = taxonomySchema.table(
  'value_conversions',
  { version: integer().notNull(), no: smallint().notNull(), conversion: jsonb().$type<Conversion>().notNull(), undo: boolean().notNull().default(false) },
  (t) => [primaryKey({ columns: [t.version, t.no] })],
);

/** The edits that take a version back, worked out while it was applied; its rules apart, which have a history of their own. */
export const versionInverses = taxonomySchema.table('version_inverses', {
  version: integer().primaryKey(),
  changes: jsonb().$type<readonly Change[]>().notNull(),
});

/** What the miner found could be simpler. */
export const suggestions = taxonomySchema.table(
  'suggestions',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** Kind and what it is about: a later run finds the same one again. */
    key: text().notNull(),
    kind: text().$type<SuggestionKind>().notNull(),
    evidence: jsonb().$type<Evidence>().notNull(),
    weight: integer().notNull(),
    status: text().$type<'open' | 'taken' | 'dismissed'>().notNull().default('open'),
    changeSetId: integer('change_set_id'),
    decidedBy: text('decided_by'),
    foundAt: at('found_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('suggestions_key_unique').on(t.key), index('suggestions_open').on(t.weight, t.id).where(sql`status = 'open'`)],
);
