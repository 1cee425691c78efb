import { actorLabel, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema, listOptionLabels } from '@yarmarka/taxonomy';
import { attributeOfToken, RESERVED } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { columnUnknown, optionUnknown, wrongStatus } from '../errors.ts';
import { type ImportRecord, lockImport } from '../internal.ts';
import { type ImportView, viewOf } from '../job/get-import.ts';
import { startChecking } from '../job/validate-import.ts';
import { assertCanUseImport } from '../policies.ts';
import type { ApplyFixInput, ColumnMapping, Fix } from '../schemas.ts';
import { valueFixes } from '../tables.ts';
import { fixKey } from './read-cell.ts';

/**
 * Decides once what a value of a column means: an option, a value of one's own, nothing, or another text. All rows that have it are checked again in the background, and the seller's later
 * sheets know it. Errors: `imports.import_not_found`, `imports.wrong_status`, `imports.column_unknown`, `imports.option_unknown`.
 */
export async function applyFix(ctx: Ctx, input: ApplyFixInput): Promise<ImportView> {
  return withTx(ctx, async (tx) => {
    const job = await lockImport(tx, input.importId);
    assertCanUseImport(tx, job);
    if (job.status !== 'validated') throw wrongStatus(job.status);
    const column = job.mapping.find((c) => c.column === input.column && c.target !== null);
    if (!column) throw columnUnknown();
    await assertFits(tx, job, column, input.fix);
    const target = column.target ?? '';
    await tx.db
      .insert(valueFixes)
      .values({ sellerId: job.sellerId, target, value: fixKey(input.value), fix: input.fix, createdBy: actorLabel(tx.actor), createdAt: tx.clock.now() })
      .onConflictDoUpdate({
        target: [valueFixes.sellerId, valueFixes.target, valueFixes.value],
        set: { fix: input.fix, createdBy: actorLabel(tx.actor), createdAt: tx.clock.now() },
      });
    await audit(tx, { action: 'import.fix', entity: 'import', id: job.id, patch: { target, value: input.value, fix: input.fix } });
    const rows = await restage(tx, job, input.column, input.value);
    return viewOf(rows === 0 ? job : await startChecking(tx, job, rows));
  });
}

/** The rows that complain about this value, with those they may share a card with. A spelling that folds to the same value counts as the same. */
async function restage(tx: Ctx, job: ImportRecord, column: number, value: string): Promise<number> {
  const values = await tx.db.execute<{ val: string }>(sql`
    select distinct i.issue ->> 'value' as val from imports.import_rows r, jsonb_array_elements(r.issues) as i(issue) where r.job_id = ${job.id} and (i.issue ->> 'column')::int = ${column}`);
  const same = values.map((v) => v.val).filter((v) => fixKey(v) === fixKey(value));
  if (same.length === 0) return 0;
  const rows = await tx.db.execute(sql`
    update imports.import_rows set status = 'staged' where job_id = ${job.id} and unit_no in (
      select r.unit_no from imports.import_rows r, jsonb_array_elements(r.issues) as i(issue)
      where r.job_id = ${job.id} and (i.issue ->> 'column')::int = ${column} and i.issue ->> 'value' in (select jsonb_array_elements_text(${JSON.stringify(same)}::jsonb)))
    returning row_no`);
  return rows.length;
}

async function assertFits(tx: Ctx, job: ImportRecord, column: ColumnMapping, fix: Fix): Promise<void> {
  if (fix.kind !== 'option') return;
  const no = Number((column.target ?? '').replace('attr:', ''));
  const own = fix.token < 0 ? no === RESERVED.brand : attributeOfToken(fix.token) === no;
  const { schema } = await getCategorySchema(tx, job.categoryId);
  if (!own || !schema.attributes.some((a) => a.no === no) || !(await listOptionLabels(tx, [fix.token])).has(fix.token)) throw optionUnknown();
}
