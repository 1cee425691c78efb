import { TRPCError } from '@trpc/server';
import { AppError, type ErrorDetails, type ErrorKind, type Locale, metrics, translateDbError } from '@yarmarka/kernel';
import { z } from 'zod';

type Code = ConstructorParameters<typeof TRPCError>[0]['code'];

/** What every error answer carries besides tRPC's own fields. `internal` is what nobody foresaw: its message is hidden. */
export type ErrorData = {
  readonly kind: ErrorKind | 'internal';
  readonly reason: string;
  readonly message: string;
  readonly requestId: string;
  readonly details: ErrorDetails;
};

const CODE_OF: Readonly<Record<ErrorKind, Code>> = {
  invalid: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  precondition: 'PRECONDITION_FAILED',
  limited: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
};

const KIND_OF = new Map<Code, ErrorKind>(Object.entries(CODE_OF).map(([kind, code]) => [code, kind as ErrorKind]));
KIND_OF.set('METHOD_NOT_SUPPORTED', 'invalid');
KIND_OF.set('PARSE_ERROR', 'invalid');
KIND_OF.set('UNSUPPORTED_MEDIA_TYPE', 'invalid');
KIND_OF.set('PAYLOAD_TOO_LARGE', 'invalid');
KIND_OF.set('CLIENT_CLOSED_REQUEST', 'unavailable');

const TEXTS = {
  input: { ru: 'Проверьте заполненные поля: что-то в них не так.', en: 'Check the fields: something in them is not right.' },
  bug: {
    ru: 'На сервере произошла ошибка. Попробуйте ещё раз; если повторится, пришлите в поддержку номер запроса.',
    en: 'Something broke on the server. Try again; if it happens again, send the request id to support.',
  },
  notThere: { ru: 'Такого действия нет. Возможно, страница устарела: обновите её.', en: 'There is no such action. The page may be out of date: reload it.' },
  request: { ru: 'Запрос составлен неверно. Обновите страницу и попробуйте ещё раз.', en: 'The request is malformed. Reload the page and try again.' },
} as const;

const ISSUE_TEXT = { ru: z.locales.ru().localeError, en: z.locales.en().localeError };

/** The form's view of a failed input: one line per field, in the user's language. */
function inputIssues(error: z.ZodError, locale: Locale) {
  return error.issues.map((issue) => {
    const made = issue.code === 'custom' ? undefined : ISSUE_TEXT[locale](issue as Parameters<(typeof ISSUE_TEXT)['en']>[0]);
    return { path: issue.path.map(String).join('.'), code: issue.code, message: (typeof made === 'string' ? made : made?.message) ?? issue.message };
  });
}

/** Issues that a rule words in both languages (`{field, ru, en}`) get `message` in the reader's. */
function localiseIssues(details: ErrorDetails, locale: Locale): ErrorDetails {
  if (!Array.isArray(details.issues)) return details;
  const issues: unknown[] = details.issues;
  const worded = issues.map((i) => (typeof i === 'object' && i !== null && 'ru' in i && 'en' in i && !('message' in i) ? { ...i, message: i[locale] } : i));
  return { ...details, issues: worded };
}

/** The AppError behind an error, if there is one; a violated, registered constraint counts as its AppError. */
export function appErrorOf(error: unknown): AppError | undefined {
  const cause = error instanceof TRPCError ? error.cause : error;
  const translated = translateDbError(cause);
  return translated instanceof AppError ? translated : undefined;
}

/** The error as tRPC answers it: an AppError gets its code, the rest stays what it is. */
export function toTrpcError(error: TRPCError): TRPCError {
  const app = appErrorOf(error);
  return app ? new TRPCError({ code: CODE_OF[app.kind], message: app.publicMessage.en, cause: app }) : error;
}

/** What a person may see of an error, in their language. */
export function describeError(error: TRPCError, locale: Locale, requestId: string): { message: string; data: ErrorData } {
  const app = appErrorOf(error);
  if (app)
    return {
      message: app.publicMessage[locale],
      data: { kind: app.kind, reason: app.reason, message: app.publicMessage[locale], requestId, details: localiseIssues(app.details, locale) },
    };
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError)
    return {
      message: TEXTS.input[locale],
      data: { kind: 'invalid', reason: 'kernel.bad_input', message: TEXTS.input[locale], requestId, details: { issues: inputIssues(error.cause, locale) } },
    };
  const kind = KIND_OF.get(error.code);
  if (kind === undefined)
    return { message: TEXTS.bug[locale], data: { kind: 'internal', reason: 'kernel.internal', message: TEXTS.bug[locale], requestId, details: {} } };
  const text = kind === 'not_found' ? TEXTS.notThere : TEXTS.request;
  return {
    message: text[locale],
    data: { kind, reason: `kernel.${kind === 'not_found' ? 'no_such_procedure' : 'bad_request'}`, message: text[locale], requestId, details: {} },
  };
}

const seen = new WeakSet<object>();

type ErrorLog = { readonly error: (fields: object, message?: string) => void };

/** Counts every error and logs the unforeseen ones with their cause, each once however many layers report it. */
export function reportError(error: TRPCError, where: { readonly log: ErrorLog; readonly path?: string | undefined; readonly type?: string | undefined }): void {
  const root = error.cause ?? error;
  if (seen.has(root)) return;
  seen.add(root);
  const { data } = describeError(error, 'en', '');
  metrics.errorsTotal.inc({ kind: data.kind, reason: data.reason });
  if (data.kind === 'internal') where.log.error({ path: where.path, type: where.type, err: causeText(root) }, 'procedure.failed');
}

/** Stack and causes, without the values that SQL errors carry. */
function causeText(error: unknown): string {
  const parts: string[] = [];
  for (let e: unknown = error; e instanceof Error && parts.length < 4; e = e.cause) parts.push((e.stack ?? e.message).split('\nparams:')[0] ?? '');
  return parts.join('\ncaused by: ');
}
