import { type RefObject, useMemo, useState } from 'react';
import { fittingTree, fittingWidth } from './edges.ts';
import { allowedWidth, geometryOf, type Geometry, TREE } from './geometry.ts';
import type { GridView } from './grid-view.ts';
import type { GridSelection, MatrixGridProps } from './types.ts';

const STEP = 16;

export interface Widths {
  readonly geometry: Geometry;
  /** While an edge is dragged; undefined ends it. */
  readonly show: (col: number | undefined, px: number) => void;
  /** A dragged edge was let go: with whole columns selected, all of them take the width. */
  readonly drop: (col: number, px: number) => void;
  readonly fit: (col: number) => void;
  /** What a key does to the selected columns, or to the tree when the active cell is in it. */
  readonly press: (to: 'wider' | 'narrower' | 'fit') => void;
}

/** The columns that a selection lies in, the tree for a line of it. `whole`: only columns selected from top to bottom. */
export function columnsOf({ active, ranges }: GridSelection, rows: number, whole = false): readonly number[] {
  if (active.col === TREE && !whole) return [TREE];
  const cols = new Set<number>();
  for (const range of ranges) if (!whole || range.toRow - range.row + 1 >= rows) for (let col = range.col; col <= range.toCol; col += 1) cols.add(col);
  return cols.size === 0 && !whole ? [active.col] : [...cols];
}

/** How wide columns and tree are: what the screen keeps, and what is dragged right now. */
export function useWidths(
  { rows, columns, labels, widths, density = 'normal', onResize }: MatrixGridProps,
  {
    tree,
    coarse,
    selection,
    view,
    scroller,
    say,
  }: {
    readonly tree: number;
    readonly coarse: boolean;
    readonly selection: GridSelection;
    readonly view: RefObject<GridView | undefined>;
    readonly scroller: RefObject<HTMLElement | null>;
    readonly say: (text: string) => void;
  },
): Widths {
  const [dragged, setDragged] = useState<{ readonly col: number; readonly px: number }>();
  const geometry = useMemo(() => {
    const id = dragged && columns[dragged.col]?.id;
    const shown = dragged && id !== undefined ? new Map(widths).set(id, dragged.px) : widths;
    return geometryOf({ rows: rows.length, columns, widths: shown }, { density, coarse, tree: dragged?.col === TREE ? dragged.px : tree });
  }, [rows.length, columns, widths, density, coarse, tree, dragged]);

  const resize = (cols: readonly number[], widthOf: (col: number) => number) => {
    if (!onResize || cols.length === 0) return;
    const sizes = new Map(
      cols.flatMap((col) => (col === TREE ? [[TREE, widthOf(TREE)] as const] : columns[col] ? [[columns[col].id, widthOf(col)] as const] : [])),
    );
    onResize(sizes);
    const [only = TREE] = cols;
    say(labels.sized(cols.length > 1 ? undefined : only === TREE ? labels.tree : columns[only]?.label, [...sizes.values()][0] ?? 0));
  };
  const now = (col: number): number => view.current?.widthOf(col) ?? 0;
  const fitting = (measure: (font: 'name' | 'cell' | 'line') => (text: string) => number, col: number): number => {
    const texts = view.current?.textsOf(col) ?? [];
    if (col !== TREE) return fittingWidth(columns[col]?.label ?? '', texts, { name: measure('name'), text: measure('cell') });
    return fittingTree(view.current?.linesInSight() ?? [], measure('line'));
  };
  const fitAll = (cols: readonly number[]) => {
    const measure = measurer(scroller.current);
    resize(cols, (col) => fitting(measure, col));
  };
  return {
    geometry,
    show: (col, px) => setDragged(col === undefined ? undefined : { col, px }),
    drop(col, px) {
      const together = columnsOf(selection, rows.length, true);
      resize(together.includes(col) ? together : [col], () => px);
    },
    fit(col) {
      const together = columnsOf(selection, rows.length, true);
      fitAll(together.includes(col) ? together : [col]);
    },
    press(to) {
      const cols = columnsOf(selection, rows.length);
      if (to === 'fit') fitAll(cols);
      else resize(cols, (col) => allowedWidth(now(col) + (to === 'wider' ? STEP : -STEP), col));
    },
  };
}

const SAMPLES = { name: '[role=columnheader] > span', cell: '[role=gridcell]', line: '[role=rowheader]' } as const;

/** Measures texts in the fonts that the sheet shows them in; nothing is laid out for it. */
function measurer(scroller: HTMLElement | null): (font: keyof typeof SAMPLES) => (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (font) => {
    const sample = scroller?.querySelector(SAMPLES[font]);
    const style = getComputedStyle(sample ?? document.body);
    const spacing = Number.parseFloat(style.letterSpacing) || 0;
    return (text) => {
      if (context) context.font = style.font;
      return (context?.measureText(text).width ?? text.length * 8) + text.length * spacing;
    };
  };
}
