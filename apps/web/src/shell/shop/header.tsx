import { IconLayoutGrid, IconLogin2 } from '@tabler/icons-react';
import type { Locale } from '@yarmarka/i18n/locale';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, ButtonLink, icon20, LocaleSwitch, ThemeSwitch, useStore } from '@yarmarka/ui/plain';
import type { ComponentType, ReactNode } from 'react';
import { useLocation } from 'react-router';
import { rememberLocale, setTheme, themeStore } from '../../lib/preferences.ts';
import { AccountMenu } from '../account-menu.tsx';
import { useAppState } from '../app-state.tsx';
import { Logo } from '../logo.tsx';
import { localised, paths } from '../paths.ts';
import classes from './header.module.css';

/** This page in each language. */
export function useLocaleHrefs(): Readonly<Record<Locale, string>> {
  const { pathname, search } = useLocation();
  return { ru: localised('ru', pathname) + search, en: localised('en', pathname) + search };
}

/** Logo, catalogue, search, language, theme, account: one row on a desk, two on a phone. */
export function ShopHeader({ search: Search }: { search: ComponentType }): ReactNode {
  const t = useTranslations('shell.header');
  const { user, locale } = useAppState();
  const theme = useStore(themeStore);
  const hrefs = useLocaleHrefs();
  const next = hrefs[locale];
  return (
    <header className={classes.header}>
      <div className={classes.row}>
        <div className={classes.logo}>
          <Logo href={paths.shop.home()} />
        </div>
        <ButtonLink look="ink" href={paths.shop.catalogue()} icon={<IconLayoutGrid {...icon20} />} className={classes.catalogue}>
          {t('catalogue')}
        </ButtonLink>
        <div className={classes.search}>
          <Search />
        </div>
        <div className={classes.tools}>
          <Anchor href={paths.seller.home()} className={classes.sell}>
            {t('sell')}
          </Anchor>
          <LocaleSwitch value={locale} hrefs={hrefs} onChange={rememberLocale} />
          <ThemeSwitch value={theme} onChange={setTheme} />
          {user ? (
            <AccountMenu user={user} here="shop" />
          ) : (
            <ButtonLink look="quiet" href={paths.auth.signIn(next, locale)} icon={<IconLogin2 {...icon20} />} className={classes.signIn}>
              {t('signIn')}
            </ButtonLink>
          )}
        </div>
      </div>
    </header>
  );
}
