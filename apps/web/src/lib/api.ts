import type { QueryClient } from '@tanstack/react-query';
import type { Locale } from '@yarmarka/i18n/locale';
import { createContext, type LoaderFunction, type LoaderFunctionArgs, RouterContextProvider } from 'react-router';
import type { Trpc } from './trpc.ts';

/** What a loader works with; the same on the server and in the browser. */
export interface Api {
  readonly queryClient: QueryClient;
  readonly trpc: Trpc;
  readonly locale: Locale;
}

const apiContext = createContext<Api>();

/** The router's context of one navigation. */
export function contextWith(api: Api): RouterContextProvider {
  const context = new RouterContextProvider();
  context.set(apiContext, api);
  return context;
}

/**
 * A route's loader, written once for the server and the browser: it fills the query cache, the page reads from there.
 * `export const loader = loadWith(({ trpc, queryClient }, { params }) => queryClient.ensureQueryData(trpc.x.y.queryOptions(...)))`.
 * What it returns is dropped, so a page's data is sent to the browser once; only a response (`return redirect(...)`) goes on to the router.
 */
export const loadWith =
  (load: (api: Api, args: LoaderFunctionArgs) => unknown): LoaderFunction =>
  async (args) => {
    const answer: unknown = await load(args.context.get(apiContext), args);
    return answer instanceof Response ? answer : null;
  };
