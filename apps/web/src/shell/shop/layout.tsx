import { useTranslations } from '@yarmarka/i18n/react';
import { ConfirmHost, Toasts, Tooltips } from '@yarmarka/ui/plain';
import type { ComponentType, ReactNode } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { ConnectionBanner } from '../connection-banner.tsx';
import { NavigationProgress } from '../navigation-progress.tsx';
import { ShopFooter } from './footer.tsx';
import { ShopHeader } from './header.tsx';
import classes from './layout.module.css';

/** The frame of every shop page: skip link, header, page, footer. `outlet` is the error page when nothing else can be shown. */
export function ShopLayout({ search, outlet }: { search: ComponentType; outlet?: ReactNode }): ReactNode {
  const t = useTranslations('common');
  return (
    <div className={classes.page}>
      <a href="#content" className={classes.skip}>
        {t('skipToContent')}
      </a>
      <NavigationProgress />
      <ConnectionBanner />
      <ShopHeader search={search} />
      <main id="content" tabIndex={-1} className={classes.content}>
        {outlet ?? <Outlet />}
      </main>
      <ShopFooter />
      <Toasts />
      <ConfirmHost />
      <Tooltips />
      <ScrollRestoration />
    </div>
  );
}
