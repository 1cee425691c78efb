export * from './plain.ts';
export { GridCellSample } from './grid/cell-sample.tsx';
export { MatrixGrid } from './grid/matrix-grid.tsx';
export { coveredCells, EMPTY_SELECTION, fillSource, rangesHave, selectCell } from './grid/ranges.ts';
export { parseTsv, pasteCells, printTsv } from './grid/tsv.ts';
export { TREE as TREE_COLUMN } from './grid/geometry.ts';
export type {
  GridCell,
  GridColumn,
  GridDirection,
  GridFill,
  GridPosition,
  GridRange,
  GridRow,
  GridSelection,
  GridTone,
  MatrixGridHandle,
  MatrixGridLabels,
  MatrixGridProps,
} from './grid/types.ts';
export { jumpTarget } from './grid/viewport.ts';
export { type ActivityJob, ActivityTray, type JobState } from './work/activity-tray.tsx';
export { ColumnChooser, type ColumnChooserProps, useHiddenColumns } from './work/column-chooser.tsx';
export { type Command, CommandPalette, type CommandPaletteProps, openCommandPalette, useCommands } from './work/command-palette.tsx';
export { DataTable } from './work/data-table.tsx';
export type { Column, DataTableProps, Sort } from './work/data-table-types.ts';
export { FileDrop, type FileDropProps } from './work/file-drop.tsx';
export { matchScore, otherLayout, plainWords } from './work/search-words.ts';
export type { TreeDrop } from './work/tree-drop.ts';
export { TreeView, type TreeViewProps } from './work/tree-view.tsx';
export type { TreeDrag } from './work/use-tree-drag.ts';
