/** Sizes in CSS px; one place, because elements are placed by arithmetic. */
export interface Geometry {
  readonly row: number;
  readonly col: number;
  /** Width of the frozen tree. */
  readonly tree: number;
  /** Height of the frozen head: bands and names. */
  readonly head: number;
}

export const BAND_HEIGHT = 24;
const NAMES_HEIGHT = 56;
const COLUMN_WIDTH = { normal: 96, compact: 72 } as const;

export const geometryOf = (density: 'normal' | 'compact', tree: number, coarse: boolean): Geometry => ({
  row: coarse ? 40 : 32,
  col: COLUMN_WIDTH[density],
  tree,
  head: BAND_HEIGHT + NAMES_HEIGHT,
});

/** Elements over the span in sight, so that a frame late in a fast scroll still shows cells. */
export const SPARE_ROWS = 6;
export const SPARE_COLS = 2;
