export {
  cancelChangeSet,
  type ChangeRow,
  type ChangeSet,
  createChangeSet,
  getChangeSet,
  listChangeSets,
  nameChangeSet,
  saveChanges,
} from './change-set/change-sets.ts';
export { approveChangeSet, isFourEyesOn, listEditors, listWaiting, requestApproval, returnChangeSet, setFourEyes } from './change-set/approve-change-set.ts';
export { addComment, type ChangeSetComment, listComments } from './change-set/comments.ts';
export { type DeltaPreview, publishChecked, publishJobs } from './change-set/publish-checked.ts';
export { resolveConflicts } from './change-set/resolve-conflicts.ts';
export { scheduleChangeSet, unscheduleChangeSet } from './change-set/schedule-change-set.ts';
export type { CreatedThings, NotUndone } from './change-set/undo-created.ts';
export { countLines, importedChanges, NO_EDITS, noteFor, sayCounts } from './change-set/source.ts';
export { undoVersion } from './change-set/undo-version.ts';
export { diffVersions, type EditBetween, type FieldDiff, type RuleDiff, type SchemaAttributeDiff, type VersionDiff } from './preview/diff-versions.ts';
export { publishChanges } from './change-set/publish-changes.ts';
export { publishChangeSet } from './change-set/publish-change-set.ts';
export { ensureBrands } from './dictionary/ensure-brands.ts';
export { type NamedOption, nameOptions } from './dictionary/name-options.ts';
export {
  type Attribute,
  type AttributeRow,
  getAttribute,
  listAttributes,
  findList,
  listGroups,
  listHelp,
  type ListOption,
  listOptions,
  listSharing,
  listOptionLabels,
  loadSchemaDictionary,
  type Option,
  type SchemaDictionary,
  searchBrands,
  searchOptions,
} from './dictionary/queries.ts';
export { dropView, KeepView, keepView, listSavedViews, type SavedView, type SavedViews } from './grid/saved-views.ts';
export { type CellRules, listCellRules } from './grid/cell-rules.ts';
export { findDraftHelp, findDraftSchema } from './grid/draft-schema.ts';
export { type DraftCategory, findDraftCategory, findDraftStructure, readStructuredSchema } from './grid/draft-structure.ts';
export {
  type DraftCells,
  findDraftCells,
  findGridStamp,
  type GridUse,
  listGridUse,
  listOpenDrafts,
  loadGrid,
  type OpenDraft,
} from './grid/queries.ts';
export { sayProblem } from './import/file-problems.ts';
export { importTaxonomy } from './import/import-taxonomy.ts';
export { type ImportPreview, previewImport } from './import/preview-import.ts';
export { getCategorySchema, getSchemaByHash, getSchemasByHash, listSchemaHashes, type LoadedSchema } from './matrix/get-schema.ts';
export { conditionAttributes } from './matrix/problems.ts';
export { currentVersion, type Published } from './matrix/publish-version.ts';
export { type CellOrigin, countTaxonomy, type EffectiveCellView, listEffectiveCells, listVersions } from './matrix/queries.ts';
export { stampOf } from './change-set/stamp.ts';
export { previewChangeSet } from './preview/preview-change-set.ts';
export { relabelAttribute, relabelCategory, relabelOptions, setHelp } from './dictionary/relabel.ts';
export { type OptionMatch, previewChanges, previewOptionMatch } from './dictionary/preview-changes.ts';
export { listConversions, type VersionConversion } from './dictionary/conversions.ts';
export { slugify } from './tree/slug.ts';
export {
  type Category,
  findCategoryByKey,
  findCategoryBySlug,
  getCategory,
  listCategories,
  listChildren,
  listTree,
  searchCategories,
  type TreeNode,
} from './tree/queries.ts';
export type { Blocker, Conflict, Conversion, MatrixDelta, SchemaMove } from './delta.ts';
export { surelyAllowedSql } from './sql/allowed-sql.ts';
export { type CompletenessSql, completenessSql, numbersSql, PERCENT_SQL, type ValueColumns } from './sql/completeness-sql.ts';
export { completeSql, conditionSql, filledSql, trimmedLengthSql } from './sql/value-sql.ts';
export { diffSchemas, isEmptyDiff, type SchemaAndLists, type SchemaDiff } from './preview/diff-schemas.ts';
export { type ExportedFile, exportExchange } from './exchange/export-exchange.ts';
export { countExchange, type ExchangeSize } from './exchange/count-exchange.ts';
export { importExchangeFile } from './exchange/import-file.ts';
export { type ExchangeResult, importExchange } from './exchange/import-exchange.ts';
export type { DiffLine, RowProblem } from './exchange/plan.ts';
export { minerConsumer } from './miner/consumer.ts';
export { lastMined, type Mined, mineOverlaps, mineOverlapsJob } from './miner/mine-overlaps.ts';
export {
  countDismissed,
  countSuggestions,
  dismissSuggestion,
  listSuggestions,
  restoreSuggestion,
  type Suggestion,
  takeSuggestion,
} from './miner/suggestions.ts';
export { type Evidence, SUGGESTION_KINDS, type SuggestionKind } from './miner/schemas.ts';
export { type FilterUse, OFFERED, pushFiltered, pushFilled } from './usage/push-usage.ts';
