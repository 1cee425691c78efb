import type { ReactNode } from 'react';
import { cx } from '../plain/cx.ts';
import { cellClass } from './cell-look.ts';
import classes from './matrix-grid.module.css';
import type { GridCell } from './types.ts';

/** A cell as the grid draws it, for a legend: only to look at, the words stand beside it. */
export function GridCellSample({ cell }: { readonly cell: GridCell }): ReactNode {
  return (
    <span aria-hidden="true" className={cx(classes.sample, cellClass(cell))}>
      {cell.text}
    </span>
  );
}
