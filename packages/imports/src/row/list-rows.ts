import type { Ctx } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { getCategorySchema, loadSchemaDictionary } from '@yarmarka/taxonomy';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { fetchImport } from '../internal.ts';
import { assertCanUseImport } from '../policies.ts';
import { ListRowsInput, type RowAction, type RowIssue, type RowStatus } from '../schemas.ts';
import { importRows } from '../tables.ts';
import { issueTexts } from './issue-text.ts';

export type ListedRow = {
  readonly rowNo: number;
  readonly raw: readonly string[];
  readonly sku: string;
  readonly status: RowStatus;
  readonly action: RowAction | null;
  readonly cardId: number | null;
  readonly issues: readonly (RowIssue & { readonly text: { readonly ru: string; readonly en: string } })[];
};

/** The file's rows as they came, with what was said about them and what became of them; in the file's order. Error: `imports.import_not_found`. */
export async function listRows(ctx: Ctx, raw: ListRowsInput): Promise<Page<ListedRow>> {
  const input = ListRowsInput.parse(raw);
  const job = await fetchImport(ctx, input.importId);
  assertCanUseImport(ctx, job);
  const complaint = {
    ...(input.column === undefined ? {} : { column: input.column }),
    ...(input.code === undefined ? {} : { code: input.code }),
    ...(input.value === undefined ? {} : { value: input.value }),
  };
  const rows = await ctx.db
    .select({
      rowNo: importRows.rowNo,
      raw: importRows.raw,
      sku: importRows.sku,
      status: importRows.status,
      action: importRows.action,
      cardId: importRows.cardId,
      issues: importRows.issues,
    })
    .from(importRows)
    .where(
      and(
        eq(importRows.jobId, job.id),
        input.status && input.status.length > 0 ? inArray(importRows.status, input.status) : undefined,
        Object.keys(complaint).length > 0 ? sql`${importRows.issues} @> ${JSON.stringify([complaint])}::jsonb` : undefined,
        input.cursor ? gt(importRows.rowNo, Number(input.cursor) || 0) : undefined,
      ),
    )
    .orderBy(asc(importRows.rowNo))
    .limit(input.limit + 1);
  const schema = await getCategorySchema(ctx, job.categoryId);
  const text = issueTexts(schema.schema, await loadSchemaDictionary(ctx, schema.schema));
  const items = rows.slice(0, input.limit).map((r) => ({ ...r, issues: r.issues.map((i) => ({ ...i, text: text(i) })) }));
  return { items, next: rows.length > input.limit ? String(items.at(-1)?.rowNo ?? '') : null };
}
