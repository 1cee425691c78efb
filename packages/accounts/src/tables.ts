import type { Role } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgSchema, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { LocalisedText, MemberRole, RequirementKind, RequirementSettings, SellerStatus, SubmissionStatus, UserStatus } from './schemas.ts';

export const accountsSchema = pgSchema('accounts');
const at = (name: string) => timestamp(name, { withTimezone: true });
const stamps = { createdAt: at('created_at').notNull().defaultNow(), updatedAt: at('updated_at').notNull().defaultNow() };

/** People. better-auth writes the sign-in columns, our verbs roles, seller and status. */
export const users = accountsSchema.table(
  'users',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    email: text().notNull(),
    emailVerified: boolean('email_verified').notNull().default(false),
    image: text(),
    twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
    roles: text().array().$type<Role[]>().notNull().default(sql`'{buyer}'`),
    locale: text().$type<'ru' | 'en'>().notNull().default('ru'),
    sellerId: integer('seller_id'),
    status: text().$type<UserStatus>().notNull().default('active'),
    ...stamps,
  },
  (t) => [
    uniqueIndex('users_email_unique').on(t.email),
    index('users_roles').using('gin', t.roles),
    index('users_seller').on(t.sellerId),
    index('users_order').on(t.createdAt, t.id),
  ],
);

export const sessions = accountsSchema.table(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text().notNull(),
    expiresAt: at('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    ...stamps,
  },
  (t) => [uniqueIndex('sessions_token_unique').on(t.token), index('sessions_user').on(t.userId)],
);

/** How a user signs in; for an e-mail and password the row with provider `credential` holds the argon2id hash. */
export const accounts = accountsSchema.table(
  'accounts',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    ...stamps,
  },
  (t) => [index('accounts_user').on(t.userId)],
);

/** One-time tokens (password reset, second factor in progress); identifiers are stored hashed. */
export const verifications = accountsSchema.table(
  'verifications',
  { id: text().primaryKey(), identifier: text().notNull(), value: text().notNull(), expiresAt: at('expires_at').notNull(), ...stamps },
  (t) => [index('verifications_identifier').on(t.identifier)],
);

/** TOTP secrets and backup codes, encrypted with the server's secret. */
export const twoFactors = accountsSchema.table(
  'two_factors',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    secret: text().notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean().default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: at('locked_until'),
  },
  (t) => [index('two_factors_user').on(t.userId), index('two_factors_secret').on(t.secret)],
);

/** better-auth's request counters, shared by every bff process. */
export const rateLimits = accountsSchema.table(
  'rate_limits',
  { id: text().primaryKey(), key: text().notNull(), count: integer().notNull(), lastRequest: bigint('last_request', { mode: 'number' }).notNull() },
  (t) => [uniqueIndex('rate_limits_key_unique').on(t.key)],
);

/** Counters of everything else that is limited (tRPC, uploads, failed sign-ins); the column shape is the one rate-limiter-flexible expects. */
export const requestLimits = accountsSchema.table('request_limits', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }),
});

/** Browsers a user has signed in from, by a hash of the user agent: a new one is told by e-mail. */
export const devices = accountsSchema.table(
  'devices',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    fingerprint: text().notNull(),
    firstSeenAt: at('first_seen_at').notNull().defaultNow(),
    lastSeenAt: at('last_seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.fingerprint] })],
);

/** Companies that sell. `version` moves with every change: decisions name the version they were made on. */
export const sellers = accountsSchema.table(
  'sellers',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    key: text().notNull(),
    nameRu: text('name_ru').notNull(),
    nameEn: text('name_en').notNull(),
    slug: text().notNull(),
    status: text().$type<SellerStatus>().notNull().default('registered'),
    legalName: text('legal_name').notNull().default(''),
    inn: text().notNull().default(''),
    kpp: text().notNull().default(''),
    ogrn: text().notNull().default(''),
    bik: text().notNull().default(''),
    accountNo: text('account_no').notNull().default(''),
    legalAddress: text('legal_address').notNull().default(''),
    city: text().notNull().default(''),
    about: jsonb().$type<LocalisedText>().notNull().default({ ru: '', en: '' }),
    /** The reason code of the last refusal, suspension or request for changes, and the words beside it. */
    statusReason: text('status_reason'),
    statusNote: text('status_note'),
    submittedAt: at('submitted_at'),
    decidedAt: at('decided_at'),
    version: integer().notNull().default(1),
    ...stamps,
  },
  (t) => [
    uniqueIndex('sellers_key_unique').on(t.key),
    uniqueIndex('sellers_slug_unique').on(t.slug),
    uniqueIndex('sellers_inn_unique').on(t.inn).where(sql`inn <> '' and status not in ('rejected', 'canceled', 'terminated')`),
    index('sellers_review').on(t.submittedAt, t.id).where(sql`status in ('ready_for_review', 'in_review')`),
    index('sellers_name').using('gin', sql`(lower(name_ru || ' ' || name_en || ' ' || legal_name)) gin_trgm_ops`),
  ],
);

export const sellerMembers = accountsSchema.table(
  'seller_members',
  {
    sellerId: integer('seller_id')
      .notNull()
      .references(() => sellers.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text().$type<MemberRole>().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.userId] }), uniqueIndex('seller_members_user_unique').on(t.userId)],
);

/** Invitations hold no secret: only the user with that confirmed address can accept one. */
export const sellerInvitations = accountsSchema.table(
  'seller_invitations',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sellerId: integer('seller_id')
      .notNull()
      .references(() => sellers.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    invitedBy: text('invited_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    acceptedAt: at('accepted_at'),
  },
  (t) => [uniqueIndex('seller_invitations_open_unique').on(t.sellerId, t.email).where(sql`accepted_at is null`), index('seller_invitations_email').on(t.email)],
);

/** What a seller must show before selling: the operator's rows over the kinds that the code knows. */
export const sellerRequirements = accountsSchema.table('seller_requirements', {
  key: text().primaryKey(),
  kind: text().$type<RequirementKind>().notNull(),
  titleRu: text('title_ru').notNull(),
  titleEn: text('title_en').notNull(),
  hintRu: text('hint_ru').notNull().default(''),
  hintEn: text('hint_en').notNull().default(''),
  required: boolean().notNull().default(true),
  active: boolean().notNull().default(true),
  position: integer().notNull().default(0),
  settings: jsonb().$type<RequirementSettings>().notNull().default({}),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** What a seller handed in for a row and what was decided about it. Computed rows get one only when a moderator refuses or waives them. */
export const sellerSubmissions = accountsSchema.table(
  'seller_submissions',
  {
    sellerId: integer('seller_id')
      .notNull()
      .references(() => sellers.id, { onDelete: 'cascade' }),
    requirementKey: text('requirement_key')
      .notNull()
      .references(() => sellerRequirements.key),
    status: text().$type<SubmissionStatus>().notNull(),
    fileId: text('file_id'),
    fileName: text('file_name'),
    /** For accepted terms: the version agreed to. */
    value: text(),
    reasonCode: text('reason_code'),
    note: text(),
    submittedBy: text('submitted_by'),
    reviewedBy: text('reviewed_by'),
    submittedAt: at('submitted_at'),
    reviewedAt: at('reviewed_at'),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.requirementKey] })],
);
