import { newRequestId, REQUEST_ID_HEADER } from './endpoints.ts';
import type { ErrorKind, ServerError } from './errors.ts';

export type UploadPurpose = 'picture' | 'document' | 'sheet';

/** A file as the server keeps it. */
export interface Uploaded {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
}

const KINDS: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'precondition',
  413: 'invalid',
  429: 'limited',
  503: 'unavailable',
};

/** A refused or broken upload, in the form that `serverErrorOf` understands. */
export class UploadError extends Error implements ServerError {
  readonly kind: ErrorKind;
  readonly reason: string;
  readonly requestId: string | null;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(status: number, answer: Readonly<Record<string, unknown>>, requestId: string) {
    super(typeof answer.message === 'string' ? answer.message : '');
    this.kind = status === 0 ? 'unavailable' : (KINDS[status] ?? 'internal');
    this.reason = status === 0 ? 'network' : typeof answer.error === 'string' ? answer.error : 'upload';
    this.requestId = status === 0 ? null : requestId;
    this.status = status === 0 ? 503 : status;
    this.details = {};
  }
}

const parse = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

/** Sends a file and tells how far it is (0 to 1). Fails with `UploadError`. */
export function uploadFile(file: File, purpose: UploadPurpose, onProgress?: (share: number) => void): Promise<Uploaded> {
  const requestId = newRequestId();
  // fetch tells nothing of the progress of a request's body.
  const request = new XMLHttpRequest();
  request.open('POST', `/api/uploads?purpose=${purpose}&name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader(REQUEST_ID_HEADER, requestId);
  request.setRequestHeader('content-type', 'application/octet-stream');
  return new Promise((resolve, reject) => {
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onerror = () => reject(new UploadError(0, {}, requestId));
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer as unknown as Uploaded);
      else reject(new UploadError(request.status, answer, requestId));
    };
    request.send(file);
  });
}
