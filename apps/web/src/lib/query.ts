import { QueryClient, type QueryExecuteOptions, type QueryKey } from '@tanstack/react-query';
import { serverErrorOf } from './errors.ts';

const RETRIES = 2;

/** Only what may pass by itself is tried again: a lost connection or a busy service, never a refusal. */
const mayPass = (error: unknown): boolean => {
  const { kind } = serverErrorOf(error);
  return kind === 'unavailable' || kind === 'limited';
};

/** Reads a query from the cache, or from the server when it is not there yet: what a loader does before its page is drawn. */
export const ensure = <Data, Failure, Key extends QueryKey>(
  queryClient: QueryClient,
  options: QueryExecuteOptions<Data, Failure, Data, Data, Key>,
): Promise<Data> => queryClient.query({ ...options, staleTime: 'static' });

/** The browser's cache: fresh for half a minute, refreshed by live updates before that. */
export const browserQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, gcTime: 10 * 60_000, refetchOnWindowFocus: true, retry: (count, error) => count < RETRIES && mayPass(error) },
      mutations: { retry: false },
    },
  });

/** The cache of one rendered page: nothing is refetched, nothing outlives the answer. */
export const serverQueryClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY, retry: false } } });
