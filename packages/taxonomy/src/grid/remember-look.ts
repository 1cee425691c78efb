import { AppError } from '@yarmarka/kernel';

/** Some hundred kilobytes each at most. */
const MOST = 32;

type Seen = { readonly result: unknown } | { readonly refused: AppError };
/** By key, the one used last at the end. */
const looks = new Map<string, Seen>();

/**
 * The result of an earlier look under the same key in this process (refusals too), else that of `look`: kept when `holds` says afterwards that the key still stands for what was looked at. A service
 * that could not answer now is asked again.
 */
export async function rememberLook<T>(key: string, look: () => Promise<T>, holds: () => Promise<boolean>): Promise<T> {
  const known = looks.get(key);
  if (known) looks.delete(key);
  const seen = known ?? (await attempt(look));
  if (known || (await holds())) looks.set(key, seen);
  const oldest = looks.size > MOST ? looks.keys().next().value : undefined;
  if (oldest !== undefined) looks.delete(oldest);
  if ('refused' in seen) throw seen.refused;
  return seen.result as T;
}

async function attempt(look: () => Promise<unknown>): Promise<Seen> {
  try {
    return { result: await look() };
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') return { refused: error };
    throw error;
  }
}
