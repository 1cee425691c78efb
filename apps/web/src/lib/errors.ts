import { TRPCClientError } from '@trpc/client';
import type { Locale } from '@yarmarka/i18n/locale';
import { isRouteErrorResponse } from 'react-router';

export const ERROR_KINDS = ['invalid', 'unauthenticated', 'forbidden', 'not_found', 'conflict', 'precondition', 'limited', 'unavailable', 'internal'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** Whatever went wrong, in the one form that screens know. */
export interface ServerError {
  readonly kind: ErrorKind;
  /** `catalog.card_incomplete`; `network` when the server was not reached. */
  readonly reason: string;
  /** In the reader's language when the server gave one, else null: the kind's own text is shown. */
  readonly message: string | null;
  readonly requestId: string | null;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
}

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 412,
  limited: 429,
  unavailable: 503,
  internal: 500,
};

const BY_CODE: Record<string, ErrorKind> = {
  BAD_REQUEST: 'invalid',
  PARSE_ERROR: 'invalid',
  UNPROCESSABLE_CONTENT: 'invalid',
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not_found',
  CONFLICT: 'conflict',
  PRECONDITION_FAILED: 'precondition',
  TOO_MANY_REQUESTS: 'limited',
  SERVICE_UNAVAILABLE: 'unavailable',
  TIMEOUT: 'unavailable',
  BAD_GATEWAY: 'unavailable',
  GATEWAY_TIMEOUT: 'unavailable',
};

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (value !== null && typeof value === 'object' ? (value as Fields) : {});
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const kindOf = (value: unknown): ErrorKind | null => ERROR_KINDS.find((kind) => kind === value) ?? null;

/** What an answer's status means where it does not say so itself. */
export const kindOfStatus = (status: number): ErrorKind => {
  const exact = ERROR_KINDS.find((kind) => STATUS[kind] === status);
  if (exact) return exact;
  return status === 413 || status === 422 ? 'invalid' : status === 502 || status === 504 ? 'unavailable' : 'internal';
};

const isServerError = (value: Fields): boolean => kindOf(value.kind) !== null && typeof value.reason === 'string' && typeof value.status === 'number';

/**
 * Understands errors of tRPC (over HTTP or in process), of the router, of fetch, and those already understood. `locale` picks the language where the error still
 * carries both, which is only so on the server.
 */
export function serverErrorOf(error: unknown, locale: Locale = 'ru'): ServerError {
  if (isRouteErrorResponse(error)) {
    const known = fieldsOf(error.data);
    if (isServerError(known)) return known as unknown as ServerError;
    const kind = kindOfStatus(error.status);
    return { kind, reason: `route.${error.status}`, message: null, requestId: null, status: error.status, details: {} };
  }
  if (error instanceof PageError) return error.known;
  const outer = fieldsOf(error);
  if (isServerError(outer)) return outer as unknown as ServerError;
  const cause = fieldsOf(outer.cause);
  if (error instanceof TRPCClientError && !outer.data && (cause.code !== undefined || cause.data !== undefined)) return serverErrorOf(outer.cause, locale);
  const data = fieldsOf(outer.data ?? fieldsOf(outer.shape).data ?? cause.data);
  const code = textOf(data.code) ?? textOf(outer.code) ?? textOf(cause.code);
  const kind = kindOf(data.kind) ?? kindOf(cause.kind) ?? (code === null ? null : (BY_CODE[code] ?? 'internal'));
  const requestId = textOf(data.requestId);
  if (kind === null) {
    const unreached = error instanceof TRPCClientError || error instanceof TypeError || outer.name === 'TypeError';
    if (unreached) return { kind: 'unavailable', reason: 'network', message: null, requestId, status: 503, details: {} };
    return { kind: 'internal', reason: 'client', message: null, requestId, status: 500, details: {} };
  }
  return {
    kind,
    reason: textOf(data.reason) ?? textOf(cause.reason) ?? 'server',
    message: textOf(data.message) ?? (outer.shape ? textOf(outer.message) : null) ?? textOf(fieldsOf(cause.publicMessage)[locale]),
    requestId,
    status: STATUS[kind],
    details: fieldsOf(data.details ?? cause.details),
  };
}

/**
 * The fields that an `invalid` error names, for inline display: path -> text. Understands `details.fields` as a record or a list
 * of `{ path | field, message }`, and the issue list of zod.
 */
export function fieldErrorsOf(error: unknown): Readonly<Record<string, string>> {
  const { details } = serverErrorOf(error);
  const source = details.fields ?? details.issues;
  const found: Record<string, string> = {};
  if (Array.isArray(source)) {
    for (const item of source) {
      const { path, field, message } = fieldsOf(item);
      const name = Array.isArray(path) ? path.join('.') : (textOf(path) ?? textOf(field));
      const text = textOf(message);
      if (name && text) found[name] ??= text;
    }
  } else {
    for (const [name, value] of Object.entries(fieldsOf(source))) {
      const text = textOf(value) ?? (Array.isArray(value) ? textOf(value[0]) : null);
      if (text) found[name] = text;
    }
  }
  return found;
}

/** Thrown where only an error page can follow. */
export class PageError extends Error {
  readonly known: ServerError;
  constructor(kind: ErrorKind) {
    super(`page.${kind}`);
    this.name = 'PageError';
    this.known = { kind, reason: `page.${kind}`, message: null, requestId: null, status: STATUS[kind], details: {} };
  }
}

/** `throw notFound()` in a loader shows the page "there is no such page" with status 404. */
export const notFound = (): PageError => new PageError('not_found');
