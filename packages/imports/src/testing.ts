import { storeFile } from '@yarmarka/files';
import { asSystem, type Ctx } from '@yarmarka/kernel';
import type { LoadedSchema } from '@yarmarka/taxonomy';
import { lookupOver } from '@yarmarka/taxonomy/check';
import type { Attrs } from '@yarmarka/taxonomy/schemas';
import { applyImport } from './job/apply-import.ts';
import { createImport } from './job/create-import.ts';
import { getImport, type ImportView } from './job/get-import.ts';
import { runImport } from './job/run-import.ts';
import { checkLevels } from './row/check-unit.ts';
import { validateImport } from './job/validate-import.ts';
import type { RowIssue } from './schemas.ts';

/** A sheet of a seller (the Ctx's actor) as an import that has not been checked yet. */
export async function createImportOf(
  ctx: Ctx,
  input: { readonly categoryId: number; readonly csv: string | Uint8Array; readonly name?: string },
): Promise<ImportView> {
  const content = typeof input.csv === 'string' ? new TextEncoder().encode(input.csv) : input.csv;
  const file = await storeFile(ctx, { content, name: input.name ?? 'goods.csv', purpose: 'sheet' });
  return createImport(ctx, { fileId: file.id, categoryId: input.categoryId });
}

/** Does what the worker would do next. */
export async function workOn(ctx: Ctx, importId: number): Promise<ImportView> {
  await runImport(asSystem(ctx, 'test'), { importId });
  return getImport(ctx, { importId });
}

/** Uploads, checks and applies a sheet in one go. */
export async function importSheet(ctx: Ctx, input: { readonly categoryId: number; readonly csv: string | Uint8Array }): Promise<ImportView> {
  const { id } = await createImportOf(ctx, input);
  await validateImport(ctx, { importId: id });
  const checked = await workOn(ctx, id);
  if (checked.rowsValid === 0) return checked;
  await applyImport(ctx, { importId: id });
  return workOn(ctx, id);
}

const PHONE_COLUMNS = 'Артикул;Название;Name;Бренд;Colour (рус.);Memory;Weight, g;Features;Цена;Старая цена;Остаток';
export type PhoneCells = Partial<Record<'name' | 'brand' | 'color' | 'memory' | 'weight' | 'features' | 'price' | 'old' | 'stock', string>>;

/** One line of a sheet of phones for taxonomy's small test tree; everything in it is right unless told otherwise. */
export function phoneRow(sku: string, cells: PhoneCells = {}): string {
  const {
    name = `Телефон ${sku}`,
    brand = 'Искра',
    color = 'red',
    memory = '128 ГБ',
    weight = '180',
    features = 'nfc|esim',
    price = '12 990',
    old = '',
    stock = '5',
  } = cells;
  return [sku, name, `Phone ${sku}`, brand, color, memory, weight, features, price, old, stock].join(';');
}
export const phoneSheet = (...rows: readonly string[]): string => [PHONE_COLUMNS, ...rows].join('\n');

/** What an import says of the values of a row of new goods without a price, once its cells have been read. */
export function judgeValues(schema: LoadedSchema, card: Attrs, variant: Attrs): RowIssue[] {
  const reader = { schema, lookup: lookupOver(() => []), columns: [], attributes: new Map(), fixes: new Map(), locale: 'ru' } as const;
  const row = { rowNo: 1, raw: [], sku: 'A-1', sameSkuRow: null, known: false, parsed: { card, variant, offer: {} }, issues: [] };
  return checkLevels(reader, row, {}).filter((issue) => issue.attributeNo !== null);
}
