import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, index, integer, jsonb, pgSchema, primaryKey, smallint, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import type {
  CardPatch,
  CardStatus,
  ChangeSetKind,
  ChangeSetStatus,
  InvalidSince,
  LiveContent,
  SourceEntry,
  Sources,
  ValueSource,
  Verdict,
} from './schemas.ts';

export const catalogSchema = pgSchema('catalog');
const at = (name: string) => timestamp(name, { withTimezone: true });
/** Any JSON. Drizzle's own `jsonb` parses a stored text once more on reading, which turns a barcode into a number. */
const anyJson = customType<{ data: unknown }>({ dataType: () => 'jsonb', toDriver: (value) => JSON.stringify(value), fromDriver: (value) => value });

/** Orders every change of a card, so that "newest changed first" needs no index on a time. */
export const cardSeq = catalogSchema.sequence('card_seq');

/** Shared product content. For a live card (`version` > 0 and published) `attrs` is what buyers see; edits wait in change-sets. */
export const cards = catalogSchema.table(
  'cards',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** The main category: its schema alone rules the card. */
    categoryId: integer('category_id').notNull(),
    placements: integer().array().notNull().default(sql`'{}'`),
    status: text().$type<CardStatus>().notNull().default('draft'),
    /** 0 = never live; each applied change-set adds one. */
    version: integer().notNull().default(0),
    /** Moves with every write, for compare-and-set. */
    rowVersion: integer('row_version').notNull().default(1),
    /** The schema that completeness and the last check were made by. */
    schemaHash: text('schema_hash').notNull(),
    attrs: jsonb().$type<Attrs>().notNull().default({}),
    sources: jsonb().$type<Sources>().notNull().default({}),
    /** Who created it; null = the platform itself. */
    sellerId: integer('seller_id'),
    popularity: integer().notNull().default(0),
    ratingSum: integer('rating_sum').notNull().default(0),
    ratingCount: integer('rating_count').notNull().default(0),
    /** Percent of the required attributes filled. */
    completeness: smallint().notNull().default(0),
    missing: integer().array().notNull().default(sql`'{}'`),
    /** 0..100. */
    quality: smallint().notNull().default(0),
    /** Attributes that hold what the present schema does not allow; since when each of them does: its own grace runs from there. */
    invalid: integer().array().notNull().default(sql`'{}'`),
    invalidSince: jsonb('invalid_since').$type<InvalidSince>().notNull().default({}),
    slugRu: text('slug_ru').notNull().default(''),
    slugEn: text('slug_en').notNull().default(''),
    /** Set when `status` is merged: the card that took over. */
    mergedInto: integer('merged_into'),
    /** Set while `status` is archived: what it was before. Null for cards archived before this was kept. */
    archivedFrom: text('archived_from').$type<CardStatus>(),
    /** Set on a restored card that has been live: its last live content, from which its next revision is counted. */
    lastLive: jsonb('last_live').$type<LiveContent>(),
    updatedSeq: bigint('updated_seq', { mode: 'number' }).notNull().default(sql`nextval('catalog.card_seq')`),
    publishedAt: at('published_at'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('cards_category').on(t.categoryId, t.id, t.status), index('cards_seller').on(t.sellerId, t.id)],
);

/** A sellable SKU of a card. Every card has at least one; one that differs in nothing has no values of its own. */
export const variants = catalogSchema.table(
  'variants',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    cardId: integer('card_id')
      .notNull()
      .references(() => cards.id),
    attrs: jsonb().$type<Attrs>().notNull().default({}),
    sources: jsonb().$type<Sources>().notNull().default({}),
    /** Its axis values, canonical: `number:token` sorted, joined by commas; empty where no axis is filled. */
    axisKey: text('axis_key').notNull().default(''),
    position: integer().notNull().default(0),
    archived: boolean().notNull().default(false),
  },
  (t) => [
    index('variants_card').on(t.cardId, t.position, t.id),
    index('variants_gtin').on(sql`(attrs ->> '4')`).where(sql`attrs ? '4'`),
    uniqueIndex('variants_axis_values_unique').on(t.cardId, t.axisKey).where(sql`not archived and axis_key <> ''`),
  ],
);

/** A proposed change of one card: `create` submits a whole card, `update` edits a live one. */
export const changeSets = catalogSchema.table(
  'change_sets',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    cardId: integer('card_id')
      .notNull()
      .references(() => cards.id),
    kind: text().$type<ChangeSetKind>().notNull(),
    status: text().$type<ChangeSetStatus>().notNull(),
    baseVersion: integer('base_version').notNull(),
    schemaHash: text('schema_hash').notNull(),
    sellerId: integer('seller_id'),
    author: text().notNull(),
    note: text().notNull().default(''),
    createdAt: at('created_at').notNull().defaultNow(),
    submittedAt: at('submitted_at'),
    decidedAt: at('decided_at'),
  },
  (t) => [
    index('change_sets_card').on(t.cardId, t.id),
    index('change_sets_seller').on(t.sellerId, t.status, t.id),
    uniqueIndex('change_sets_one_open_per_seller').on(t.cardId, sql`coalesce(${t.sellerId}, 0)`).where(sql`status in ('open', 'validating', 'submitted')`),
  ],
);

