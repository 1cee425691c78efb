import { useTranslations } from '@yarmarka/i18n/react';
import { Skeleton, Tooltips } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { Logo } from '../logo.tsx';
import { paths } from '../paths.ts';
import classes from './frameless.module.css';

/** For what has no area around it: errors before an area could open. */
export function Frameless({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className={classes.page}>
      <header className={classes.bar}>
        <Logo href={paths.shop.home()} />
      </header>
      <main id="content">{children}</main>
      <Tooltips />
    </div>
  );
}

/** The shape of an area while its first data is on the way. */
export function FrameSkeleton(): ReactNode {
  const t = useTranslations('shell');
  return (
    <div className={classes.skeleton} aria-busy="true">
      <span role="status" className="y-hidden">
        {t('loading')}
      </span>
      <div className={classes.side}>
        <Skeleton width={150} height={28} />
        {[120, 96, 140, 110, 88].map((width) => (
          <Skeleton key={width} width={width} height={16} />
        ))}
      </div>
      <div className={classes.main}>
        <Skeleton width={320} height={32} />
        <Skeleton width={240} height={28} />
        <Skeleton width="100%" height={320} />
      </div>
    </div>
  );
}
