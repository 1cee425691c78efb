import { type Axis, evenAxis, unevenAxis } from './axis.ts';
import type { GridColumn } from './types.ts';

/** Sizes in CSS px; one place, because elements are placed by arithmetic. */
export interface Geometry {
  readonly row: number;
  /** Width of a column that has none of its own. */
  readonly col: number;
  /** Width of the frozen tree. */
  readonly tree: number;
  /** Height of the frozen head: bands and names. */
  readonly head: number;
  readonly rows: Axis;
  readonly cols: Axis;
}

export const BAND_HEIGHT = 24;
const NAMES_HEIGHT = 56;
const COLUMN_WIDTH = { normal: 96, compact: 72 } as const;
const ROW_HEIGHT = { normal: 32, compact: 26 } as const;
const TOUCHED_ROW = 40;

export type Density = keyof typeof ROW_HEIGHT;

const NARROWEST = 40;
const WIDEST = 480;
const NARROWEST_TREE = 160;
/** The key of the tree among widths by column. */
export const TREE = -1;

/** A width that a column (or the tree) may have: a cell's signs, or a piece of a name, always fit in. */
export const allowedWidth = (width: number, col: number): number => Math.round(Math.max(col === TREE ? NARROWEST_TREE : NARROWEST, Math.min(WIDEST, width)));

/** `widths`: by column id, of those that a person has set. */
export function geometryOf(
  sheet: { readonly rows: number; readonly columns: readonly GridColumn[]; readonly widths: ReadonlyMap<number, number> | undefined },
  look: { readonly density: Density; readonly tree: number; readonly coarse: boolean },
): Geometry {
  const row = look.coarse ? TOUCHED_ROW : ROW_HEIGHT[look.density];
  const col = COLUMN_WIDTH[look.density];
  const { columns, widths } = sheet;
  const own = widths !== undefined && widths.size > 0 && columns.some((column) => widths.has(column.id));
  return {
    row,
    col,
    tree: look.tree,
    head: BAND_HEIGHT + NAMES_HEIGHT,
    rows: evenAxis(sheet.rows, row),
    cols: own ? unevenAxis(columns.map((column) => allowedWidth(widths.get(column.id) ?? col, 0))) : evenAxis(columns.length, col),
  };
}

/** Elements over the span in sight, so that a frame late in a fast scroll still shows cells. */
export const SPARE_ROWS = 6;
export const SPARE_COLS = 2;
