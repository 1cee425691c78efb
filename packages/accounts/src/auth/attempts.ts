import { createHash } from 'node:crypto';
import { APIError } from 'better-auth/api';

/** Counts failed sign-ins of one account; the edge gives one that every bff process shares. */
export type AttemptLimiter = {
  /** Milliseconds until the next try is allowed; 0 when it is allowed now. */
  blockedMs(key: string): Promise<number>;
  failed(key: string): Promise<void>;
  succeeded(key: string): Promise<void>;
};

/** The account as the counters know it: a hash, so that no address stands in them. */
export function attemptKey(body: unknown): string | undefined {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : undefined;
  return typeof email === 'string' ? createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 32) : undefined;
}

/** Answers 429 while the account is blocked, whether it exists or not. */
export async function refuseWhenBlocked(limiter: AttemptLimiter | undefined, body: unknown): Promise<void> {
  const key = attemptKey(body);
  const blockedMs = limiter && key ? await limiter.blockedMs(key) : 0;
  if (blockedMs > 0)
    throw new APIError(
      'TOO_MANY_REQUESTS',
      { code: 'TOO_MANY_ATTEMPTS', message: 'Too many wrong passwords. Try later or reset the password.' },
      { 'x-retry-after': String(Math.ceil(blockedMs / 1000)) },
    );
}
