import { MAX_XLSX_CELL_CHARS } from '@yarmarka/files';
import type { Ctx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import type { CellFields } from '../schemas.ts';
import { printCell } from './cell-text.ts';
import type { Names } from './names.ts';
import { printFields } from './print-rows.ts';
import type { ExportRequest } from './request.ts';

/** A cell whose text is longer than a workbook's cell: where it is, and how many characters it has. */
export type LongCell = {
  readonly category: { readonly ru: string; readonly en: string };
  readonly attribute: { readonly ru: string; readonly en: string };
  readonly characters: number;
};

/** Fewer options than this fit however long their keys are (at most 200 characters each). */
const MANY_OPTIONS = 150;
/** Other fields that long stand in limits and conditions alone. */
const MANY_CHARACTERS = 8_000;

/** The longest cell of a selection of the matrix that no cell of a workbook holds; undefined: all fit. Cells alike are printed once. `within`: of columns `category_id` and `attribute_no`. */
export async function findLongCell(ctx: Ctx, request: ExportRequest, names: Names, within: SQL): Promise<LongCell | undefined> {
  if (request.format !== 'xlsx' || request.what !== 'matrix') return undefined;
  const among = request.scope === 'effective' ? sql`taxonomy.effective_cells where` : sql`taxonomy.rules where to_version is null and`;
  const rows = await ctx.read.execute<{ category: number; no: number; fields: CellFields }>(sql`
    select min(category_id) as category, attribute_no as no, fields from ${among} ${within}
      and (jsonb_array_length(fields -> 'options') >= ${MANY_OPTIONS} or length((fields -> 'limits')::text) >= ${MANY_CHARACTERS} or length((fields -> 'condition')::text) >= ${MANY_CHARACTERS})
    group by attribute_no, fields`);
  const long = rows.flatMap(({ category, no, fields }): LongCell[] => {
    const [k, attribute] = [names.category(category), names.attribute(no)];
    if (!k || !attribute) return [];
    const texts =
      request.layout === 'wide'
        ? [printCell({ op: 'set', fields }, attribute, names, request.language)]
        : Object.values(printFields(fields, attribute, names, fields.defaultUnit, request.language));
    const characters = Math.max(0, ...texts.map((text) => text.length));
    return characters > MAX_XLSX_CELL_CHARS ? [{ category: { ru: k.ru, en: k.en }, attribute: { ru: attribute.ru, en: attribute.en }, characters }] : [];
  });
  return long.toSorted((a, b) => b.characters - a.characters)[0];
}
