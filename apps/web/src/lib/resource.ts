import { HttpError, parseAnswer } from './http-error.ts';

/**
 * Reads a large answer that stands apart from the procedures because it is compressed once for everybody and announced in the page itself. Without headers of ours: the
 * browser would not take what it has fetched ahead. Fails with `HttpError`.
 */
export async function readResource<T>(path: string): Promise<T> {
  const response = await fetch(path).catch(() => null);
  if (response === null) throw new HttpError(0, {}, '');
  if (!response.ok) throw new HttpError(response.status, parseAnswer(await response.text()), response.headers.get('x-request-id') ?? '');
  return (await response.json()) as T;
}
