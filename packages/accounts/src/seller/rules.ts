import type { RequirementKind, RequirementSettings, RowVerdict, Standing, SubmissionStatus } from '../schemas.ts';
import { type CompanyValues, checkCompany, missingBankFields, missingProfileFields } from './company-rules.ts';
import type { CompanyField, SellerStatus } from './words.ts';

type Who = 'system' | 'seller' | 'moderator' | 'operator';

/** The whole life of a seller, as (from, to, who). A pair that does not stand here does not happen. */
export const TRANSITIONS: readonly (readonly [SellerStatus, SellerStatus, readonly Who[]])[] = [
  ['registered', 'onboarding', ['system']],
  ['onboarding', 'ready_for_review', ['seller']],
  ['onboarding', 'canceled', ['seller']],
  ['ready_for_review', 'in_review', ['moderator']],
  ['in_review', 'ready_for_review', ['moderator', 'system']],
  ['in_review', 'needs_changes', ['moderator']],
  ['needs_changes', 'ready_for_review', ['seller']],
  ['needs_changes', 'canceled', ['seller']],
  ['in_review', 'approved', ['moderator', 'system']],
  ['in_review', 'rejected', ['moderator']],
  ['rejected', 'onboarding', ['seller']],
  ['approved', 'restricted', ['system', 'operator']],
  ['restricted', 'approved', ['system', 'operator']],
  ['approved', 'suspended', ['operator']],
  ['restricted', 'suspended', ['operator']],
  ['suspended', 'approved', ['operator']],
  ['suspended', 'terminated', ['operator']],
];

export function canMove(from: SellerStatus, to: SellerStatus, who: Who): boolean {
  return TRANSITIONS.some(([f, t, by]) => f === from && t === to && by.includes(who));
}

/** A refused seller may apply again after this many days. */
export const REAPPLY_AFTER_DAYS = 30;

/** Statuses in which the store's own words (name, about, city) may change; while people look at the application they stand still. */
export const canEditStore = (status: SellerStatus): boolean => ['registered', 'onboarding', 'needs_changes', 'approved', 'restricted'].includes(status);
/** Whose store page buyers see. */
export const isPublic = (status: SellerStatus): boolean => status === 'approved' || status === 'restricted';

export type RequirementRow = { readonly key: string; readonly kind: RequirementKind; readonly required: boolean; readonly settings: RequirementSettings };
export type SubmissionRow = { readonly status: SubmissionStatus; readonly value: string | null };
export type StandingFacts = { readonly company: CompanyValues; readonly emailConfirmed: boolean; readonly sellerStatus: SellerStatus };
export type RowStanding = { readonly key: string; readonly required: boolean; readonly standing: Standing; readonly missing: readonly CompanyField[] };

/** One row's standing, computed from what is there now; nothing stores it. */
export function standingOf(row: RequirementRow, submission: SubmissionRow | undefined, facts: StandingFacts): RowStanding {
  const answer = (standing: Standing, missing: readonly CompanyField[] = []): RowStanding => ({ key: row.key, required: row.required, standing, missing });
  if (submission?.status === 'waived') return answer('complete');
  const refused = submission?.status === 'rejected';
  switch (row.kind) {
    case 'confirm_email':
      return answer(facts.emailConfirmed ? 'complete' : 'incomplete');
    case 'accept_terms':
      // Agreement to an older version is no agreement to the present one.
      return answer(submission !== undefined && submission.value === (row.settings.termsVersion ?? '1') ? 'complete' : 'incomplete');
    case 'company_profile':
    case 'bank_details': {
      const own = FIELDS_OF[row.kind] ?? [];
      const missing = row.kind === 'bank_details' ? missingBankFields(facts.company) : missingProfileFields(facts.company);
      if (missing.length > 0) return answer('incomplete', missing);
      if (refused) return answer('rejected');
      const wrong = checkCompany(facts.company).filter((i) => own.includes(i.field));
      return wrong.length > 0 ? answer('incomplete', [...new Set(wrong.map((i) => i.field))]) : answer('complete');
    }
    case 'document':
      if (!submission) return answer('incomplete');
      return answer(refused ? 'rejected' : submission.status === 'accepted' ? 'complete' : 'pending');
    case 'operator_review':
      if (refused) return answer('rejected');
      return answer(submission?.status === 'accepted' || isPublic(facts.sellerStatus) ? 'complete' : 'pending');
  }
}

/** A seller may ask for review when every required row is complete or waits for a person. */
export const blocksSubmission = (row: RowStanding): boolean => row.required && (row.standing === 'incomplete' || row.standing === 'rejected');

/** Approval needs every required row complete; the operator's own review is the approval itself. */
export const blocksApproval = (row: RowStanding, kind: RequirementKind): boolean => row.required && kind !== 'operator_review' && row.standing !== 'complete';

/** Whether a verdict on this row means anything: agreement and a confirmed address speak for themselves, a document must have been handed in. */
export function canJudge(kind: RequirementKind, handedIn: boolean, verdict: RowVerdict['verdict']): boolean {
  if (verdict === 'waived') return true;
  if (kind === 'document') return handedIn;
  return kind === 'company_profile' || kind === 'bank_details' || kind === 'operator_review';
}

/** The fields a computed row answers for. */
export const FIELDS_OF: Readonly<Partial<Record<RequirementKind, readonly CompanyField[]>>> = {
  company_profile: ['legalName', 'inn', 'kpp', 'ogrn', 'legalAddress'],
  bank_details: ['bik', 'accountNo'],
};

/** Whether the seller may change what a row is about: freely before the first review, afterwards only rows that are not settled. An approved company's data change through support. */
export function isRowOpen(status: SellerStatus, standing: Standing): boolean {
  if (status === 'registered' || status === 'onboarding') return true;
  return status === 'needs_changes' && standing !== 'complete';
}
