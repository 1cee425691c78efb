import { Id, Localised, PageInput, ROLES, type Role } from '@yarmarka/kernel/schemas';
import { z } from 'zod';
import { COMPANY_FIELDS, type CompanyField, REASON_CODES } from './seller/words.ts';

export {
  COMPANY_FIELDS,
  type CompanyField,
  REASON_CODES,
  SELLER_REASON_LABELS,
  SELLER_STATUS_LABELS,
  SELLER_STATUSES,
  STANDING_LABELS,
} from './seller/words.ts';
export { checkCompany, checkField, type CompanyValues, type FieldIssue } from './seller/company-rules.ts';

export type LocalisedText = Localised;
export const USER_STATUSES = ['active', 'blocked'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];
export type { SellerStatus } from './seller/words.ts';
export const MEMBER_ROLES = ['owner', 'staff'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** Kinds are code: each computes its own standing. Rows over them are the operator's configuration. */
export const REQUIREMENT_KINDS = ['confirm_email', 'accept_terms', 'company_profile', 'bank_details', 'document', 'operator_review'] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];
export const SUBMISSION_STATUSES = ['pending', 'accepted', 'rejected', 'waived'] as const;
export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];
export const STANDINGS = ['complete', 'incomplete', 'pending', 'rejected'] as const;
export type Standing = (typeof STANDINGS)[number];

/** `termsVersion` and `termsUrl` for accept_terms; `contentTypes` for document. */
export const RequirementSettings = z.object({
  termsVersion: z.string().min(1).max(40).optional(),
  termsUrl: z.string().max(300).optional(),
  contentTypes: z.array(z.string().max(100)).max(20).optional(),
});
export type RequirementSettings = z.infer<typeof RequirementSettings>;

export const Slug = z
  .string()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const storeName = z.string().trim().max(120);
export const StoreName = z
  .object({ ru: storeName, en: storeName })
  .refine((n) => n.ru.length >= 2 || n.en.length >= 2, { message: 'a name of two letters or more in one language' });
const companyShape = Object.fromEntries(COMPANY_FIELDS.map((f) => [f, z.string().trim().max(300).optional()])) as Record<
  CompanyField,
  z.ZodOptional<z.ZodString>
>;

export const RegisterSellerInput = z.object({ name: StoreName, slug: Slug.optional() });
export type RegisterSellerInput = z.infer<typeof RegisterSellerInput>;
/** Only the fields given change; `''` empties one. */
export const UpdateCompanyInput = z.object({
  ...companyShape,
  name: StoreName.optional(),
  city: z.string().trim().max(100).optional(),
  about: Localised.optional(),
});
export type UpdateCompanyInput = z.infer<typeof UpdateCompanyInput>;
export const RequirementKey = z.string().min(2).max(60);
export const SubmitDocumentInput = z.object({
  requirementKey: RequirementKey,
  fileId: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SubmitDocumentInput = z.infer<typeof SubmitDocumentInput>;
export const AcceptTermsInput = z.object({ requirementKey: RequirementKey, version: z.string().min(1).max(40) });
export type AcceptTermsInput = z.infer<typeof AcceptTermsInput>;
export const SellerIdInput = z.object({ sellerId: Id });
export type SellerIdInput = z.infer<typeof SellerIdInput>;
/** For sellers the own seller is meant when no id is given. */
export const OwnSellerInput = z.object({ sellerId: Id.optional() });
export type OwnSellerInput = z.infer<typeof OwnSellerInput>;
export const SlugInput = z.object({ slug: Slug });
export const ListSellersInput = PageInput.extend({ query: z.string().trim().max(200).default(''), statuses: z.array(z.string()).max(20).default([]) });
export type ListSellersInput = z.infer<typeof ListSellersInput>;
export { PageInput };
export type PageInputValue = z.infer<typeof PageInput>;

export const ReasonCode = z.enum(REASON_CODES);
export type ReasonCode = z.infer<typeof ReasonCode>;
export const RowVerdict = z
  .object({
    requirementKey: RequirementKey,
    verdict: z.enum(['accepted', 'rejected', 'waived']),
    reasonCode: ReasonCode.optional(),
    note: z.string().trim().max(1000).default(''),
  })
  .refine((v) => v.verdict !== 'rejected' || v.reasonCode !== undefined, { path: ['reasonCode'], message: 'a refused row needs a reason' });
export type RowVerdict = z.infer<typeof RowVerdict>;
export const DecideSellerInput = z
  .object({
    sellerId: Id,
    /** The version the moderator looked at: anything changed since makes the decision a conflict. */
    version: z.number().int().positive(),
    decision: z.enum(['approve', 'needs_changes', 'reject']),
    rows: z.array(RowVerdict).max(100).default([]),
    reasonCode: ReasonCode.optional(),
    note: z.string().trim().max(1000).default(''),
  })
  .refine((d) => d.decision !== 'reject' || d.reasonCode !== undefined, { path: ['reasonCode'], message: 'a refusal needs a reason' });
export type DecideSellerInput = z.infer<typeof DecideSellerInput>;
export const SuspendSellerInput = z.object({ sellerId: Id, reasonCode: ReasonCode, note: z.string().trim().max(1000).default('') });
export type SuspendSellerInput = z.infer<typeof SuspendSellerInput>;
export const VersionedSellerInput = z.object({ sellerId: Id, version: z.number().int().positive() });
export type VersionedSellerInput = z.infer<typeof VersionedSellerInput>;

export const SaveRequirementInput = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{1,59}$/),
  kind: z.enum(REQUIREMENT_KINDS),
  title: z.object({ ru: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) }),
  hint: Localised.default({ ru: '', en: '' }),
  required: z.boolean(),
  active: z.boolean(),
  position: z.number().int().min(0).max(10_000),
  settings: RequirementSettings.default({}),
});
export type SaveRequirementInput = z.infer<typeof SaveRequirementInput>;

export const SetRolesInput = z.object({ userId: z.string().min(1).max(100), roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length) });
export type SetRolesInput = z.infer<typeof SetRolesInput>;
export const SetUserStatusInput = z.object({ userId: z.string().min(1).max(100), status: z.enum(USER_STATUSES) });
export type SetUserStatusInput = z.infer<typeof SetUserStatusInput>;
export const ListUsersInput = PageInput.extend({ query: z.string().trim().max(200).default(''), role: z.enum(ROLES).optional() });
export type ListUsersInput = z.infer<typeof ListUsersInput>;
export const UpdateProfileInput = z.object({ name: z.string().trim().min(1).max(120).optional(), locale: z.enum(['ru', 'en']).optional() });
export type UpdateProfileInput = z.infer<typeof UpdateProfileInput>;
export const SessionIdInput = z.object({ sessionId: z.string().min(1).max(100) });
export type SessionIdInput = z.infer<typeof SessionIdInput>;
export const InviteStaffInput = z.object({
  email: z
    .email()
    .max(254)
    .transform((e) => e.toLowerCase()),
});
export type InviteStaffInput = z.infer<typeof InviteStaffInput>;
export const InvitationIdInput = z.object({ invitationId: Id });
export type InvitationIdInput = z.infer<typeof InvitationIdInput>;
export const UserIdInput = z.object({ userId: z.string().min(1).max(100) });
export type UserIdInput = z.infer<typeof UserIdInput>;

/** Passwords: 10 to 128 characters, no composition rules (NIST SP 800-63B, 5.1.1.2). */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;
export { ROLES, type Role };
