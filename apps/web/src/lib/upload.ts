import { newRequestId, REQUEST_ID_HEADER } from './endpoints.ts';
import { HttpError, parseAnswer } from './http-error.ts';

export type UploadPurpose = 'picture' | 'document' | 'sheet';

/** What a file dialog offers as a sheet. */
export const SHEETS = '.csv,.txt,.xlsx,text/csv';

/** A file as the server keeps it. */
export interface Uploaded {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
}

/** Sends a file and tells how far it is (0 to 1). Fails with `HttpError`. */
export function uploadFile(file: File, purpose: UploadPurpose, onProgress?: (share: number) => void): Promise<Uploaded> {
  const requestId = newRequestId();
  // fetch tells nothing of the progress of a request's body.
  const request = new XMLHttpRequest();
  request.open('POST', `/api/uploads?purpose=${purpose}&name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader(REQUEST_ID_HEADER, requestId);
  request.setRequestHeader('content-type', 'application/octet-stream');
  return new Promise((resolve, reject) => {
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onerror = () => reject(new HttpError(0, {}, requestId));
    request.onload = () => {
      const answer = parseAnswer(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer as unknown as Uploaded);
      else reject(new HttpError(request.status, answer, requestId));
    };
    request.send(file);
  });
}
