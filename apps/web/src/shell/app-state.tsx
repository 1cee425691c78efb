import type { Locale } from '@yarmarka/i18n/locale';
import { createContext, type ReactNode, useContext } from 'react';

/** Who is signed in, as far as the frame of a page needs to know. */
export interface ShellUser {
  readonly id: string;
  readonly name: string | null;
  readonly roles: readonly string[];
}

/** What is fixed for one page view: the same on the server and while it hydrates. */
export interface AppState {
  readonly locale: Locale;
  /** `https://shop.example`, for canonical addresses. */
  readonly origin: string;
  readonly requestId: string;
  readonly user: ShellUser | null;
}

const AppContext = createContext<AppState | null>(null);

export function AppStateProvider({ value, children }: { value: AppState; children: ReactNode }): ReactNode {
  return <AppContext value={value}>{children}</AppContext>;
}

export function useAppState(): AppState {
  const state = useContext(AppContext);
  if (!state) throw new Error('AppStateProvider is missing');
  return state;
}
