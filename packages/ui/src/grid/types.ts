import type { ReactNode, Ref } from 'react';

/** One line of the frozen tree. `id` must stay the same when lines above open or close. */
export interface GridRow {
  readonly id: number;
  readonly label: string;
  /** 0 for a root. */
  readonly depth: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  /** What a draft does to it, in a word: "new". */
  readonly mark?: string;
  /** Shown quietly at the end of the line, ready for the reader: "12 400". */
  readonly note?: string;
  /** 0 to 1: the thin bar of completeness under the line. */
  readonly share?: number;
  /** Where it stands, for readers and the hover card: "Clothing › Dresses". Without it the ancestors in sight of the list are used. */
  readonly path?: string;
}

export interface GridColumn {
  readonly id: number;
  /** Up to two lines are shown. */
  readonly label: string;
  /** The group above; neighbours with an equal band share one. */
  readonly band: string;
  /** One glyph for the type. */
  readonly icon?: string;
  /** What a draft does to it, in a word: "new". */
  readonly mark?: string;
  /** What the glyph means, in words, for readers and the hover card. */
  readonly typeName?: string;
  /** 0 to 1: share of the cards that fill it. */
  readonly share?: number;
}

/** Says where a cell's content comes from; each is drawn with ink and a shape, never by colour alone. */
export type GridTone = 'own' | 'inherited' | 'excluded' | 'empty';

/** One cell. It is asked for on every drawn frame: give the same object for equal cells, so that nothing is drawn twice. */
export interface GridCell {
  /** Glyphs, at most four: "●▽⧉". */
  readonly text: string;
  readonly tone: GridTone;
  /** Edited in the draft: a saffron frame. */
  readonly changed?: boolean;
  /** Somebody else is editing it: a dashed frame. */
  readonly other?: boolean;
  /** An own value that equals the inherited one and is kept on purpose: a bar along its edge. */
  readonly pinned?: boolean;
  /** An edit that this cell did not take, and why; the reason is read out and shown on hover. */
  readonly refused?: string;
  /** Another version was published meanwhile: a red corner with "!". */
  readonly conflict?: boolean;
  /** The state in words: "required, filter; from Clothing". Empty for an empty cell. */
  readonly label: string;
}

/** Indexes into `rows` and `columns`; -1 is the header: `{row: 4, col: -1}` is the fifth line of the tree, `{row: -1, col: 0}` the first column's name. */
export interface GridPosition {
  readonly row: number;
  readonly col: number;
}

/** A rectangle, both ends included, `row <= toRow`, `col <= toCol`, never a header. */
export interface GridRange {
  readonly row: number;
  readonly col: number;
  readonly toRow: number;
  readonly toCol: number;
}

/** Controlled by the screen. `EMPTY_SELECTION` to begin with; `selectCell(row, col)` for one cell. */
export interface GridSelection {
  /** The cell that keys and the inspector speak of, and the fixed corner while a range is extended. */
  readonly active: GridPosition;
  /** The moving corner of the last range. */
  readonly head: GridPosition;
  /** What is selected; the last one is being extended. Ranges may overlap. Empty while the active position is a header reached by arrows. */
  readonly ranges: readonly GridRange[];
}

export type GridDirection = 'up' | 'down' | 'left' | 'right';

export interface GridFill {
  /** What is copied: for Ctrl+D the first line of the selection (the line above it, when only one is selected). */
  readonly source: GridRange;
  /** What is filled, without the source; repeat the source as often as it takes (`fillSource` tells from where). */
  readonly target: GridRange;
  readonly direction: GridDirection;
}

/** The component's own texts in the user's language. Keep the object stable. */
export interface MatrixGridLabels {
  /** The accessible name of the whole grid. */
  readonly grid: string;
  /** The name of the frozen column, shown over the tree. */
  readonly tree: string;
  /** A cell as one sentence: "Clothing › Dresses, Composition: required; from Clothing". `state` is the cell's label, or `empty`, or `loading`. */
  readonly cell: (row: string, column: string, state: string) => string;
  readonly empty: string;
  readonly loading: string;
  readonly excluded: string;
  readonly pinned: string;
  readonly changed: string;
  readonly other: string;
  readonly conflict: string;
  /** A line of the tree: "Dresses, level 2, 12 400 cards, 84 % complete". Level counts from 1; note and share only where the row has them. */
  readonly row: (label: string, level: number, note: string | undefined, share: number | undefined) => string;
  /** A column: "Composition, list, filled in 64 %". */
  readonly column: (label: string, typeName: string | undefined, share: number | undefined) => string;
  /** Said while a selection grows: "24 cells: 8 rows by 3 columns". */
  readonly selected: (cells: number, rows: number, columns: number) => string;
  /** Said after Ctrl+arrow when no filled cell lies that way. */
  readonly noFilled: string;
  readonly copied: (cells: number) => string;
  /** Said after a width was changed: "Composition: 140 px wide". Without a name: of several. */
  readonly sized: (label: string | undefined, px: number) => string;
  readonly refused: (reason: string) => string;
  readonly expand: string;
  readonly collapse: string;
}

