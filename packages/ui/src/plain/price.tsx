import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import classes from './price.module.css';

export interface PriceProps {
  /** Minor units (kopecks). */
  readonly minor: bigint | number | string;
  readonly currency?: string;
  /** The price before, struck through; shown only when it is higher. */
  readonly oldMinor?: bigint | number | string | null | undefined;
  readonly size?: 's' | 'm' | 'l' | 'xl';
  /** Says "from": the lowest of several. */
  readonly from?: string;
}

/** A price, largest thing of its tile; an advantage is saffron and says so in words to readers. */
export function Price({ minor, currency = 'RUB', oldMinor, size = 'm', from }: PriceProps): ReactNode {
  const t = useTranslations('common.price');
  const format = useFormats();
  const now = BigInt(minor);
  const before = oldMinor === null || oldMinor === undefined ? null : BigInt(oldMinor);
  const cheaper = before !== null && before > now;
  return (
    <span className={cx(classes.price, classes[size], cheaper && classes.cheaper)}>
      <span className={classes.now}>
        <span className="y-hidden">{t('now')} </span>
        {from ? <span className={classes.from}>{from} </span> : null}
        {format.price(now, currency)}
      </span>
      {cheaper ? (
        <span className={classes.before}>
          <span className="y-hidden">{t('was')} </span>
          <s>{format.price(before, currency)}</s>
          <span className={classes.off}>−{format.percent(1 - Number(now) / Number(before), 0)}</span>
        </span>
      ) : null}
    </span>
  );
}