/** One field of a proposal: `old` as it stood when proposed, `new` as wanted; null = no value. */
export const changeActions = catalogSchema.table(
  'change_actions',
  {
    changeSetId: integer('change_set_id')
      .notNull()
      .references(() => changeSets.id),
    no: integer().notNull(),
    /** `card`, `variant:<id>`, `variant:new:<n>`, `placement`, `category`. */
    target: text().notNull(),
    /** Null: the whole target (a variant added or removed, the category, the placements). */
    attributeNo: integer('attribute_no'),
    old: anyJson(),
    new: anyJson(),
    /** Where the new value comes from; it becomes the card's when the action is applied. */
    source: jsonb().$type<SourceEntry>(),
    verdict: text().$type<Verdict>(),
    reasonCode: text('reason_code'),
    reasonNote: text('reason_note'),
    applied: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.changeSetId, t.no] })],
);

/** The history of every field of a live card: `inverse` undoes `patch`. */
export const cardRevisions = catalogSchema.table(
  'card_revisions',
  {
    cardId: integer('card_id')
      .notNull()
      .references(() => cards.id),
    version: integer().notNull(),
    patch: jsonb().$type<CardPatch>().notNull(),
    inverse: jsonb().$type<CardPatch>().notNull(),
    actor: text().notNull(),
    source: text().$type<ValueSource>().notNull(),
    changeSetId: integer('change_set_id'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.cardId, t.version] })],
);

/** Which sellers have an offer on a card, and on which of its variants; told by offers. */
export const cardSellers = catalogSchema.table(
  'card_sellers',
  {
    cardId: integer('card_id').notNull(),
    sellerId: integer('seller_id').notNull(),
    variantIds: integer('variant_ids').array().notNull().default(sql`'{}'`),
  },
  (t) => [primaryKey({ columns: [t.cardId, t.sellerId] }), index('card_sellers_seller').on(t.sellerId)],
);

/** Read model of the workplace's lists, all statuses; rebuilt by id through the dirty queue `catalog.card_list`. Tokens are `kind << 27 | id` (card-list/tokens.ts). */
export const cardList = catalogSchema.table(
  'card_list',
  {
    cardId: integer('card_id').primaryKey(),
    tokens: integer().array().notNull(),
    updatedSeq: bigint('updated_seq', { mode: 'number' }).notNull(),
  },
  (t) => [index('card_list_tokens').using('gin', t.tokens), index('card_list_updated').on(t.updatedSeq)],
);

/** Lower-case names in both languages, what a list's search box looks in. Apart from `card_list`, so that a change of its tokens does not write a hundred trigrams anew. */
export const cardNames = catalogSchema.table('card_names', { cardId: integer('card_id').primaryKey(), name: text().notNull() }, (t) => [
  index('card_names_trgm').using('gin', sql`${t.name} gin_trgm_ops`),
]);

/** How the live cards of a category stand, by main category alone; rebuilt from the cards for categories marked in the queue `catalog.category_quality`. */
export const categoryQuality = catalogSchema.table('category_quality', {
  categoryId: integer('category_id').primaryKey(),
  cards: integer().notNull(),
  completeness: integer().notNull(),
  quality: integer().notNull(),
  incomplete: integer().notNull(),
  invalid: integer().notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** How far the values of a matrix version have followed it (`taxonomy.value_conversions`); one row per version that converts anything. */
export const conversionRuns = catalogSchema.table('conversion_runs', {
  version: integer().primaryKey(),
  /** Cards up to this id are done. */
  doneUpTo: integer('done_up_to').notNull().default(0),
  cards: integer().notNull().default(0),
  converted: integer().notNull().default(0),
  /** Values that have no counterpart and stay as they are. */
  unconverted: integer().notNull().default(0),
  /** Variants whose axis values became those of another variant of their card: kept as they were. */
  collisions: integer().notNull().default(0),
  startedAt: at('started_at').notNull().defaultNow(),
  finishedAt: at('finished_at'),
});

/** Matrix versions whose cards have been recomputed to the end, once and for all: later versions and saves make cards stale again, but not behind this one. */
export const recomputedVersions = catalogSchema.table('recomputed_versions', { version: integer().primaryKey(), at: at('at').notNull().defaultNow() });

/** What a conversion changed, so that undoing its version restores exactly what nobody has changed since. `old` and `new`: what was touched, null = no value. */
export const convertedValues = catalogSchema.table(
  'converted_values',
  {
    version: integer().notNull(),
    /** The conversion's number within its version. */
    no: smallint().notNull(),
    /** An action stands for its change-set (`targetId`): what it named, held and wanted. */
    target: text().$type<'card' | 'variant' | `action:${number}`>().notNull(),
    targetId: integer('target_id').notNull(),
    old: anyJson().notNull(),
    new: anyJson().notNull(),
  },
  (t) => [primaryKey({ columns: [t.version, t.no, t.target, t.targetId] })],
);
