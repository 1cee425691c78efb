import type { ActivityJob } from '@yarmarka/ui';
import type { ReactNode } from 'react';
import { type RouteObject, redirect, useRouteError } from 'react-router';
import { adminArea } from '../../areas/admin/routes.tsx';
import { moderationArea } from '../../areas/moderation/routes.tsx';
import { sellerArea } from '../../areas/seller/routes.tsx';
import { loadWith } from '../../lib/api.ts';
import { notFound } from '../../lib/errors.ts';
import { AuthFrame } from '../auth/frame.tsx';
import { ErrorPage } from '../error-page.tsx';
import { lazyPages } from '../lazy-page.ts';
import { paths } from '../paths.ts';
import type { WorkplaceArea } from './area.ts';
import { Frameless, FrameSkeleton } from './frameless.tsx';
import { guard } from './guard.ts';
import { WorkplaceLayout } from './layout.tsx';

const authPage = lazyPages('shell/auth', import.meta.glob('./*/page.tsx', { base: '../auth' }));

const nothingHere: RouteObject = {
  path: '*',
  loader: loadWith(() => {
    throw notFound();
  }),
};

const NO_JOBS: readonly ActivityJob[] = [];
const useNoJobs = (): readonly ActivityJob[] => NO_JOBS;
const useNoObjects = (): undefined => undefined;

/** The routes of one area: its guard, its frame, its pages; a page's error leaves the frame standing. */
function areaRoutes(area: WorkplaceArea): RouteObject {
  const home = paths[area.id].home();
  const { useNav, useJobs = useNoJobs, useObjects = useNoObjects } = area;
  const Frame = (): ReactNode => <WorkplaceLayout area={area} groups={useNav()} jobs={useJobs()} objects={useObjects()} />;
  const PageError = (): ReactNode => <ErrorPage error={useRouteError()} home={home} />;
  return {
    id: area.id,
    path: home,
    loader: guard(area),
    Component: Frame,
    children: [{ id: `${area.id}-pages`, ErrorBoundary: PageError, children: [...area.routes, nothingHere] }],
  };
}

const OuterError = (): ReactNode => (
  <Frameless>
    <ErrorPage error={useRouteError()} home={paths.shop.home()} />
  </Frameless>
);

/** The workplace's routes: sign-in and the three areas. */
export const workplaceRoutes: RouteObject[] = [
  {
    id: 'workplace',
    HydrateFallback: FrameSkeleton,
    ErrorBoundary: OuterError,
    children: [
      {
        path: '/auth',
        Component: AuthFrame,
        children: [
          { index: true, loader: () => redirect(paths.auth.signIn()) },
          { path: 'sign-in', ...authPage('./sign-in/page.tsx') },
          { path: 'sign-up', ...authPage('./sign-up/page.tsx') },
          { path: 'forgot', ...authPage('./forgot/page.tsx') },
          { path: 'reset', ...authPage('./reset/page.tsx') },
          { path: 'second-factor', ...authPage('./second-factor/page.tsx') },
        ],
      },
      areaRoutes(sellerArea),
      areaRoutes(moderationArea),
      areaRoutes(adminArea),
      nothingHere,
    ],
  },
];
