import { useTranslations } from '@yarmarka/i18n/react';
import type { SubmitError } from '@yarmarka/ui/plain';
import { useState } from 'react';
import { AuthError } from '../../lib/auth.ts';

/** Codes of the sign-in service -> the message that says what to do. */
const MESSAGES = {
  INVALID_EMAIL_OR_PASSWORD: 'signIn.wrong',
  EMAIL_NOT_VERIFIED: 'signIn.notVerified',
  USER_ALREADY_EXISTS: 'signUp.taken',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'signUp.taken',
  PASSWORD_TOO_SHORT: 'signUp.weak',
  INVALID_EMAIL: 'enterEmail',
  INVALID_TOKEN: 'reset.badToken',
  TOKEN_EXPIRED: 'reset.badToken',
  INVALID_CODE: 'second.wrong',
  INVALID_BACKUP_CODE: 'second.wrong',
  OTP_HAS_EXPIRED: 'second.wrong',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'limited',
  ACCOUNT_TEMPORARILY_LOCKED: 'limited',
  limited: 'limited',
} as const;

const keyOf = (code: string) => Object.entries(MESSAGES).find(([known]) => known === code)?.[1] ?? null;

export interface AuthForm<Field extends string> {
  readonly pending: boolean;
  readonly submitError: SubmitError | null;
  readonly errors: Readonly<Partial<Record<Field, string>>>;
  readonly problems: number;
  /** Checks the fields, then sends; while it runs a second press does nothing. */
  submit(check: () => Partial<Record<Field, string>>, send: () => Promise<void>): void;
}

/** The state of a form that talks to the sign-in service, its refusals in the reader's words; `special` words some codes for this form. */
export function useAuthForm<Field extends string>(special: Readonly<Record<string, string>> = {}): AuthForm<Field> {
  const t = useTranslations('shell.auth');
  const [pending, setPending] = useState(false);
  const [submitError, setSubmitError] = useState<SubmitError | null>(null);
  const [errors, setErrors] = useState<Partial<Record<Field, string>>>({});

  const fail = (error: unknown) => {
    if (!(error instanceof AuthError)) throw error;
    const own = special[error.code];
    const key = keyOf(error.code);
    if (own) setSubmitError({ message: own });
    else setSubmitError(key ? { message: t(key) } : { message: t('failed'), requestId: error.requestId });
  };

  return {
    pending,
    submitError,
    errors,
    problems: Object.keys(errors).length,
    submit(check, send) {
      const found = check();
      setErrors(found);
      setSubmitError(null);
      if (Object.keys(found).length > 0) return;
      setPending(true);
      send()
        .catch(fail)
        .finally(() => setPending(false));
    },
  };
}

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

export const MIN_PASSWORD = 10;
