import { IconBuildingStore, IconChevronDown, IconGavel, IconSettings } from '@tabler/icons-react';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { cx, icon16, icon20, Menu } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useSession } from '../../lib/session.ts';
import { areasOf } from '../account-menu.tsx';
import { Mark } from '../logo.tsx';
import { paths } from '../paths.ts';
import type { AreaId, NavGroup } from './area.ts';
import classes from './sidebar.module.css';

export const AREA_ICONS: Record<AreaId, ReactNode> = {
  seller: <IconBuildingStore {...icon20} />,
  moderation: <IconGavel {...icon20} />,
  admin: <IconSettings {...icon20} />,
};

/** Where one is and where one can go: the area on top, its sections below. */
export function Sidebar({ area, groups, onFollow }: { area: AreaId; groups: readonly NavGroup[]; onFollow?: () => void }): ReactNode {
  const t = useTranslations('shell');
  const format = useFormats();
  const session = useSession();
  const areas = areasOf(session?.roles ?? []);
  const title = (
    <>
      <Mark size={24} />
      <span className={classes.names}>
        <span className={classes.brand}>{t('brand')}</span>
        <span className={classes.area}>{t(`areas.${area}`)}</span>
      </span>
    </>
  );
  return (
    <div className={classes.sidebar}>
      {areas.length > 1 ? (
        <Menu
          width={216}
          groups={[
            {
              id: 'areas',
              label: t('nav.areas'),
              items: areas.map((id) => ({ id, label: t(`areas.${id}`), href: paths[id].home(), icon: AREA_ICONS[id], current: id === area })),
            },
            { id: 'shop', items: [{ id: 'shop', label: t('header.toShop'), href: paths.shop.home() }] },
          ]}
          trigger={(trigger) => (
            <button {...trigger} type="button" className={classes.head}>
              {title}
              <IconChevronDown {...icon16} className={classes.chevron} />
            </button>
          )}
        />
      ) : (
        <a href={paths.shop.home()} className={classes.head}>
          {title}
        </a>
      )}
      <nav aria-label={t('nav.area')} className={classes.nav}>
        {groups.map((group) => (
          <div key={group.id} className={classes.group}>
            {group.label ? <h2 className={classes.label}>{group.label}</h2> : null}
            <ul role="list">
              {group.items.map((item) => (
                <li key={item.href}>
                  <NavLink
                    to={item.href}
                    end={item.exact ?? false}
                    className={({ isActive }) => cx(classes.item, isActive && classes.active)}
                    onClick={onFollow}
                    data-tip-keys={item.keys}
                  >
                    <span className={classes.icon}>{item.icon}</span>
                    <span className={classes.text}>{item.label}</span>
                    {item.count ? <span className={classes.count}>{format.number(item.count)}</span> : null}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  );
}
