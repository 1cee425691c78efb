import { Id, PageInput } from '@yarmarka/kernel/schemas';
import { z } from 'zod';

/**
 * What is stored. Out of stock, card unavailable and buyable are computed, so that suspending a seller rewrites no offer. `suppressed`: taken out of the shop because a required value was
 * wrong for the whole grace; back by itself once it is right.
 */
export const OFFER_STATUSES = ['draft', 'active', 'paused', 'suppressed', 'blocked', 'archived'] as const;
export const OfferStatus = z.enum(OFFER_STATUSES);
export type OfferStatus = z.infer<typeof OfferStatus>;
/** attribute number -> since when (ISO 8601). */
export type WrongSince = Readonly<Record<string, string>>;

export const SellerSku = z.string().trim().min(1).max(100);
/** Kopecks; at most 100 million roubles. */
export const PriceMinor = z.number().int().positive().max(10_000_000_000);
export const Qty = z.number().int().min(0).max(10_000_000);
export const WarehouseKey = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/);

export const UpsertOfferInput = z.strictObject({
  cardId: Id,
  variantId: Id.optional(),
  sellerSku: SellerSku,
  priceMinor: PriceMinor,
  oldPriceMinor: PriceMinor.nullish(),
  /** Values of offer-level attributes; null takes one away. */
  attrs: z.record(z.string().regex(/^[1-9]\d{0,4}$/), z.unknown()).optional(),
  /** An offer goes on sale unless it is saved as a draft. */
  status: z.enum(['draft', 'active']).default('active'),
  /** For administrators: whose offer it is. Sellers write their own. */
  sellerId: Id.optional(),
});
export type UpsertOfferInput = z.input<typeof UpsertOfferInput>;

/** `version` is that of the offer the change was typed for: when somebody has changed it since, the row is named as a conflict and not written. */
export const PriceRow = z.strictObject({
  sellerSku: SellerSku,
  priceMinor: PriceMinor,
  oldPriceMinor: PriceMinor.nullish(),
  version: z.number().int().positive().optional(),
});
export const SetPricesInput = z.strictObject({ sellerId: Id.optional(), prices: z.array(PriceRow).min(1).max(5000) });
export type SetPricesInput = z.input<typeof SetPricesInput>;
/** `was` is the figure the change was typed over: when another stands there now, the row is named as a conflict and not written. */
export const StockRow = z.strictObject({ sellerSku: SellerSku, warehouse: WarehouseKey.default('main'), qty: Qty, was: Qty.optional() });
export const SetStockInput = z.strictObject({ sellerId: Id.optional(), rows: z.array(StockRow).min(1).max(5000) });
export type SetStockInput = z.input<typeof SetStockInput>;
export const OfferInput = z.strictObject({ offerId: Id });
export const BlockOfferInput = z.strictObject({ offerId: Id, reasonCode: z.string().min(1).max(80), note: z.string().max(2000).optional() });
export const UpsertWarehouseInput = z.strictObject({
  sellerId: Id.optional(),
  key: WarehouseKey,
  name: z.string().trim().min(1).max(200),
  city: z.string().trim().max(100).default(''),
});
/** As buyers meet an offer: they can buy it, it has run out, or it is kept from them for another reason. `to_correct`: it lacks a required value or holds a wrong one. */
const OFFER_STATES = ['on_sale', 'out_of_stock', 'not_on_sale', 'to_correct'] as const;
export const ListOffersInput = PageInput.extend({
  sellerId: Id.optional(),
  status: z.array(OfferStatus).max(OFFER_STATUSES.length).optional(),
  state: z.enum(OFFER_STATES).optional(),
  /** Looks in the seller's own article number and, word by word, in the product's name. */
  query: z.string().trim().max(100).optional(),
  /** Looks in the seller's own article number alone. */
  sku: z.string().trim().max(100).optional(),
});
export type ListOffersInput = z.input<typeof ListOffersInput>;

export type OfferRow = {
  readonly id: number;
  readonly sellerId: number;
  readonly cardId: number;
  readonly variantId: number;
  readonly sellerSku: string;
  readonly status: OfferStatus;
  readonly priceMinor: number;
  readonly oldPriceMinor: number | null;
  readonly currency: string;
  /** Pieces over all warehouses. */
  readonly qty: number;
  readonly version: number;
};
