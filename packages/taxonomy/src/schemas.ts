export * from './changes.ts';
export * from './model.ts';
export {
  EDITED,
  EXCLUDED,
  hasCondition,
  hasLimits,
  hasOptions,
  isAxis,
  isFilterable,
  levelOf,
  OWN,
  PIN,
  patchBits,
  PRESENT,
  requirementOf,
} from './grid/cell-bits.ts';
export { createGrid, type Grid, type PackedRules } from './grid/fold-grid.ts';
export { carryFields, type Carrier, type CellEdit, foldCell, type FullCell, reachCell, type Rule, ruleAfter } from './grid/full-cells.ts';
export { titleFor } from './change-set/source.ts';
export { sortSiblings } from './tree/sibling-order.ts';
export { type GridAttribute, type PackedGrid, unpackTree } from './grid/packed-grid.ts';
export { type DraftStructure, type NodeChange, withStructure } from './grid/structure.ts';
export { CELL_STATES, type CellAt, type CellQuery, type CellState, selectCells } from './grid/select-cells.ts';
export { ExportRequest, MAX_WIDE } from './exchange/request.ts';
