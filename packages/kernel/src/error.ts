import type { Actor } from './actor.ts';

export const ERROR_KINDS = ['invalid', 'unauthenticated', 'forbidden', 'not_found', 'conflict', 'precondition', 'limited', 'unavailable'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** A text for people in both languages. */
export type Bilingual = { readonly ru: string; readonly en: string };

export type ErrorDetails = Readonly<Record<string, unknown>>;

/** The one error a caller may see. Everything else is a bug: answered as 500 with its message hidden, its cause logged once at the edge. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  /** Closed per capability: `<capability>.<what>`, for example `catalog.card_incomplete`. */
  readonly reason: string;
  /** States the rule and the way out. */
  readonly publicMessage: Bilingual;
  readonly details: ErrorDetails;
  constructor(kind: ErrorKind, reason: string, publicMessage: Bilingual, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    super(`${reason}: ${publicMessage.en}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.reason = reason;
    this.publicMessage = publicMessage;
    this.details = options.details ?? {};
  }
}

/** What may not be read answers with this too, word for word, so existence is not revealed. */
export const notFound = (reason: string, en = 'There is no such record, or you have no access to it.', ru = 'Такой записи нет или у вас нет к ней доступа.') =>
  new AppError('not_found', reason, { en, ru });
export const forbidden = () =>
  new AppError('forbidden', 'kernel.forbidden', { en: 'Your role does not allow this action.', ru: 'Ваша роль не позволяет выполнить это действие.' });
export const unauthenticated = () =>
  new AppError('unauthenticated', 'kernel.unauthenticated', { en: 'Sign in to continue.', ru: 'Войдите, чтобы продолжить.' });
/** Why somebody may not: a visitor is asked to sign in, everybody else has the wrong role. */
export const denied = (actor: Actor): AppError => (actor.kind === 'anonymous' ? unauthenticated() : forbidden());
export const invalid = (reason: string, en: string, ru: string, details?: ErrorDetails) =>
  new AppError('invalid', reason, { en, ru }, details ? { details } : {});
export const conflict = (reason: string, en: string, ru: string, details?: ErrorDetails) =>
  new AppError('conflict', reason, { en, ru }, details ? { details } : {});
export const precondition = (reason: string, en: string, ru: string, details?: ErrorDetails) =>
  new AppError('precondition', reason, { en, ru }, details ? { details } : {});
export const unavailable = (reason: string, en: string, ru: string, cause?: unknown) => new AppError('unavailable', reason, { en, ru }, { cause });

/** A constraint's name -> the error its violation means. Capabilities register theirs beside their tables. */
const constraintErrors = new Map<string, () => AppError>();
export function registerConstraint(name: string, error: () => AppError): void {
  constraintErrors.set(name, error);
}

/** Turns a violated, registered database constraint into its AppError; returns any other error unchanged. */
export function translateDbError(error: unknown): unknown {
  for (let e = error; e instanceof Error; e = e.cause) {
    const name = (e as { constraint_name?: unknown }).constraint_name;
    if (typeof name === 'string') return constraintErrors.get(name)?.() ?? error;
  }
  return error;
}
