import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type BetweenChunks, fetchImport, type ImportRecord, loadReader, lockImport, nextUnits, tellProgress, writeImport } from '../internal.ts';
import { assertCanRunImports } from '../policies.ts';
import { type CheckedRow, checkUnit, type RawRow } from '../row/check-unit.ts';
import type { RowReader } from '../row/parse-row.ts';
import { groupOf } from '../row/units.ts';

/** Units of rows in one transaction. */
const CHUNK = 500;

/** Reads and checks what has not been checked yet, then counts: the import is `validated`. */
export async function checkRows(ctx: Ctx, importId: number, between: BetweenChunks): Promise<void> {
  assertCanRunImports(ctx);
  const { reader } = await loadReader(ctx, await fetchImport(ctx, importId));
  for (;;) {
    const more = await withTx(ctx, async (tx) => {
      const job = await lockImport(tx, importId);
      if (job.status !== 'staging') return false;
      const checked = await checkChunk(tx, job, reader);
      if (checked > 0) {
        await tellProgress(
          tx,
          await writeImport(tx, job, { progressDone: Math.min(job.progressTotal, job.progressDone + checked), heartbeatAt: tx.clock.now() }),
        );
        return true;
      }
      const [counts] = await tx.db.execute<{ valid: number; invalid: number }>(sql`
        select count(*) filter (where status = 'valid')::int as valid, count(*) filter (where status = 'invalid')::int as invalid from imports.import_rows where job_id = ${job.id}`);
      const saved = await writeImport(tx, job, {
        status: 'validated',
        schemaHash: reader.schema.hash,
        rowsValid: counts?.valid ?? 0,
        rowsInvalid: counts?.invalid ?? 0,
        progressDone: job.progressTotal,
        heartbeatAt: tx.clock.now(),
      });
      await audit(tx, {
        action: 'import.check',
        entity: 'import',
        id: job.id,
        from: 'staging',
        to: 'validated',
        patch: { valid: saved.rowsValid, invalid: saved.rowsInvalid },
      });
      await tellProgress(tx, saved);
      return false;
    });
    if (!more) return;
    await between();
  }
}

type Staged = {
  readonly rowNo: number;
  readonly unitNo: number;
  readonly raw: string[];
  readonly sku: string;
  readonly same: number | null;
  readonly known: boolean;
};

async function checkChunk(tx: Ctx, job: ImportRecord, reader: RowReader): Promise<number> {
  const unitNos = await nextUnits(tx, job.id, 'staged', CHUNK);
  if (unitNos.length === 0) return 0;
  const rows = await tx.db.execute<Staged>(sql`
    select r.row_no as "rowNo", r.unit_no as "unitNo", r.raw, r.sku, r.same_sku_row as same,
      (exists (select 1 from imports.imported_items i where i.seller_id = ${job.sellerId} and i.sku = r.sku)
        or exists (select 1 from offers.offers o where o.seller_id = ${job.sellerId} and o.seller_sku = r.sku)) as known
    from imports.import_rows r
    where r.job_id = ${job.id} and r.unit_no = any(${`{${unitNos.join(',')}}`}::int[]) and r.status in ('staged', 'valid', 'invalid')
    order by r.unit_no, r.row_no`);
  const units = new Map<number, RawRow[]>();
  for (const { unitNo, same, ...r } of rows) units.set(unitNo, [...(units.get(unitNo) ?? []), { ...r, sameSkuRow: same }]);
  const checked = [...units.values()].flatMap((unit) => checkUnit(reader, unit, groupOf(reader, unit[0]?.raw ?? []) !== ''));
  if (checked.length > 0) await writeChecked(tx, job.id, checked);
  return checked.length;
}

async function writeChecked(tx: Ctx, jobId: number, rows: readonly CheckedRow[]): Promise<void> {
  const given = JSON.stringify(
    rows.map((r) => ({ row_no: r.rowNo, card_row: r.cardRow, parsed: r.parsed, issues: r.issues, status: r.valid ? 'valid' : 'invalid' })),
  );
  await tx.db.execute(sql`
    update imports.import_rows r set card_row = x.card_row, parsed = x.parsed, issues = x.issues, status = x.status
    from jsonb_to_recordset(${given}::jsonb) as x(row_no int, card_row int, parsed jsonb, issues jsonb, status text) where r.job_id = ${jobId} and r.row_no = x.row_no`);
}
