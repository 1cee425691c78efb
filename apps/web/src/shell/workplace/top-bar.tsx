import { IconKeyboard, IconMenu2, IconSearch } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { icon16, icon20, IconButton, Kbd, openKeyHelp, ThemeSwitch, useLocaleGroup, useStore, useThemeGroup } from '@yarmarka/ui/plain';
import { openCommandPalette } from '@yarmarka/ui';
import type { ReactNode } from 'react';
import { setTheme, themeStore } from '../../lib/preferences.ts';
import { useSignedIn } from '../../lib/session.ts';
import { AccountMenu } from '../account-menu.tsx';
import { useAppState } from '../app-state.tsx';
import { useSetLocale } from './locale.ts';
import classes from './top-bar.module.css';

/** Search and commands on the left, what is running and the account on the right. */
export function TopBar({ onMenu, activity }: { onMenu: () => void; activity: ReactNode }): ReactNode {
  const t = useTranslations('shell.header');
  const { locale } = useAppState();
  const { id, name, roles } = useSignedIn();
  const theme = useStore(themeStore);
  const setLocale = useSetLocale();
  const localeGroup = useLocaleGroup({ value: locale, onChange: setLocale });
  const themeGroup = useThemeGroup({ value: theme, onChange: setTheme });
  return (
    <div className={classes.bar}>
      <IconButton label={t('openMenu')} onClick={onMenu} className={classes.burger}>
        <IconMenu2 {...icon20} />
      </IconButton>
      <button type="button" className={classes.palette} onClick={openCommandPalette} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch {...icon16} />
        <span className={classes.words}>{t('palette')}</span>
        <Kbd keys="mod+k" />
      </button>
      <div className={classes.tools}>
        {activity}
        <IconButton label={t('help')} keys="?" onClick={openKeyHelp} className={classes.wide}>
          <IconKeyboard {...icon20} />
        </IconButton>
        <span className={classes.wide}>
          <ThemeSwitch value={theme} onChange={setTheme} />
        </span>
        <AccountMenu user={{ id, name, roles }} here="workplace" extra={[themeGroup, localeGroup]} />
      </div>
    </div>
  );
}
