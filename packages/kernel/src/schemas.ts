import { z } from 'zod';

export const Locale = z.enum(['ru', 'en']);
export type Locale = z.infer<typeof Locale>;
/** A text in both languages; either side may be empty while the other is filled. */
export const Localised = z.object({ ru: z.string(), en: z.string() });
export type Localised = z.infer<typeof Localised>;
/** int4 identity. */
export const Id = z.number().int().positive().max(2_147_483_647);
export const PageInput = z.object({ cursor: z.string().max(500).nullish(), limit: z.number().int().min(1).max(200).default(50) });
export type Page<T> = { readonly items: T[]; readonly next: string | null };
export { ROLES, type Role } from './actor.ts';