export interface MatrixGridHandle {
  /** Scrolls as little as needed to show a position; does not select it. */
  /** What "[", "]" and "=" do, for a menu. */
  readonly width: (key: '[' | ']' | '=') => void;
  readonly reveal: (position: Partial<GridPosition>, align?: 'nearest' | 'start' | 'center') => void;
  readonly focus: () => void;
}

/**
 * What the grid needs of a screen. The component holds no data: it asks for the cells in sight, and tells what a person wants done.
 * Everything about size is fixed (rows of one height, columns of the widths that a person has set, else of one width), so any of 10,595 x 2,299 cells is placed by arithmetic.
 */
export interface MatrixGridProps {
  /** Lines of the tree that are open now, in order. Keep the array stable while it does not change. */
  readonly rows: readonly GridRow[];
  /** In order, bands together. Keep the array stable while it does not change. */
  readonly columns: readonly GridColumn[];
  /** The content of a cell; undefined while it is still on its way. Called for every cell that comes into sight: an array or map look-up, never a search. */
  readonly getCell: (row: number, col: number) => GridCell | undefined;
  /** Raise it when getCell would answer differently; the cells in sight are asked for again. */
  readonly version: number;
  /** What is in sight (both ends included) with a margin worth loading: at once when it opens, then at most every 120 ms while scrolling, and after it rests. */
  readonly onVisible: (rows: readonly [from: number, to: number], cols: readonly [from: number, to: number]) => void;
  readonly selection: GridSelection;
  readonly onSelect: (selection: GridSelection) => void;
  /** Open or close a line: its triangle, Left and Right in the tree column. The screen changes `rows`; the active line keeps its place by `id`. */
  readonly onToggleRow: (row: number) => void;
  /** Enter, F2, double click: the inspector. Also for headers (-1): a category or an attribute. */
  readonly onActivate: (position: GridPosition) => void;
  /**
   * A single key over the selection: 'r', 'shift+r', '1', 'delete', 'backspace', 'space'... as `chordOf` writes them, by place on the board, so it works on a Russian layout.
   * True when the screen knows the key; others are left to the page. `gesture` is equal for all calls of one stroke of the brush: one step of undo.
   */
  readonly onPaint: (ranges: readonly GridRange[], key: string, gesture: number) => boolean;
  /** While set, dragging over cells calls onPaint with this key instead of selecting. */
  readonly brush?: string | undefined;
  /** Ctrl+D, Ctrl+R and the handle at the corner of the selection. */
  readonly onFill: (fill: GridFill) => void;
  /** The cells of the last range as TSV (`printTsv`); `own` is kept beside it and comes back on a paste into a grid of the product. */
  readonly onCopy: (range: GridRange) => string | { readonly text: string; readonly own: string };
  /** What stood in the clipboard, parsed (quotes and line breaks within cells included). `pasteCells(range, table, size)` says which text goes where, as Excel does. `own`: what `onCopy` gave. */
  readonly onPaste: (range: GridRange, table: readonly (readonly string[])[], own?: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** Ctrl+F. */
  readonly onFind: () => void;
  /**
   * Ctrl+arrow: the next filled cell that way, undefined when there is none. May be asked of the server: the answer is dropped if the selection has moved meanwhile.
   * Without it the grid searches what getCell knows.
   */
  readonly nextFilled?: (row: number, col: number, direction: GridDirection) => GridPosition | undefined | Promise<GridPosition | undefined>;
  readonly labels: MatrixGridLabels;
  /** The hover card, shown for the cell (or header) under a resting pointer and for the active one on Ctrl+I. Without it: the sentence of the cell. */
  readonly renderCard?: (position: GridPosition) => ReactNode;
  /** 'compact' has narrower columns and lower rows. */
  readonly density?: 'normal' | 'compact';
  /** 'fill' reaches to the bottom of the window. */
  readonly height?: 'fill' | number;
  /** Width of the tree column, px. */
  readonly treeWidth?: number;
  /** Widths that a person has set, by column id, px. Keep the map stable while it does not change. */
  readonly widths?: ReadonlyMap<number, number>;
  /** New widths by column id, `TREE_COLUMN` for the tree: after an edge of the head was dragged or double clicked, and on "[", "]" and "=". Without it widths stay. */
  readonly onResize?: (widths: ReadonlyMap<number, number>) => void;
  readonly handle?: Ref<MatrixGridHandle>;
}
