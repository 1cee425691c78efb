import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { ensure } from './query.ts';
import { type AppRouter, type Trpc, useTRPC } from './trpc.ts';

/** Who is signed in; null for a visitor. */
export type Session = inferRouterOutputs<AppRouter>['accounts']['profile'];
export type SignedIn = NonNullable<Session>;

/** The session for a loader; read once, then kept until something changes it. */
export const ensureSession = (trpc: Trpc, queryClient: QueryClient): Promise<Session> =>
  ensure(queryClient, trpc.accounts.profile.queryOptions(undefined, { staleTime: 60_000 }));

/** Reads it anew after signing in or a change of roles. */
export const refreshSession = (trpc: Trpc, queryClient: QueryClient): Promise<void> => queryClient.resetQueries(trpc.accounts.profile.queryFilter());

/** The session of this page; its loader has read it already. */
export function useSession(): Session {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.accounts.profile.queryOptions(undefined, { staleTime: 60_000 })).data;
}

/** For screens behind a sign-in: the frame has let nobody else through. */
export function useSignedIn(): SignedIn {
  const session = useSession();
  if (!session) throw new Error('This screen needs somebody signed in');
  return session;
}
