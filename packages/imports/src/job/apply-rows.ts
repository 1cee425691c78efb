import { importCards, type NewCard } from '@yarmarka/catalog';
import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import {
  type BetweenChunks,
  fetchImport,
  type ImportRecord,
  importActor,
  lockImport,
  nextUnits,
  tellCompleted,
  tellProgress,
  writeImport,
} from '../internal.ts';
import { assertCanRunImports } from '../policies.ts';
import { cardPatch, freshValues } from '../row/merge.ts';
import type { RowAction } from '../schemas.ts';
import { applyKnown } from './apply-known.ts';
import { applyOffers } from './apply-offers.ts';
import type { ApplyRow, KnownItem, RowOutcome } from './outcome.ts';

/** Units of rows in one transaction, besides those that belong to the same cards. */
const CHUNK = 250;

/** Applies what is valid and not applied yet, chunk by chunk, then ends the import. */
export async function applyRows(ctx: Ctx, importId: number, between: BetweenChunks): Promise<void> {
  assertCanRunImports(ctx);
  const together = await unitsTogether(ctx, importId);
  for (;;) {
    const more = await withTx(ctx, async (tx) => {
      const job = await lockImport(tx, importId);
      if (job.status !== 'applying') return false;
      const rows = await nextRows(tx, job.id, together);
      if (rows.length === 0) {
        await complete(tx, job);
        return false;
      }
      const outcomes = await applyChunk({ ...tx, actor: importActor(job) }, job, rows);
      await writeOutcomes(tx, job, outcomes);
      await tellProgress(tx, await writeImport(tx, job, counted(tx, job, outcomes)));
      return true;
    });
    if (!more) return;
    await between();
  }
}

/** Units whose article numbers are variants of one card that is there already: what they say of it is written at once. */
async function unitsTogether(ctx: Ctx, importId: number): Promise<(units: readonly number[]) => number[]> {
  const job = await fetchImport(ctx, importId);
  const rows = await ctx.db.execute<{ unit: number; card: number }>(sql`
    select distinct r.unit_no as unit, k.card from imports.import_rows r join (
      select i.sku, i.card_id as card from imports.imported_items i where i.seller_id = ${job.sellerId}
      union select o.seller_sku, o.card_id from offers.offers o where o.seller_id = ${job.sellerId}) k on k.sku = r.sku
    where r.job_id = ${job.id} and r.status = 'valid'`);
  const cardsOf = Map.groupBy(rows, (r) => r.unit);
  const unitsOf = Map.groupBy(rows, (r) => r.card);
  return (units) => {
    const all = new Set(units);
    // A set visits what is added while it is walked.
    for (const unit of all) for (const { card } of cardsOf.get(unit) ?? []) for (const other of unitsOf.get(card) ?? []) all.add(other.unit);
    return [...all];
  };
}

async function nextRows(tx: Ctx, jobId: number, together: (units: readonly number[]) => number[]): Promise<ApplyRow[]> {
  const units = together(await nextUnits(tx, jobId, 'valid', CHUNK));
  if (units.length === 0) return [];
  return tx.db.execute<ApplyRow>(sql`
    select row_no as "rowNo", card_row as "cardRow", sku, parsed from imports.import_rows
    where job_id = ${jobId} and unit_no = any(${`{${units.join(',')}}`}::int[]) and status = 'valid' order by row_no`);
}

async function applyChunk(tx: Ctx, job: ImportRecord, rows: readonly ApplyRow[]): Promise<RowOutcome[]> {
  const known = await findKnown(
    tx,
    job.sellerId,
    rows.map((r) => r.sku),
  );
  const groups = new Map<number, ApplyRow[]>();
  for (const row of rows) groups.set(row.cardRow, [...(groups.get(row.cardRow) ?? []), row]);
  const fresh: ApplyRow[][] = [];
  const there: ApplyRow[][] = [];
  for (const group of groups.values()) (group.some((r) => known.has(r.sku)) ? there : fresh).push(group);
  const cards = [...(await createCards(tx, job, fresh)), ...(await applyKnown(tx, there, known))];
  return applyOffers(tx, job.sellerId, cards);
}

/** An article number is known by an earlier import, or by an offer. Archived variants and cards that are gone do not count: their goods are made anew. */
async function findKnown(tx: Ctx, sellerId: number, skus: readonly string[]): Promise<Map<string, KnownItem>> {
  const rows = await tx.db.execute<{ sku: string; card: number; variant: number }>(sql`
    with wanted as (select jsonb_array_elements_text(${JSON.stringify(skus)}::jsonb) as sku)
    select distinct on (k.sku) k.sku, k.card, k.variant from (
      select i.sku, i.card_id as card, i.variant_id as variant, 1 as rank from imports.imported_items i where i.seller_id = ${sellerId} and i.sku in (select sku from wanted)
      union all
      select o.seller_sku, o.card_id, o.variant_id, 0 from offers.offers o where o.seller_id = ${sellerId} and o.seller_sku in (select sku from wanted)) k
    join catalog.variants v on v.id = k.variant and not v.archived join catalog.cards c on c.id = k.card and c.status not in ('archived', 'merged')
    order by k.sku, k.rank`);
  return new Map(rows.map((r) => [r.sku, { cardId: r.card, variantId: r.variant }]));
}

