import { IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { LOCALES, type Locale } from '@yarmarka/i18n/locale';
import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { Button, IconButton } from './button.tsx';
import { icon16, icon20 } from './icon.ts';
import { Menu, type MenuGroup } from './menu.tsx';

export const THEMES = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof THEMES)[number];

export const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

const THEME_ICONS: Record<Theme, ReactNode> = { light: <IconSun {...icon16} />, dark: <IconMoon {...icon16} />, auto: <IconDeviceDesktop {...icon16} /> };

export interface ThemeSwitchProps {
  readonly value: Theme;
  readonly onChange: (theme: Theme) => void;
}

/** The three themes as one menu group, to stand in a larger menu. */
export function useThemeGroup({ value, onChange }: ThemeSwitchProps): MenuGroup {
  const t = useTranslations('common.theme');
  return {
    id: 'theme',
    label: t('title'),
    items: THEMES.map((theme) => ({ id: theme, label: t(theme), icon: THEME_ICONS[theme], checked: theme === value, onSelect: () => onChange(theme) })),
  };
}

/** Light, dark, or like the system. */
export function ThemeSwitch(props: ThemeSwitchProps): ReactNode {
  const t = useTranslations('common.theme');
  const group = useThemeGroup(props);
  return (
    <Menu
      align="end"
      width={190}
      groups={[group]}
      trigger={(trigger) => (
        <IconButton {...trigger} label={`${t('title')}: ${t(props.value)}`}>
          <IconSun {...icon20} className="y-when-light" />
          <IconMoon {...icon20} className="y-when-dark" />
        </IconButton>
      )}
    />
  );
}

export interface LocaleSwitchProps {
  readonly value: Locale;
  /** The same page in the other language (the shop); without it `onChange` switches in place. */
  readonly hrefs?: Readonly<Record<Locale, string>>;
  readonly onChange?: (locale: Locale) => void;
  /** Only the icon. */
  readonly compact?: boolean;
}

/** The languages as one menu group. */
export function useLocaleGroup({ value, hrefs, onChange }: LocaleSwitchProps): MenuGroup {
  const t = useTranslations('common.locale');
  return {
    id: 'locale',
    label: t('title'),
    items: LOCALES.map((locale) => ({
      id: locale,
      label: t(locale),
      checked: locale === value,
      onSelect: () => {
        onChange?.(locale);
        const href = hrefs?.[locale];
        if (href && locale !== value) window.location.assign(href);
      },
    })),
  };
}

/** Russian or English; each language is named in itself. */
export function LocaleSwitch(props: LocaleSwitchProps): ReactNode {
  const t = useTranslations('common.locale');
  const group = useLocaleGroup(props);
  const label = `${t('title')}: ${t(props.value)}`;
  return (
    <Menu
      align="end"
      width={170}
      groups={[group]}
      trigger={(trigger) =>
        props.compact ? (
          <IconButton {...trigger} label={label}>
            <IconLanguage {...icon20} />
          </IconButton>
        ) : (
          <Button {...trigger} look="quiet" aria-label={`${props.value.toUpperCase()}, ${label}`} icon={<IconLanguage {...icon20} />}>
            {props.value.toUpperCase()}
          </Button>
        )
      }
    />
  );
}
