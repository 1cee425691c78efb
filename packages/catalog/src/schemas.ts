import { Id, PageInput } from '@yarmarka/kernel/schemas';
import type { Attrs, Issue, Value } from '@yarmarka/taxonomy/schemas';
import { z } from 'zod';

export const CARD_STATUSES = [
  'draft',
  'validating',
  'in_moderation',
  'changes_requested',
  'published',
  'rejected',
  'suppressed',
  'merged',
  'archived',
] as const;
export const CardStatus = z.enum(CARD_STATUSES);
export type CardStatus = z.infer<typeof CardStatus>;
export const ChangeSetKind = z.enum(['create', 'update']);
export type ChangeSetKind = z.infer<typeof ChangeSetKind>;
export const ChangeSetStatus = z.enum(['open', 'validating', 'submitted', 'applied', 'partly_applied', 'declined', 'canceled', 'stale']);
export type ChangeSetStatus = z.infer<typeof ChangeSetStatus>;
export const Verdict = z.enum(['accept', 'refuse']);
export type Verdict = z.infer<typeof Verdict>;
export const ValueSource = z.enum(['seller', 'import', 'ai', 'moderator', 'admin', 'merge']);
export type ValueSource = z.infer<typeof ValueSource>;

/** Where one value came from. `at` is an ISO time, `by` an actor as the journal writes it. */
export const SourceEntry = z.strictObject({
  source: ValueSource,
  model: z.string().max(200).optional(),
  promptVersion: z.string().max(80).optional(),
  at: z.string(),
  by: z.string(),
});
export type SourceEntry = z.infer<typeof SourceEntry>;
export type Sources = Readonly<Record<string, SourceEntry>>;
/** Attribute number -> since when its value is not allowed (ISO 8601). */
export type InvalidSince = Readonly<Record<string, string>>;
/** What a caller inside the platform says of a value's origin; time and actor are added when it is stored. Never taken from a browser. */
export type Origin = Pick<SourceEntry, 'source' | 'model' | 'promptVersion'>;

const CustomValue = z.strictObject({ c: z.string().min(1).max(500) });
const num = z.number();
const unit = z.string().max(20);
/** The shapes a stored value can have; what a category allows is decided by taxonomy's checker, not here. */
export const ValueInput: z.ZodType<Value> = z.union([
  num,
  z.string().max(20_000),
  CustomValue,
  z.strictObject({ n: num, v: num, u: unit.optional() }),
  z.strictObject({ from: num, to: num, vf: num, vt: num, u: unit.optional() }),
  z.strictObject({ ru: z.string().max(20_000).optional(), en: z.string().max(20_000).optional() }),
  z.array(z.union([num, z.string().max(500), CustomValue])).max(500),
]) as z.ZodType<Value>;
const AttributeNo = z.string().regex(/^[1-9]\d{0,4}$/);
/** A patch of values by attribute number; null takes the value away. */
export const AttrsPatch = z.record(AttributeNo, ValueInput.nullable());
export type AttrsPatch = Readonly<Record<string, Value | null>>;

export const VariantPatch = z.strictObject({ id: Id, attrs: AttrsPatch });
export const CreateDraftInput = z.strictObject({ categoryId: Id, attrs: AttrsPatch.default({}) });
export type CreateDraftInput = z.input<typeof CreateDraftInput>;
export const SaveDraftInput = z.strictObject({
  cardId: Id,
  /** The row version the caller edits. */
  rowVersion: z.number().int().positive(),
  attrs: AttrsPatch.default({}),
  variants: z.array(VariantPatch).max(500).default([]),
  placements: z.array(Id).max(20).optional(),
});
export type SaveDraftInput = z.input<typeof SaveDraftInput>;
export const SetPicturesInput = z.strictObject({
  cardId: Id,
  rowVersion: z.number().int().positive(),
  fileIds: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(30),
});
export type SetPicturesInput = z.infer<typeof SetPicturesInput>;
export const AddVariantInput = z.strictObject({ cardId: Id, rowVersion: z.number().int().positive(), attrs: AttrsPatch.default({}) });
export type AddVariantInput = z.input<typeof AddVariantInput>;
export const UpdateVariantInput = z.strictObject({
  cardId: Id,
  rowVersion: z.number().int().positive(),
  variantId: Id,
  attrs: AttrsPatch,
  position: z.number().int().min(0).max(9999).optional(),
});
export type UpdateVariantInput = z.infer<typeof UpdateVariantInput>;
export const RemoveVariantInput = z.strictObject({ cardId: Id, rowVersion: z.number().int().positive(), variantId: Id });
export type RemoveVariantInput = z.infer<typeof RemoveVariantInput>;
export const ChangeCategoryInput = z.strictObject({ cardId: Id, rowVersion: z.number().int().positive(), categoryId: Id });
export type ChangeCategoryInput = z.infer<typeof ChangeCategoryInput>;
export const CardInput = z.strictObject({ cardId: Id });
export const SubmitCardInput = z.strictObject({ cardId: Id, rowVersion: z.number().int().positive(), note: z.string().max(2000).default('') });
export type SubmitCardInput = z.input<typeof SubmitCardInput>;

