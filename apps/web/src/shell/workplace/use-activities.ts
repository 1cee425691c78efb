import { useQuery } from '@tanstack/react-query';
import type { ActivityJob } from '@yarmarka/ui';
import { useMemo } from 'react';
import { useLive } from '../../lib/live.ts';
import { useSession } from '../../lib/session.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { useAppState } from '../app-state.tsx';

const WHILE_RUNNING_MS = 1500;

/** The server's long work that this person may follow, as the tray shows it: the same in every tab and after a reload. */
export function useActivities(): readonly ActivityJob[] {
  const trpc = useTRPC();
  const { locale } = useAppState();
  const signedIn = useSession() !== null;
  const list = useQuery(
    trpc.operations.activities.queryOptions(undefined, {
      enabled: signedIn,
      staleTime: 10_000,
      refetchInterval: (query) => (query.state.data?.some((a) => a.state === 'running' || a.state === 'waiting') ? WHILE_RUNNING_MS : false),
    }),
  );
  useLive('activity.*', () => void list.refetch());
  const rows = list.data;
  return useMemo(
    () =>
      (rows ?? []).map((a): ActivityJob => {
        const running = a.state === 'running';
        return {
          id: `activity-${a.id}`,
          name: a.title[locale],
          state: a.state,
          ...(a.total !== null && a.state !== 'done' && { done: a.done, total: a.total }),
          ...(running && a.perSecond !== null && { perSecond: a.perSecond }),
          ...(running && { leftMs: a.leftMs }),
          ...(a.error !== null && { note: a.error }),
          ...(a.href !== null && { href: a.href }),
        };
      }),
    [rows, locale],
  );
}
