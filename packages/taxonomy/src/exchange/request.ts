import { Id } from '@yarmarka/kernel/schemas';
import { z } from 'zod';

/** At most so many attributes stand side by side in a wide file. */
export const MAX_WIDE = 200;

/** What to export: of the matrix a branch, some categories, some attributes or all; as a file that `importExchange` takes back. */
export const ExportRequest = z.strictObject({
  what: z.enum(['matrix', 'dictionary', 'tree']),
  /** A category with everything below it. */
  branch: Id.optional(),
  categories: z.array(Id).max(20_000).optional(),
  attributes: z.array(Id).max(5000).optional(),
  /** The rules that the categories set themselves, or everything that is in force there. */
  scope: z.enum(['own', 'effective']).default('effective'),
  layout: z.enum(['long', 'wide']).default('long'),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  language: z.enum(['ru', 'en']).default('ru'),
});
export type ExportRequest = z.infer<typeof ExportRequest>;
