import { hydrate } from '@tanstack/react-query';
import '@yarmarka/ui/styles/tokens.css';
import '@yarmarka/ui/styles/base.css';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { createBrowserRouter, matchRoutes, type RouteObject } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { contextWith } from '../lib/api.ts';
import { newRequestId } from '../lib/endpoints.ts';
import { live } from '../lib/live.ts';
import { startTheme } from '../lib/preferences.ts';
import { browserQueryClient } from '../lib/query.ts';
import { browserClient, optionsProxy } from '../lib/trpc.ts';
import '../shell/fonts.css';
import { delocalised, shopBase } from '../shell/paths.ts';
import { Providers, type ProvidersProps } from '../shell/providers.tsx';
import { ShopAnchor } from '../shell/router-anchor.tsx';
import { shopRoutes } from '../shell/shop/routes.tsx';
import { type ShopPageState, STATE_ID } from './shop-state.ts';

/** The first page's code must be there before it hydrates; its scripts have been announced in the head already. */
async function loadFirstPage(routes: RouteObject[], base: string): Promise<void> {
  const matches = matchRoutes(routes, window.location, base) ?? [];
  await Promise.all(
    matches.map(async ({ route }) => {
      if (typeof route.lazy !== 'function') return;
      const loaded = await route.lazy();
      Object.assign(route, loaded, { lazy: undefined });
    }),
  );
}

const readState = (): ShopPageState | null => {
  const text = document.getElementById(STATE_ID)?.textContent;
  return text ? (JSON.parse(text) as ShopPageState) : null;
};

/** Takes over the page that the server has drawn; without one (the development server) draws it here. */
export async function startShop(messages: ProvidersProps['messages']): Promise<void> {
  const state = readState();
  const app = state?.app ?? { locale: delocalised(window.location.pathname).locale, origin: window.location.origin, requestId: newRequestId(), user: null };
  startTheme();
  const queryClient = browserQueryClient();
  if (state) hydrate(queryClient, state.queries);
  const trpcClient = browserClient();
  const api = { queryClient, trpc: optionsProxy(trpcClient, queryClient), locale: app.locale };
  const base = shopBase(app.locale);
  if (state) await loadFirstPage(shopRoutes, base);
  const router = createBrowserRouter(shopRoutes, { basename: base, getContext: () => contextWith(api), ...(state && { hydrationData: state.router }) });
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element');
  const page = (
    <StrictMode>
      <Providers state={app} messages={messages} queryClient={queryClient} trpcClient={trpcClient} link={ShopAnchor}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>
  );
  if (state) hydrateRoot(root, page);
  else createRoot(root).render(page);
  if (app.user) live.start();
}
