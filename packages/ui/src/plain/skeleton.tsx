import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import classes from './skeleton.module.css';

export interface SkeletonProps {
  readonly width?: number | string;
  readonly height?: number | string;
  readonly round?: boolean;
  readonly className?: string;
}

/** A box in the shape of what comes. The region around it carries `aria-busy` and a name. */
export function Skeleton({ width = '100%', height = '1em', round = false, className }: SkeletonProps): ReactNode {
  return <span aria-hidden="true" className={cx(classes.bone, round && classes.round, className)} style={{ width, height }} />;
}

/** Lines of text; the last one is shorter. */
export function SkeletonText({ lines = 3 }: { readonly lines?: number }): ReactNode {
  return (
    <span aria-hidden="true" className={classes.text}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={classes.bone} style={{ width: index === lines - 1 ? '62%' : '100%' }} />
      ))}
    </span>
  );
}

/** Square picture, price, two lines of name: the shape of a product tile. */
export function SkeletonTile(): ReactNode {
  return (
    <div aria-hidden="true" className={classes.tile}>
      <span className={cx(classes.bone, classes.square)} />
      <span className={classes.bone} style={{ width: '46%', height: 22 }} />
      <span className={classes.bone} />
      <span className={classes.bone} style={{ width: '70%' }} />
    </div>
  );
}

/** Rows of a form: label and control. */
export function SkeletonForm({ fields = 5 }: { readonly fields?: number }): ReactNode {
  return (
    <div aria-hidden="true" className={classes.form}>
      {Array.from({ length: fields }, (_, index) => (
        <div key={index} className={classes.fieldRow}>
          <span className={classes.bone} style={{ width: 90 + ((index * 37) % 80), height: 14 }} />
          <span className={classes.bone} style={{ height: 'var(--y-control-height)' }} />
        </div>
      ))}
    </div>
  );
}
