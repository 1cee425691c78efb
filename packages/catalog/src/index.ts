export { type BulkCard, CARD_TABLES, finishCards, loadCards } from './bulk/load-cards.ts';
export { enforceGrace, enforceGraceJob, type GraceResult } from './card/enforce-grace.ts';
export { type Ahead, countEnding, countEndingCards, type EndingGrace, endingSql, groupEnding, listEndingCards } from './card/ending-grace.ts';
export { graceDays, isGraceEnforced, setGraceEnforced } from './card/grace.ts';
export { archiveCard, restoreCard } from './card/archive-card.ts';
export { changeCategory } from './card/change-category.ts';
export { type Evaluation, evaluate } from './card/check-card.ts';
export { createDraft } from './card/create-draft.ts';
export type { DraftSaved } from './card/edit-draft.ts';
export { addVariant, removeVariant, updateVariant } from './card/edit-variants.ts';
export { type CardForm, type CardVariant, type CardView, getCard, getCardForm, getLiveCard, type LiveCard } from './card/get-card.ts';
export { type ImportedCard, type ImportOptions, importCards, type NewCard } from './card/import-cards.ts';
export { listPictureFacts, type PictureFacts } from './card/list-picture-facts.ts';
export { listRevisions, type Revision } from './card/list-revisions.ts';
export { type SaveOptions, saveDraft, setPictures } from './card/save-draft.ts';
export { setCardSellers } from './card/set-card-sellers.ts';
export { splitByLevel } from './card/split-by-level.ts';
export { type Submitted, submitCard } from './card/submit-card.ts';
export { type CardListItem, countCards, listCards } from './card-list/list-cards.ts';
export { cardListProjection, projectCardList, rebuildCardList } from './card-list/project-card-list.ts';
export { type Applied, applyChangeSet } from './change-set/apply-change-set.ts';
export { cancelChangeSet } from './change-set/cancel-change-set.ts';
export { type ChangeSetView, getChangeSet, type ListChangeSets, listChangeSets } from './change-set/get-change-set.ts';
export { type Proposed, proposeChange } from './change-set/propose-change.ts';
export { readsOf } from './convert/convert-value.ts';
export { convertValuesJob } from './convert/convert-values.ts';
export { followValues, type Step as ConversionStep } from './convert/follow-values.ts';
export {
  type ConversionPreview,
  type ConversionSample,
  countConversion,
  type CustomValue,
  listCustomValues,
  mostFrequent,
  previewConversion,
} from './convert/preview-conversion.ts';
export { catalogConsumer, markMovedCards } from './consequences/consumer.ts';
export { type CategoryQuality, listCategoryQuality, refreshCategoryQualityJob } from './consequences/category-quality.ts';
export { enqueueRecompute, type Recompute, recomputeCards, recomputeCardsJob, reconcileCompletenessJob } from './consequences/recompute-cards.ts';
export {
  type AttributeImpact,
  type CardCounts,
  type CatalogImpact,
  type MergeLoss,
  previewDelta,
  type SampleCard,
  type SellerImpact,
} from './consequences/preview-delta.ts';
export { placementToken } from './card-list/tokens.ts';
export { groupMoves, listMoves, type PreviewGroup, type PreviewMove, requirementFields, takenOver } from './consequences/preview-groups.ts';
export { listConvertedNos, listOpenRuns, listVersionMoves, listVersionWork, type SellerWork, type VersionWork } from './consequences/version-work.ts';
export { listUses } from './consequences/list-uses.ts';
export { pushCardUsage, pushCardUsageJob } from './consequences/push-usage.ts';
