/** Where the letters about an account lead: paths of the web app (`apps/web/src/shell/paths.ts`), kept in one place because letters outlive deployments. */
export const LINKS = {
  reset: (token: string) => `/auth/reset?token=${encodeURIComponent(token)}`,
  forgot: '/auth/forgot',
  sessions: '/account/sessions',
  confirm: (token: string, next: string) => `/api/auth/verify-email?token=${encodeURIComponent(token)}&callbackURL=${encodeURIComponent(next)}`,
} as const;

/** A path of this site, as the sign-up form gave it; the home page for anything else. */
export const ownPath = (value: unknown): string => (typeof value === 'string' && /^\/(?![/\\])[^\\\r\n]*$/.test(value) ? value : '/');
