import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Filters in the address: reading, and setting some of them at once. Typing replaces the entry of the history, choosing adds one. */
export function useUrlState(): {
  get: (key: string) => string;
  set: (values: Readonly<Record<string, string | null>>, options?: { replace?: boolean }) => void;
} {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (values: Readonly<Record<string, string | null>>, options: { replace?: boolean } = {}) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [key, value] of Object.entries(values)) {
            if (value === null || value === '') next.delete(key);
            else next.set(key, value);
          }
          return next;
        },
        { replace: options.replace ?? false, preventScrollReset: true },
      ),
    [setParams],
  );
  return { get: (key) => params.get(key) ?? '', set };
}
