import { type ErrorKind, kindOfStatus, type ServerError } from './errors.ts';

/** A refused or broken request outside the procedures (a file, a large answer), in the form that `serverErrorOf` understands; status 0: the server was not reached. */
export class HttpError extends Error implements ServerError {
  readonly kind: ErrorKind;
  readonly reason: string;
  readonly requestId: string | null;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(status: number, answer: Readonly<Record<string, unknown>>, requestId: string) {
    super(typeof answer.message === 'string' ? answer.message : '');
    this.kind = status === 0 ? 'unavailable' : kindOfStatus(status);
    this.reason = status === 0 ? 'network' : typeof answer.error === 'string' ? answer.error : 'http';
    this.requestId = status === 0 ? null : requestId;
    this.status = status === 0 ? 503 : status;
    this.details = {};
  }
}

/** The object that an answer holds; empty when it holds none. */
export const parseAnswer = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};
