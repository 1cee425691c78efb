import { createHash } from 'node:crypto';
import { openCsv, type OpenSheet, openXlsx, readBytes, readFile, type SheetRow } from '@yarmarka/files';
import { actorLabel, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema } from '@yarmarka/taxonomy';
import { noRows, notASheet } from '../errors.ts';
import { headerKey, localeOf } from '../mapping/match-columns.ts';
import { assertCanImportFor } from '../policies.ts';
import type { CreateImportInput } from '../schemas.ts';
import { importJobs } from '../tables.ts';
import { type ImportView, viewOf } from './get-import.ts';

const SAMPLES = 50;
const SAMPLE_CHARS = 120;
/** Rows read before the answer: a sheet that ends by then is counted, a longer one is counted when it is staged. */
const PEEK = 1000;

type Found = { readonly format: 'csv'; readonly encoding: string; readonly delimiter: string } | { readonly format: 'xlsx'; readonly sheet: string };
export type Sheet = OpenSheet & { readonly name: string; readonly found: Found };

/** The sheet of a stored file, its rows one at a time. Errors: `files.not_found`, `imports.not_a_sheet`, those of files' readers. */
export async function openSheet(ctx: Ctx, fileId: string, sheet?: string): Promise<Sheet> {
  const content = await readFile(ctx, fileId);
  const { name, kind } = content.file;
  if (kind !== 'sheet') throw notASheet();
  if (content.mime === 'text/csv') {
    const { encoding, delimiter, ...csv } = await openCsv(content.stream());
    return { ...csv, name, found: { format: 'csv', encoding, delimiter } };
  }
  const { sheet: chosen, sheets: _sheets, ...book } = await openXlsx(await readBytes(ctx, fileId), sheet === undefined ? {} : { sheet });
  return { ...book, name, found: { format: 'xlsx', sheet: chosen } };
}

/**
 * Starts an import of a stored sheet into a category: encoding, delimiter, header and language are found out and the first rows kept to guess the columns with. No more is read than that
 * takes: `rowsTotal` is 0 for a long sheet until it is staged. Nothing is loaded yet. Errors: `files.not_found`, `files.sheet_broken`, `files.sheet_too_large`, `imports.not_a_sheet`,
 * `imports.no_rows`, `taxonomy.category_not_found`.
 */
export async function createImport(ctx: Ctx, input: CreateImportInput): Promise<ImportView> {
  const sellerId = assertCanImportFor(ctx, input.sellerId);
  const opened = await openSheet(ctx, input.fileId, input.sheet);
  const { samples, rowsTotal } = await peek(opened.rows);
  if (samples.length === 0) throw noRows();
  const schema = await getCategorySchema(ctx, input.categoryId);
  const header = opened.header.map(clean);
  return withTx(ctx, async (tx) => {
    const [job] = await tx.db
      .insert(importJobs)
      .values({
        sellerId,
        categoryId: schema.categoryId,
        fileId: input.fileId,
        fileName: opened.name,
        status: 'uploaded',
        ...opened.found,
        header,
        headerRow: opened.headerRow,
        headerHash: createHash('sha256').update(headerKey(header)).digest('hex'),
        samples,
        locale: localeOf(header, samples),
        schemaHash: schema.hash,
        rowsTotal,
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

async function peek(rows: AsyncIterable<SheetRow>): Promise<{ readonly samples: string[][]; readonly rowsTotal: number }> {
  const samples: string[][] = [];
  let rowsTotal = 0;
  for await (const { cells } of rows) {
    if (samples.length < SAMPLES) samples.push(cells.map((c) => clean(c).slice(0, SAMPLE_CHARS)));
    if (++rowsTotal > PEEK) return { samples, rowsTotal: 0 };
  }
  return { samples, rowsTotal };
}

/** What PostgreSQL's jsonb can store: no NUL, no half of a surrogate pair. */
export const clean = (text: string): string => (text.isWellFormed() && !text.includes('\0') ? text : text.replaceAll('\0', '').toWellFormed());
