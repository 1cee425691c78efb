import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { TRPCClient } from '@trpc/client';
import { DEFAULT_TIME_ZONE } from '@yarmarka/i18n/locale';
import { IntlProvider } from '@yarmarka/i18n/react';
import { type AnchorProps, LinkProvider } from '@yarmarka/ui/plain';
import type { ComponentProps, ComponentType, ReactNode } from 'react';
import { type AppRouter, TRPCProvider } from '../lib/trpc.ts';
import { type AppState, AppStateProvider } from './app-state.tsx';

export interface ProvidersProps {
  readonly state: AppState;
  readonly messages: NonNullable<ComponentProps<typeof IntlProvider>['messages']>;
  readonly queryClient: QueryClient;
  readonly trpcClient: TRPCClient<AppRouter>;
  readonly link: ComponentType<AnchorProps>;
  /** The reader's own zone in the workplace; the platform's where the server draws too. */
  readonly timeZone?: string;
  readonly children: ReactNode;
}

/** What every page stands on, on the server and in the browser. */
export function Providers({ state, messages, queryClient, trpcClient, link, timeZone = DEFAULT_TIME_ZONE, children }: ProvidersProps): ReactNode {
  return (
    <AppStateProvider value={state}>
      <IntlProvider locale={state.locale} messages={messages} timeZone={timeZone}>
        <QueryClientProvider client={queryClient}>
          <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
            <LinkProvider component={link}>{children}</LinkProvider>
          </TRPCProvider>
        </QueryClientProvider>
      </IntlProvider>
    </AppStateProvider>
  );
}
