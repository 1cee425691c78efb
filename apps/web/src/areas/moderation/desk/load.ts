import type { LaneKey } from '@yarmarka/moderation/schemas';
import type { LoaderFunctionArgs, ShouldRevalidateFunction } from 'react-router';
import type { Api } from '../../../lib/api.ts';
import { queueOptions, queueView } from './use-queue.ts';

/** Reads what the desk shows first: lanes, the queue, the reasons. The open task comes with its own skeleton. */
export const loadDesk =
  (only: readonly LaneKey[]) =>
  async ({ trpc, queryClient }: Api, { request }: LoaderFunctionArgs): Promise<void> => {
    await Promise.all([
      queryClient.query(trpc.moderation.lanes.queryOptions(undefined, { staleTime: 'static' })),
      queryClient.infiniteQuery({ ...queueOptions(trpc, queueView(new URL(request.url).searchParams, only)), staleTime: 'static' }),
      queryClient.query(trpc.moderation.reasonCodes.queryOptions({}, { staleTime: 'static' })),
    ]);
  };

/** Moving through the queue changes the address but needs nothing new. */
export const onlyOnce: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) => currentUrl.pathname !== nextUrl.pathname;
