import { DecideSellerInput } from '@yarmarka/accounts/schemas';
import { Decision } from '@yarmarka/catalog/schemas';
import { Id, PageInput } from '@yarmarka/kernel/schemas';
import { z } from 'zod';

export const TASK_KINDS = ['card', 'seller'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
export const TASK_STATUSES = ['queued', 'in_review', 'decided', 'withdrawn'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];
/** How a decided task ended: a card's change-set, or a seller's review. */
export const OUTCOMES = ['applied', 'partly_applied', 'declined', 'changes_requested', 'rejected', 'approved', 'needs_changes'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const LANE_KEYS = ['new_seller_first_card', 'required_edit', 'new_card', 'seller', 'cosmetic_edit'] as const;
export const LaneKey = z.enum(LANE_KEYS);
export type LaneKey = z.infer<typeof LaneKey>;

export const REASON_SCOPES = ['card', 'attribute', 'image', 'offer', 'seller'] as const;
export const ReasonScope = z.enum(REASON_SCOPES);
export type ReasonScope = z.infer<typeof ReasonScope>;
/** `minor`: the card may go live without this field; `major`: it must be corrected; `critical`: it may not be sold here at all. */
export const SEVERITIES = ['minor', 'major', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const ListTasksInput = PageInput.extend({
  lane: z.array(LaneKey).max(LANE_KEYS.length).optional(),
  /** Only what the caller holds now. */
  mine: z.boolean().default(false),
  sellerId: Id.optional(),
  /** A number alone is a task's or a card's; words are looked for in the card's and the seller's names and INN. */
  query: z.string().trim().max(200).optional(),
});
export type ListTasksInput = z.input<typeof ListTasksInput>;
export const TaskInput = z.strictObject({ taskId: Id });
export type TaskInput = z.infer<typeof TaskInput>;
export const ClaimNextInput = z.strictObject({ lane: z.array(LaneKey).max(LANE_KEYS.length).optional() });
export type ClaimNextInput = z.infer<typeof ClaimNextInput>;
export const ListReasonCodesInput = z.strictObject({ scope: ReasonScope.optional() });
export type ListReasonCodesInput = z.infer<typeof ListReasonCodesInput>;

/** `apply` follows the verdicts field by field; `changes_requested` and `reject` apply nothing. */
export const CardOutcome = z.enum(['apply', 'changes_requested', 'reject']);
export type CardOutcome = z.infer<typeof CardOutcome>;
export const DecideCardTaskInput = z
  .strictObject({
    taskId: Id,
    decisions: z.array(Decision).max(2000).default([]),
    /** What becomes of fields without a verdict of their own. */
    rest: z.enum(['accept', 'refuse']).optional(),
    outcome: CardOutcome,
    reasonCode: z.string().max(80).optional(),
    note: z.string().trim().max(2000).optional(),
  })
  .refine((d) => d.outcome !== 'reject' || d.reasonCode !== undefined, { path: ['reasonCode'], message: 'a refusal needs a reason' });
export type DecideCardTaskInput = z.input<typeof DecideCardTaskInput>;
/** The seller's checklist row by row, as accounts decides it. */
export const DecideSellerTaskInput = z.strictObject({ taskId: Id, decision: DecideSellerInput });
export type DecideSellerTaskInput = z.input<typeof DecideSellerTaskInput>;

/** A claim holds this long; every renewal starts it anew. */
export const LEASE_MINUTES = 15;

export const CHECK_KEYS = [
  'required_missing',
  'recommended_missing',
  'values_invalid',
  'duplicate_gtin',
  'duplicate_name',
  'no_pictures',
  'few_pictures',
  'small_picture',
  'capital_letters',
  'contacts',
  'suspicious_words',
  'price_far_from_median',
] as const;
export type CheckKey = (typeof CHECK_KEYS)[number];
/** What an automatic check found, with what it saw: `attributeNo` is the field it concerns, `evidence` words, file ids, other cards or numbers. */
export type CheckFinding = {
  readonly key: CheckKey;
  readonly severity: Severity;
  readonly attributeNo: number | null;
  readonly text: { readonly ru: string; readonly en: string };
  readonly evidence: Readonly<Record<string, string | number | readonly (string | number)[]>>;
};
