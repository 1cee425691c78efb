import { createHash } from 'node:crypto';
import { type CsvFile, getFile, readBytes, readCsv, readXlsx, type XlsxFile } from '@yarmarka/files';
import { actorLabel, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { noRows, notASheet } from '../errors.ts';
import { headerKey, localeOf } from '../mapping/match-columns.ts';
import { assertCanImportFor } from '../policies.ts';
import type { CreateImportInput } from '../schemas.ts';
import { importJobs } from '../tables.ts';
import { type ImportView, viewOf } from './get-import.ts';

export type Sheet = { readonly format: 'csv' | 'xlsx'; readonly file: CsvFile | XlsxFile };
const SAMPLES = 50;
const SAMPLE_CHARS = 120;

/** The sheet of a stored file. Errors: `files.not_found`, `imports.not_a_sheet`, those of files' readers. */
export async function readSheet(ctx: Ctx, fileId: string, sheet?: string): Promise<Sheet & { readonly name: string }> {
  const file = await getFile(ctx, fileId);
  if (file.kind !== 'sheet') throw notASheet();
  const bytes = await readBytes(ctx, fileId);
  if (file.mime === 'text/csv') return { format: 'csv', file: readCsv(bytes), name: file.name };
  return { format: 'xlsx', file: await readXlsx(bytes, sheet === undefined ? {} : { sheet }), name: file.name };
}

/**
 * Starts an import of a stored sheet into a category: encoding, delimiter, header and language are found out and the first rows kept to guess the columns with. Nothing is loaded yet.
 * Errors: `files.not_found`, `files.sheet_broken`, `files.sheet_too_large`, `imports.not_a_sheet`, `imports.no_rows`, `taxonomy.category_not_found`.
 */
export async function createImport(ctx: Ctx, input: CreateImportInput): Promise<ImportView> {
  const sellerId = assertCanImportFor(ctx, input.sellerId);
  const { format, file, name } = await readSheet(ctx, input.fileId, input.sheet);
  if (file.rows.length === 0) throw noRows();
  const schema = await getCategorySchema(ctx, input.categoryId);
  const samples = file.rows.slice(0, SAMPLES).map((r) => r.cells.map((c) => clean(c).slice(0, SAMPLE_CHARS)));
  const header = file.header.map(clean);
  return withTx(ctx, async (tx) => {
    const [job] = await tx.db
      .insert(importJobs)
      .values({
        sellerId,
        categoryId: schema.categoryId,
        fileId: input.fileId,
        fileName: name,
        status: 'uploaded',
        format,
        ...('encoding' in file ? { encoding: file.encoding, delimiter: file.delimiter } : { sheet: file.sheet }),
        header,
        headerRow: file.headerRow,
        headerHash: createHash('sha256').update(headerKey(header)).digest('hex'),
        samples,
        locale: localeOf(header, samples),
        schemaHash: schema.hash,
        rowsTotal: file.rows.length,
        createdBy: actorLabel(tx.actor),
        createdAt: tx.clock.now(),
      })
      .returning();
    if (!job) throw new Error('insert returned no import');
    await audit(tx, {
      action: 'import.create',
      entity: 'import',
      id: job.id,
      to: 'uploaded',
      patch: { fileId: job.fileId, categoryId: job.categoryId, rows: job.rowsTotal },
    });
    return viewOf(job);
  });
}

/** What PostgreSQL's jsonb can store: no NUL, no half of a surrogate pair. */
export const clean = (text: string): string => (text.isWellFormed() && !text.includes('\0') ? text : text.replaceAll('\0', '').toWellFormed());
