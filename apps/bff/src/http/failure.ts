import type { ErrorDetails, ErrorKind, Locale } from '@yarmarka/kernel';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { appErrorOf } from '../trpc/errors.ts';

const STATUS: Readonly<Record<ErrorKind, ContentfulStatusCode>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 412,
  limited: 429,
  unavailable: 503,
};

export type Failure = {
  readonly status: ContentfulStatusCode;
  readonly reason: string;
  readonly message: string;
  readonly details: ErrorDetails;
  readonly bug: boolean;
  readonly cause: string;
};

/** An error of an HTTP handler as it is answered: an AppError by its kind, anything else as a hidden 500. */
export function describeFailure(error: Error, locale: Locale): Failure {
  const app = appErrorOf(error);
  if (app) return { status: STATUS[app.kind], reason: app.reason, message: app.publicMessage[locale], details: app.details, bug: false, cause: '' };
  if (error instanceof HTTPException)
    return {
      status: error.status,
      reason: 'kernel.bad_request',
      message: locale === 'ru' ? 'Запрос не принят.' : 'The request was refused.',
      details: {},
      bug: false,
      cause: '',
    };
  const message = locale === 'ru' ? 'На сервере произошла ошибка. Попробуйте ещё раз.' : 'Something broke on the server. Try again.';
  return { status: 500, reason: 'kernel.bug', message, details: {}, bug: true, cause: (error.stack ?? error.message).split('\nparams:')[0] ?? '' };
}
