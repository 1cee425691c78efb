import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { cx } from '../plain/cx.ts';
import { Check } from '../plain/field.tsx';
import { icon16 } from '../plain/icon.ts';
import classes from './data-table.module.css';
import type { Column, Sort } from './data-table-types.ts';

export interface HeaderRowProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
  readonly phone: boolean;
  readonly select: { readonly all: boolean; readonly some: boolean; readonly toggle: () => void } | null;
}

/** The sticky header; on a phone only readers see it. */
export function HeaderRow<Row>({ columns, sort, onSort, phone, select }: HeaderRowProps<Row>): ReactNode {
  const t = useTranslations('common.table');
  return (
    <div role="row" aria-rowindex={1} className={cx(classes.row, classes.header, phone && 'y-hidden')}>
      {select ? (
        <span role="columnheader" className={classes.select}>
          <Check label={t('selectAll')} labelHidden tabIndex={-1} checked={select.all} mixed={select.some && !select.all} onChange={select.toggle} />
        </span>
      ) : null}
      {columns.map((column) => {
        const direction = sort?.column === column.id ? sort.direction : null;
        const next = direction === 'up' ? 'down' : 'up';
        const sorted = direction === 'up' ? 'ascending' : direction === 'down' ? 'descending' : 'none';
        return (
          <span
            key={column.id}
            role="columnheader"
            aria-sort={column.sortable ? sorted : undefined}
            className={cx(classes.cell, classes.headerCell, column.align === 'end' && classes.end_)}
            data-tip={column.tip}
          >
            {column.sortable && onSort ? (
              <button
                type="button"
                tabIndex={phone ? -1 : 0}
                className={classes.sort}
                aria-label={t(next === 'up' ? 'sortUp' : 'sortDown', { column: column.header })}
                onClick={() => onSort({ column: column.id, direction: next })}
              >
                <span className={classes.headerText}>{column.header}</span>
                {direction === null ? null : direction === 'up' ? <IconArrowUp {...icon16} size={14} /> : <IconArrowDown {...icon16} size={14} />}
              </button>
            ) : (
              <span className={classes.headerText}>{column.header}</span>
            )}
          </span>
        );
      })}
    </div>
  );
}
