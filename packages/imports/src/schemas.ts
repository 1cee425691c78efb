import { FileId } from '@yarmarka/files/schemas';
import { Id, PageInput } from '@yarmarka/kernel/schemas';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { z } from 'zod';

/** What an import goes through. `failed` is a fault of ours or an unreadable file; a file with wrong rows ends as `completed_with_errors`. */
export const IMPORT_STATUSES = ['uploaded', 'mapping', 'staging', 'validated', 'applying', 'completed', 'completed_with_errors', 'failed', 'canceled'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];
export const ROW_STATUSES = ['staged', 'valid', 'invalid', 'applied', 'refused'] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];
export const ROW_ACTIONS = ['created', 'updated', 'unchanged'] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];

/** Columns that are no attributes: the seller's own article number, the offer's price and stock, and what tells variants of one card belong together. */
export const SERVICE_COLUMNS = ['sku', 'group', 'price', 'old_price', 'stock'] as const;
export type ServiceColumn = (typeof SERVICE_COLUMNS)[number];
/** What a column's cells become: a service column or `attr:<number>`. */
export const Target = z.union([z.enum(SERVICE_COLUMNS), z.string().regex(/^attr:[1-9]\d{0,4}$/)]);
export type Target = ServiceColumn | `attr:${number}`;

/** One column of the file as it will be read. `target` null: ignored. `language`: of a text kept in both; `unit`: of numbers that come without one. */
export const ColumnMapping = z.strictObject({
  column: z.number().int().min(0).max(999),
  header: z.string().max(1000),
  target: Target.nullable(),
  language: z.enum(['ru', 'en']).optional(),
  unit: z.string().max(20).optional(),
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

export const CreateImportInput = z.strictObject({
  fileId: FileId,
  categoryId: Id,
  sheet: z.string().max(200).optional(),
  /** For administrators: for which seller. Sellers import their own. */
  sellerId: Id.optional(),
});
export type CreateImportInput = z.infer<typeof CreateImportInput>;
export const ImportInput = z.strictObject({ importId: Id });
export type ImportInput = z.infer<typeof ImportInput>;
export const SaveMappingInput = z.strictObject({ importId: Id, columns: z.array(ColumnMapping).max(1000) });
export type SaveMappingInput = z.infer<typeof SaveMappingInput>;
export const ListImportsInput = PageInput.extend({ sellerId: Id.optional() });
export type ListImportsInput = z.input<typeof ListImportsInput>;
export const ListRowsInput = PageInput.extend({
  importId: Id,
  status: z.array(z.enum(ROW_STATUSES)).max(5).optional(),
  /** Only rows with this complaint. */
  column: z.number().int().min(-1).max(999).optional(),
  code: z.string().max(60).optional(),
  value: z.string().max(1000).optional(),
});
export type ListRowsInput = z.input<typeof ListRowsInput>;
export const ListIssuesInput = z.strictObject({ importId: Id, limit: z.number().int().min(1).max(500).default(100) });
export type ListIssuesInput = z.input<typeof ListIssuesInput>;

/** What stands for a wrong value from now on: an option, the text as a value of one's own, nothing at all, or another text. */
export const Fix = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('option'), token: z.number().int() }),
  z.strictObject({ kind: z.literal('custom') }),
  z.strictObject({ kind: z.literal('clear') }),
  z.strictObject({ kind: z.literal('text'), text: z.string().trim().min(1).max(2000) }),
]);
export type Fix = z.infer<typeof Fix>;
export const ApplyFixInput = z.strictObject({ importId: Id, column: z.number().int().min(0).max(999), value: z.string().max(2000), fix: Fix });
export type ApplyFixInput = z.infer<typeof ApplyFixInput>;

/** `error` keeps the row out; `warning` lets it in and says what will still be missing. */
export type RowSeverity = 'error' | 'warning';
/** One complaint about a row: where, what is wrong with which value, and what is probably meant. `column` -1: the row as a whole. */
export type RowIssue = {
  readonly column: number;
  readonly header: string;
  readonly attributeNo: number | null;
  readonly code: string;
  readonly severity: RowSeverity;
  readonly value: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly suggestions?: readonly Suggestion[];
};
export type Suggestion = { readonly token: number; readonly label: string };

/** What a row says once it is understood. Null in a patch takes a value away (the cell says `__CLEAR__`). */
export type ParsedRow = {
  readonly card: Readonly<Record<string, Value | null>>;
  readonly variant: Readonly<Record<string, Value | null>>;
  readonly offer: Attrs;
  readonly priceMinor?: number;
  readonly oldPriceMinor?: number | null;
  readonly stock?: number;
};

/** An empty cell changes nothing; this word in a cell empties the value. */
export const CLEAR_WORD = '__CLEAR__';
