import { useTranslations } from '@yarmarka/i18n/react';
import { type ActivityJob, CommandPalette, type CommandPaletteProps, openCommandPalette } from '@yarmarka/ui';
import { ConfirmHost, Dialog, KeyHelp, type Shortcut, Toasts, Tooltips, useShortcuts } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useState } from 'react';
import { Outlet, ScrollRestoration, useNavigate } from 'react-router';
import { live } from '../../lib/live.ts';
import { useSession } from '../../lib/session.ts';
import { areasOf } from '../account-menu.tsx';
import { ConnectionBanner } from '../connection-banner.tsx';
import { NavigationProgress } from '../navigation-progress.tsx';
import { paths } from '../paths.ts';
import { Activity } from './activity.tsx';
import type { NavGroup, WorkplaceArea } from './area.ts';
import classes from './layout.module.css';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';

export interface WorkplaceLayoutProps {
  readonly area: WorkplaceArea;
  readonly groups: readonly NavGroup[];
  readonly jobs: readonly ActivityJob[];
  readonly objects: CommandPaletteProps['search'] | undefined;
}

/** The frame of an area: navigation on the left (a drawer on the phone), bar on top, page in the middle, palette and keys everywhere. */
export function WorkplaceLayout({ area, groups, jobs, objects }: WorkplaceLayoutProps): ReactNode {
  const t = useTranslations();
  const navigate = useNavigate();
  const [drawer, setDrawer] = useState(false);
  const roles = useSession()?.roles ?? [];

  useEffect(() => {
    live.start();
    return () => live.stop();
  }, []);

  const items = groups.flatMap((group) => group.items);
  const places: Shortcut[] = items.flatMap((item) => (item.keys ? [{ keys: item.keys, label: item.label, run: () => void navigate(item.href) }] : []));
  useShortcuts(t('common.keys.everywhere'), [{ keys: 'mod+k', label: t('common.keys.palette'), run: openCommandPalette, inFields: true }, ...places]);

  const commands = [
    ...items.map((item) => ({
      id: item.href,
      label: item.label,
      icon: item.icon,
      href: item.href,
      group: t(`shell.areas.${area.id}`),
      ...(item.keys && { keys: item.keys }),
    })),
    ...areasOf(roles)
      .filter((id) => id !== area.id)
      .map((id) => ({ id: `area-${id}`, label: t(`shell.areas.${id}`), href: paths[id].home(), group: t('shell.nav.areas') })),
    { id: 'shop', label: t('shell.header.toShop'), href: paths.shop.home(), group: t('shell.nav.areas') },
  ];

  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('common.skipToContent')}
      </a>
      <NavigationProgress />
      <div className={classes.frame}>
        <aside className={classes.side}>
          <Sidebar area={area.id} groups={groups} />
        </aside>
        <div className={classes.main}>
          <header className={classes.top}>
            <TopBar onMenu={() => setDrawer(true)} activity={<Activity jobs={jobs} />} />
            <ConnectionBanner />
          </header>
          <main id="content" tabIndex={-1} className={classes.content}>
            <Outlet />
          </main>
        </div>
      </div>
      {drawer ? (
        <Dialog side="left" width={300} bare title={t('common.menu')} closeLabel={t('common.actions.close')} onClose={() => setDrawer(false)}>
          <Sidebar area={area.id} groups={groups} onFollow={() => setDrawer(false)} />
        </Dialog>
      ) : null}
      <CommandPalette
        {...(objects && { search: objects })}
        commands={commands}
        onGo={(href) =>
          href.startsWith('/seller') || href.startsWith('/moderation') || href.startsWith('/admin') ? void navigate(href) : window.location.assign(href)
        }
      />
      <KeyHelp />
      <Toasts />
      <ConfirmHost />
      <Tooltips />
      <ScrollRestoration />
    </>
  );
}
