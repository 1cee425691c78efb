import { asSystem, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type BetweenChunks, type ImportRecord, loadFixes, lockImport, writeImport } from '../internal.ts';
import { assertCanRunImports } from '../policies.ts';
import { stageRows, type StagedRow } from '../row/units.ts';
import { clean, readSheet } from './create-import.ts';

const CHUNK = 2000;

/** Lays the file's rows into the table, as they are, with what belongs together. Rows that are there already stay. */
// no audit row: nothing but the import's own rows is written; validation has its row
export async function stageFile(ctx: Ctx, job: ImportRecord, between: BetweenChunks): Promise<void> {
  assertCanRunImports(ctx);
  const [there] = await ctx.db.execute<{ n: number; last: number | null }>(
    sql`select count(*)::int as n, max(row_no) as last from imports.import_rows where job_id = ${job.id}`,
  );
  if ((there?.n ?? 0) >= job.rowsTotal) return;
  const { file } = await readSheet(asSystem(ctx, 'imports'), job.fileId, job.sheet ?? undefined);
  const columns = job.mapping.filter((c) => c.target !== null);
  const fixes = await loadFixes(ctx, job.sellerId, ['sku']);
  const rows = stageRows(
    { columns, fixes },
    file.rows.map((r) => ({ row: r.row, cells: r.cells.map(clean) })),
  ).filter((r) => r.rowNo > (there?.last ?? 0));
  for (let i = 0; i < rows.length; i += CHUNK) {
    const done = await withTx(ctx, async (tx) => {
      const now = await lockImport(tx, job.id);
      if (now.status !== 'staging') return true;
      await insertRows(tx, job.id, rows.slice(i, i + CHUNK));
      await writeImport(tx, now, { heartbeatAt: tx.clock.now() });
      return false;
    });
    if (done) return;
    await between();
  }
}

async function insertRows(tx: Ctx, jobId: number, rows: readonly StagedRow[]): Promise<void> {
  const given = JSON.stringify(rows.map((r) => ({ row_no: r.rowNo, unit_no: r.unitNo, raw: r.raw, sku: r.sku, same: r.sameSkuRow })));
  await tx.db.execute(sql`
    insert into imports.import_rows (job_id, row_no, unit_no, card_row, raw, sku, same_sku_row, status)
    select ${jobId}, row_no, unit_no, row_no, raw, sku, same, 'staged' from jsonb_to_recordset(${given}::jsonb) as x(row_no int, unit_no int, raw jsonb, sku text, same int)
    on conflict do nothing`);
}
