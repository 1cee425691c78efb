import { useTranslations } from '@yarmarka/i18n/react';
import type { MouseEvent, ReactNode } from 'react';
import { cx } from '../plain/cx.ts';
import { Check } from '../plain/field.tsx';
import classes from './data-table.module.css';
import type { Column } from './data-table-types.ts';

export interface TableRowProps<Row> {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly row: Row;
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly phone: boolean;
  readonly measure: ((node: Element | null) => void) | undefined;
  readonly active: boolean;
  readonly tone: 'changed' | 'quiet' | undefined;
  /** null where rows cannot be selected. */
  readonly selected: boolean | null;
  readonly onSelect: (range: boolean) => void;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onActivate: () => void;
}

/** Whether the press was meant for something inside the row. */
const isInside = (event: MouseEvent): boolean =>
  event.target instanceof Element && event.target.closest('a, button, input, label, select, [role="menu"]') !== null;

/** One row; on a phone a small card with the same values. */
export function TableRow<Row>(props: TableRowProps<Row>): ReactNode {
  const { id, index, top, row, name, columns, phone, measure, active, tone, selected, onSelect, onOpen, onActivate } = props;
  const t = useTranslations('common.table');
  const check =
    selected === null ? null : (
      <span role="gridcell" className={classes.select}>
        <Check
          label={t('selectRow', { name })}
          labelHidden
          tabIndex={-1}
          checked={selected}
          onChange={(event) =>
            onSelect(event.nativeEvent instanceof PointerEvent || event.nativeEvent instanceof globalThis.MouseEvent ? event.nativeEvent.shiftKey : false)
          }
        />
      </span>
    );
  return (
    <div
      id={id}
      ref={measure}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected ?? undefined}
      className={cx(classes.row, classes.placed, active && classes.active, selected && classes.selected, onOpen && classes.opens, tone && classes[tone])}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        onActivate();
        if (!isInside(event) && window.getSelection()?.isCollapsed !== false) onOpen?.(row);
      }}
    >
      {check}
      {phone ? (
        <div className={classes.card}>
          {columns
            .filter((column) => column.phone !== 'hide')
            .map((column, position) => {
              const kind = column.phone ?? (position === 0 ? 'title' : 'line');
              return (
                <span key={column.id} role="gridcell" className={cx(classes[kind])}>
                  {kind === 'line' || kind === 'field' ? <span className={classes.key}>{column.header}</span> : null}
                  <span className={classes.value}>{column.cell(row)}</span>
                </span>
              );
            })}
        </div>
      ) : (
        columns.map((column) => (
          <span key={column.id} role="gridcell" className={cx(classes.cell, column.align === 'end' && classes.end_)}>
            {column.cell(row)}
          </span>
        ))
      )}
    </div>
  );
}
