import '@yarmarka/ui/styles/tokens.css';
import '@yarmarka/ui/styles/base.css';
import { MantineProvider } from '@mantine/core';
import { isLocale, type Locale, pickLocale } from '@yarmarka/i18n/locale';
import { useStore } from '@yarmarka/ui/plain';
import { mantineTheme, mantineVariables } from '@yarmarka/ui/mantine';
import { type ReactNode, StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { contextWith } from '../lib/api.ts';
import { newRequestId } from '../lib/endpoints.ts';
import { localeOfCookies, onSystemTheme, rememberLocale, resolvedTheme, startTheme, themeStore } from '../lib/preferences.ts';
import { browserQueryClient } from '../lib/query.ts';
import { browserClient, optionsProxy } from '../lib/trpc.ts';
import '../shell/fonts.css';
import { Providers } from '../shell/providers.tsx';
import { WorkplaceAnchor } from '../shell/router-anchor.tsx';
import { workplaceRoutes } from '../shell/workplace/routes.tsx';

const LOADERS: Record<Locale, () => Promise<typeof import('virtual:messages/*')>> = {
  ru: () => import('virtual:messages/ru/common,shell,errors,parts,seller,moderation,admin,taxonomy'),
  en: () => import('virtual:messages/en/common,shell,errors,parts,seller,moderation,admin,taxonomy'),
};

/** From the address (a link out of the English shop), else the cookie, else the browser. */
function readLocale(): Locale {
  const asked = new URL(window.location.href).searchParams.get('locale');
  if (!isLocale(asked)) return localeOfCookies(document.cookie) ?? pickLocale(navigator.language);
  rememberLocale(asked);
  return asked;
}

/** Tells the component library which of the two themes is meant; the attribute on the document stays ours. */
function Themed({ children }: { children: ReactNode }): ReactNode {
  const theme = useStore(themeStore);
  const scheme = useSyncExternalStore(onSystemTheme, () => resolvedTheme(theme));
  return (
    <MantineProvider theme={mantineTheme} cssVariablesResolver={mantineVariables} forceColorScheme={scheme} withStaticClasses={false}>
      {children}
    </MantineProvider>
  );
}

async function start(): Promise<void> {
  const locale = readLocale();
  document.documentElement.lang = locale;
  document.documentElement.dataset.density = 'workplace';
  startTheme();
  const texts = LOADERS[locale]();
  const queryClient = browserQueryClient();
  const trpcClient = browserClient();
  const api = { queryClient, trpc: optionsProxy(trpcClient, queryClient), locale };
  // Made before the texts have come: it starts the first page's code and data at once.
  const router = createBrowserRouter(workplaceRoutes, { getContext: () => contextWith(api) });
  const { default: messages } = await texts;
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element');
  createRoot(root).render(
    <StrictMode>
      <Themed>
        <Providers
          state={{ locale, origin: window.location.origin, requestId: newRequestId(), user: null }}
          messages={messages}
          queryClient={queryClient}
          trpcClient={trpcClient}
          link={WorkplaceAnchor}
          timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
        >
          <RouterProvider router={router} />
        </Providers>
      </Themed>
    </StrictMode>,
  );
}

void start();