/** What an edit of a live card wants changed. */
export const Proposal = z.strictObject({
  attrs: AttrsPatch.default({}),
  variants: z.array(VariantPatch).max(500).default([]),
  addVariants: z
    .array(z.strictObject({ attrs: AttrsPatch }))
    .max(500)
    .default([]),
  removeVariants: z.array(Id).max(500).default([]),
  placements: z.array(Id).max(20).optional(),
  categoryId: Id.optional(),
});
export type Proposal = z.infer<typeof Proposal>;
export const ProposeChangeInput = z.strictObject({
  cardId: Id,
  /** The live version the caller looked at. */
  baseVersion: z.number().int().positive(),
  proposal: Proposal,
  note: z.string().max(2000).default(''),
  /** False keeps it open: saved, not yet sent to moderation. */
  submit: z.boolean().default(true),
});
export type ProposeChangeInput = z.input<typeof ProposeChangeInput>;
export const ChangeSetInput = z.strictObject({ changeSetId: Id });

export const Decision = z.strictObject({
  no: z.number().int().min(1),
  verdict: Verdict,
  reasonCode: z.string().max(80).optional(),
  note: z.string().max(2000).optional(),
});
export type Decision = z.infer<typeof Decision>;
export const ApplyChangeSetInput = z.strictObject({
  changeSetId: Id,
  decisions: z.array(Decision).max(2000).default([]),
  /** What to do with actions that no decision names. Without it every action needs one. */
  rest: Verdict.optional(),
  /** `reject` and `request_changes` apply nothing, whatever the decisions say of single fields. */
  outcome: z.enum(['decide', 'request_changes', 'reject']).default('decide'),
  reasonCode: z.string().max(80).optional(),
  note: z.string().max(2000).optional(),
});
export type ApplyChangeSetInput = z.input<typeof ApplyChangeSetInput>;

export const COMPLETENESS_BANDS = ['complete', 'high', 'medium', 'low'] as const;
export const QUALITY_BANDS = ['A', 'B', 'C', 'D', 'E'] as const;
export const ListCardsInput = PageInput.extend({
  status: z.array(CardStatus).max(9).optional(),
  /** Main category, with everything below it. */
  categoryId: Id.optional(),
  /** Listed in this category or below it without belonging to it. */
  placedIn: Id.optional(),
  sellerId: Id.optional(),
  completeness: z.array(z.enum(COMPLETENESS_BANDS)).max(4).optional(),
  quality: z.array(z.enum(QUALITY_BANDS)).max(5).optional(),
  /** Cards that lack this required attribute. */
  missing: Id.optional(),
  /** Only cards that hold values their category does not allow any more. */
  invalid: z.literal(true).optional(),
  query: z.string().trim().max(200).optional(),
  sort: z.enum(['newest', 'updated']).default('updated'),
});
export type ListCardsInput = z.input<typeof ListCardsInput>;

/** One state of what a revision changed; null = absent in that state. `new` variants carry all their values. */
export type CardPatch = {
  readonly attrs?: Readonly<Record<string, Value | null>>;
  readonly variants?: Readonly<Record<string, Readonly<Record<string, Value | null>> | null>>;
  readonly placements?: readonly number[];
  readonly categoryId?: number;
};

/** A card's content as buyers are given it, whole: what a change-set starts from and leads to. Variants not stored yet have negative ids. */
export type LiveContent = {
  readonly categoryId: number;
  readonly placements: readonly number[];
  readonly attrs: Attrs;
  readonly variants: readonly { readonly id: number; readonly attrs: Attrs }[];
};

/**
 * What only a card with its variants can have wrong: an axis filled in some variants only, two variants with the same axis values, more axes than allowed, no difference at all, no variant
 * left, and (only of a change) a variant taken away that other sellers offer. `attr` is 0 where no attribute is meant.
 */
export const AXIS_ISSUE_CODES = ['axis_missing', 'axis_repeated', 'too_many_axes', 'no_difference', 'no_variants', 'variant_offered'] as const;
export type AxisIssue = { readonly attr: number; readonly code: (typeof AXIS_ISSUE_CODES)[number]; readonly params?: Issue['params'] };
/** A complaint of the checker, with where it is: the card itself (null) or one variant. Variants not stored yet have negative ids: -1 is the first. */
export type CardIssue = (Issue | AxisIssue) & { readonly variantId: number | null };

export type Variant = { readonly id: number; readonly attrs: Attrs; readonly axisKey: string; readonly position: number };
export type QualityCondition = {
  readonly key: 'main_attributes' | 'additional_attributes' | 'pictures' | 'description_length' | 'name_length' | 'both_languages';
  /** Points it can bring and points it has brought. */
  readonly points: number;
  readonly earned: number;
  readonly fulfilled: boolean;
  readonly text: { readonly ru: string; readonly en: string };
};
/** The score of a card; browser-safe, so that the form shows it while one types. */
export { type Quality, qualityOf } from './card/quality.ts';
