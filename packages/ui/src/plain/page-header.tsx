import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { Anchor } from './link.tsx';
import classes from './page-header.module.css';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** The way here, from the far end; the page itself is not repeated. */
  readonly crumbs?: readonly Crumb[];
  /** States beside the title: a badge, a count. */
  readonly meta?: ReactNode;
  readonly lead?: ReactNode;
  /** The one main action last, others before it. */
  readonly actions?: ReactNode;
  /** Views as tabs. */
  readonly tabs?: readonly { readonly label: string; readonly href: string; readonly current?: boolean; readonly count?: ReactNode }[];
  readonly tabsLabel?: string;
}

/** Title, where it stands, and the main action, at the same place on every screen. */
export function PageHeader({ title, crumbs, meta, lead, actions, tabs, tabsLabel }: PageHeaderProps): ReactNode {
  return (
    <header className={classes.header}>
      {crumbs && crumbs.length > 0 ? <Breadcrumbs crumbs={crumbs} /> : null}
      <div className={classes.row}>
        <div className={classes.words}>
          <div className={classes.titleRow}>
            <h1 className={classes.title}>{title}</h1>
            {meta ? <div className={classes.meta}>{meta}</div> : null}
          </div>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
      {tabs ? (
        <nav className={classes.tabs} aria-label={tabsLabel}>
          {tabs.map((tab) => (
            <Anchor key={tab.href} href={tab.href} className={classes.tab} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count === undefined ? null : <span className={classes.count}>{tab.count}</span>}
            </Anchor>
          ))}
        </nav>
      ) : null}
    </header>
  );
}

/** The way to this page, each step a link. */
export function Breadcrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }): ReactNode {
  const t = useTranslations('common');
  return (
    <nav aria-label={t('breadcrumbs')}>
      <ol role="list" className={classes.crumbs}>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <Anchor href={crumb.href}>{crumb.label}</Anchor>
          </li>
        ))}
      </ol>
    </nav>
  );
}
