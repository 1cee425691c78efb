import { type Delimiter, writeCsv } from '@yarmarka/files';
import type { Ctx } from '@yarmarka/kernel';
import { getCategorySchema, loadSchemaDictionary } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';
import { fetchImport } from '../internal.ts';
import { assertCanUseImport } from '../policies.ts';
import type { ImportInput, RowIssue } from '../schemas.ts';
import { issueTexts } from './issue-text.ts';

export type ErrorFile = { readonly name: string; readonly mime: string; readonly content: string; readonly rows: number };

/**
 * The rows that were not taken, as a CSV with the file's own columns and one more, `errors`, that says what to correct, in the reader's language. Corrected and uploaded again it finds its
 * goods by article number, and the extra column is ignored. No cell runs as a formula. Error: `imports.import_not_found`.
 */
export async function getErrorFile(ctx: Ctx, input: ImportInput): Promise<ErrorFile> {
  const job = await fetchImport(ctx, input.importId);
  assertCanUseImport(ctx, job);
  const schema = await getCategorySchema(ctx, job.categoryId);
  const text = issueTexts(schema.schema, await loadSchemaDictionary(ctx, schema.schema));
  const rows = await ctx.db.execute<{ raw: string[]; issues: RowIssue[] }>(sql`
    select raw, issues from imports.import_rows where job_id = ${job.id} and status in ('invalid', 'refused') order by row_no`);
  const width = job.header.length;
  const lines = rows.map(({ raw, issues }) => [
    ...Array.from({ length: width }, (_, i) => raw[i] ?? ''),
    [...new Set(issues.filter((i) => i.severity === 'error').map((i) => text(i)[ctx.locale]))].join(' '),
  ]);
  const header = [...job.header, ERRORS_HEADER[ctx.locale]];
  const base = job.fileName.replace(/\.(?:csv|xlsx|txt)$/i, '');
  return {
    name: `${base}-${ERRORS_HEADER[ctx.locale]}.csv`,
    mime: 'text/csv; charset=utf-8',
    content: writeCsv([header, ...lines], { delimiter: (job.delimiter as Delimiter | null) ?? ';' }),
    rows: rows.length,
  };
}

const ERRORS_HEADER = { ru: 'ошибки', en: 'errors' } as const;
