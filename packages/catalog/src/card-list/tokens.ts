import type { CARD_STATUSES, COMPLETENESS_BANDS, QUALITY_BANDS } from '../schemas.ts';
import { CARD_STATUSES as STATUSES, COMPLETENESS_BANDS as COMPLETENESS, QUALITY_BANDS as QUALITY } from '../schemas.ts';

/** What a token of `card_list` speaks of; `catalog.card_list_rows` (functions.sql) writes the same numbers. */
const KINDS = { category: 1, seller: 2, status: 3, completeness: 4, quality: 5, missing: 6, placement: 7, invalid: 8 } as const;
type Kind = keyof typeof KINDS;

/** `kind << 27 | id` in one int4: ids up to 134 million. */
const token = (kind: Kind, id: number): number => KINDS[kind] * 2 ** 27 + id;
export const categoryToken = (id: number): number => token('category', id);
export const placementToken = (id: number): number => token('placement', id);
export const sellerToken = (id: number): number => token('seller', id);
export const missingToken = (attributeNo: number): number => token('missing', attributeNo);
/** Holds a value that its category does not allow any more. */
export const INVALID_TOKEN: number = token('invalid', 1);
/** Order in these lists is the token's id: entries are only ever added at the end. */
export const statusToken = (status: (typeof CARD_STATUSES)[number]): number => token('status', STATUSES.indexOf(status) + 1);
export const completenessToken = (band: (typeof COMPLETENESS_BANDS)[number]): number => token('completeness', COMPLETENESS.indexOf(band) + 1);
export const qualityToken = (band: (typeof QUALITY_BANDS)[number]): number => token('quality', QUALITY.indexOf(band) + 1);
