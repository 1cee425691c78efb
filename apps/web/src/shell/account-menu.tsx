import { IconLogout, IconShieldLock, IconUser } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, icon16, icon20, Menu, type MenuGroup } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { signOut } from '../lib/auth.ts';
import type { ShellUser } from './app-state.tsx';
import { paths } from './paths.ts';

/** The areas that these roles open. */
export function areasOf(roles: readonly string[]): readonly ('seller' | 'moderation' | 'admin')[] {
  const has = (...wanted: string[]) => wanted.some((role) => roles.includes(role));
  return [
    ...(has('seller') ? (['seller'] as const) : []),
    ...(has('moderator', 'admin') ? (['moderation'] as const) : []),
    ...(has('admin', 'editor') ? (['admin'] as const) : []),
  ];
}

export interface AccountMenuProps {
  readonly user: ShellUser;
  /** Groups before the last one: areas are always there, theme and language where the bar has no room. */
  readonly extra?: readonly MenuGroup[];
  readonly here: 'shop' | 'workplace';
  readonly compact?: boolean;
}

/** Name, ways into the areas that are open to this person, sign-out. */
export function AccountMenu({ user, extra = [], here, compact = false }: AccountMenuProps): ReactNode {
  const t = useTranslations('shell');
  const name = user.name ?? t('header.account');
  const areas = areasOf(user.roles).map((area) => ({ id: area, label: t(`areas.${area}`), href: paths[area].home() }));
  const groups: MenuGroup[] = [
    { id: 'who', label: name, items: here === 'workplace' ? [{ id: 'shop', label: t('header.toShop'), href: paths.shop.home() }] : areas },
    ...extra,
    {
      id: 'out',
      items: [
        { id: 'security', label: t('account.security'), icon: <IconShieldLock {...icon16} />, href: paths.account.security() },
        { id: 'out', label: t('account.signOut'), icon: <IconLogout {...icon16} />, onSelect: () => void signOut() },
      ],
    },
  ];
  return (
    <Menu
      align="end"
      groups={groups.filter((group) => group.items.length > 0)}
      trigger={(trigger) => (
        <Button {...trigger} look="quiet" aria-label={t('header.accountOf', { name })} icon={<IconUser {...icon20} />}>
          {compact ? null : name.split(' ')[0]}
        </Button>
      )}
    />
  );
}
