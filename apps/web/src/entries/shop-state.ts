import type { DehydratedState } from '@tanstack/react-query';
import type { Theme } from '@yarmarka/ui/plain';
import type { HydrationState } from 'react-router';
import type { AppState } from '../shell/app-state.tsx';

/** What the server tells the browser about the page it has drawn, as one block of JSON: no script stands in the page. */
export interface ShopPageState {
  readonly app: AppState;
  readonly theme: Theme;
  readonly queries: DehydratedState;
  readonly router: HydrationState;
}

export const STATE_ID = 'page-state';
