import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, cx } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { paths } from '../../../shell/paths.ts';
import { DraftPill } from './draft-pill.tsx';
import classes from './matrix-bar.module.css';

/** The views of the matrix and the draft, the same on each of its screens and always in sight. */
export function MatrixBar(): ReactNode {
  const t = useTranslations('admin.nav');
  const { pathname } = useLocation();
  const bar = useRef<HTMLElement>(null);
  const views = [
    { href: paths.admin.matrix(), label: t('matrix') },
    { href: paths.admin.categories(), label: t('categories') },
    { href: paths.admin.dictionary(), label: t('dictionary') },
    { href: paths.admin.changes(), label: t('history') },
    { href: paths.admin.suggestions(), label: t('suggestions') },
    { href: paths.admin.exchange(), label: t('exchange') },
  ];
  const present = views.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`))?.href;
  // In a narrow window the views run past the edge: the present one is moved into sight.
  useEffect(() => {
    const link = [...(bar.current?.querySelectorAll('a') ?? [])].find((a) => a.getAttribute('href') === present);
    if (bar.current && link) bar.current.scrollLeft = link.offsetLeft - (bar.current.clientWidth - link.offsetWidth) / 2;
  }, [present]);
  return (
    <div className={classes.bar}>
      <nav ref={bar} className={classes.views} aria-label={t('catalogue')}>
        {views.map((view) => {
          const current = view.href === present;
          return (
            <Anchor key={view.href} href={view.href} className={cx(classes.view, current && classes.current)} aria-current={current ? 'page' : undefined}>
              {view.label}
            </Anchor>
          );
        })}
      </nav>
      <DraftPill />
    </div>
  );
}
