import type { OptionLookup } from '@yarmarka/taxonomy/check';
import type { LoadedSchema } from '@yarmarka/taxonomy';
import type { SchemaAttribute, Value } from '@yarmarka/taxonomy/schemas';
import type { ColumnMapping, ParsedRow, RowIssue, ServiceColumn, Target } from '../schemas.ts';
import { type Fixes, fixedText, issueAt, joinText, readAttribute, readPrice, readStock } from './read-cell.ts';

/** Everything rows are read with; made once for a run. */
export type RowReader = {
  readonly schema: LoadedSchema;
  readonly lookup: OptionLookup;
  readonly columns: readonly ColumnMapping[];
  readonly attributes: ReadonlyMap<Target, SchemaAttribute>;
  readonly fixes: ReadonlyMap<string, Fixes>;
  readonly locale: 'ru' | 'en';
};

const SKU_MAX = 100;
const cell = (raw: readonly string[], column: ColumnMapping): string => raw[column.column] ?? '';
const columnOf = (reader: Pick<RowReader, 'columns'>, target: ServiceColumn): ColumnMapping | undefined => reader.columns.find((c) => c.target === target);

/** The row's article number, as the file gives it. */
export function skuOf(reader: Pick<RowReader, 'columns' | 'fixes'>, raw: readonly string[]): string {
  const column = columnOf(reader, 'sku');
  return column ? fixedText(cell(raw, column).trim(), reader.fixes.get('sku')).slice(0, SKU_MAX + 1) : '';
}

/** What the cells of a row say, value by value, dealt out to card, variant and offer as the schema wants; and everything that could not be read. Whether the category allows it is checked afterwards. */
export function parseRow(reader: RowReader, raw: readonly string[]): { readonly parsed: ParsedRow; readonly issues: readonly RowIssue[] } {
  const issues: RowIssue[] = [];
  const levels: Record<'card' | 'variant' | 'offer', Record<string, Value | null>> = { card: {}, variant: {}, offer: {} };
  for (const column of reader.columns) {
    const attribute = column.target === null ? undefined : reader.attributes.get(column.target as Target);
    if (!attribute) continue;
    const fixes = reader.fixes.get(column.target ?? '');
    const read = readAttribute({ attribute, column, lookup: reader.lookup, fixes, locale: reader.locale }, cell(raw, column));
    const held = levels[attribute.level];
    if (read.kind === 'wrong') issues.push(read.issue);
    else if (read.kind === 'clear')
      held[attribute.no] = attribute.localised && column.language ? joinText(held[attribute.no] ?? undefined, {}, column.language) : null;
    else if (read.kind === 'value')
      held[attribute.no] = attribute.localised ? joinText(held[attribute.no] ?? undefined, read.value, column.language) : read.value;
  }
  const service = readService(reader, raw);
  return {
    parsed: {
      card: levels.card,
      variant: levels.variant,
      offer: Object.fromEntries(Object.entries(levels.offer).filter(([, v]) => v !== null)) as ParsedRow['offer'],
      ...service.values,
    },
    issues: [...service.issues, ...issues],
  };
}

function readService(reader: RowReader, raw: readonly string[]): { values: Pick<ParsedRow, 'priceMinor' | 'oldPriceMinor' | 'stock'>; issues: RowIssue[] } {
  const issues: RowIssue[] = [];
  const sku = columnOf(reader, 'sku');
  const skuText = skuOf(reader, raw);
  if (sku && skuText === '') issues.push(issueAt(sku, 'sku_missing', ''));
  if (sku && skuText.length > SKU_MAX) issues.push(issueAt(sku, 'sku_too_long', skuText, { params: { max: SKU_MAX } }));
  const number = (target: 'price' | 'old_price' | 'stock') => {
    const column = columnOf(reader, target);
    if (!column) return undefined;
    const read = (target === 'stock' ? readStock : readPrice)(column, cell(raw, column), reader.fixes.get(target));
    if (read.kind === 'wrong') issues.push(read.issue);
    return { column, read };
  };
  const price = number('price');
  const old = number('old_price');
  const stock = number('stock');
  const priceMinor = price?.read.kind === 'value' ? price.read.value : undefined;
  const oldMinor = old?.read.kind === 'value' ? old.read.value : undefined;
  if (old && oldMinor !== undefined && priceMinor !== undefined && oldMinor <= priceMinor)
    issues.push(issueAt(old.column, 'old_price_not_higher', cell(raw, old.column).trim(), { params: { price: priceMinor } }));
  return {
    values: {
      ...(priceMinor === undefined ? {} : { priceMinor }),
      ...(old?.read.kind === 'clear' ? { oldPriceMinor: null } : oldMinor === undefined ? {} : { oldPriceMinor: oldMinor }),
      ...(stock?.read.kind === 'value' ? { stock: stock.read.value } : {}),
    },
    issues,
  };
}