async function createCards(tx: Ctx, job: ImportRecord, groups: readonly (readonly ApplyRow[])[]): Promise<RowOutcome[]> {
  const cards = groups.map(
    (rows): NewCard => ({
      categoryId: job.categoryId,
      status: 'draft',
      sellerId: job.sellerId,
      attrs: freshValues(cardPatch(rows)),
      variants: rows.map((r) => ({ attrs: freshValues(r.parsed.variant) })),
    }),
  );
  const made = await importCards(tx, cards, { origin: { source: 'import' } });
  return groups.flatMap((rows, i): RowOutcome[] => {
    const card = made[i];
    if (card?.status === 'created')
      return rows.map((row, v) => ({ row, kind: 'applied', action: 'created', cardId: card.cardId, variantId: card.variantIds[v] ?? null }));
    const [first] = card?.issues ?? [];
    const issue = first
      ? {
          column: -1,
          header: '',
          attributeNo: first.attr,
          code: first.code,
          severity: 'error' as const,
          value: '',
          ...(first.params ? { params: first.params } : {}),
        }
      : { column: -1, header: '', attributeNo: null, code: 'refused', severity: 'error' as const, value: '' };
    return rows.map((row) => ({ row, kind: 'refused', issue }));
  });
}

async function writeOutcomes(tx: Ctx, job: ImportRecord, outcomes: readonly RowOutcome[]): Promise<void> {
  const rows = outcomes.map((o) => {
    const issue = o.kind === 'refused' ? o.issue : o.note;
    return {
      row_no: o.row.rowNo,
      sku: o.row.sku,
      status: o.kind,
      action: o.kind === 'applied' ? o.action : null,
      card_id: o.kind === 'applied' ? o.cardId : null,
      variant_id: o.kind === 'applied' ? o.variantId : null,
      issues: issue ? [issue] : [],
    };
  });
  const given = JSON.stringify(rows);
  await tx.db.execute(sql`
    update imports.import_rows r set status = x.status, action = x.action, card_id = x.card_id, variant_id = x.variant_id, issues = r.issues || x.issues
    from jsonb_to_recordset(${given}::jsonb) as x(row_no int, status text, action text, card_id int, variant_id int, issues jsonb) where r.job_id = ${job.id} and r.row_no = x.row_no`);
  await tx.db.execute(sql`
    insert into imports.imported_items as i (seller_id, sku, card_id, variant_id, job_id, imported_at)
    select ${job.sellerId}, sku, card_id, variant_id, ${job.id}, ${tx.clock.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${given}::jsonb) as x(sku text, status text, card_id int, variant_id int) where status = 'applied' and variant_id is not null
    on conflict (seller_id, sku) do update set card_id = excluded.card_id, variant_id = excluded.variant_id, job_id = excluded.job_id, imported_at = excluded.imported_at
    where (i.card_id, i.variant_id) is distinct from (excluded.card_id, excluded.variant_id)`);
}

function counted(tx: Ctx, job: ImportRecord, outcomes: readonly RowOutcome[]): Partial<ImportRecord> {
  const count = (action: RowAction) => outcomes.filter((o) => o.kind === 'applied' && o.action === action).length;
  return {
    rowsCreated: job.rowsCreated + count('created'),
    rowsUpdated: job.rowsUpdated + count('updated'),
    rowsUnchanged: job.rowsUnchanged + count('unchanged'),
    rowsRefused: job.rowsRefused + outcomes.filter((o) => o.kind === 'refused').length,
    progressDone: job.progressDone + outcomes.length,
    heartbeatAt: tx.clock.now(),
  };
}

async function complete(tx: Ctx, job: ImportRecord): Promise<void> {
  const status = job.rowsInvalid + job.rowsRefused > 0 ? 'completed_with_errors' : 'completed';
  const saved = await writeImport(tx, job, { status, completedAt: tx.clock.now(), heartbeatAt: tx.clock.now() });
  await audit(tx, {
    action: 'import.complete',
    entity: 'import',
    id: job.id,
    from: 'applying',
    to: status,
    patch: { created: job.rowsCreated, updated: job.rowsUpdated, unchanged: job.rowsUnchanged, refused: job.rowsRefused, invalid: job.rowsInvalid },
  });
  await tellProgress(tx, saved);
  await tellCompleted(tx, saved);
}
