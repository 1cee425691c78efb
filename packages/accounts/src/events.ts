import { defineEvent } from '@yarmarka/kernel';
import { z } from 'zod';
import { SELLER_STATUSES } from './seller/words.ts';

const sellerId = z.number().int().positive();

/** A person has registered. */
export const userRegistered = defineEvent('user.registered.v1', z.object({ userId: z.string() }));
/** A seller asks for review; moderation opens a task. */
export const sellerSubmitted = defineEvent('seller.submitted.v1', z.object({ sellerId, version: z.number().int() }));
/** A person decided about a seller: approved, needs_changes, rejected, suspended or approved again. */
export const sellerDecided = defineEvent('seller.decided.v1', z.object({ sellerId, status: z.enum(SELLER_STATUSES) }));
/** Something that others show or rely on changed: name, address of the store, status. */
export const sellerChanged = defineEvent('seller.changed.v1', z.object({ sellerId }));
/** Somebody was invited to a seller's staff. */
export const staffInvited = defineEvent('seller.staff_invited.v1', z.object({ sellerId, invitationId: z.number().int().positive() }));
