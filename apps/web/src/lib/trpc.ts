import type { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpLink, type TRPCClient } from '@trpc/client';
import type { AppRouter } from '@yarmarka/bff/router';
import { createTRPCContext, createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { LOCALE_HEADER, newRequestId, REQUEST_ID_HEADER, TRPC_PATH } from './endpoints.ts';

export type { AppRouter };
export type Trpc = TRPCOptionsProxy<AppRouter>;

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** Calls the server over HTTP; each batch carries its own request id and the language of the page. */
export const browserClient = (): TRPCClient<AppRouter> =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: TRPC_PATH,
        maxURLLength: 4_000,
        maxItems: 12,
        headers: () => ({ [REQUEST_ID_HEADER]: newRequestId(), [LOCALE_HEADER]: document.documentElement.lang }),
      }),
    ],
  });

/** For the last words of a page that is being left: the browser sends them although the page is gone (64 kB at most). */
export const partingClient = (): TRPCClient<AppRouter> =>
  createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: TRPC_PATH,
        headers: () => ({ [REQUEST_ID_HEADER]: newRequestId(), [LOCALE_HEADER]: document.documentElement.lang }),
        fetch: (url, options) => fetch(url, { ...(options as RequestInit), keepalive: true }),
      }),
    ],
  });

/** Query options for loaders and components alike. */
export const optionsProxy = (client: TRPCClient<AppRouter>, queryClient: QueryClient): Trpc => createTRPCOptionsProxy<AppRouter>({ client, queryClient });
