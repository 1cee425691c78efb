import type { ReactNode } from 'react';
import { type RouteObject, redirect, useRouteError } from 'react-router';
import { notFound } from '../../lib/errors.ts';
import { shopArea } from '../../areas/shop/routes.tsx';
import { lazyPages } from '../lazy-page.ts';
import { ErrorPage, ShopErrorPage } from '../error-page.tsx';
import { paths } from '../paths.ts';
import { ShopLayout } from './layout.tsx';
import { SearchBox } from './search-box.tsx';

const accountPage = lazyPages('shell/account', import.meta.glob('./*/page.tsx', { base: '../account' }));

const Frame = (): ReactNode => <ShopLayout search={shopArea.Search ?? SearchBox} />;

/** A failure of the frame itself: the same frame around the error. */
const FrameError = (): ReactNode => (
  <ShopLayout search={shopArea.Search ?? SearchBox} outlet={<ErrorPage error={useRouteError()} home={paths.shop.home()} />} />
);

/** The shop's routes with their frame; the same for the server and the browser. */
export const shopRoutes: RouteObject[] = [
  {
    id: 'shop',
    Component: Frame,
    ErrorBoundary: FrameError,
    children: [
      {
        id: 'shop-pages',
        ErrorBoundary: ShopErrorPage,
        children: [
          ...shopArea.routes,
          { path: paths.account.security(), ...accountPage('./security/page.tsx') },
          // Letters about a new device have led here since the first of them was sent.
          { path: '/account/sessions', loader: () => redirect(`${paths.account.security()}#devices`) },
          {
            path: '*',
            loader: () => {
              throw notFound();
            },
            Component: ShopErrorPage,
          },
        ],
      },
    ],
  },
];
