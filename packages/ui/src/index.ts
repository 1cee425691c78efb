export * from './plain.ts';
export { type ActivityJob, ActivityTray, type JobState } from './work/activity-tray.tsx';
export { ColumnChooser, type ColumnChooserProps, useHiddenColumns } from './work/column-chooser.tsx';
export { type Command, CommandPalette, type CommandPaletteProps, openCommandPalette, useCommands } from './work/command-palette.tsx';
export { DataTable } from './work/data-table.tsx';
export type { Column, DataTableProps, Sort } from './work/data-table-types.ts';
export { matchScore, otherLayout, plainWords } from './work/search-words.ts';
export { TreeView, type TreeViewProps } from './work/tree-view.tsx';
