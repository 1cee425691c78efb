import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import classes from './progress.module.css';

export interface ProgressBarProps {
  /** What is being done; the accessible name. */
  readonly label: string;
  /** 0 to 1; null while the total is unknown. */
  readonly share: number | null;
  readonly done?: number;
  readonly total?: number;
  readonly leftMs?: number | null;
  readonly tone?: 'accent' | 'quiet' | 'success' | 'danger';
  /** Only the bar, for a table cell. */
  readonly thin?: boolean;
}

/** How far, how many and how long still. */
export function ProgressBar({ label, share, done, total, leftMs, tone = 'accent', thin = false }: ProgressBarProps): ReactNode {
  const t = useTranslations('common.progress');
  const format = useFormats();
  const value = share === null ? null : Math.max(0, Math.min(1, share));
  const of = done === undefined || total === undefined ? null : t('of', { done: format.number(done), total: format.number(total) });
  const left = leftMs === undefined || leftMs === null ? null : t('left', { time: format.duration(leftMs) });
  return (
    <div className={cx(classes.progress, thin && classes.thin)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value === null ? undefined : Math.round(value * 100)}
        aria-valuetext={[of, left].filter(Boolean).join(', ') || undefined}
        className={classes.track}
      >
        <div className={cx(classes.bar, classes[tone], value === null && classes.unknown)} style={value === null ? undefined : { width: `${value * 100}%` }} />
      </div>
      {thin || (!of && !left) ? null : (
        <div className={classes.words}>
          <span>{of}</span>
          <span>{left}</span>
        </div>
      )}
    </div>
  );
}
