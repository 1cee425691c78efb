/** Where the server answers. One place, because the build's development proxy names them too. */
export const TRPC_PATH = '/trpc';
export const AUTH_PATH = '/api/auth';
export const LIVE_PATH = '/api/live';

/** Carries the id of each call to the server's log and back into every error a person sees. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** Sortable by time and short enough to be read out. */
export function newRequestId(): string {
  const random = crypto.getRandomValues(new Uint8Array(5));
  return `${Date.now().toString(36)}-${[...random].map((byte) => byte.toString(36).padStart(2, '0')).join('')}`;
}
