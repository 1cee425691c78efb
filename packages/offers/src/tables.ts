import { sql } from 'drizzle-orm';
import { bigint, check, customType, index, integer, jsonb, pgSchema, primaryKey, smallint, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import type { OfferStatus, WrongSince } from './schemas.ts';

export const offersSchema = pgSchema('offers');
const at = (name: string) => timestamp(name, { withTimezone: true });
/** Any JSON. Drizzle's own `jsonb` parses a stored text once more on reading, which turns a barcode into a number. */
const anyJson = customType<{ data: unknown }>({ dataType: () => 'jsonb', toDriver: (value) => JSON.stringify(value), fromDriver: (value) => value });

/** One seller's price for one variant. Fillfactor 80 (functions.sql) and no index on price or updated_at: an update of either stays in its page. */
export const offers = offersSchema.table(
  'offers',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sellerId: integer('seller_id').notNull(),
    cardId: integer('card_id').notNull(),
    variantId: integer('variant_id').notNull(),
    /** The seller's own article number. */
    sellerSku: text('seller_sku').notNull(),
    status: text().$type<OfferStatus>().notNull().default('draft'),
    priceMinor: bigint('price_minor', { mode: 'number' }).notNull(),
    oldPriceMinor: bigint('old_price_minor', { mode: 'number' }),
    currency: text().notNull().default('RUB'),
    /** Values of the attributes that the schema puts on the offer, keyed by attribute number. */
    attrs: jsonb().$type<Attrs>().notNull().default({}),
    /** Required attributes that the offer, on sale or suppressed, lacks or holds wrong, and since when: what its grace runs from. */
    wrongSince: jsonb('wrong_since').$type<WrongSince>().notNull().default({}),
    version: integer().notNull().default(1),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('offers_seller_sku_unique').on(t.sellerId, t.sellerSku),
    index('offers_card').on(t.cardId),
    index('offers_variant').on(t.variantId),
    index('offers_wrong').on(t.id).where(sql`wrong_since <> '{}'`),
    check('offers_price_positive', sql`price_minor > 0`),
  ],
);

export const warehouses = offersSchema.table(
  'warehouses',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sellerId: integer('seller_id').notNull(),
    key: text().notNull(),
    name: text().notNull(),
    city: text().notNull().default(''),
  },
  (t) => [uniqueIndex('warehouses_seller_key_unique').on(t.sellerId, t.key)],
);

/** Pieces on hand, one row per offer and warehouse; no row means none. */
export const stock = offersSchema.table(
  'stock',
  {
    offerId: integer('offer_id')
      .notNull()
      .references(() => offers.id),
    warehouseId: integer('warehouse_id')
      .notNull()
      .references(() => warehouses.id),
    qty: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.offerId, t.warehouseId] }), check('stock_qty_not_negative', sql`qty >= 0`)],
);

/** How far the offers' own values have followed a matrix version (`taxonomy.value_conversions`); one row per version that converts values. */
export const conversionRuns = offersSchema.table('conversion_runs', {
  version: integer().primaryKey(),
  /** Offers up to this id are done. */
  doneUpTo: integer('done_up_to').notNull().default(0),
  offers: integer().notNull().default(0),
  converted: integer().notNull().default(0),
  /** Values that have no counterpart and stay as they are. */
  unconverted: integer().notNull().default(0),
  startedAt: at('started_at').notNull().defaultNow(),
  finishedAt: at('finished_at'),
});

/** What a conversion changed in offers, so that undoing its version restores exactly what nobody has changed since. */
export const convertedValues = offersSchema.table(
  'converted_values',
  {
    version: integer().notNull(),
    /** The conversion's number within its version. */
    no: smallint().notNull(),
    offerId: integer('offer_id').notNull(),
    old: anyJson().notNull(),
    new: anyJson().notNull(),
  },
  (t) => [primaryKey({ columns: [t.version, t.no, t.offerId] })],
);
