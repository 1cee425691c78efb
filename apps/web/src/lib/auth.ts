import { AUTH_PATH, newRequestId, REQUEST_ID_HEADER } from './endpoints.ts';

/** What the sign-in service refused, by its own code; `network` when it was not reached. */
export class AuthError extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string;
  constructor(code: string, status: number, requestId: string) {
    super(code);
    this.name = 'AuthError';
    this.code = code;
    this.status = status;
    this.requestId = requestId;
  }
}

async function post(path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const requestId = newRequestId();
  let response: Response;
  try {
    response = await fetch(`${AUTH_PATH}${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', [REQUEST_ID_HEADER]: requestId },
      body: JSON.stringify(body),
    });
  } catch {
    throw new AuthError('network', 0, requestId);
  }
  const answer: unknown = await response.json().catch(() => null);
  const fields = answer !== null && typeof answer === 'object' ? (answer as Record<string, unknown>) : {};
  if (!response.ok) {
    const code = response.status === 429 ? 'limited' : typeof fields.code === 'string' ? fields.code : 'failed';
    throw new AuthError(code, response.status, response.headers.get(REQUEST_ID_HEADER) ?? requestId);
  }
  return fields;
}

/** Signs in; `second` says that the code of the second factor is still to come. */
export async function signIn(input: { email: string; password: string }): Promise<{ second: boolean }> {
  const answer = await post('/sign-in/email', { ...input, rememberMe: true });
  return { second: answer.twoFactorRedirect === true };
}

/** Creates an account; `signedIn` is false while the address waits to be confirmed. */
export async function signUp(input: { name: string; email: string; password: string; locale: string; callbackURL: string }): Promise<{ signedIn: boolean }> {
  const answer = await post('/sign-up/email', input);
  return { signedIn: typeof answer.token === 'string' };
}

/** Sends the letter with the link, if there is such an account; the answer never tells whether there is. */
export const askPasswordReset = (email: string, redirectTo: string): Promise<unknown> => post('/request-password-reset', { email, redirectTo });

export const resetPassword = (token: string, newPassword: string): Promise<unknown> => post('/reset-password', { token, newPassword });

export const verifySecondFactor = (code: string, trustDevice: boolean): Promise<unknown> => post('/two-factor/verify-totp', { code, trustDevice });

export const verifyBackupCode = (code: string, trustDevice: boolean): Promise<unknown> => post('/two-factor/verify-backup-code', { code, trustDevice });

/** Changes the password; every other device is signed out. */
export const changePassword = (currentPassword: string, newPassword: string): Promise<unknown> =>
  post('/change-password', { currentPassword, newPassword, revokeOtherSessions: true });

/** Begins the set-up of the second factor: the address for the app and the backup codes. It counts only once a first code was verified. */
export async function enableSecondFactor(password: string): Promise<{ uri: string; codes: readonly string[] }> {
  const { totpURI, backupCodes } = await post('/two-factor/enable', { password });
  return { uri: typeof totpURI === 'string' ? totpURI : '', codes: Array.isArray(backupCodes) ? backupCodes.filter((code) => typeof code === 'string') : [] };
}

export const disableSecondFactor = (password: string): Promise<unknown> => post('/two-factor/disable', { password });

/** Ends this session and starts the shop afresh, so that nothing of the person stays on the screen. */
export async function signOut(): Promise<void> {
  await post('/sign-out', {}).catch(() => undefined);
  window.location.assign('/');
}
