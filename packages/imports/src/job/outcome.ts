import type { ParsedRow, RowAction, RowIssue } from '../schemas.ts';

export type ApplyRow = { readonly rowNo: number; readonly cardRow: number; readonly sku: string; readonly parsed: ParsedRow };
/** What became of a row: a card and variant, or a refusal with its reason. */
export type RowOutcome =
  | {
      readonly row: ApplyRow;
      readonly kind: 'applied';
      readonly action: RowAction;
      readonly cardId: number;
      readonly variantId: number | null;
      readonly note?: RowIssue;
    }
  | { readonly row: ApplyRow; readonly kind: 'refused'; readonly issue: RowIssue };
/** Cards and variants that the seller's article numbers already are. */
export type KnownItem = { readonly cardId: number; readonly variantId: number };
