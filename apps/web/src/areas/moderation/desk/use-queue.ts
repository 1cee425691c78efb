import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { LANE_KEYS, type LaneKey } from '@yarmarka/moderation/schemas';
import { useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { useLive } from '../../../lib/live.ts';
import { type Trpc, useTRPC } from '../../../lib/trpc.ts';
import { useWaiting } from './outbox.ts';
import type { Lane, QueueTask, QueueView } from './types.ts';

const PAGE = 40;
/** Other desks move the queue too: at most one refresh in so many ms. */
const REFRESH_MS = 1000;

export const queueView = (params: URLSearchParams, only: readonly LaneKey[]): QueueView => ({
  lanes: only.length > 0 ? only : params.getAll('lane').filter((lane): lane is LaneKey => LANE_KEYS.some((key) => key === lane)),
  mine: params.get('mine') === '1',
});

export const queueOptions = (trpc: Trpc, view: QueueView) =>
  trpc.moderation.tasks.infiniteQueryOptions(
    { ...(view.lanes.length > 0 && { lane: [...view.lanes] }), mine: view.mine, limit: PAGE },
    { getNextPageParam: (last) => last.next, initialCursor: null },
  );

export interface Queue {
  readonly lanes: readonly Lane[];
  readonly tasks: readonly QueueTask[];
  readonly view: QueueView;
  readonly loading: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly refresh: () => void;
}

/** The lanes and the queue, kept in step with the other desks; verdicts on their way are no longer shown. */
export function useQueue(only: readonly LaneKey[]): Queue {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [params] = useSearchParams();
  const view = queueView(params, only);
  const lanes = useQuery(trpc.moderation.lanes.queryOptions());
  const queue = useInfiniteQuery(queueOptions(trpc, view));
  const waiting = useWaiting();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const refresh = () => {
    if (timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries(trpc.moderation.lanes.queryFilter());
      void queryClient.invalidateQueries(trpc.moderation.tasks.infiniteQueryFilter());
    }, REFRESH_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive('moderation.*', refresh);
  const gone = waiting.map((w) => w.taskId).join(',');
  const tasks = useMemo(() => {
    const hidden = new Set(gone.split(','));
    const seen = new Set<number>();
    // A task may move between two pages while they are read.
    return (queue.data?.pages ?? []).flatMap((page) => page.items).filter((task) => !hidden.has(String(task.id)) && !seen.has(task.id) && seen.add(task.id));
  }, [queue.data, gone]);
  return {
    lanes: lanes.data ?? [],
    tasks,
    view,
    loading: queue.isPending,
    error: queue.error ?? lanes.error,
    hasMore: queue.hasNextPage,
    more: () => void (queue.hasNextPage && !queue.isFetchingNextPage && queue.fetchNextPage()),
    refresh,
  };
}
