import { asSystem, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type BetweenChunks, type ImportRecord, loadFixes, lockImport, writeImport } from '../internal.ts';
import { assertCanRunImports } from '../policies.ts';
import { rowStager, type StagedRow } from '../row/units.ts';
import { clean, openSheet } from './create-import.ts';

const CHUNK = 2000;

/** Lays the file's rows into the table while they are read, as they are, with what belongs together, and counts them. Rows that are there already stay. */
// no audit row: nothing but the import's own rows is written; validation has its row
export async function stageFile(ctx: Ctx, job: ImportRecord, between: BetweenChunks): Promise<void> {
  assertCanRunImports(ctx);
  const [there] = await ctx.db.execute<{ n: number; last: number | null }>(
    sql`select count(*)::int as n, max(row_no) as last from imports.import_rows where job_id = ${job.id}`,
  );
  if (job.rowsTotal > 0 && (there?.n ?? 0) >= job.rowsTotal) return;
  const { rows } = await openSheet(asSystem(ctx, 'imports'), job.fileId, job.sheet ?? undefined);
  const fixes = await loadFixes(ctx, job.sellerId, ['sku']);
  const stage = rowStager({ columns: job.mapping.filter((c) => c.target !== null), fixes });
  let rowsTotal = 0;
  let batch: StagedRow[] = [];
  for await (const { row, cells } of rows) {
    rowsTotal++;
    const staged = stage({ row, cells: cells.map(clean) });
    if (staged.rowNo <= (there?.last ?? 0)) continue;
    batch.push(staged);
    if (batch.length < CHUNK) continue;
    if (!(await lay(ctx, job.id, batch, {}))) return;
    batch = [];
    await between();
  }
  if (await lay(ctx, job.id, batch, { rowsTotal, progressTotal: rowsTotal })) await between();
}

/** False when the import is no longer being staged. */
// authorised by caller: stageFile asserts; no audit row: as there
async function lay(ctx: Ctx, jobId: number, rows: readonly StagedRow[], known: Partial<ImportRecord>): Promise<boolean> {
  return withTx(ctx, async (tx) => {
    const now = await lockImport(tx, jobId);
    if (now.status !== 'staging') return false;
    if (rows.length > 0) await insertRows(tx, jobId, rows);
    await writeImport(tx, now, { ...known, heartbeatAt: tx.clock.now() });
    return true;
  });
}

async function insertRows(tx: Ctx, jobId: number, rows: readonly StagedRow[]): Promise<void> {
  const given = JSON.stringify(rows.map((r) => ({ row_no: r.rowNo, unit_no: r.unitNo, raw: r.raw, sku: r.sku, same: r.sameSkuRow })));
  await tx.db.execute(sql`
    insert into imports.import_rows (job_id, row_no, unit_no, card_row, raw, sku, same_sku_row, status)
    select ${jobId}, row_no, unit_no, row_no, raw, sku, same, 'staged' from jsonb_to_recordset(${given}::jsonb) as x(row_no int, unit_no int, raw jsonb, sku text, same int)
    on conflict do nothing`);
}
