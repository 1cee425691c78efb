import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import classes from './rating.module.css';

export interface RatingProps {
  /** 0 to 5; null when nobody has rated yet. */
  readonly value: number | null;
  readonly count?: number;
  /** Five stars instead of one. */
  readonly full?: boolean;
}

const STAR = 'M8 1.3 10 5.6l4.7.6-3.5 3.2.9 4.7L8 11.8l-4.1 2.3.9-4.7L1.3 6.2 6 5.6Z';

/** Rating with the number of reviews, in words for readers. */
export function Rating({ value, count, full = false }: RatingProps): ReactNode {
  const t = useTranslations('common.rating');
  const format = useFormats();
  if (value === null) return <span className={classes.none}>{t('none')}</span>;
  const figure = format.number(value, { decimals: 1 });
  const share = Math.max(0, Math.min(1, value / 5));
  return (
    <span className={classes.rating}>
      <span className="y-hidden">{t('value', { value: figure })}</span>
      <svg viewBox={full ? '0 0 80 16' : '0 0 16 16'} width={full ? 80 : 16} height="16" aria-hidden="true" focusable="false" className={classes.stars}>
        {(full ? [0, 1, 2, 3, 4] : [0]).map((index) => (
          <g key={index} transform={`translate(${index * 16} 0)`}>
            <path d={STAR} className={classes.empty} />
            <path d={STAR} style={full ? { clipPath: `inset(0 ${100 - Math.max(0, Math.min(1, share * 5 - index)) * 100}% 0 0)` } : undefined} />
          </g>
        ))}
      </svg>
      <span aria-hidden="true" className={classes.value}>
        {figure}
      </span>
      {count === undefined ? null : <span className={classes.count}>{t('reviews', { count })}</span>}
    </span>
  );
}
