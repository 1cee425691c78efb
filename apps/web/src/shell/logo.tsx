import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, cx } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import classes from './logo.module.css';

/** The mark: the awning of a market stall. */
export function Mark({ size = 28 }: { size?: number }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false" className={classes.mark}>
      <path d="M6.5 16v10.5a1.5 1.5 0 0 0 1.5 1.5h16a1.5 1.5 0 0 0 1.5-1.5V16" className={classes.stall} />
      <path d="M7 4h5.2L10.8 15a4.1 4.1 0 0 1-8.1-.9Z" className={classes.spruce} />
      <path d="M12.2 4h7.6l1.3 11a5.1 5.1 0 0 1-10.2 0Z" className={classes.saffron} />
      <path d="M19.8 4H25l4.3 10.1a4.1 4.1 0 0 1-8.1.9Z" className={classes.spruce} />
    </svg>
  );
}

/** Mark and name, leading home. */
export function Logo({ href, size = 28, compact = false }: { href: string; size?: number; compact?: boolean }): ReactNode {
  const t = useTranslations('shell');
  return (
    <Anchor href={href} className={cx(classes.logo, compact && classes.compact)} aria-label={compact ? t('brand') : undefined}>
      <Mark size={size} />
      {compact ? null : <span className={classes.name}>{t('brand')}</span>}
    </Anchor>
  );
}
