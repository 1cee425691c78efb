import { createHash } from 'node:crypto';
import type { SheetRow } from '@yarmarka/files';
import { labelKey } from '@yarmarka/taxonomy/check';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import type { ColumnMapping } from '../schemas.ts';
import type { Fixes } from './read-cell.ts';
import { skuOf } from './parse-row.ts';

export type StagedRow = {
  readonly rowNo: number;
  readonly unitNo: number;
  readonly raw: readonly string[];
  readonly sku: string;
  readonly sameSkuRow: number | null;
};
export type UnitReader = { readonly columns: readonly ColumnMapping[]; readonly fixes: ReadonlyMap<string, Fixes> };

const cells = (reader: UnitReader, target: string, raw: readonly string[]): string[] =>
  reader.columns.filter((c) => c.target === target).map((c) => raw[c.column]?.trim() ?? '');

/** The row's group as the file names it; empty where it names none. */
export function groupOf(reader: UnitReader, raw: readonly string[]): string {
  return labelKey(cells(reader, 'group', raw)[0] ?? '');
}

/** Rows of one group, or of one name and brand, make a unit: they may be variants of one card. A row without either is a unit of its own. */
function unitKey(reader: UnitReader, raw: readonly string[]): string | undefined {
  const group = groupOf(reader, raw);
  if (group !== '') return `g:${group}`;
  const name = cells(reader, `attr:${RESERVED.name}`, raw).map(labelKey).join('\u001f');
  if (name.replaceAll('\u001f', '') === '') return undefined;
  // Hashed: a sheet of 200,000 long names is held in memory while it is read.
  return `n:${createHash('sha1')
    .update(`${name}\u001e${cells(reader, `attr:${RESERVED.brand}`, raw).map(labelKey).join('\u001f')}`)
    .digest('base64')}`;
}

/** Takes a sheet's rows one after another: numbers their units by their first rows and finds article numbers that come twice. */
export function rowStager(reader: UnitReader): (row: SheetRow) => StagedRow {
  const units = new Map<string, number>();
  const skus = new Map<string, number>();
  return ({ row, cells: raw }) => {
    const key = unitKey(reader, raw);
    const unitNo = key === undefined ? row : (units.get(key) ?? row);
    if (key !== undefined && unitNo === row) units.set(key, row);
    const sku = skuOf(reader, raw);
    const sameSkuRow = sku === '' ? null : (skus.get(sku) ?? null);
    if (sku !== '' && sameSkuRow === null) skus.set(sku, row);
    return { rowNo: row, unitNo, raw, sku, sameSkuRow };
  };
}
