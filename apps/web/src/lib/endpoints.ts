/** Where the server answers. One place, because the build's development proxy names them too. */
export const TRPC_PATH = '/trpc';
export const AUTH_PATH = '/api/auth';
export const LIVE_PATH = '/api/live';
/** Asked for in the first line of the page that needs it (render-workplace.ts), so always by this very address. */
export const MATRIX_GRID_PATH = '/api/matrix/grid';

/** Carries the id of each call to the server's log and back into every error a person sees. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** The language of the page that asks: the shop's stands in its address, whatever this browser chose elsewhere. */
export const LOCALE_HEADER = 'x-locale';

/** A random UUID (version 4), also where the browser offers none because the page came over plain HTTP. */
export function newRequestId(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))].map((byte, index) =>
    index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
