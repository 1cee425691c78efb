import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS width: `120px`, `minmax(160px, 2fr)`; shares the rest by default. */
  readonly width?: string;
  /** Figures stand at the end. */
  readonly align?: 'start' | 'end';
  readonly sortable?: boolean;
  /** What the header means, as a tooltip. */
  readonly tip?: string;
  /** On a phone a row is a small card: its title, a line "header: value", only the value, or a field with its label above; `hide` leaves it out. */
  readonly phone?: 'title' | 'line' | 'value' | 'field' | 'hide';
}

export interface Sort {
  readonly column: string;
  readonly direction: 'up' | 'down';
}

export interface DataTableProps<Row> {
  /** What the rows are; the accessible name. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** All rows loaded so far. */
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** How a row is called: for its checkbox and for readers. */
  readonly rowName: (row: Row) => string;
  /** Nothing has arrived yet: rows of skeletons. */
  readonly loading?: boolean;
  /** There are more pages; `onEnd` is called once as the end comes near. */
  readonly hasMore?: boolean;
  readonly loadingMore?: boolean;
  readonly onEnd?: () => void;
  /** Shown in place of rows: an `EmptyState`, with the first step or the filter to loosen. */
  readonly empty?: ReactNode;
  /** Shown in place of rows, or under them when some have arrived: an `ErrorPanel`. */
  readonly error?: ReactNode;
  readonly selected?: ReadonlySet<string>;
  readonly onSelectedChange?: (selected: ReadonlySet<string>) => void;
  /** Bulk actions of the bar that rises while rows are selected. */
  readonly bulkActions?: (selected: ReadonlySet<string>) => ReactNode;
  /** Enter, or a press on the row. */
  readonly onOpen?: (row: Row) => void;
  /** Escape when nothing is selected. */
  readonly onLeave?: () => void;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly rowHeight?: number;
  /** Rows are measured and may grow beyond `rowHeight`: for cells that say something under a field. */
  readonly growing?: boolean;
  /** `fill` reaches to the bottom of the window, `content` grows with its rows (short lists only), or px. */
  readonly height?: 'fill' | 'content' | number;
  /** Marks rows changed since they were shown. */
  readonly rowTone?: (row: Row) => 'changed' | 'quiet' | undefined;
}
