import { type Actor, appendEvent, type Ctx } from '@yarmarka/kernel';
import { brands } from '@yarmarka/taxonomy/tables';
import { getCategorySchema, type LoadedSchema, loadSchemaDictionary, type SchemaDictionary } from '@yarmarka/taxonomy';
import { lookupOver, type OptionEntry } from '@yarmarka/taxonomy/check';
import { brandToken, RESERVED, type SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { importNotFound } from './errors.ts';
import { importCompleted, importProgressed } from './events.ts';
import type { Fixes } from './row/read-cell.ts';
import type { RowReader } from './row/parse-row.ts';
import type { Fix, RowStatus, Target } from './schemas.ts';
import { importJobs, valueFixes } from './tables.ts';

/** Called between chunks; tests end a run there as a crash would. */
export type BetweenChunks = () => void | Promise<void>;
export type ImportRecord = typeof importJobs.$inferSelect;

/** The import as it is now. Error: `imports.import_not_found`. */
export async function fetchImport(ctx: Ctx, id: number): Promise<ImportRecord> {
  const [row] = await ctx.db.select().from(importJobs).where(eq(importJobs.id, id));
  if (!row) throw importNotFound();
  return row;
}

/** The import, its row locked until the end of the transaction: steps of one import never overlap. */
export async function lockImport(tx: Ctx, id: number): Promise<ImportRecord> {
  const [row] = await tx.db.select().from(importJobs).where(eq(importJobs.id, id)).for('update');
  if (!row) throw importNotFound();
  return row;
}

/** Writes to an import whose row the caller has locked. */
export async function writeImport(tx: Ctx, job: ImportRecord, change: Partial<ImportRecord>): Promise<ImportRecord> {
  const [row] = await tx.db
    .update(importJobs)
    .set({ ...change, version: sql`${importJobs.version} + 1` })
    .where(eq(importJobs.id, job.id))
    .returning();
  if (!row) throw importNotFound();
  return row;
}

export async function tellProgress(tx: Ctx, job: ImportRecord): Promise<void> {
  await appendEvent(tx, importProgressed, job.id, {
    importId: job.id,
    sellerId: job.sellerId,
    status: job.status,
    done: job.progressDone,
    total: job.progressTotal,
  });
}

export async function tellCompleted(tx: Ctx, job: ImportRecord): Promise<void> {
  await appendEvent(tx, importCompleted, job.id, {
    importId: job.id,
    sellerId: job.sellerId,
    status: job.status,
    created: job.rowsCreated,
    updated: job.rowsUpdated,
    unchanged: job.rowsUnchanged,
    failed: job.rowsInvalid + job.rowsRefused,
    submitted: job.cardsSubmitted,
  });
}

/** Behind the scenes an import acts as the seller it is for, by the hand of whoever started it: the same verbs, the same rights, the same journal. */
export function importActor(job: ImportRecord): Actor {
  const userId = job.createdBy.startsWith('user:') ? job.createdBy.slice(5) : job.createdBy;
  return { kind: 'user', userId, roles: ['seller'], sellerId: job.sellerId };
}

/** The first units that have rows in this state. Asked apart from their rows: in one statement the planner, without statistics of a table just filled, takes a hundred times as long. */
export async function nextUnits(tx: Ctx, jobId: number, status: RowStatus, limit: number): Promise<number[]> {
  const rows = await tx.db.execute<{ no: number }>(
    sql`select distinct unit_no as no from imports.import_rows where job_id = ${jobId} and status = ${status} order by unit_no limit ${limit}`,
  );
  return rows.map((r) => r.no);
}

export const targetOf = (no: number): Target => `attr:${no}`;

/** What a seller decided about values, by column target and folded text. */
export async function loadFixes(ctx: Ctx, sellerId: number, targets: readonly string[]): Promise<Map<string, Fixes>> {
  if (targets.length === 0) return new Map();
  const rows = await ctx.db
    .select({ target: valueFixes.target, value: valueFixes.value, fix: valueFixes.fix })
    .from(valueFixes)
    .where(and(eq(valueFixes.sellerId, sellerId), inArray(valueFixes.target, [...targets])));
  const out = new Map<string, Map<string, Fix>>();
  for (const r of rows) out.set(r.target, (out.get(r.target) ?? new Map<string, Fix>()).set(r.value, r.fix));
  return out;
}

export type Loaded = { readonly reader: RowReader; readonly dictionary: SchemaDictionary };

/** Everything an import's rows are read with: the category's present schema, its options by name, the brands the file names, and what the seller decided before. */
export async function loadReader(ctx: Ctx, job: ImportRecord): Promise<Loaded> {
  const schema = await getCategorySchema(ctx, job.categoryId);
  const dictionary = await loadSchemaDictionary(ctx, schema.schema);
  const columns = job.mapping.filter((c) => c.target !== null);
  const fixes = await loadFixes(
    ctx,
    job.sellerId,
    columns.map((c) => c.target ?? ''),
  );
  const named = await brandsNamed(ctx, job, fixes);
  const attributes = new Map(schema.schema.attributes.map((a): [Target, SchemaAttribute] => [targetOf(a.no), a]));
  const lookup = lookupOver((no) => (no === RESERVED.brand ? named : (dictionary.options.get(no) ?? [])));
  return { reader: { schema, lookup, columns, attributes, fixes, locale: job.locale }, dictionary };
}

/** The brands that stand in the file: the table of all is too large to hold for one sheet. */
async function brandsNamed(ctx: Ctx, job: ImportRecord, fixes: ReadonlyMap<string, Fixes>): Promise<OptionEntry[]> {
  const target = targetOf(RESERVED.brand);
  const column = job.mapping.find((c) => c.target === target);
  if (!column) return [];
  const texts = [...(fixes.get(target)?.values() ?? [])].flatMap((f) => (f.kind === 'text' ? [f.text.toLowerCase()] : []));
  const rows = await ctx.db
    .select({ id: brands.id, name: brands.name })
    .from(brands)
    .where(
      sql`lower(${brands.name}) in (select distinct lower(trim(r.raw ->> ${column.column}::int)) from imports.import_rows r where r.job_id = ${job.id}
        union select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`,
    );
  return rows.map((b) => ({ token: brandToken(b.id), key: b.name, ru: b.name, en: b.name, synonyms: [] }));
}

export const attributesOf = (loaded: LoadedSchema, dictionary: SchemaDictionary) =>
  loaded.schema.attributes.map((attribute) => {
    const words = dictionary.attributes.get(attribute.no);
    return { attribute, key: words?.key ?? '', ru: words?.ru ?? '', en: words?.en ?? '' };
  });
