import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { getCategorySchema, loadSchemaDictionary } from '@yarmarka/taxonomy';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { and, eq } from 'drizzle-orm';
import { columnUnknown, columnsRepeated, skuColumnMissing, targetUnknown, wrongStatus } from '../errors.ts';
import { attributesOf, fetchImport, type ImportRecord, lockImport, targetOf, writeImport } from '../internal.ts';
import { type ImportView, viewOf } from '../job/get-import.ts';
import { assertCanUseImport } from '../policies.ts';
import { type ColumnMapping, type ImportInput, type SaveMappingInput, SERVICE_COLUMNS } from '../schemas.ts';
import { mappingProfiles } from '../tables.ts';
import { type ColumnProposal, type NamedAttribute, proposeColumns, repeatedTargets } from './match-columns.ts';

export type MappingProposal = {
  readonly columns: readonly ColumnProposal[];
  /** Attributes the category requires that no column brings. */
  readonly missing: readonly { readonly no: number; readonly ru: string; readonly en: string }[];
};

/**
 * What each column probably holds: as this seller's last sheet with these columns was read, else by key or label. Ambiguous columns list their candidates; unknown ones are ignored.
 * Error: `imports.import_not_found`.
 */
export async function proposeMapping(ctx: Ctx, input: ImportInput): Promise<MappingProposal> {
  const job = await fetchImport(ctx, input.importId);
  assertCanUseImport(ctx, job);
  return proposalFor(ctx, job);
}

export async function proposalFor(ctx: Ctx, job: ImportRecord): Promise<MappingProposal> {
  const attributes = await attributesFor(ctx, job);
  const guessed = proposeColumns(job.header, job.samples, attributes, job.locale);
  const [profile] = await ctx.db
    .select({ mapping: mappingProfiles.mapping })
    .from(mappingProfiles)
    .where(and(eq(mappingProfiles.sellerId, job.sellerId), eq(mappingProfiles.headerHash, job.headerHash)));
  const known = new Set<string>([...SERVICE_COLUMNS, ...attributes.map((a) => targetOf(a.attribute.no))]);
  const columns = guessed.map((guess): ColumnProposal => {
    const last = profile?.mapping.find((c) => c.column === guess.column);
    if (!last || (last.target !== null && !known.has(last.target))) return guess;
    const { language: _language, unit: _unit, ...bare } = guess;
    return { ...bare, target: last.target, by: 'profile', ...(last.language ? { language: last.language } : {}), ...(last.unit ? { unit: last.unit } : {}) };
  });
  const brought = new Set(columns.map((c) => c.target));
  const missing = attributes
    .filter((a) => a.attribute.requirement === 'required' && !brought.has(targetOf(a.attribute.no)))
    .map((a) => ({ no: a.attribute.no, ru: a.ru, en: a.en }));
  return { columns, missing };
}

async function attributesFor(ctx: Ctx, job: ImportRecord): Promise<NamedAttribute[]> {
  const schema = await getCategorySchema(ctx, job.categoryId);
  return attributesOf(schema, await loadSchemaDictionary(ctx, schema.schema));
}

/**
 * Settles what the columns hold. Rows that were checked with an earlier mapping are read anew when the file is checked next. Errors: `imports.import_not_found`, `imports.wrong_status`,
 * `imports.column_unknown`, `imports.target_unknown`, `imports.columns_repeated`, `imports.sku_column_missing`.
 */
export async function saveMapping(ctx: Ctx, input: SaveMappingInput): Promise<ImportView> {
  return withTx(ctx, async (tx) => {
    const job = await lockImport(tx, input.importId);
    assertCanUseImport(tx, job);
    if (!['uploaded', 'mapping', 'validated'].includes(job.status)) throw wrongStatus(job.status);
    const mapping = await usable(tx, job, input.columns);
    const saved = await writeImport(tx, job, { mapping, status: 'mapping' });
    await audit(tx, { action: 'import.save_mapping', entity: 'import', id: job.id, from: job.status, to: saved.status, patch: { columns: mapping.length } });
    return viewOf(saved);
  });
}

/** The mapping with the file's own headers, or the error that says why it cannot be used. Pictures come by upload, never by column. */
export async function usable(ctx: Ctx, job: ImportRecord, columns: readonly ColumnMapping[]): Promise<ColumnMapping[]> {
  if (columns.some((c) => job.header[c.column] === undefined)) throw columnUnknown();
  const attributes = await attributesFor(ctx, job);
  const known = new Set<string>([...SERVICE_COLUMNS, ...attributes.map((a) => targetOf(a.attribute.no))]);
  known.delete(targetOf(RESERVED.pictures));
  const unknown = columns.flatMap((c) => (c.target !== null && !known.has(c.target) ? [c.target] : []));
  if (unknown.length > 0) throw targetUnknown(unknown);
  const localised = new Set(attributes.flatMap((a) => (a.attribute.localised ? [targetOf(a.attribute.no) as string] : [])));
  const mapping = columns.map(
    ({ language, ...c }): ColumnMapping => ({
      ...c,
      header: job.header[c.column] ?? '',
      ...(c.target !== null && localised.has(c.target) ? { language: language ?? job.locale } : {}),
    }),
  );
  const repeated = repeatedTargets(mapping);
  if (repeated.length > 0) throw columnsRepeated(repeated);
  if (!mapping.some((c) => c.target === 'sku')) throw skuColumnMissing();
  return mapping;
}
