import type { Ctx } from '@yarmarka/kernel';
import { getCategorySchema, loadSchemaDictionary } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';
import { fetchImport } from '../internal.ts';
import { assertCanUseImport } from '../policies.ts';
import { ListIssuesInput, type RowIssue } from '../schemas.ts';
import { issueTexts } from './issue-text.ts';

/** One kind of complaint about one value of one column, with how many rows have it. */
export type IssueGroup = Omit<RowIssue, 'params'> & {
  readonly count: number;
  /** The first rows that have it. */
  readonly rows: readonly number[];
  readonly text: { readonly ru: string; readonly en: string };
  /** Whether deciding once what the value means mends all of its rows. */
  readonly fixable: boolean;
};
export type IssueList = {
  readonly groups: readonly IssueGroup[];
  readonly rowsWithErrors: number;
  readonly rowsWithWarnings: number /** Kinds of complaints beyond those listed. */;
  readonly more: number;
};

/** A value can be decided about where there is one. Rows that collide with other rows are mended in the file. */
const BY_ROW = new Set([
  'sku_missing',
  'sku_repeated',
  'variant_repeated',
  'axes_empty',
  'differs_in_group',
  'group_without_axes',
  'refused',
  'variant_waits',
  'old_price_not_higher',
]);

/** What is wrong with the file, grouped by column, complaint and value; errors first, the most frequent first. Error: `imports.import_not_found`. */
export async function listIssues(ctx: Ctx, raw: ListIssuesInput): Promise<IssueList> {
  const input = ListIssuesInput.parse(raw);
  const job = await fetchImport(ctx, input.importId);
  assertCanUseImport(ctx, job);
  // One value's complaint has one text; the parameters that tell rows apart (which row it repeats) are those of the first.
  const rows = await ctx.db.execute<{ issue: RowIssue; n: number; rows: number[]; total: number; errors: number; warnings: number }>(sql`
    with issues as (
      select r.row_no, i.issue, i.issue ->> 'column' as col, i.issue ->> 'code' as code, i.issue ->> 'value' as val, i.issue ->> 'severity' as severity
      from imports.import_rows r, jsonb_array_elements(r.issues) as i(issue) where r.job_id = ${job.id}),
    grouped as (select (array_agg(issue order by row_no))[1] as issue, count(distinct row_no)::int as n, (array_agg(row_no order by row_no))[1:5] as rows, severity from issues group by col, code, val, severity)
    select issue, n, rows, count(*) over ()::int as total,
      (select count(distinct row_no)::int from issues where severity = 'error') as errors, (select count(distinct row_no)::int from issues where severity = 'warning') as warnings
    from grouped order by severity, n desc, (issue ->> 'column')::int, issue ->> 'value' limit ${input.limit}`);
  const schema = await getCategorySchema(ctx, job.categoryId);
  const text = issueTexts(schema.schema, await loadSchemaDictionary(ctx, schema.schema));
  const [first] = rows;
  return {
    groups: rows.map(({ issue, n, rows: nos }) => {
      const { params: _params, ...shown } = issue;
      return { ...shown, count: n, rows: nos, text: text(issue), fixable: issue.column >= 0 && issue.value !== '' && !BY_ROW.has(issue.code) };
    }),
    rowsWithErrors: first?.errors ?? 0,
    rowsWithWarnings: first?.warnings ?? 0,
    more: Math.max(0, (first?.total ?? 0) - rows.length),
  };
}
