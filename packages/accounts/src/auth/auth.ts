import { type Ctx, newId } from '@yarmarka/kernel';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { createAuthMiddleware, isAPIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { PASSWORD_MAX, PASSWORD_MIN } from '../schemas.ts';
import { accounts, rateLimits, sessions, twoFactors, users, verifications } from '../tables.ts';
import { hashPassword, verifyPassword } from '../user/password.ts';
import { type AttemptLimiter, attemptKey, refuseWhenBlocked } from './attempts.ts';
import { authEvents } from './auth-events.ts';
import { type AuthMail, mailFor } from './auth-mail.ts';
import { LINKS } from './links.ts';
import { createSessionReader, type SessionReader } from './read-session.ts';

/** The edge writes the caller's address into this header, overwriting what the caller sent; nothing else is believed. */
export const CLIENT_IP_HEADER = 'x-yarmarka-client-ip';

export type AuthOptions = {
  /** A system Ctx on the pool; sign-ins, letters and journal rows are written through it. */
  readonly ctx: Ctx;
  /** At least 32 characters; signs cookies, encrypts TOTP secrets. */
  readonly secret: string;
  /** The product's own address as people type it, without a path. */
  readonly baseUrl: string;
  /** Queues a letter; must not wait for a mail server. */
  readonly sendMail: (mail: AuthMail) => Promise<void>;
  /** Stops guessing one account's password from many addresses. */
  readonly attempts?: AttemptLimiter;
  /** `required`: the roles moderator, editor and admin count only once the second factor is set up. */
  readonly staffSecondFactor?: 'optional' | 'required';
  /** For tests of other things. */
  readonly rateLimit?: boolean;
};

export type Auth = SessionReader & {
  /** Answers every request below /api/auth. */
  readonly handler: (request: Request) => Promise<Response>;
};

const DAY_S = 86_400;
const signIn = { window: 60, max: 20 };
const code = { window: 60, max: 10 };
const letter = { window: 600, max: 5 };

/** A failed statement's message goes on with its values: addresses, hashes, tokens. */
const withoutParams = (text: string): string => text.split(/\s*params:/)[0] ?? '';

/** Endpoints that our verbs replace (they hand out tokens or change what only verbs may) or that the product does not offer. */
const SWITCHED_OFF = [
  '/update-user',
  '/change-email',
  '/delete-user',
  '/delete-user/callback',
  '/list-sessions',
  '/revoke-session',
  '/revoke-sessions',
  '/revoke-other-sessions',
  '/update-session',
  '/sign-in/social',
  '/link-social',
  '/unlink-account',
  '/list-accounts',
  '/account-info',
  '/refresh-token',
  '/get-access-token',
  '/two-factor/send-otp',
  '/two-factor/verify-otp',
];

/**
 * Sign-in by e-mail and password (argon2id), password reset by e-mail, TOTP with backup codes, over better-auth. Cookies are HttpOnly and SameSite=Lax, sessions last 30 days and move on
 * daily. Nothing is kept in this process: sessions, counters and tokens stand in the database, so several bff processes share them.
 */
export function createAuth(options: AuthOptions): Auth {
  const { ctx } = options;
  const events = authEvents(options);
  const auth = betterAuth({
    appName: 'Yarmarka',
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    secret: options.secret,
    telemetry: { enabled: false },
    disabledPaths: SWITCHED_OFF,
    // The page that asks is trusted when it came from the very host it asks; another site cannot forge its Origin.
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    logger: { level: 'warn', log: (level, message) => ctx.log[level === 'error' ? 'error' : 'warn']({ message: withoutParams(message) }, 'auth') },
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error) || error.statusCode >= 500)
          ctx.log.error({ err: error instanceof Error ? withoutParams(error.stack ?? error.message) : 'unknown' }, 'auth.failed');
      },
    },
    database: drizzleAdapter(ctx.db, {
      provider: 'pg',
      transaction: true,
      schema: { user: users, session: sessions, account: accounts, verification: verifications, twoFactor: twoFactors, rateLimit: rateLimits },
    }),
    advanced: {
      cookiePrefix: 'yarmarka',
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: options.baseUrl.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      database: { generateId: () => newId() },
    },
    user: {
      additionalFields: {
        locale: { type: 'string', required: false, defaultValue: 'ru', input: true },
        roles: { type: 'string[]', required: false, defaultValue: ['buyer'], input: false },
        status: { type: 'string', required: false, defaultValue: 'active', input: false },
      },
    },
    session: { expiresIn: 30 * DAY_S, updateAge: DAY_S, cookieCache: { enabled: false } },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => options.sendMail(mailFor(user, 'password_reset', { link: options.baseUrl + LINKS.reset(token) })),
      onPasswordReset: ({ user }) => events.passwordChanged(user, 'user.reset_password'),
    },
    emailVerification: {
      sendOnSignUp: false,
      autoSignInAfterVerification: false,
      expiresIn: DAY_S,
      sendVerificationEmail: ({ user, token }) => options.sendMail(mailFor(user, 'confirm_email', { link: events.confirmLink(token, '/') })),
    },
    rateLimit: {
      enabled: options.rateLimit ?? true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': signIn,
        '/sign-up/email': { window: 3600, max: 30 },
        '/request-password-reset': letter,
        '/send-verification-email': letter,
        '/reset-password': code,
        '/change-password': code,
        '/two-factor/*': code,
      },
    },
    plugins: [twoFactor({ issuer: 'Yarmarka' })],
    hooks: {
      before: createAuthMiddleware(async (request) => {
        if (request.path === '/sign-in/email') await refuseWhenBlocked(options.attempts, request.body);
      }),
      after: createAuthMiddleware(async (request) => {
        if (request.path === '/sign-in/email' && options.attempts) {
          const key = attemptKey(request.body);
          if (key && isAPIError(request.context.returned)) await options.attempts.failed(key);
          else if (key) await options.attempts.succeeded(key);
        }
        if (request.path === '/change-password' && !isAPIError(request.context.returned) && request.context.session)
          await events.passwordChanged(request.context.session.user, 'user.change_password');
      }),
    },
    databaseHooks: {
      user: {
        create: { before: async (user) => ({ data: { ...user, locale: user.locale === 'en' ? 'en' : 'ru' } }), after: events.registered },
        update: { after: events.updated },
      },
      session: { create: { before: events.mayOpenSession, after: events.sessionOpened } },
    },
  });
  return { handler: (request) => auth.handler(request), ...createSessionReader(ctx.db, async () => auth.$context, options.staffSecondFactor ?? 'optional') };
}
